"""Markdown with papers among its bullets, as HTML: nesting and order are those of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, cast

import msgspec
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from mlsysbib.formats.html.prose import Environment, make_reader, render_blocks
from mlsysbib.model.entry import Entry
from mlsysbib.model.selection import Block, Cited, Prose, Row
from mlsysbib.text.markdown import parse
from mlsysbib.text.unseen import harmless

# The title of a paper as it stands among other text.
Name = Callable[[Entry], Markup]
# A paper, and the HTML of the text behind it -> how it is shown.
Show = Callable[[Cited, Markup], Markup]
_PRIVATE = range(0xE000, 0xF8FF)


class Flow:
    """Renders the blocks of a section.

    Each paper is given to Markdown as a bullet of the list it stands in: a mark, which no text of
    the section contains, with the annotation behind it. The mark becomes the paper.
    """

    def __init__(self, show: Show, name: Name) -> None:
        self.show, self.name = show, name
        self.reader = make_reader()
        self.reader.inline.ruler.before("text", "paper", _read_mark)
        self.reader.core.ruler.push("papers", _gather)
        self.renderer = cast("RendererHTML", self.reader.renderer)
        self.renderer.rules["paper"] = self._render_paper  # type: ignore[assignment]  # it is called, whatever it is

    def render(self, blocks: Sequence[Block]) -> Markup:
        """Return the HTML of blocks; each paper is shown once, in its place."""
        blocks = without_comments(blocks)
        cited = [block for block in blocks if isinstance(block, Cited)]
        rows = [block for block in blocks if isinstance(block, Row)]
        if not cited and not rows:
            return render_blocks(_text(blocks))
        mark = _unused(blocks)
        named = [entry for row in rows for entry in row.cited]
        numbers = iter(range(len(named)))
        places = iter(range(len(cited)))
        lines = (
            f"{block.indent}{block.number or '-'} {mark}{next(places)}{mark} "
            f"{_BOXES.get(block.task, '')}{block.annotation}"
            if isinstance(block, Cited)
            else block.woven(lambda _: f"{mark}n{next(numbers)}{mark}")
            if isinstance(block, Row)
            else block.text
            for block in blocks
        )
        environment: Environment = {"mark": mark, "cited": cited}
        tokens = self.reader.parse(harmless("\n".join(lines)), environment)
        if list(_places(tokens)) != list(range(len(cited))):
            return self._render_apart(blocks)
        html = self.renderer.render(tokens, self.reader.options, environment)
        for number, entry in enumerate(named):
            html = html.replace(f"{mark}n{number}{mark}", self.name(entry))
        return Markup(html)  # noqa: S704  # HTML of the input is escaped

    def _render_apart(self, blocks: Sequence[Block]) -> Markup:
        """Render prose and papers one run after the other, where some prose swallows a paper."""
        return Markup("\n").join(
            self.render([Cited(block.entry, block.annotation) for block in run])
            if is_cited
            else self.render(run)
            for is_cited, run in runs(blocks)
        )

    def _render_paper(
        self,
        tokens: Sequence[Token],
        place: int,
        options: Any,  # noqa: ANN401  # markdown-it's own
        environment: Environment,
    ) -> str:
        token = tokens[place]
        cited = environment["cited"][token.meta["place"]]
        note = self.renderer.renderInline(token.children or [], options, environment)
        return self.show(cited, Markup(note.strip()))  # noqa: S704  # as above


# A box that is ticked, and one that is not, as they are shown behind the paper.
_BOXES = {"[ ]": "\u2610 ", "[x]": "\u2611 ", "[X]": "\u2611 "}


def without_comments(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without comments; a line that is nothing else goes."""
    lines = (
        f"{block.indent}- @{block.entry.key} {block.annotation}"
        if isinstance(block, Cited)
        else (block.text if isinstance(block, Prose) else "row")
        for block in blocks
    )
    text = "".join(f"{line}\n" for line in lines)
    if "<!--" not in text:
        return list(blocks)
    kept: list[Block] = []
    for block, line in zip(blocks, parse(text, is_part=True).shown(), strict=True):
        if isinstance(block, Cited):
            head = f"{block.indent}- @{block.entry.key} "
            annotation = (line or "").removeprefix(head).strip()
            kept.append(msgspec.structs.replace(block, annotation=annotation))
        elif isinstance(block, Row):
            kept.append(block)
        elif line is not None:
            kept.append(Prose(line))
    return kept


def runs(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Any]]]:
    """Split blocks where prose and papers meet; empty lines before papers do not part them."""
    kept: list[Block] = []
    for block in reversed(blocks):
        is_empty = isinstance(block, Prose) and not block.text.strip()
        if not (is_empty and kept and isinstance(kept[-1], Cited)):
            kept.append(block)
    for is_cited, run in groupby(reversed(kept), key=lambda block: isinstance(block, Cited)):
        yield is_cited, list(run)


def _text(blocks: Iterable[Block]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Prose))


def _unused(blocks: Iterable[Block]) -> str:
    """Return a character that stands in no text of the blocks."""
    used = set("".join(map(_words, blocks)))
    return next(char for char in map(chr, _PRIVATE) if char not in used)


def _words(block: Block) -> str:
    match block:
        case Prose(text):
            return text
        case Row(texts):
            return "".join(texts)
        case Cited(annotation=annotation):
            return annotation


def _read_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    mark = state.env["mark"]
    if state.pos or not state.src.startswith(mark) or state.src[1] == "n":
        return False
    end = state.src.index(mark, 1)
    if not silent:
        state.push("paper", "", 0).meta["place"] = int(state.src[1:end])
    state.pos = end + 1
    return True


def _gather(state: StateCore) -> None:
    """Give each paper the text that follows it, in place of the paragraph that held both."""
    lists: list[Token] = []
    for place, token in enumerate(state.tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(token)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.children and token.children[0].type == "paper":
            paper, *note = token.children
            paper.children, token.children = note, [paper]
            state.tokens[place - 1].hidden = state.tokens[place + 1].hidden = True
            if lists:
                lists[-1].attrSet("class", "papers")


def _places(tokens: Iterable[Token]) -> Iterator[int]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "paper":
                yield child.meta["place"]
