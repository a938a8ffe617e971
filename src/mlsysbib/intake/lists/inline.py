r"""The links of a line, and the groups in its brackets.

A line's *flat* form is the line with each link replaced by a numbered placeholder; all else,
backslashes and emphasis included, stays. So a bracket that is left is no link, and `expand` gives
back what was written.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from mlsysbib.intake.lists.foreign import Link
from mlsysbib.intake.lists.plain import clean, unescape

OPEN, CLOSE = "\ue000", "\ue001"
PLACEHOLDER = re.compile(f"{OPEN}(\\d+){CLOSE}")
_ADDRESS = re.compile(
    r"""\(\s*+(?:<(?P<angled>[^<>]*)>|(?P<bare>(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*))
    (?:\s+(?:"[^"]*"|'[^']*'))?\s*\)""",
    re.VERBOSE,
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]*)>")
_ANCHOR = re.compile(r"<a\s([^<>]*+)>", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s<>]*)""", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</a>", re.IGNORECASE)
_BARE_URL = re.compile(r"https?://[^\s<>\[\]|`]+")
_URL_END = ".,;:!?'\"*_"
# Nothing that a link, an escape or code begins with.
_PLAIN = re.compile(r"[^\\`!\[<h]+")
# Square brackets without a backslash; round ones whether they have one or not.
_SQUARE = re.compile(r"\\.|[\[\]]", re.DOTALL)
ROUND = re.compile(r"[()]")
_TICKS = re.compile(r"`+")


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
        self.raw = raw.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")
        self.closing = matching_brackets(self.raw, _SQUARE)
        self.ticks: dict[int, list[int]] = {}
        for run in _TICKS.finditer(self.raw):
            self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        self.anchor_ends = [found.start() for found in _ANCHOR_END.finditer(self.raw)]
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
        if plain := _PLAIN.match(self.raw, start):
            return self.keep(start, plain.end())
        if self.raw[start] == "\\":
            return self.keep(start, start + 2)
        if ticks := _TICKS.match(self.raw, start):
            return self.keep(start, self.code_end(start, ticks.end()))
        return self.link_at(start) or self.keep(start, start + 1)

    def code_end(self, start: int, end: int) -> int:
        """Return where the code ends that backticks open; none is opened where none close it."""
        alike = self.ticks.get(end - start, [])
        index = bisect_left(alike, end)
        return alike[index] + end - start if index < len(alike) else end

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
                return self.anchor(found)
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

    def anchor(self, tag: re.Match[str]) -> int:
        """Take a link in HTML; return 0 where it leads nowhere or has no end."""
        address = _HREF.search(tag[1])
        index = bisect_left(self.anchor_ends, tag.end())
        if address is None or index == len(self.anchor_ends):
            return 0
        closing = self.anchor_ends[index]
        text = clean(self.raw[tag.end() : closing])
        return self.add(tag.start(), closing + len("</a>"), text, address[1])

    def add(self, start: int, end: int, text: str, url: str, written: str = "") -> int:
        self.flat.append(f"{OPEN}{len(self.links)}{CLOSE}")
        self.links.append(Link(text, url))
        self.written.append(written or self.raw[start:end])
        return end


def _trim_url(url: str) -> str:
    """Leave out what ends the sentence or the parenthesis around an address."""
    end = len(url.rstrip(_URL_END))
    surplus = url.count(")") - url.count("(")
    while surplus > 0 and url[end - 1] == ")":
        end, surplus = end - 1, surplus - 1
        while url[end - 1] in _URL_END:
            end -= 1
    return url[:end]


def matching_brackets(text: str, brackets: re.Pattern[str]) -> dict[int, int]:
    """Return where each bracket closes."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in brackets.finditer(text):
        if found[0] in "([":
            opened.append(found.start())
        elif found[0] in ")]" and opened:
            pairs[opened.pop()] = found.start()
    return pairs
