"""Papers that stand in a list more than once, where only the first place shows them in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mlsysbib.model.selection import Block, Cited, Section, Selection

_REQUIRED = re.compile(r"\*\*(?:required|must read|mandatory)\*\*", re.IGNORECASE)


def with_marks(selection: Selection) -> Selection:
    """Return a list whose papers are marked as required where they stand first.

    What a later place says is to be seen where the paper is shown.
    """
    marks: dict[str, str] = {}
    first: dict[str, str] = {}
    for cited in _all_cited(selection):
        key = cited.entry.key
        first.setdefault(key, cited.annotation)
        if mark := _REQUIRED.search(cited.annotation):
            marks.setdefault(key, mark[0])
    missing = {key: mark for key, mark in marks.items() if not _REQUIRED.search(first[key])}
    return _marked(selection, missing) if missing else selection


def _all_cited(part: Selection | Section) -> Iterator[Cited]:
    yield from (block for block in part.blocks if isinstance(block, Cited))
    for section in part.sections:
        yield from _all_cited(section)


def _marked(selection: Selection, missing: dict[str, str]) -> Selection:
    def mark(block: Block) -> Block:
        found = missing.pop(block.entry.key, "") if isinstance(block, Cited) else ""
        if not (found and isinstance(block, Cited)):
            return block
        return msgspec.structs.replace(block, annotation=f"{found} {block.annotation}".rstrip())

    def in_section(section: Section) -> Section:
        # In the order of the list: what stands first takes the mark.
        blocks = tuple(map(mark, section.blocks))
        return msgspec.structs.replace(
            section, blocks=blocks, sections=tuple(map(in_section, section.sections))
        )

    blocks = tuple(map(mark, selection.blocks))
    return msgspec.structs.replace(
        selection, blocks=blocks, sections=tuple(map(in_section, selection.sections))
    )
