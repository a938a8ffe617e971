"""Pages, years and identifiers as spreadsheets, crawlers and broken references leave them."""

from __future__ import annotations

import re

from mlsysbib.matching import places
from mlsysbib.matching.reference import Pages
from mlsysbib.text.identifiers import clean_doi, find_arxiv_id, parse_arxiv_id

_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b", re.IGNORECASE)
_DIGITS_ALONE = re.compile(r"\D*(\d+)\D*")
_LEAST_HALF = 3
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_SHORT_YEAR = re.compile(r"['’](\d\d)\b")
_CENTURY_TURNS = 50


def parse_pages(raw: str) -> Pages:
    """Return the pages that a field holds, whatever programs have made of it.

    >>> parse_pages("21-Aug"), parse_pages("193202")
    (Pages(first=0, last=0), Pages(first=193, last=202))
    """
    # With a month, a spreadsheet took the pages for a date.
    if not raw or _MONTH.search(raw):
        return Pages()
    if found := _DIGITS_ALONE.fullmatch(raw):
        half = len(found[1]) // 2
        first, last = found[1][:half], found[1][half:]
        if half >= _LEAST_HALF and len(first) == len(last) and first < last:
            # The dash was lost.
            return Pages(int(first[-places.MOST_DIGITS :]), int(last[-places.MOST_DIGITS :]))
    return places.parse_pages(raw)


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


def find_identifiers(doi: str, arxiv: str, url: str, venue: str, volume: str) -> tuple[str, str]:
    """Return the DOI and the arXiv identifier, wherever they stand.

    >>> find_identifiers("", "", "https://arxiv.org/pdf/2309.06180v1.pdf", "", "")
    ('', '2309.06180')
    >>> find_identifiers("doi:10.1145/ABC", "", "", "CoRR", "abs/1909.08053")
    ('10.1145/abc', '1909.08053')
    """
    doi = clean_doi(doi or (url if "doi.org/" in url else ""))
    named = parse_arxiv_id(arxiv) if arxiv else None
    named = named or find_arxiv_id((url, venue, volume))
    return places.identify(doi, named.id if named else "")
