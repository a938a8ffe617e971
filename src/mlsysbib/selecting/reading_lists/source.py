"""Read the source of a reading list: every line is a heading, a citation or prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mlsysbib.text.markdown import Document, parse, read_bullet, read_row
from mlsysbib.text.markdown_lines import LineKind


class Citation(msgspec.Struct, frozen=True):
    """A bullet that cites a key, or `@{query}`; `line` counts from 1.

    `task` is a box as `[x]`, `number` that of a numbered item with its mark.
    """

    line: int
    key: str = ""
    query: str = ""
    annotation: str = ""
    indent: str = ""
    task: str = ""
    number: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The key that is named, if one is."""
        return (self.key,) if self.key else ()


class Text(msgspec.Struct, frozen=True):
    """A line that is kept as it is; `kind` is what Markdown takes it for."""

    line: int
    text: str
    kind: LineKind = LineKind.TEXT


class Heading(msgspec.Struct, frozen=True):
    """A heading; `level` is its number of `#`."""

    line: int
    level: int
    text: str


class Row(msgspec.Struct, frozen=True):
    """A row of a table, or a line of HTML, that cites keys.

    `texts` are what stands before, between and behind the `keys`: always one more of them.
    """

    line: int
    texts: tuple[str, ...]
    keys: tuple[str, ...]
    is_html: bool = False

    @property
    def raw(self) -> str:
        """The line as it is written."""
        parts = (f"{text}@{key}" for text, key in zip(self.texts, self.keys, strict=False))
        return "".join((*parts, self.texts[-1]))


Line = Citation | Text | Heading | Row


class Source(msgspec.Struct, frozen=True):
    """A reading list as written; `settings` are the `name: value` lines of its front matter."""

    settings: dict[str, str]
    lines: tuple[Line, ...]


_SETTING = re.compile(r"([A-Za-z][\w-]*):\s*(.*?)\s*$")


def parse_source(text: str) -> Source:
    """Read a list's Markdown; no text is refused, and no line is lost."""
    return read_source(parse(text))


def read_source(document: Document) -> Source:
    """Read a list of which the lines have been told apart."""
    return Source(_settings(document), tuple(_body(document)))


def _settings(document: Document) -> dict[str, str]:
    found = (_SETTING.match(line.text) for line in document.lines if line.kind is LineKind.FRONT)
    return {setting[1]: _unquoted(setting[2]) for setting in found if setting}


def _unquoted(value: str) -> str:
    """Take off the quotes around a value; one without its partner is a part of it."""
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _body(document: Document) -> Iterator[Line]:
    above = ""
    for number, line in enumerate(document.lines, 1):
        match line.kind:
            case LineKind.FRONT | LineKind.UNDERLINE:
                pass
            case LineKind.HEADING:
                yield Heading(number, line.level, line.heading)
            case kind if bullet := read_bullet(line):
                yield Citation(
                    number,
                    bullet.key,
                    bullet.query,
                    bullet.rest,
                    bullet.indent,
                    bullet.task,
                    bullet.number,
                )
            case kind if row := read_row(line, above):
                yield Row(number, row.texts, row.keys, row.is_html)
            case kind:
                yield Text(number, line.text, kind)
        above = line.text.lstrip() or above


def cited_keys(source: Source) -> list[tuple[str, int]]:
    """Return the keys that a list names one by one, with their lines."""
    cited = (line for line in source.lines if isinstance(line, Citation | Row))
    return [(key, line.line) for line in cited for key in line.keys]
