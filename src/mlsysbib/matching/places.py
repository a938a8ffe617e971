"""Places: what stands for pages, volumes and identifiers in an entry, as numbers to compare."""

from __future__ import annotations

import re

from mlsysbib.matching.reference import Pages
from mlsysbib.text.identifiers import find_arxiv_id, parse_arxiv_id

_RANGE = re.compile(r"([a-z]*)\s*(\d+)(?:\.\w+)?\s*(?:-+|to)\s*[a-z]*(\d+)")
_PLAIN_RANGE = re.compile(r"(\d+) ?[-–]{1,2} ?(\d+)")
_PAGE = re.compile(r"\b([a-z]{0,4})\s*(\d+)")
_LETTERED = 10_000_000
# Numbers are compared by their last digits, so that they fit into 32 bits.
MOST_DIGITS = 7
_NO_LETTERS = frozenset({"p", "pp", "page", "pages", "ages"})
_ROMAN = re.compile(r"[ivx]{2,}")
_ARXIV_DOI = "10.48550/arxiv."
_NO_PAGES = Pages()


def parse_pages(raw: str) -> Pages:
    """Return the first and the last page; a letter before them counts (S12 is not 12).

    The last page may leave out what it shares with the first, as medical databases write it.

    >>> parse_pages("221-8"), parse_pages("pp. 23--37")
    (Pages(first=221, last=228), Pages(first=23, last=37))
    """
    if not raw:
        return _NO_PAGES
    if found := _PLAIN_RANGE.fullmatch(raw):
        return _expand("", found[1], found[2])
    text = raw.lower().replace("–", "-").replace("—", "-")
    if found := _RANGE.search(text):
        return _expand(found[1], found[2], found[3])
    if found := _PAGE.search(text):
        page = _page(found[1], found[2])
        return Pages(page, page)
    return _NO_PAGES


def _expand(letters: str, first: str, last: str) -> Pages:
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return Pages(_page(letters, first), _page(letters, last))


def _page(letters: str, digits: str) -> int:
    # Supplements are numbered in Roman: viii108.
    letter = "" if letters in _NO_LETTERS or _ROMAN.fullmatch(letters) else letters[-1:]
    return int(digits[-MOST_DIGITS:]) + (_LETTERED * (ord(letter) - 96) if letter else 0)


def format_page(page: int) -> str:
    """Write a page that was read: its letter, if it has one, is in capitals.

    >>> format_page(parse_pages("s12").first)
    'S12'
    """
    letter, number = divmod(page, _LETTERED)
    return f"{chr(64 + letter) if letter else ''}{number}"


def parse_number(raw: str) -> int:
    """Return the first number of a volume or an issue, 0 where it cannot be read.

    >>> parse_number("Volume 13 Suppl 1"), parse_number("1)")
    (13, 0)
    """
    if raw.isdecimal():
        return int(raw[-MOST_DIGITS:])
    if ")" in raw and "(" not in raw:
        return 0
    found = _NUMBER.search(raw)
    return int(found[0][-MOST_DIGITS:]) if found else 0


_NUMBER = re.compile(r"\d+")


def identify(doi: str, arxiv: str) -> tuple[str, str]:
    """Return a DOI and an arXiv identifier as they are compared; an arXiv DOI is the latter.

    >>> identify("10.48550/arXiv.2309.06180", ""), identify("10.1145/ABC", "cs.LG/0112017v2")
    (('', '2309.06180'), ('10.1145/abc', 'cs/0112017'))
    """
    doi = doi.lower()
    found = parse_arxiv_id(arxiv) if arxiv else None
    if doi.startswith(_ARXIV_DOI):
        doi, found = "", found or find_arxiv_id([doi])
    if found is None:
        return doi, ""
    # Old identifiers are written with the subject and without.
    archive, slash, number = found.id.rpartition("/")
    return doi, f"{archive.partition('.')[0]}{slash}{number}"
