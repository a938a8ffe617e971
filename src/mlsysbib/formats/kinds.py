"""What a reference says of its kind beyond its type: that it is a talk, or a page of the web.

Most formats have no type for slides, a poster or a video; people say it in a note. And what has the
type for all the rest may be anything, a preprint most of all: only a type of its own makes a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

SaidKind = Literal["", "talk", "web"]

_TALK = (
    r"(?:slides?|slide ?deck|slide ?set|talks?|posters?|videos?|keynotes?|tutorials?|lectures?"
    r"|webinars?|screencasts?|podcasts?)"
)
_MENTIONED = re.compile(rf"\b{_TALK}\b", re.IGNORECASE)
# A paper's note may name its video; only a note that says nothing else makes a talk of it.
_ALONE = re.compile(
    r"\W*(?:(?:an?|the|as|in|conference|contributed|guest|invited|keynote|lightning|plenary"
    rf"|presentation|recorded|session|short|summer school|technical|workshop)\W+)*{_TALK}"
    rf"(?:\W+(?:abstract|address|deck|paper|presentation|recording|session|and|of|{_TALK}))*"
    r"(?:\W*[.,;:()]\W*.*|\W+(?:at|by|for|from|given|held|in|of|on|presented)\b.*|\W*)",
    re.IGNORECASE | re.DOTALL,
)
_IN_TITLE = re.compile(
    rf"\W*(?:\w+ )?{_TALK}\s*[:)\]].*|.*(?:[(\[]|[:-] )\s*(?:\w+ )?{_TALK}\W*", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+")


def said_kind(title: str, remarks: Iterable[str], *, is_page: bool, is_open: bool) -> SaidKind:
    """Return the kind that title and remarks say; with `is_open` the type leaves it open.

    >>> said_kind("Foo", ["Talk slides"], is_page=False, is_open=False)
    'talk'
    >>> said_kind("Foo", ["Best paper. Video available"], is_page=False, is_open=False)
    ''
    """
    if is_open and _IN_TITLE.fullmatch(title):
        return "talk"
    for text in remarks:
        plain = _ADDRESS.sub(" ", text)
        # "Slides: https://..." in the note of a paper leads to them.
        is_alone = plain == text and _ALONE.fullmatch(plain)
        if _MENTIONED.search(plain) and (is_open or is_alone):
            return "talk"
    return "web" if is_page and is_open else ""
