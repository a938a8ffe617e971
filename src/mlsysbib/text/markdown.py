"""Markdown: the one grammar of what a document cites and shows, and text written as Markdown.

Lines and blocks are CommonMark's (see `markdown_lines`), cited keys are pandoc's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from urllib.parse import quote

import msgspec

from mlsysbib.text.markdown_lines import MARKER, Line, LineKind, Spans, read_lines
from mlsysbib.text.unseen import harmless


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A key that is cited: `start` and `end` are the offsets of the key, without `@` or braces."""

    key: str
    start: int
    end: int


class Bullet(msgspec.Struct, frozen=True, gc=False):
    """An item of a list that begins with a key, or with `@{query}`; `rest` stands behind it.

    `task` is the box of a task, as `[x]`, or ""; `number` that of the item with its mark, or "".
    """

    key: str
    query: str
    rest: str
    indent: str
    task: str
    number: str = ""


class Document(msgspec.Struct, frozen=True):
    """A text that has been read: each of its lines, and the spans that cite or show nothing."""

    text: str
    lines: tuple[Line, ...]
    code: Spans
    comments: Spans
    addresses: Spans

    def visible(self) -> str:
        """Return the text with blanks for code and comments; all else keeps its place."""
        return _blanked(self.text, sorted((*self.code, *self.comments)))

    def mentions(self) -> Iterator[Mention]:
        """Yield the keys that the text cites, wherever they stand, in order."""
        for found in _MENTION.finditer(_blanked(self.visible(), self.addresses)):
            group = "key" if found["key"] else "braced"
            if key := found[group].strip():
                start = self.text.index(key, found.start(group))
                yield Mention(key, start, start + len(key))

    def number_at(self, offset: int) -> int:
        """Return the number of the line that an offset is in; the first is 1."""
        return bisect_right(self.lines, offset, key=lambda line: line.start)

    def shown(self) -> Iterator[str | None]:
        """Yield each line without comments; None for one that is nothing else."""
        comments, at = self.comments, 0
        for line in self.lines:
            position, line_end = line.start, line.start + len(line.text)
            parts = []
            while at < len(comments) and comments[at][0] <= line_end:
                start, end = comments[at]
                parts.append(self.text[position : max(start, position)])
                position = min(end, line_end)
                if end > line_end:
                    break
                at += 1
            rest = "".join([*parts, self.text[position:line_end]])
            yield rest if rest.strip() or not parts else None


def parse(text: str, *, is_part: bool = False) -> Document:
    """Read a document, or a part of one without front matter; none is refused, no line lost."""
    read = read_lines(text, is_part=is_part)
    return Document(text, read.lines, read.code, read.comments, read.addresses)


def read_bullet(line: Line) -> Bullet | None:
    """Return what an item of a list cites; None for any other line."""
    found = _CITING.match(line.text) if line.kind is LineKind.BULLET else None
    if found is None:
        return None
    return Bullet(
        found["key"] or found["bracketed"] or "",
        found["query"] or "",
        found["rest"].strip(),
        found["indent"],
        found["task"] or "",
        found["number"] or "",
    )


class Row(msgspec.Struct, frozen=True):
    """A row of a table, or a line of HTML, in which keys begin cells or their lines.

    `texts` are what stands before, between and behind the `keys`: always one more of them.
    """

    texts: tuple[str, ...]
    keys: tuple[str, ...]
    is_html: bool


def read_row(line: Line, above: str) -> Row | None:
    """Return what a row of a table cites, or a line of HTML; None for any other line.

    `above` is the last line before it that is not blank: what begins with a key below HTML is HTML.
    """
    text = line.text
    if line.kind is not LineKind.TEXT or "@" not in text:
        return None
    is_html = text.lstrip()[0] == "@" and above.startswith("<")
    found = list((_HTML_LINE if is_html else _CELL).finditer(text))
    if not found or not (is_html or text.lstrip()[0] == "|"):
        return None
    ends = [0, *(key.end() for key in found)]
    starts = [*(key.start("key") - 1 for key in found), len(text)]
    texts = tuple(text[end:start] for end, start in zip(ends, starts, strict=True))
    return Row(texts, tuple(key["key"] for key in found), is_html)


# Within a key single signs may stand, as pandoc has it; an underscore at its end is emphasis.
_KEY = r"(?>\w*[^\W_](?:[:.#$%&\-+?<>~/]\w*[^\W_])*)"
# Not in a mail address, a path or behind a backslash, which says that the @ is text.
_MENTION = re.compile(
    rf"(?<![^\W_])(?<![@\\/])@(?:\{{(?P<braced>[^{{}}\n]+)\}}|(?P<key>{_KEY})(?!@))"
)
_CELL = re.compile(rf"(?:(?<=\|)|(?<=<br>)|(?<=<br/>)|(?<=<br />))\s*@(?P<key>{_KEY})(?![\w@])")
_HTML_LINE = re.compile(rf"^\s*@(?P<key>{_KEY})(?![\w@])")
_CITING = re.compile(
    rf"""(?P<indent>\s*)(?:(?P<number>\d+[.)])|{MARKER})\s+(?:(?P<task>\[[ xX]\])\s+)?
    (?:\[@(?P<bracketed>{_KEY})\] | @\{{(?P<query>[^{{}}]*)\}} | @(?P<key>{_KEY}))
    (?P<rest>(?![\w@]).*)$""",
    re.VERBOSE | re.DOTALL,
)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return as much text with blanks where spans are, so that all else keeps its place."""
    parts, position = [], 0
    for start, end in spans:
        if end > position:
            parts.append(text[position : max(start, position)])
            parts.append(_NO_LINE_END.sub(" ", text[max(start, position) : end]))
            position = end
    return "".join([*parts, text[position:]])


_NO_LINE_END = re.compile(r"[^\r\n]")
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|!(?=\[)|@(?=\w)")
_SCHEMES = ("http://", "https://", "mailto:")
# What an address may hold as it is: parentheses and brackets would end a Markdown link, and a
# semicolon would make `&copy;` a character.
_ADDRESS_SAFE = "%/:=&?~#+!$,'@*-._"


def escape(text: str) -> str:
    r"""Return text in which no character acts as Markdown.

    >>> escape("P^2 [a](b) *c* d_e")
    'P^2 \\[a\\](b) \\*c\\* d\\_e'
    """
    return _SPECIAL.sub(r"\\\g<0>", harmless(re.sub(r"\s+", " ", text)))


def link(text: str, url: str) -> str:
    """Return a link with escaped text; the text alone where the address is not for the web."""
    address = safe_url(url)
    return f"[{escape(text)}]({address})" if address else escape(text)


def safe_url(url: str) -> str:
    """Return an address fit for a link, or "" for any scheme but http, https and mailto."""
    if not url.lower().startswith(_SCHEMES):
        return ""
    return quote(url, safe=_ADDRESS_SAFE)


def slug(text: str) -> str:
    """Return an anchor's name: lower-case letters and digits, with hyphens between words."""
    return "-".join(re.findall(r"\w+", text.lower()))
