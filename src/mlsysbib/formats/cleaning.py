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


_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d|2100)(?!\d)")
_ISO_MONTH = re.compile(r"\d{4}[-/](\d{1,2})(?!\d)")
_NUMBER = re.compile(r"\s*(\d{1,2})\s*")
_MONTH_NAMES = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def parse_year(text: str) -> int | None:
    """Return the first year that a text names, since books are printed.

    >>> parse_year("July 2020"), parse_year("in press")
    (2020, None)
    """
    found = _YEAR.search(text) if text else None
    return int(found[1]) if found else None


def parse_month(text: str) -> int | None:
    """Return the first month that a text names, as a word, a number or part of a date.

    >>> parse_month("Sept."), parse_month("09"), parse_month("2020-09-01"), parse_month("Spring")
    (9, 9, 9, None)
    """
    if not text:
        return None
    if found := _MONTH_NAMES.search(text):
        return _MONTHS.index(found[1].lower()) + 1
    found = _NUMBER.fullmatch(text) or _ISO_MONTH.search(text)
    return int(found[1]) if found and 1 <= int(found[1]) <= len(_MONTHS) else None


_DASHES = re.compile(r"\s*[-‐‑‒–—−]+\s*")
# Some number, or Roman ones alone.
_PAGES = re.compile(r".*\d|[ivxlc]+(?:-[ivxlc]+)?$", re.IGNORECASE)
_PLAIN_PAGES = re.compile(r"([0-9]+)--?([0-9]+)")
_PAGES_WORD = re.compile(r"^pp?\.?\s*(?=\d)")
_ARTICLE_PAGES = re.compile(r"([A-Za-z]?\d+):(\d+)-\1:(\d+)")


def clean_pages(text: str) -> str:
    """Return a range of pages with a hyphen; "" for a text without any number.

    >>> clean_pages("611 – 626"), clean_pages("e48--e48"), clean_pages("No pages")
    ('611-626', 'e48', '')
    """
    if found := _PLAIN_PAGES.fullmatch(text):
        return found[1] if found[1] == found[2] else f"{found[1]}-{found[2]}"
    pages = _DASHES.sub("-", squeeze(text)).strip("-.,; ")
    pages = _PAGES_WORD.sub("", pages)
    if not _PAGES.match(pages):
        return ""
    first, _, last = pages.partition("-")
    return first if first == last else pages


def split_article_pages(pages: str) -> tuple[str, str]:
    """Split `58:1-58:15` into article and pages; the article is "" where there is none."""
    found = _ARTICLE_PAGES.fullmatch(pages) if ":" in pages else None
    return (found[1], f"{found[2]}-{found[3]}") if found else ("", pages)


_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")


def clean_isbn(text: str) -> str:
    """Return the first ISBN of a text, hyphens as written."""
    found = _ISBN.search(text) if text else None
    return found[0].strip() if found else ""
