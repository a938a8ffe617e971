"""Single values as people and programs write them, in the one form that entries hold."""

from __future__ import annotations

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,10});")
# Left behind by copying, they are seen nowhere and make equal texts differ; halves of characters,
# which JSON can spell, are none that a file can hold.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")) | dict.fromkeys(
    range(0xD800, 0xE000), "\ufffd"
)
_SPACE = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """Return text in NFC, with one blank for each run of white space and nothing invisible.

    >>> squeeze(" R&amp;D   today")
    'R&D today'
    """
    if "&" in text:
        text = unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return _SPACE.sub(" ", text).strip()


def unescape(text: str) -> str:
    """Replace the entities of HTML that end in a semicolon; a bare `&` is none."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")


def clean_isbn(text: str) -> str:
    """Return the first ISBN of a text, hyphens as written."""
    found = _ISBN.search(text) if text else None
    return found[0].strip() if found else ""
