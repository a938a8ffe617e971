"""Read the source of a reading list: every line is a heading, a citation or prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mlsysbib.text.markdown import Document, parse, read_bullet
from mlsysbib.text.markdown_lines import LineKind


class Citation(msgspec.Struct, frozen=True):
    """A bullet that cites a key, or `@{query}`; `line` counts from 1, `task` is a box as `[x]`."""

    line: int
    key: str = ""
    query: str = ""
    annotation: str = ""
    indent: str = ""
    task: str = ""


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


Line = Citation | Text | Heading


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
    for number, line in enumerate(document.lines, 1):
        match line.kind:
            case LineKind.FRONT | LineKind.UNDERLINE:
                pass
            case LineKind.HEADING:
                yield Heading(number, line.level, line.heading)
            case kind if bullet := read_bullet(line):
                yield Citation(
                    number, bullet.key, bullet.query, bullet.rest, bullet.indent, bullet.task
                )
            case kind:
                yield Text(number, line.text, kind)
