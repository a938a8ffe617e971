"""Venues: what a name of a journal, a conference or a server stands for."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from mlsysbib.matching.titles import plain
from mlsysbib.matching.venue_words import (
    ACRONYMS,
    AMBIGUOUS,
    NAMES,
    PHRASES,
    STOP_WORDS,
    WORKSHOPS,
)


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
_PREPRINT = re.compile(
    r"\barxiv|\bcorr\b|rxiv\b|openreview|\bssrn\b|\btech(?:nical|\.)? ?rep|\bpreprint|\bunpublished"
    r"|\bmanuscript|\bresearch report|\bwhite ?paper|research square"
)
_WORKSHOP = re.compile(r"\bworkshop|\bwkshp|@|\bws\b")
_SHORT_TRACK = re.compile(
    r"\btutorial|\bposter|\bdemo\b|\bdemonstration|\bwip\b|\bkeynote|\btalk\b|\babstract"
)
_CONFERENCE = re.compile(
    r"\bproc(?:eedings|\b)|\bconf(?:erence|\b)|\bsymp(?:osium|osia|\b)|\badvances in neural"
    r"|\bannual meeting|\bcongress\b|\bcolloqu|\bvery large data ?bases$"
)
_JOURNAL = re.compile(
    r"\bjournal|\bj\b|\btrans(?:actions|\b)|\bletters?\b|\breviews?\b|\bannals|\brecord\b"
    r"|\bmagazine|\bcommun(?:ications|\b)|\bsurveys\b|\bpvldb\b|\bproc acm\b"
    r"|\bproceedings of the (?:ieee|national academy|vldb endowment)"
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
    names = {ACRONYMS[word] for word in words if word in ACRONYMS}
    if len(words) == 1 and words[0] in AMBIGUOUS:
        names.add(words[0])
    if _WORKSHOP.search(text):
        # "NIPS workshop" is held at NIPS and is not NIPS.
        names = {name if name in WORKSHOPS else f"{name} workshop" for name in names}
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
_MISSPELT = 88.0
_LEAST_LETTERS = 3
_CERTAIN = frozenset({Kind.JOURNAL, Kind.CONFERENCE})


@lru_cache(maxsize=1 << 16)
def compare_venues(a: Venue, b: Venue) -> int:
    """Say whether two venues are one (1), cannot be told (0), seem two (-1) or are two (-2)."""
    if not a.words or not b.words:
        return 0
    if {a.kind, b.kind} == _CERTAIN and (a.names or b.names):
        return -2
    if a.words == b.words:
        return 1
    if a.names and b.names:
        return 1 if a.names & b.names else -2
    return 1 if _reads_alike(a.words, b.words) else -1


def _reads_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names are one, shortened, abbreviated or misspelt."""
    shared = _shared_words(a, b)
    least, most = sorted((len(a), len(b)))
    is_contained = shared == least and (least > 1 or most <= least + 1)
    if is_contained or shared / most >= _SIMILAR or _spells(a, b) or _spells(b, a):
        return True
    return fuzz.ratio(" ".join(a), " ".join(b)) >= _MISSPELT


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
    if long.startswith(short):
        return True
    # "Comput." is read as "computi" once its dot is lost and a letter with it.
    is_cut = _LEAST_LETTERS <= len(short) < len(long)
    return is_cut and long.startswith(short[:-1])


def _spells(acronym: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether a name of one word is made of the initials of the other's words."""
    return len(acronym) == 1 and len(words) > 1 and acronym[0] == "".join(word[0] for word in words)
