"""The lines of a document as blocks: front matter, headings, bullets, paragraphs, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from mlsysbib.intake.lists.plain import clean

BlockKind = Literal["blank", "heading", "bullet", "text", "row", "html", "verbatim"]

_HEADING = re.compile(r" {0,3}(#{1,6})(?!#)\s*(.*?)(?:\s+#+)?\s*$")
_BULLET = re.compile(r"(\s*)([-*+•◦▪‣·∙●○■–]|\d{1,3}[.)])(?:(?:\s+|(?<=[-•])(?=\\?\[))(.*)|\s*)$")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})\s*$")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_VERBATIM = re.compile(r"\s{0,3}(?:>|</?[A-Za-z!])")
_ROW = re.compile(r"\s*\|")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")
_HTML_ROW = re.compile(r"\s*<tr\b", re.IGNORECASE)
_ESCAPED = re.compile(r"\\.")
_TAB = 4
# How many lines a link may run over.
_LONGEST_WRAP = 3


class Block(msgspec.Struct, frozen=True):
    """Some lines that belong together. `text` is without marker; `level` is a heading's."""

    kind: BlockKind
    lines: tuple[int, ...]
    raw: str
    text: str = ""
    marker: str = ""
    indent: int = 0
    level: int = 0


def read_blocks(lines: list[str], start: int) -> list[Block]:
    """Split the lines from index `start` on into blocks; each line is in one of them."""
    return list(_Blocks(lines, start).read())


class _Blocks:
    def __init__(self, lines: list[str], start: int) -> None:
        self.lines, self.position = lines, start
        self.last: dict[str, int] = {}
        self.in_table = False

    def read(self) -> Iterator[Block]:
        while self.position < len(self.lines):
            block = self.next_block(self.lines[self.position])
            yield block
            self.position += len(block.lines)

    def next_block(self, line: str) -> Block:  # noqa: PLR0911  # one return a kind
        if heading := _HEADING.match(line):
            return self.block("heading", text=heading[2], level=len(heading[1]))
        if _HTML_ROW.match(line):
            return self.block("html", self.until("</tr>", same_line=True))
        if count := self.verbatim(line):
            return self.block("verbatim", count)
        if self.is_row(line):
            return self.block("row", text=line)
        if bullet := _BULLET.match(line):
            return self.bullet(bullet)
        if not line.strip():
            return self.block("blank")
        return self.text(line)

    def is_row(self, line: str) -> bool:
        """Say whether a line is a row of a table, which may begin without a bar."""
        if _ROW.match(line):
            return True
        below = self.lines[self.position + 1 : self.position + 2]
        is_head = "|" in line and bool(below and _DELIMITER.match(below[0]))
        self.in_table = is_head or (self.in_table and "|" in line)
        return self.in_table

    def verbatim(self, line: str) -> int:
        """Return how many lines are to be kept as they are from here on: code, quotes, HTML."""
        if found := _FENCE.match(line):
            return self.until(found[1])
        if line.lstrip().startswith("<!--"):
            return self.until("-->", same_line=True)
        return 1 if _RULE.match(line) or _VERBATIM.match(line) else 0

    def block(self, kind: BlockKind, count: int = 1, *, text: str = "", level: int = 0) -> Block:
        first = self.position + 1
        raw = "\n".join(self.lines[self.position : self.position + count])
        return Block(kind, tuple(range(first, first + count)), raw, text, level=level)

    def until(self, closing: str, *, same_line: bool = False) -> int:
        """Return how many lines there are up to the one that closes what begins here."""
        first = self.position + (not same_line)
        # What never closes would swallow the rest of the list.
        if first > self.last_with(closing):
            return 1
        ends = (at for at in range(first, len(self.lines)) if closing in self.lines[at])
        return next(ends) - self.position + 1

    def last_with(self, closing: str) -> int:
        """Return the index of the last line that closes something; -1 where there is none."""
        if closing not in self.last:
            found = (at for at, line in enumerate(reversed(self.lines), 1) if closing in line)
            self.last[closing] = len(self.lines) - next(found, len(self.lines) + 1)
        return self.last[closing]

    def bullet(self, found: re.Match[str]) -> Block:
        indent = _width(found[1])
        text, count = self.wrapped(found[3] or "", indent)
        block = self.block("bullet", count, text=text)
        return msgspec.structs.replace(block, indent=indent, marker=found[2])

    def wrapped(self, text: str, indent: int) -> tuple[str, int]:
        """Join the lines that continue a bullet: an open link, or text that is indented."""
        parts = [text]
        if text.startswith(("@", "[@")):
            return text, 1
        for position in range(self.position + 1, len(self.lines)):
            line = self.lines[position]
            is_open = len(parts) < _LONGEST_WRAP and _is_open(" ".join(parts))
            is_indented = _width(line) > indent + 1
            if not line.strip() or _starts_block(line) or not (is_open or is_indented):
                break
            parts.append(line.strip())
        return "\n".join(parts), len(parts)

    def text(self, line: str) -> Block:
        below = self.lines[self.position + 1 : self.position + 2]
        underline = _UNDERLINE.match(below[0]) if below else None
        if underline:
            level = 1 if underline[1][0] == "=" else 2
            return self.block("heading", 2, text=line.strip(), level=level)
        text, count = line.strip(), 1
        if _is_open(text) and below and below[0].strip() and not _starts_block(below[0]):
            text, count = f"{text}\n{below[0].strip()}", 2
        block = self.block("text", count, text=text)
        return msgspec.structs.replace(block, indent=_width(line))


def _starts_block(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_BULLET, _HEADING, _FENCE, _VERBATIM, _ROW))


def _is_open(text: str) -> bool:
    """Say whether a line breaks off inside of a link's text, or of its address."""
    brackets = _ESCAPED.sub("", text)
    return brackets.count("[") > brackets.count("]") or brackets.endswith("](")


def without_marker(line: str) -> str:
    """Return a bullet's text."""
    found = _BULLET.match(line)
    return (found[3] or "") if found else line.strip()


def _width(line: str) -> int:
    """Return the width of a line's indentation."""
    indent = line[: len(line) - len(line.lstrip())]
    return len(indent.expandtabs(_TAB))


def bold_text(text: str) -> str:
    """Return the words of a paragraph that is bold as a whole, else ""."""
    found = re.fullmatch(
        r"(\*\*|__)(?=\S)([^*]+?)(?<=\S)\1\s*:?|(\*\*|__)([^*]+?):\3", text.strip()
    )
    return clean(found[2] or found[4]) if found else ""
