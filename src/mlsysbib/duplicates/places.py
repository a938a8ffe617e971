"""Where a work stands: venue, pages, volume, year, DOI and arXiv identifier."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from rapidfuzz import fuzz

from mlsysbib.duplicates.titles import plain
from mlsysbib.duplicates.venue_words import ACRONYMS, AMBIGUOUS, NAMES, PHRASES, STOP_WORDS


class Kind(IntEnum):
    """What a venue is, as far as its name tells."""

    UNKNOWN = 0
    JOURNAL = 1
    CONFERENCE = 2
    WORKSHOP = 3
    PREPRINT = 4
    OTHER = 5


class Venue(NamedTuple):
    """A venue as it is compared: its words, the names it is known by, and its kind."""

    words: tuple[str, ...]
    names: frozenset[str]
    kind: Kind
    is_short_track: bool


_WORD = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"[a-z]+|\d+")
_PREPRINT = re.compile(
    r"\barxiv|\bcorr\b|rxiv\b|openreview|\bssrn\b|\btech(?:nical|\.)? ?rep|\bpreprint|\bunpublished"
    r"|\bmanuscript|\bresearch report|\bwhite ?paper|research square"
)
_WORKSHOP = re.compile(r"\bworkshop|\bwkshp|@|\bws\b")
_SHORT_TRACK = re.compile(r"\btutorial|\bposter|\bdemo\b|\bdemonstration|\bwip\b|\bkeynote|\btalk\b|\babstract")
_CONFERENCE = re.compile(
    r"\bproc(?:eedings|\b)|\bconf(?:erence|\b)|\bsymp(?:osium|osia|\b)|\badvances in neural|\bannual meeting"
    r"|\bcongress\b|\bcolloqu|\bvery large data ?bases$"
)
_JOURNAL = re.compile(
    r"\bjournal|\bj\b|\btrans(?:actions|\b)|\bletters?\b|\breviews?\b|\bannals|\brecord\b|\bmagazine"
    r"|\bcommun(?:ications|\b)|\bsurveys\b|\bproceedings of the (?:ieee|national academy|vldb endowment)"
    r"|\bpvldb\b|\bproc acm\b|\bj\."
)


@lru_cache(maxsize=1 << 15)
def parse_venue(raw: str) -> Venue:
    """Read a venue's name, whatever its length and spelling.

    >>> parse_venue("NIPS '17 MLSys workshop").kind.name, sorted(parse_venue("OSDI'20").names)
    ('WORKSHOP', ['osdi'])
    """
    text = plain(raw).lower()
    words = tuple(word for word in _WORD.findall(text) if word not in STOP_WORDS)
    joined = " ".join(words)
    names = {ACRONYMS.get(word, word) for word in words if word in ACRONYMS}
    if len(words) == 1 and words[0] in AMBIGUOUS:
        names.add(words[0])
    names |= {name for phrase, name in PHRASES if phrase in text}
    for phrase, name in NAMES:
        if phrase in joined:
            names.add(name)
            joined = joined.replace(phrase, " ")
    return Venue(words, frozenset(names), _kind_of(text, names), bool(_SHORT_TRACK.search(text)))


def _kind_of(text: str, names: set[str]) -> Kind:
    if _PREPRINT.search(text):
        return Kind.PREPRINT
    if _WORKSHOP.search(text):
        return Kind.WORKSHOP
    if _JOURNAL.search(text):
        return Kind.JOURNAL
    if names or _CONFERENCE.search(text):
        return Kind.CONFERENCE
    return Kind.OTHER if text.strip() else Kind.UNKNOWN


_SIMILAR = 0.6
_CONTAINED = 0.99
_MISSPELT = 88.0
_CERTAIN = frozenset({Kind.JOURNAL, Kind.CONFERENCE})


@lru_cache(maxsize=1 << 16)
def compare_venues(a: Venue, b: Venue) -> int:
    """Say whether two venues are one (1), cannot be told (0), seem two (-1) or are two (-2)."""
    if not a.words or not b.words:
        return 0
    if a.words == b.words:
        return 1
    if {a.kind, b.kind} == _CERTAIN and (a.names or b.names):
        return -2
    if a.names and b.names:
        return 1 if a.names & b.names else -2
    shared = _shared_words(a.words, b.words)
    least, most = sorted((len(a.words), len(b.words)))
    if shared / least >= _CONTAINED and (least > 1 or most <= 2):  # noqa: PLR2004
        return 1
    if shared / most >= _SIMILAR or _spells(a.words, b.words) or _spells(b.words, a.words):
        return 1
    return 1 if fuzz.ratio(" ".join(a.words), " ".join(b.words)) >= _MISSPELT else -1


def _shared_words(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """Count the words of the shorter name that the longer one has, abbreviations included."""
    a, b = sorted((a, b), key=len)
    left = list(b)
    for word in a:
        for other in left:
            if word == other or _abbreviates(word, other) or _abbreviates(other, word):
                left.remove(other)
                break
    return len(b) - len(left)


def _abbreviates(short: str, long: str) -> bool:
    return long.startswith(short) or (
        len(short) > 2 and long[0] == short[0] and long.startswith(short[:-1]) and len(short) < len(long)  # noqa: PLR2004
    )


def _spells(acronym: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether a name of one word is made of the initials of the other's words."""
    return len(acronym) == 1 and len(words) > 1 and acronym[0] == "".join(word[0] for word in words)


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
    if not raw:
        return 0, 0
    if found := _PLAIN_RANGE.fullmatch(raw):
        return _expand("", found[1], found[2])
    text = raw.lower().replace("–", "-").replace("—", "-")
    if _MONTH.search(text):
        # A spreadsheet took the pages for a date.
        return 0, 0
    if found := _RANGE.search(text):
        return _expand(found[1], found[2], found[3])
    if found := _PAGE.search(text):
        half = len(found[2]) // 2
        if half >= _LEAST_HALF and found[2][:half] < found[2][half:] and len(found[2]) == 2 * half:
            # The dash was lost: 193202.
            return int(found[2][:half]), int(found[2][half:])
        page = _page(found[1], found[2])
        return page, page
    return 0, 0


def _expand(letters: str, first: str, last: str) -> tuple[int, int]:
    """Read a range; its last page may leave out what it shares with the first."""
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return _page(letters, first), _page(letters, last)


def _page(letters: str, digits: str) -> int:
    letter = letters[-1:] if letters not in {"p", "pp", "page", "pages", "ages", "pages"} else ""
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
_UNCLEAN_DOI = re.compile(r"[%\s\"<>]|[.,;]$|^[^/]*$")
_ARXIV = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?![\d])|\b([a-z\-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?")
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
    found = _DOI.search(unquote(raw) if "%" in raw else raw)
    return found[0].rstrip(".,;").lower() if found else ""


def parse_arxiv(raw: str) -> str:
    """Return an arXiv identifier without prefix and version, "" for none.

    >>> parse_arxiv("arXiv:2309.06180v2")
    '2309.06180'
    """
    found = _ARXIV.search(raw.lower())
    return (found[1] or found[2]) if found else ""
