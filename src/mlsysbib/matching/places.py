"""Where a work stands: pages, volume, year, DOI and arXiv identifier."""

from __future__ import annotations

import re

_RANGE = re.compile(r"([a-z]*)\s*(\d+)(?:\.\w+)?\s*(?:-+|to)\s*[a-z]*(\d+)")
_PLAIN_RANGE = re.compile(r"(\d+) ?[-–]{1,2} ?(\d+)")
_PAGE = re.compile(r"\b([a-z]{0,4})\s*(\d+)")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b")
_LEAST_HALF = 3
_LETTERED = 10_000_000
_MOST_DIGITS = 7


def parse_pages(raw: str) -> tuple[int, int]:
    """Return the first and the last page, 0 for unknown; a letter counts (S12 is not 12).

    >>> parse_pages("221-8"), parse_pages("pp. 23--37"), parse_pages("21-Aug")
    ((221, 228), (23, 37), (0, 0))
    """
    if found := _PLAIN_RANGE.fullmatch(raw):
        return _expand("", found[1], found[2])
    text = raw.lower().replace("–", "-").replace("—", "-")
    # With a month, a spreadsheet took the pages for a date.
    if not text or _MONTH.search(text):
        return 0, 0
    if found := _RANGE.search(text):
        return _expand(found[1], found[2], found[3])
    return _one_page(text)


def _one_page(text: str) -> tuple[int, int]:
    if not (found := _PAGE.search(text)):
        return 0, 0
    half = len(found[2]) // 2
    first, last = found[2][:half], found[2][half:]
    if half >= _LEAST_HALF and len(first) == len(last) and first < last:
        # The dash was lost: 193202.
        return int(first), int(last)
    page = _page(found[1], found[2])
    return page, page


def _expand(letters: str, first: str, last: str) -> tuple[int, int]:
    """Read a range; its last page may leave out what it shares with the first."""
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return _page(letters, first), _page(letters, last)


def _page(letters: str, digits: str) -> int:
    letter = letters[-1:] if letters not in {"p", "pp", "page", "pages", "ages"} else ""
    return int(digits[-_MOST_DIGITS:]) + (_LETTERED * (ord(letter) - 96) if letter else 0)


def parse_number(raw: str) -> int:
    """Return the first number of a volume or an issue, 0 where it cannot be read.

    >>> parse_number("Volume 13 Suppl 1"), parse_number("1)")
    (13, 0)
    """
    if raw.isdecimal():
        return int(raw[-_MOST_DIGITS:])
    if ")" in raw and "(" not in raw:
        return 0
    found = _NUMBER.search(raw)
    return int(found[0][-_MOST_DIGITS:]) if found else 0


_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


_SHORT_YEAR = re.compile(r"['’](\d\d)\b")
_CENTURY_TURNS = 50


def parse_year(raw: str) -> int:
    """Return the year that a date or a venue holds, 0 for none.

    >>> parse_year("2023-09-12"), parse_year("in eurocolt '93"), parse_year("n.d.")
    (2023, 1993, 0)
    """
    if len(raw) == 4 and raw.isdecimal():  # noqa: PLR2004
        return int(raw)
    if found := _YEAR.search(raw):
        return int(found[0])
    if found := _SHORT_YEAR.search(raw):
        short = int(found[1])
        return short + (1900 if short >= _CENTURY_TURNS else 2000)
    return 0


_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNCLEAN_DOI = re.compile(r"[%\s\"<>]|[.,;]$|^[^/]*$")
_ARXIV = re.compile(
    r"(?<!\d)(?<!\d\.)(\d{4}\.\d{4,5})(?:v\d+)?(?![\d])|\b([a-z\-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"
)
ARXIV_DOI = "10.48550/arxiv."


def parse_doi(raw: str) -> str:
    """Return a DOI in lower case without its resolver, "" for none.

    >>> parse_doi("http://dx.doi.org/10.1016/S0735-1097%2810%2961639-7")
    '10.1016/s0735-1097(10)61639-7'
    """
    if raw.startswith("10.") and not _UNCLEAN_DOI.search(raw):
        return raw.lower()
    if "10." not in raw:
        return ""
    found = _DOI.search(
        _ESCAPE.sub(lambda found: chr(int(found[1], 16)), raw) if "%" in raw else raw
    )
    return found[0].rstrip(".,;").lower() if found else ""


def parse_arxiv(raw: str) -> str:
    """Return an arXiv identifier without prefix and version, "" for none.

    >>> parse_arxiv("arXiv:2309.06180v2")
    '2309.06180'
    """
    found = _ARXIV.search(raw.lower())
    return (found[1] or found[2]) if found else ""
