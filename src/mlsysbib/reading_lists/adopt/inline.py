r"""The links of a line, and the groups in its brackets.

A line's *flat* form is the line with each link replaced by a numbered placeholder; all else,
backslashes and emphasis included, stays. So a bracket that is left is no link, and `expand` gives
back what was written.
"""

from __future__ import annotations

import re

import msgspec

from mlsysbib.reading_lists.adopt.foreign import Link
from mlsysbib.reading_lists.adopt.plain import clean, unescape

_OPEN, _CLOSE = "\ue000", "\ue001"
PLACEHOLDER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_ADDRESS = re.compile(
    r"""\(\s*(?:<(?P<angled>[^<>]*)>|(?P<bare>(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*))
    (?:\s+(?:"[^"]*"|'[^']*'))?\s*\)""",
    re.VERBOSE,
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]*)>")
_ANCHOR = re.compile(
    r"""<a\s[^<>]*?href\s*=\s*["']?([^"'\s<>]*)["']?[^<>]*>(.*?)</a>""", re.IGNORECASE
)
_BARE_URL = re.compile(r"https?://[^\s<>\[\]|`]+")
_URL_END = ".,;:!?'\"*_"
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


class Inline(msgspec.Struct, frozen=True):
    """A line's flat form and its links; an image is a link without an address.

    `written` are the links in Markdown, without the backslashes that their addresses do not need.
    """

    flat: str
    links: tuple[Link, ...]
    written: tuple[str, ...]

    def expand(self, flat: str) -> str:
        """Return a part of the flat form as it was written."""
        return PLACEHOLDER.sub(lambda found: self.written[int(found[1])], flat)

    def show(self, flat: str) -> str:
        """Return a part of the flat form as plain text, with the texts of its links."""
        return clean(PLACEHOLDER.sub(lambda found: self.links[int(found[1])].text, flat))

    def links_in(self, flat: str) -> tuple[Link, ...]:
        """Return the links in a part of the flat form that lead somewhere."""
        found = (self.links[int(number)] for number in PLACEHOLDER.findall(flat))
        return tuple(link for link in found if link.url)


def scan(raw: str) -> Inline:
    """Find the links of a line."""
    return _Scanner(raw).scan()


class _Scanner:
    def __init__(self, raw: str) -> None:
        self.raw = raw.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
        self.closing = matching_brackets(self.raw, "[", "]", escaped=False)
        self.flat: list[str] = []
        self.links: list[Link] = []
        self.written: list[str] = []

    def scan(self) -> Inline:
        position = 0
        while position < len(self.raw):
            position = self.step(position)
        return Inline("".join(self.flat), tuple(self.links), tuple(self.written))

    def step(self, start: int) -> int:
        """Take what begins here; return the position behind it."""
        if self.raw[start] == "\\":
            return self.keep(start, start + 2)
        if code := _CODE.match(self.raw, start):
            return self.keep(start, code.end())
        return self.link_at(start) or self.keep(start, start + 1)

    def link_at(self, start: int) -> int:
        """Take the link that begins here; return 0 where there is none."""
        raw = self.raw
        match raw[start]:
            case "!" if raw.startswith("[", start + 1):
                return self.link(start, start + 1)
            case "[":
                return self.link(start, start)
            case "<" if found := _AUTOLINK.match(raw, start):
                return self.add(start, found.end(), found[1], found[1])
            case "<" if found := _ANCHOR.match(raw, start):
                return self.add(start, found.end(), clean(found[2]), found[1])
            case "h" if found := _BARE_URL.match(raw, start):
                url = _trim_url(found[0])
                return self.add(start, start + len(url), url, url)
        return 0

    def keep(self, start: int, end: int) -> int:
        self.flat.append(self.raw[start:end])
        return end

    def link(self, start: int, bracket: int) -> int:
        """Take the link whose text begins at this bracket; return 0 where there is none."""
        closing = self.closing.get(bracket)
        found = _ADDRESS.match(self.raw, closing + 1) if closing else None
        if not closing or not found:
            return 0
        is_image = start != bracket
        url = unescape(found["angled"] or found["bare"] or "")
        text = self.raw[bracket + 1 : closing]
        plain = f"({url})"
        written = f"[{text}]{plain}" if _ADDRESS.fullmatch(plain) else self.raw[start : found.end()]
        if is_image:
            return self.add(start, found.end(), clean(text), "")
        return self.add(start, found.end(), clean(text), url, written)

    def add(self, start: int, end: int, text: str, url: str, written: str = "") -> int:
        self.flat.append(f"{_OPEN}{len(self.links)}{_CLOSE}")
        self.links.append(Link(text, url))
        self.written.append(written or self.raw[start:end])
        return end


def _trim_url(url: str) -> str:
    """Leave out what ends the sentence or the parenthesis around an address."""
    trimmed = url.rstrip(_URL_END)
    while trimmed.endswith(")") and trimmed.count("(") < trimmed.count(")"):
        trimmed = trimmed[:-1].rstrip(_URL_END)
    return trimmed


def matching_brackets(text: str, opening: str, closing: str, *, escaped: bool) -> dict[int, int]:
    r"""Return where each bracket closes; with `escaped`, `\[` counts as a bracket too."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character == "\\" and not escaped:
            position += 1
        elif character == opening:
            opened.append(position)
        elif character == closing and opened:
            pairs[opened.pop()] = position
        position += 1
    return pairs
