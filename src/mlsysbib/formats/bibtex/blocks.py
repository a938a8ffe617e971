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

from mlsysbib.formats.bibtex.scan import find_closing, skip_space, value_parts


class BlockKind(Enum):
    """What a block is; free text is all that stands between the others."""

    ENTRY = "entry"
    STRING = "string"
    PREAMBLE = "preamble"
    COMMENT = "comment"
    TEXT = "text"
    BROKEN = "broken"


class RawField(msgspec.Struct, frozen=True):
    """A field as written. Offsets count from the beginning of its block.

    `value` has its braces, quotes and `#`; `offset` is that of the name.
    """

    name: str
    value: str
    offset: int
    value_offset: int


class Fault(msgspec.Struct, frozen=True):
    """Something in a block that BibTeX refuses and that was read all the same."""

    offset: int
    text: str


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a text. `line` counts from 1; `offset` is that of the piece in the whole.

    An entry has a type and a key, a `@string` its one field; of a broken block they are known if
    they stand where they should.
    """

    kind: BlockKind
    text: str
    offset: int
    line: int
    type: str = ""
    key: str = ""
    fields: tuple[RawField, ...] = ()
    faults: tuple[Fault, ...] = ()

    def line_at(self, offset: int) -> int:
        """Return the line of the whole text in which an offset of this block lies."""
        return self.line + self.text.count("\n", 0, offset)


_OPENING = r"@[ \t]*(?P<type>[A-Za-z][\w.:+-]*)\s*(?P<opener>[{(])"
_AT_LINE_START = re.compile(rf"^[ \t\ufeff]*{_OPENING}", re.MULTILINE)
_BEHIND_A_BLOCK = re.compile(rf"[ \t]*{_OPENING}")
_FURTHER_FIELD = re.compile(r"\s*,\s*[A-Za-z][\w-]*\s*=")
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
        end, counted = self._end(opening, limit)
        if end < 0:
            # BibTeX ignores the word @comment alone, so that what is never closed hides nothing.
            kind = kind if kind is BlockKind.COMMENT else BlockKind.BROKEN
            end = limit
        text = self.text[start:end]
        inside = len(text) - (kind is not BlockKind.BROKEN)
        scanner = _FieldScanner(text, opening.end() - start, inside, counted=counted)
        match kind:
            case BlockKind.ENTRY:
                scanner.read_key()
                scanner.read_fields()
            case BlockKind.STRING:
                scanner.read_fields()
            case BlockKind.BROKEN:
                scanner.read_key()
        return Block(
            kind=kind,
            text=text,
            offset=start,
            line=self.line,
            type=type_,
            key=scanner.key,
            fields=tuple(scanner.fields),
            faults=tuple(scanner.faults),
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
        return _FURTHER_FIELD.match(self.text, end, limit) is not None


_KEY = re.compile(r"\s*(?P<key>[^,={}\"\r\n]*)")
_NAME = re.compile(r"(?P<name>[^\s=,{}\"#]+)\s*=\s*")
_JUNK = re.compile(r"[^,\n]+")
_SEPARATORS = re.compile(r"[\s,]*")


class _FieldScanner:
    """Reads key and fields of one block; goes on behind what is out of place, and notes it."""

    def __init__(self, text: str, start: int, limit: int, *, counted: bool) -> None:
        self.text = text
        self.position = start
        self.limit = limit
        self.counted = counted
        self.key = ""
        self.fields: list[RawField] = []
        self.faults: list[Fault] = []

    def read_key(self) -> None:
        found = _KEY.match(self.text, self.position, self.limit)
        assert found is not None  # noqa: S101  # the pattern matches nothing, too
        key, end = found["key"].rstrip(), found.end()
        if self.text[end : end + 1] == "=" and end < self.limit:
            # The last word is the name of a field: the key, its comma, or both are missing.
            key = key.rpartition(" ")[0].rstrip()
            end = found.start("key") + len(key)
            self._fault(end, "no comma behind the key" if key else "no key")
        elif self.text[end : end + 1] != "," and end < self.limit:
            self._fault(end, "no comma behind the key")
        self.key, self.position = key, end

    def read_fields(self) -> None:
        is_separated = True
        while True:
            start = self._skip_separators()
            if start >= self.limit:
                return
            found = _NAME.match(self.text, start, self.limit)
            if found is None:
                self._skip_junk(start)
                is_separated = True
                continue
            if not is_separated and "," not in self.text[self.position : start]:
                self._fault(start, f"no comma before {found['name']}")
            self._read_field(found)
            is_separated = False

    def _skip_separators(self) -> int:
        found = _SEPARATORS.match(self.text, self.position, self.limit)
        assert found is not None  # noqa: S101  # the pattern matches nothing, too
        return found.end()

    def _read_field(self, found: re.Match[str]) -> None:
        start = found.end()
        parts = list(value_parts(self.text, start, self.limit, counted=self.counted))
        end = parts[-1].end if parts else start
        # A # with nothing behind it belongs to the value too.
        dangling = skip_space(self.text, end, self.limit)
        if dangling < self.limit and self.text[dangling] == "#":
            end = dangling + 1
        name = found["name"]
        if not parts:
            self._fault(start, f"no value of {name}")
        self.fields.append(RawField(name, self.text[start:end], found.start(), start))
        self.position = end

    def _skip_junk(self, start: int) -> None:
        found = _JUNK.match(self.text, start, self.limit)
        end = found.end() if found else start + 1
        self._fault(start, f"{self.text[start:end].strip()[:20]!r} is no field")
        self.position = end

    def _fault(self, offset: int, text: str) -> None:
        self.faults.append(Fault(offset, text))
