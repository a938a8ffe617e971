"""Split a `.bib` text into its blocks and lose no character of it.

The split is tolerant where BibTeX is not: a block that never closes ends before the next line that
begins with `@type{`, so that one slip costs one block and not the rest of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum

import msgspec

from mlsysbib.formats.bibtex.field_scan import (
    FURTHER_FIELD,
    PLAIN_BODY,
    Fault,
    RawField,
    Scanned,
    scan_fields,
)
from mlsysbib.formats.bibtex.scan import find_closing


class BlockKind(Enum):
    """What a block is; free text is all that stands between the others."""

    ENTRY = "entry"
    STRING = "string"
    PREAMBLE = "preamble"
    COMMENT = "comment"
    TEXT = "text"
    BROKEN = "broken"


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a text. `line` counts from 1; `offset` is that of the piece in the whole.

    An entry has a type and a key, a `@string` its one field; of a broken block they are known if
    they stand where they should. `is_plain` says that nothing in an entry is out of place.
    """

    kind: BlockKind
    text: str
    offset: int
    line: int
    type: str = ""
    key: str = ""
    is_plain: bool = False
    scanned: Scanned | None = None

    @property
    def fields(self) -> tuple[RawField, ...]:
        """The fields as they stand; those of a plain entry are looked for when they are asked."""
        if self.is_plain:
            opening = _AT_LINE_START.match(self.text)
            assert opening is not None  # noqa: S101  # a block begins with one
            return scan_fields(self.text, opening.end(), len(self.text) - 1).fields
        return self.scanned.fields if self.scanned else ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What BibTeX refuses; there is none in a plain entry."""
        return self.scanned.faults if self.scanned else ()

    def line_at(self, offset: int) -> int:
        """Return the line of the whole text in which an offset of this block lies."""
        return self.line + self.text.count("\n", 0, offset)


_OPENING = r"@[ \t]*(?P<type>[A-Za-z][\w.:+-]*)\s*(?P<opener>[{(])"
_AT_LINE_START = re.compile(rf"^[ \t\ufeff]*{_OPENING}", re.MULTILINE)
_BEHIND_A_BLOCK = re.compile(rf"[ \t]*{_OPENING}")
_KINDS = {
    "comment": BlockKind.COMMENT,
    "string": BlockKind.STRING,
    "preamble": BlockKind.PREAMBLE,
}


def split_blocks(text: str) -> tuple[Block, ...]:
    r"""Split a text into blocks; their texts, joined, are the text.

    >>> [block.kind.value for block in split_blocks("% mine\n@book{k, year = 1984}\n")]
    ['text', 'entry', 'text']
    """
    return tuple(_Splitter(text).blocks())


class _Splitter:
    def __init__(self, text: str) -> None:
        self.text = text
        self.openings = list(_AT_LINE_START.finditer(text))
        self.starts = [found.start() for found in self.openings]
        self.line = 1

    def blocks(self) -> Iterator[Block]:
        position = 0
        while (opening := self._next_opening(position)) is not None:
            start = self.text.index("@", opening.start())
            if start > position:
                yield self._text(position, start)
            block = self._block(opening, start)
            self.line += block.text.count("\n")
            yield block
            position = start + len(block.text)
        if position < len(self.text):
            yield self._text(position, len(self.text))

    def _next_opening(self, position: int) -> re.Match[str] | None:
        if position and (behind := _BEHIND_A_BLOCK.match(self.text, position)):
            return behind
        index = bisect_right(self.starts, position - 1)
        return self.openings[index] if index < len(self.openings) else None

    def _limit(self, position: int) -> int:
        """Return where the next line begins that opens a block."""
        index = bisect_right(self.starts, position)
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def _text(self, start: int, end: int) -> Block:
        text, line = self.text[start:end], self.line
        self.line += text.count("\n")
        return Block(kind=BlockKind.TEXT, text=text, offset=start, line=line)

    def _block(self, opening: re.Match[str], start: int) -> Block:
        type_, limit = opening["type"], self._limit(opening.end() - 1)
        kind = _KINDS.get(type_.lower(), BlockKind.ENTRY)
        is_plain = kind is BlockKind.ENTRY and opening["opener"] == "{"
        if is_plain and (plain := PLAIN_BODY.match(self.text, opening.end(), limit)):
            return Block(
                kind=kind,
                text=self.text[start : plain.end()],
                offset=start,
                line=self.line,
                type=type_,
                key=plain["key"].rstrip(),
                is_plain=True,
            )
        end, counted = self._end(opening, limit)
        if end < 0:
            # BibTeX ignores the word @comment alone, so that what is never closed hides nothing.
            kind = kind if kind is BlockKind.COMMENT else BlockKind.BROKEN
            end = limit
        text = self.text[start:end]
        inside = len(text) - (kind is not BlockKind.BROKEN)
        scanned = scan_fields(
            text,
            opening.end() - start,
            inside,
            has_key=kind in {BlockKind.ENTRY, BlockKind.BROKEN},
            has_fields=kind in {BlockKind.ENTRY, BlockKind.STRING},
            counted=counted,
        )
        return Block(
            kind=kind,
            text=text,
            offset=start,
            line=self.line,
            type=type_,
            key=scanned.key,
            scanned=scanned,
        )

    def _end(self, opening: re.Match[str], limit: int) -> tuple[int, bool]:
        """Return where a block ends, -1 if nowhere, and how its braces were counted."""
        start, opener = opening.end(), opening["opener"]
        ends = {
            counted: find_closing(self.text, start, limit, opener=opener, counted=counted)
            for counted in (True, False)
        }
        for counted, end in ends.items():
            if end >= 0 and not self._goes_on(end, limit):
                return end, counted
        counted = ends[True] >= 0
        end = ends[counted]
        while end >= 0 and self._goes_on(end, limit):
            further = find_closing(self.text, end, limit, opener=opener, counted=counted)
            if further < 0:
                break
            end = further
        return end, counted

    def _goes_on(self, end: int, limit: int) -> bool:
        """Say whether fields follow behind an end, which had a brace too many then."""
        return FURTHER_FIELD.match(self.text, end, limit) is not None
