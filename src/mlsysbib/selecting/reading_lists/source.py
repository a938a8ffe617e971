"""Read the source of a reading list: every line is a heading, a citation or prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

FRONT_MATTER_FENCE = "---"


class Citation(msgspec.Struct, frozen=True):
    """A bullet that cites a key, or `@{query}`; `line` counts from 1."""

    line: int
    key: str = ""
    query: str = ""
    annotation: str = ""
    indent: str = ""


class Text(msgspec.Struct, frozen=True):
    """A line that is kept as it is; `is_code` says that it stands in a fence, or is one."""

    line: int
    text: str
    is_code: bool = False


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


KEY = r"[A-Za-z0-9_](?:[\w:.#$%&\-+?<>~/]*[A-Za-z0-9_])?"
_BULLET = re.compile(
    rf"""(?P<indent>\s*)(?:[-*+•]|\d+[.)])\s+
    (?:\[@(?P<bracketed>{KEY})\] | @\{{(?P<query>[^{{}}]*)\}} | @(?P<key>{KEY}))
    (?P<rest>(?![\w@]).*)$""",
    re.VERBOSE,
)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_FENCE = re.compile(r"\s{0,3}(`{3,}(?=[^`]*$)|~{3,})\s*(\S?)")
# Not splitlines(): a form feed or a line separator is a character of the line it stands in.
_LINE_END = re.compile(r"\r\n|\r|\n")
_SETTING = re.compile(r"([A-Za-z][\w-]*):\s*(.*?)\s*$")


def parse_source(text: str) -> Source:
    """Read a list's Markdown; no text is refused, and no line is lost."""
    lines = _LINE_END.split(text)
    if not lines[-1]:
        lines.pop()
    settings, start = _front_matter(lines)
    return Source(settings, tuple(_body(lines, start)))


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return the settings, and the index of the first line behind them."""
    if not lines or lines[0].rstrip() != FRONT_MATTER_FENCE:
        return {}, 0
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() in {FRONT_MATTER_FENCE, "..."}:
            found = filter(None, map(_SETTING.match, lines[1:index]))
            return {setting[1]: _unquoted(setting[2]) for setting in found}, index + 1
    return {}, 0


def _unquoted(value: str) -> str:
    """Take off the quotes around a value; one without its partner is a part of it."""
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _body(lines: list[str], start: int) -> Iterator[Line]:
    fence = ""
    for number, line in enumerate(lines[start:], start + 1):
        if found := _FENCE.match(line):
            is_closing = fence and found[1].startswith(fence) and not found[2]
            fence = "" if is_closing else fence or found[1]
            yield Text(number, line, is_code=True)
        elif fence:
            yield Text(number, line, is_code=True)
        elif heading := _HEADING.match(line):
            yield Heading(number, len(heading[1]), heading[2])
        elif bullet := _BULLET.match(line):
            yield Citation(
                number,
                key=bullet["key"] or bullet["bracketed"] or "",
                query=bullet["query"] or "",
                annotation=bullet["rest"].strip(),
                indent=bullet["indent"],
            )
        else:
            yield Text(number, line)


def cited_keys(text: str) -> list[tuple[str, int]]:
    """Return the keys that a list names one by one, with their lines."""
    source = parse_source(text)
    return [
        (line.key, line.line) for line in source.lines if isinstance(line, Citation) and line.key
    ]
