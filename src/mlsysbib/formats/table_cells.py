"""Lines that belong to a paper in a list, brought into its cell where the list is a table."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mlsysbib.model.selection import Block, Cited, Prose
from mlsysbib.text.markdown_lines import holds_apart, is_bullet, width, without_bullet

_CONTENT = 2  # what belongs to a bullet stands so many columns further right


def with_lines_below(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which a paper's annotation holds the lines below that belong to it.

    Each bullet and each paragraph is a line of the annotation. Where code or a table stands among
    them, they stay behind the paper. Empty lines between papers would part the table, and go.
    """
    made: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        end = place + 1
        if isinstance(block, Cited):
            end = _end_below(blocks, place)
            annotation = _joined(block.annotation, blocks[place + 1 : end])
            if annotation is None:
                end = place + 1
            else:
                block = msgspec.structs.replace(block, annotation=annotation)
            end = _next_paper(blocks, end)
        made.append(block)
        place = end
    return made


def _next_paper(blocks: Sequence[Block], place: int) -> int:
    """Return where the next paper stands if only empty lines are before it, else the place."""
    for index in range(place, len(blocks)):
        block = blocks[index]
        if isinstance(block, Cited):
            return index
        if not isinstance(block, Prose) or block.text.strip():
            break
    return place


def _end_below(blocks: Sequence[Block], place: int) -> int:
    """Return where that ends which belongs to a paper; empty lines at its end do not."""
    cited, end = blocks[place], place + 1
    least = _CONTENT + (width(cited.indent) if isinstance(cited, Cited) else 0)
    for index in range(place + 1, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Prose):
            break
        if block.text.strip():
            if width(block.text) < least:
                break
            end = index + 1
    return end


def _joined(annotation: str, blocks: Sequence[Block]) -> str | None:
    """Return an annotation with what stands below; None where that cannot stand in a cell."""
    lines = [annotation]
    is_new = False
    for block in blocks:
        text = block.text.strip() if isinstance(block, Prose) else ""
        if holds_apart(text):
            # Neither code nor a table or a quotation can stand in a cell.
            return None
        if text and (is_new or is_bullet(text)):
            lines.append(without_bullet(text))
        elif text:
            lines[-1] = f"{lines[-1]} {text}".lstrip()
        is_new = not text
    return "\n".join(lines)
