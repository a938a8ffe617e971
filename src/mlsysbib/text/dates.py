"""Dates as people and programs write them: years, months, centuries, doubt.

What is kept as one text is EDTF, the profile of ISO 8601-2 that BibLaTeX and CSL have:
`2017-06-18`, `1995/1996`, `1723?` (uncertain), `1723~` (circa), `199X` (a decade),
`2021-21` (spring).
"""

from __future__ import annotations

import re
from typing import NamedTuple

# By number, from 1; BibTeX styles define macros of these names.
MONTHS = ("", *"jan feb mar apr may jun jul aug sep oct nov dec".split())
MONTH_NAMES = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1, 9999
# Years in two digits below this are of this century; no paper of computing is older.
_PIVOT = 45

_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d|2100)(?!\d)")
_ALONE = re.compile(r"(?:c(?:a|irca)?\.? )?\[?0*([1-9]\d{0,3})\]?(?: ?(?:CE|AD))?", re.IGNORECASE)
_UNSPECIFIED = re.compile(r"(?<!\d)(\d{2,3})([XxUu?]{1,2}|-{1,2})(?![\w-])")
_ISO_MONTH = re.compile(r"\d{4}[-/](\d{1,2})(?!\d)")
_NUMBER = re.compile(r"\s*(\d{1,2})\s*")
_MONTH_WORD = re.compile(rf"\b({'|'.join(MONTHS[1:])})[a-z]*", re.IGNORECASE)
_SEASON_MONTHS = 12


def full_year(two_digits: int) -> int:
    """Return the year of two digits: `'65` is 1965, `'23` is 2023.

    >>> full_year(65), full_year(44), full_year(45)
    (1965, 2044, 1945)
    """
    return two_digits + (2000 if two_digits < _PIVOT else 1900)


def parse_year(text: str) -> int | None:
    """Return the first year that a text names; a decade is its first year.

    >>> parse_year("July 2020"), parse_year("1763"), parse_year("476"), parse_year("199X")
    (2020, 1763, 476, 1990)
    """
    if not text:
        return None
    if found := _ALONE.fullmatch(text.strip()):
        return int(found[1])
    if found := _YEAR.search(text):
        return int(found[1])
    if (found := _UNSPECIFIED.search(text)) and len(found[1] + found[2]) == len("1990"):
        return int(found[1] + "0" * len(found[2]))
    return None


def parse_month(text: str) -> int | None:
    """Return the first month that a text names, as a word, a number or part of a date.

    >>> parse_month("Sept."), parse_month("09"), parse_month("2020-09-01"), parse_month("Spring")
    (9, 9, 9, None)
    """
    if not text:
        return None
    if found := _MONTH_WORD.search(text):
        return MONTHS.index(found[1].lower())
    found = _NUMBER.fullmatch(text) or _ISO_MONTH.search(text)
    return int(found[1]) if found and 1 <= int(found[1]) < len(MONTHS) else None


def format_date(date: Date) -> str:
    """Return year and month as EDTF; "" where there is no year.

    >>> format_date(Date(1763, None)), format_date(Date(2020, 3))
    ('1763', '2020-03')
    """
    if not date.year:
        return ""
    return f"{date.year:04}-{date.month:02}" if date.month else f"{date.year:04}"


_POINT = r"\d{4}(?:-\d{2}(?:-\d{2})?)?|\d{2}XX|\d{3}X"
_EDTF = re.compile(
    rf"(?P<first>{_POINT})(?:T[\d:.,Z+-]*)?(?P<doubt>[?~%]?)"
    rf"(?P<slash>/)?(?P<last>{_POINT}|\.\.|open|unknown)?(?:T[\d:.,Z+-]*)?(?P<doubt2>[?~%]?)"
)


class Date(NamedTuple):
    """Year and month of a date, None where it has none, and the whole as EDTF if there is more.

    `edtf` is "" where year and month say it all.
    """

    year: int | None
    month: int | None
    edtf: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Whether who wrote it was not sure."""
        return any(sign in self.edtf for sign in "?~%X")


def parse_date(text: str) -> Date:
    """Read a date in EDTF, or in whatever words; of a period its beginning.

    >>> parse_date("2017-06-18/2017-06-23")
    Date(year=2017, month=6, edtf='2017-06-18/2017-06-23')
    >>> parse_date("1723?").is_uncertain, parse_date("2019/open").year, parse_date("2004-04")
    (True, 2019, Date(year=2004, month=4, edtf=''))
    """
    found = _EDTF.fullmatch(text.strip())
    if found is None:
        return Date(parse_year(text), parse_month(text))
    first, last = found["first"], found["last"] or ""
    year = int(first[:4].replace("X", "0"))
    month = int(first[5:7]) if len(first) > len("2004-") else 0
    doubt, doubt_of_last = found["doubt"], found["doubt2"]
    last = ".." if last == "open" else "" if last == "unknown" else last
    edtf = first + doubt + (f"/{last}{doubt_of_last}" if found["slash"] else doubt_of_last)
    is_plain = re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", edtf) is not None
    if year == 0:
        return Date(None, None)
    return Date(year, month if 1 <= month <= _SEASON_MONTHS else None, "" if is_plain else edtf)


def edtf_of(text: str) -> str:
    """Return a date as EDTF, in whatever words it is; "" where there is none.

    >>> edtf_of("1814"), edtf_of("March 1814"), edtf_of("1814-03-02"), edtf_of("in press")
    ('1814', '1814-03', '1814-03-02', '')
    """
    date = parse_date(text)
    return date.edtf or format_date(date)
