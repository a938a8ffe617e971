"""The lines of Markdown: headings, bullets, code and comments, as CommonMark tells them apart.

A comment alone reaches further than CommonMark lets it: whatever stands between `<!--` and `-->`
is out of the document, bullets and empty lines too, as whoever writes it there means it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum

import msgspec


class LineKind(Enum):
    """What a line is as a whole."""

    FRONT = "front matter"
    BLANK = "blank"
    HEADING = "heading"
    UNDERLINE = "underline"  # of the heading above, and what stands between them
    BULLET = "bullet"
    TEXT = "text"
    CODE = "code"  # in a fence, the fence itself, or indented
    COMMENT = "comment"  # begins within one


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line without its end; `start` is its offset, `level` and `heading` are a heading's."""

    kind: LineKind
    text: str
    start: int
    level: int = 0
    heading: str = ""


# Offsets: from the first character to behind the last.
Spans = tuple[tuple[int, int], ...]


class Lines(msgspec.Struct, frozen=True):
    """Each line of a text, and what of it is code, comment, or the address of a link."""

    lines: tuple[Line, ...]
    code: Spans
    comments: Spans
    addresses: Spans


MARKER = r"(?:[-*+•]|\d+[.)])"
_BULLET = re.compile(rf"(?P<indent>\s*)(?P<marker>{MARKER})(?:\s+|$)")
# Not splitlines(): a form feed or a line separator is a character of the line it stands in.
_LINE_END = re.compile(r"\r\n|\r|\n")
_FRONT = "---"
_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r"(?:(=)=*|-+)[ \t]*")
_RULE = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"(?P<marks>`{3,}(?=[^`]*$)|~{3,})\s*(?P<info>\S?)")
_QUOTE = re.compile(r"(?: {0,3}> ?)*")
_INDENTED = 4  # columns that make code of a line
_INLINE = re.compile(
    r"""\\. | @\{[^{}\n]*\} | (?P<ticks>`+) | (?P<comment><!--)
    | (?P<address> <[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>]*>
        | (?<=\]\()(?=[^\s)])(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)
        | (?<![^\W_])(?:https?|ftp)://[^\s<>()\[\]`]+)""",
    re.VERBOSE | re.DOTALL,
)


def read_lines(text: str, *, is_part: bool = False) -> Lines:
    """Read a text, or a part of one without front matter; none is refused, no line is lost."""
    return _Reader(text).read(is_part=is_part)


def count_front_matter(lines: Sequence[str]) -> int:
    """Return how many lines the front matter takes: none where it is not first, or not closed."""
    if lines and lines[0].rstrip() == _FRONT:
        for count, line in enumerate(lines[1:], 2):
            if line.rstrip() in {_FRONT, "..."}:
                return count
    return 0


def is_bullet(line: str) -> bool:
    """Say whether a line begins an item of a list."""
    return _BULLET.match(line) is not None


def without_bullet(line: str) -> str:
    """Return a line without the marker of its item, and without the blanks around it."""
    return _BULLET.sub("", line, count=1).strip()


def holds_apart(line: str) -> bool:
    """Say whether a line begins what keeps its lines: code, a table or a quotation."""
    return line.lstrip()[:1] in {"|", ">"} or _FENCE.match(line.lstrip()) is not None


def width(line: str) -> int:
    """Return how many columns a line is indented by."""
    expanded = line.expandtabs(_INDENTED)
    return len(expanded) - len(expanded.lstrip())


class _Reader:
    """Reads line by line; `items` are the columns where the contents of open list items begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[Line] = []
        self.code_spans: list[tuple[int, int]] = []
        self.comments: list[tuple[int, int]] = []
        self.addresses: list[tuple[int, int]] = []
        self.items: list[int] = []
        self.quotes = 0
        self.is_after_text = False  # whether the line above is of a paragraph that may go on
        self.last_closing = text.rfind("-->")
        starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        ends = [*(found.start() for found in _LINE_END.finditer(text)), len(text)]
        if starts[-1] == len(text):
            starts.pop()
        self.raw = [(start, text[start:end]) for start, end in zip(starts, ends, strict=False)]

    def read(self, *, is_part: bool) -> Lines:
        at = 0 if is_part else count_front_matter([line for _, line in self.raw])
        for index in range(at):
            self.add(LineKind.FRONT, index)
        while at < len(self.raw):
            at = self.block(at)
        spans = map(tuple, (self.code_spans, self.comments, self.addresses))
        return Lines(tuple(self.lines), *spans)

    def add(self, kind: LineKind, index: int, level: int = 0, heading: str = "") -> None:
        start, text = self.raw[index]
        self.lines.append(Line(kind, text, start, level, heading))

    def block(self, at: int) -> int:
        """Take what begins at a line; return the index of the first line behind it."""
        content = self.content(at)
        words = content.lstrip()
        if not words:
            self.add(LineKind.BLANK, at)
            self.is_after_text = False
            return at + 1
        fence, heading, rule = _FENCE.match(words), _HEADING.match(words), _RULE.match(words)
        bullet = None if rule else _BULLET.match(content)
        indent = self.enter(content, is_new=bool(fence or heading or rule or bullet))
        if indent >= _INDENTED:
            return self.text_block(at) if self.is_after_text else self.code(at, at + 1)
        if fence:
            return self.code(at, self.fence_end(at, fence["marks"]))
        if bullet:
            return self.bullet(at, content, bullet)
        return self.heading(at, heading) if heading or rule else self.text_block(at)

    def heading(self, at: int, heading: re.Match[str] | None) -> int:
        """Take a line that stands for itself; what heads a part of an item heads no section."""
        if heading and not self.items and not self.quotes:
            self.add(LineKind.HEADING, at, len(heading[1]), heading[2])
        else:
            self.add(LineKind.TEXT, at)
        return self.inline(at, at + 1, is_text=False)

    def bullet(self, at: int, content: str, bullet: re.Match[str]) -> int:
        marker_end = len(content[: bullet.end("marker")].expandtabs(_INDENTED))
        text_start = len(content[: bullet.end()].expandtabs(_INDENTED))
        # More blanks than that begin indented code, or the item is empty.
        is_far = text_start - marker_end > _INDENTED or bullet.end() == len(content)
        self.items.append(marker_end + 1 if is_far else text_start)
        if fence := _FENCE.match(content, bullet.end()):
            return self.code(at, self.fence_end(at, fence["marks"]))
        self.add(LineKind.BULLET, at)
        return self.inline(at, self.paragraph_end(at))

    def content(self, at: int) -> str:
        """Return a line behind the marks of the quotations that it stands in."""
        line = self.raw[at][1]
        end = _QUOTE.match(line).end()  # type: ignore[union-attr]  # matches any line
        depth = line.count(">", 0, end)
        if depth != self.quotes and not (self.is_after_text and depth < self.quotes):
            self.quotes, self.items, self.is_after_text = depth, [], False
        return line[end:]

    def enter(self, content: str, *, is_new: bool) -> int:
        """Close the items that a line does not stand in; return its columns beyond the last."""
        columns = width(content)
        if is_new or not self.is_after_text:
            while self.items and self.items[-1] > columns:
                self.items.pop()
        return columns - (self.items[-1] if self.items else 0)

    def code(self, at: int, end: int) -> int:
        for index in range(at, end):
            self.add(LineKind.CODE, index)
        last_start, last = self.raw[end - 1]
        self.code_spans.append((self.raw[at][0], last_start + len(last)))
        self.is_after_text = False
        return end

    def fence_end(self, at: int, marks: str) -> int:
        """Return the index behind a fenced block: its end, or that of what it stands in."""
        base = self.items[-1] if self.items else 0
        for index in range(at + 1, len(self.raw)):
            line = self.raw[index][1]
            end = _QUOTE.match(line).end()  # type: ignore[union-attr]  # as above
            content = line[end:] if self.quotes else line
            if self.quotes > line.count(">", 0, end) or (content.strip() and width(content) < base):
                return index
            closing = _FENCE.match(content.lstrip())
            if (
                closing
                and width(content) - base < _INDENTED
                and closing["marks"].startswith(marks)
                and not closing["info"]
            ):
                return index + 1
        return len(self.raw)

    def text_block(self, at: int) -> int:
        end = self.paragraph_end(at)
        # A line of `=` or `-` below a line of words makes a heading of them.
        if end < len(self.raw) and not self.items and not self.quotes and not self.is_after_text:
            below = self.raw[end][1]
            rest = self.raw[at][1].lstrip()
            is_near = width(below) < _INDENTED
            if is_near and (under := _UNDERLINE.fullmatch(below.lstrip())) and rest[:4] != "<!--":
                words = " ".join(line.strip() for _, line in self.raw[at:end])
                self.add(LineKind.HEADING, at, 1 if under[1] else 2, words)
                for index in range(at + 1, end + 1):
                    self.add(LineKind.UNDERLINE, index)
                return self.inline(at, end + 1, is_text=False)
        self.add(LineKind.TEXT, at)
        return self.inline(at, end)

    def paragraph_end(self, at: int) -> int:
        """Return the index behind the lines that go on with the text of one."""
        for index in range(at + 1, len(self.raw)):
            line = self.raw[index][1]
            quote_end = _QUOTE.match(line).end()  # type: ignore[union-attr]  # as above
            content = line[quote_end:]
            words = content.lstrip()
            if (
                not words
                or line.count(">", 0, quote_end) > self.quotes
                or _BULLET.match(content)
                or _RULE.match(words)
                or _UNDERLINE.fullmatch(words)
                or _FENCE.match(words)
                or _HEADING.match(words)
                or words.startswith("<!--")
            ):
                return index
        return len(self.raw)

    def inline(self, at: int, end: int, *, is_text: bool = True) -> int:
        """Take the text of the lines `at:end`, the first of which has been added; return the end.

        A comment may run on behind them: then what is behind it comes next.
        """
        self.is_after_text = is_text
        position, limit = self.raw[at][0], self.end_of(end - 1)
        while found := _INLINE.search(self.text, position, limit):
            position = found.end()
            if found["address"]:
                self.addresses.append(found.span())
            elif found["ticks"]:
                closing = re.compile(rf"(?<!`)`{{{len(found['ticks'])}}}(?!`)")
                if last := closing.search(self.text, position, limit):
                    position = last.end()
                    self.code_spans.append((found.start(), position))
            elif found["comment"]:
                position = self.comment(found.start())
                if position > limit:
                    end = bisect_right(self.raw, position, key=lambda raw: raw[0])
                    limit = self.end_of(end - 1)
                    self.is_after_text = False
        for index in range(len(self.lines), end):
            start, text = self.raw[index]
            kind = LineKind.TEXT if text.strip() else LineKind.BLANK
            self.add(LineKind.COMMENT if self.is_in_comment(start) else kind, index)
        return end

    def end_of(self, index: int) -> int:
        start, text = self.raw[index]
        return start + len(text)

    def comment(self, start: int) -> int:
        """Take a comment; return where it ends. What is never closed is none, as pandoc has it."""
        if self.last_closing < start:
            return start + len("<!--")
        end = self.text.index("-->", start + 2) + 3
        self.comments.append((start, end))
        return end

    def is_in_comment(self, offset: int) -> bool:
        index = bisect_right(self.comments, offset, key=lambda span: span[0]) - 1
        return index >= 0 and self.comments[index][0] < offset < self.comments[index][1]
