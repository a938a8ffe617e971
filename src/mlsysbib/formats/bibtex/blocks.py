"""Split a `.bib` text into its blocks and lose no character of it.

What BibTeX reads is a block, wherever in a line it begins. The split is tolerant where BibTeX is
not: a block that never closes ends before the next line that begins with `@type{`, so that one slip
costs one block and not the rest of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import Enum

import msgspec

from mlsysbib.formats.bibtex.field_scan import (
    FURTHER_FIELD,
    Fault,
    RawField,
    Scanned,
    scan_fields,
    scan_plain,
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
    they stand where they should. `faults` is what BibTeX refuses.
    """

    kind: BlockKind
    text: str
    offset: int
    line: int
    type: str = ""
    key: str = ""
    fields: tuple[RawField, ...] = ()
    faults: tuple[Fault, ...] = ()


_OPENING = re.compile(
    # At the beginning of a line, whatever ends lines there.
    r"(?P<line>(?:\A|(?<=[\n\r\v\f\x85\u2028\u2029]))[ \t\ufeff]*)?"
    r"@[ \t]*(?P<type>[A-Za-z][\w.:+-]*)\s*(?P<opener>[{(])"
)
_KINDS = {
    "comment": BlockKind.COMMENT,
    "string": BlockKind.STRING,
    "preamble": BlockKind.PREAMBLE,
}
# What may stand between two blocks that follow each other.
_BETWEEN = re.compile(r"[\s,;\ufeff]*")
# How many beginnings of lines that look like a block may stand within one.
_MOST_INSIDE = 20
# How far before a block in the middle of a line the % is looked for that comments it out.
_LONGEST_BEFORE = 1_000


def split_blocks(text: str) -> tuple[Block, ...]:
    r"""Split a text into blocks; their texts, joined, are the text.

    >>> [block.kind.value for block in split_blocks("% mine\n@book{k, year = 1984}\n")]
    ['text', 'entry', 'text']
    """
    return tuple(_Splitter(text).blocks())


class _Splitter:
    def __init__(self, text: str) -> None:
        self.text = text
        self.openings = [
            (text.index("@", found.start()), found) for found in _OPENING.finditer(text)
        ]
        self.places = [start for start, _ in self.openings]
        self.starts = [found.start() for _, found in self.openings if found["line"] is not None]
        self.newline = "\n" if "\n" in text else "\r"
        self.line = 1

    def blocks(self) -> Iterator[Block]:
        position = 0
        while (block := self._next_block(position)) is not None:
            if block.offset > position:
                yield self._text(position, block.offset)
            yield msgspec.structs.replace(block, line=self.line)
            self.line += block.text.count(self.newline)
            position = block.offset + len(block.text)
        if position < len(self.text):
            yield self._text(position, len(self.text))

    def _next_block(self, position: int) -> Block | None:
        """Return the first block from a position on.

        What opens one in the middle of a line is one where it follows another block, or else if
        nothing in it is out of place: BibTeX reads it there, and addresses look like it.
        """
        behind = _BETWEEN.match(self.text, position)
        follows = behind.end() if behind and position else -1
        for index in range(bisect_left(self.places, position), len(self.places)):
            start, opening = self.openings[index]
            if opening["line"] is not None or start == follows:
                return self._block(opening, start)
            if not self._is_commented(start):
                after = index + _MOST_INSIDE
                end = self.places[after] if after < len(self.places) else len(self.text)
                block = self._block_within(opening, start, end)
                if block.fields and not block.faults and block.kind is not BlockKind.BROKEN:
                    return block
        return None

    def _is_commented(self, start: int) -> bool:
        before = self.text[max(0, start - _LONGEST_BEFORE) : start]
        return "%" in before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]

    def _limit(self, position: int, inside: int = 0) -> int:
        """Return where the next line begins that opens a block, or one more than `inside`."""
        index = bisect_right(self.starts, position) + inside
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def _text(self, start: int, end: int) -> Block:
        text, line = self.text[start:end], self.line
        self.line += text.count(self.newline)
        return Block(kind=BlockKind.TEXT, text=text, offset=start, line=line)

    def _block(self, opening: re.Match[str], start: int) -> Block:
        """Return the block of an opening: up to the next line that opens one.

        It goes on behind that only if all in it is in place then, as where a value quotes code.
        """
        limit = self._limit(opening.end() - 1)
        found = self._block_within(opening, start, limit)
        if found.kind is not BlockKind.BROKEN or limit == len(self.text):
            return found
        further = self._block_within(opening, start, self._limit(opening.end() - 1, _MOST_INSIDE))
        return found if further.kind is BlockKind.BROKEN or further.faults else further

    def _block_within(self, opening: re.Match[str], start: int, limit: int) -> Block:
        type_ = opening["type"]
        kind = _KINDS.get(type_.lower(), BlockKind.ENTRY)
        if kind is BlockKind.ENTRY and opening["opener"] == "{":
            plain = scan_plain(self.text, opening.end(), limit, start)
            if plain is not None:
                scanned, end = plain
                return self._made(kind, type_, start, end, scanned)
        end, counted = self._end(opening, limit)
        if end < 0:
            # BibTeX ignores the word @comment alone, so that what is never closed hides nothing.
            kind = kind if kind is BlockKind.COMMENT else BlockKind.BROKEN
            end = limit
        inside = end - start - (kind is not BlockKind.BROKEN)
        scanned = scan_fields(
            self.text[start:end],
            opening.end() - start,
            inside,
            has_key=kind in {BlockKind.ENTRY, BlockKind.BROKEN},
            has_fields=kind in {BlockKind.ENTRY, BlockKind.STRING},
            counted=counted,
        )
        return self._made(kind, type_, start, end, scanned)

    def _made(  # what a block is made of
        self, kind: BlockKind, type_: str, start: int, end: int, scanned: Scanned
    ) -> Block:
        return Block(
            kind=kind,
            text=self.text[start:end],
            offset=start,
            line=0,
            type=type_,
            key=scanned.key,
            fields=scanned.fields,
            faults=scanned.faults,
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
