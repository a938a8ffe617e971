"""Venues: those of the venue table by their identifiers, all others by the words of their names."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from mlsysbib.matching.titles import plain

if TYPE_CHECKING:
    from mlsysbib.model.venues import Venue as TableVenue
    from mlsysbib.model.venues import VenueKind


class Kind(IntEnum):
    """What a venue is, as the table says or as far as its name tells."""

    UNKNOWN = 0
    JOURNAL = 1
    CONFERENCE = 2
    WORKSHOP = 3
    PREPRINT = 4
    OTHER = 5


class Venue(NamedTuple):
    """A venue as it is compared.

    `id` is that of the venue table, "" for a venue that it lacks; `names` are the words of each
    name that the venue goes by, in lower-case ASCII without those that say nothing; `label` is the
    name to show.
    """

    id: str
    names: tuple[tuple[str, ...], ...]
    kind: Kind
    is_short_track: bool
    label: str


NO_VENUE = Venue("", (), Kind.UNKNOWN, is_short_track=False, label="")
_KINDS: dict[VenueKind, Kind] = {
    "journal": Kind.JOURNAL,
    "conference": Kind.CONFERENCE,
    "workshop": Kind.WORKSHOP,
    "preprint-server": Kind.PREPRINT,
}
# Words that say nothing about which venue it is.
_STOP_WORDS = frozenset(
    "a aaas acm an and ann annual at by conf conference de ed editor editors eds eighteenth "
    "eighth eleventh fifteenth fifth first for fourteenth fourth from ieee ifip in int "
    "international intl j journal la le nd nineteenth ninth of on page pages pp pre preprint "
    "press proc proceeding proceedings rd second seventeenth seventh sig sixteenth sixth st "
    "symp symposium tenth th the third thirteenth thirtieth thirty to twelfth twentieth twenty "
    "usenix vol volume with workshop".split()
)
_WORD = re.compile(r"[a-z]+")
_PREPRINT = re.compile(
    r"\barxiv|\bcorr\b|rxiv\b|openreview|\bssrn\b|\btech(?:nical|\.)? ?rep|\bpreprint|\bunpublished"
    r"|\bmanuscript|\bresearch report|\bwhite ?paper|research square"
)
_WORKSHOP = re.compile(r"\bworkshop|\bwkshp|@|\bws\b")
_SUBJECT = re.compile(r"\bworkshop (?:on|for) (.+)", re.IGNORECASE)
_SHORT_TRACK = re.compile(
    r"\btutorial|\bposter|\bdemo\b|\bdemonstration|\bwip\b|\bkeynote|\btalk\b|\babstract"
    r"|\bpresentations\b"
)
_CONFERENCE = re.compile(
    r"\bproc(?:eedings|\b)|\bconf(?:erence|\b)|\bsymp(?:osium|osia|\b)|\badvances in neural"
    r"|\bannual meeting|\bcongress\b|\bcolloqu|\bvery large data ?bases$"
)
_JOURNAL = re.compile(
    r"\bjournal|\bj\b|\btrans(?:actions|\b)|\bletters?\b|\breviews?\b|\bannals|\brecord\b"
    r"|\bmagazine|\bcommun(?:ications|\b)|\bsurveys\b|\bproc acm\b"
    r"|\bproceedings of the (?:ieee|national academy)"
)


def known_venue(venue: TableVenue, track: str = "") -> Venue:
    """Return a venue of the table, with the track that a paper of it is in."""
    return _known(venue.id, (venue.acronym, venue.name, *venue.aliases), venue.kind, track)


@lru_cache(maxsize=1 << 12)
def _known(id_: str, written: tuple[str, ...], kind: VenueKind, track: str) -> Venue:
    names = dict.fromkeys(filter(None, map(_telling, written)))
    label = f"{written[0]} {track}" if track else written[0]
    return Venue(id_, tuple(names), _KINDS[kind], _is_short(track.lower()), label)


@lru_cache(maxsize=1 << 15)
def named_venue(name: str, *, is_journal: bool = False, is_preprint: bool = False) -> Venue:
    """Return a venue that the table lacks, of which a name is all that is known.

    >>> named_venue("NIPS '17 MLSys workshop").kind.name, named_venue("Widget Letters").names
    ('WORKSHOP', (('widget', 'letters'),))
    """
    text = plain(name).lower()
    words = _telling(name)
    kind = _kind_of(text)
    if is_preprint:
        kind = Kind.PREPRINT
    elif is_journal and kind not in {Kind.PREPRINT, Kind.WORKSHOP}:
        kind = Kind.JOURNAL
    return Venue("", (words,) if words else (), kind, _is_short(text), name)


def is_workshop(name: str) -> bool:
    """Say whether a name is a workshop's: "NIPS workshop" is held at NIPS and is not NIPS."""
    return _WORKSHOP.search(name.lower()) is not None


def _telling(name: str) -> tuple[str, ...]:
    words = _WORD.findall(plain(name).lower())
    return tuple(word for word in words if word not in _STOP_WORDS)


def _is_short(text: str) -> bool:
    return _SHORT_TRACK.search(text) is not None


def _kind_of(text: str) -> Kind:
    if _PREPRINT.search(text):
        return Kind.PREPRINT
    if _WORKSHOP.search(text):
        return Kind.WORKSHOP
    if _JOURNAL.search(text):
        return Kind.JOURNAL
    if _CONFERENCE.search(text):
        return Kind.CONFERENCE
    return Kind.OTHER if text.strip() else Kind.UNKNOWN


_SIMILAR = 0.6
_MISSPELT = 88.0
_LEAST_LETTERS = 3
_LEAST_ACRONYM = 4
_LEAST_WRITTEN_OUT = 3
_INITIAL = re.compile(r"\b[A-Z](?=[a-z])")
_CERTAIN = frozenset({Kind.JOURNAL, Kind.CONFERENCE, Kind.WORKSHOP})


@lru_cache(maxsize=1 << 16)
def compare_venues(a: Venue, b: Venue) -> int:
    """Say whether two venues are one (1), cannot be told (0), seem two (-1) or are two (-2)."""
    if a.id and b.id:
        return _compare_known(a, b)
    if not a.names or not b.names:
        return 0
    kinds = {a.kind, b.kind}
    if Kind.WORKSHOP in kinds and len(kinds) > 1 and kinds <= _CERTAIN and (a.id or b.id):
        return -2
    if _is_spelt(a, b) or _is_spelt(b, a):
        return 1
    pairs = [(one, other) for one in a.names for other in b.names]
    if not any(one == other or _reads_alike(one, other) for one, other in pairs):
        is_sure = len(kinds) > 1 and kinds <= _CERTAIN
        return -2 if is_sure or any(_are_strangers(one, other) for one, other in pairs) else -1
    # Of a venue of the table and a name much like its own that the table does not know, the kinds
    # have to agree as well.
    return 0 if (a.id or b.id) and len(kinds) > 1 and kinds <= _CERTAIN else 1


def _compare_known(a: Venue, b: Venue) -> int:
    if a.id != b.id:
        return -2
    return -1 if a.kind is Kind.WORKSHOP and _are_workshops(a.label, b.label) else 1


def _is_spelt(a: Venue, b: Venue) -> bool:
    """Say whether one name has the acronym of all words of the other.

    >>> name = named_venue("International Conference on Information Systems")
    >>> _is_spelt(named_venue("ICIS: Digital Innovation"), name)
    True
    """
    acronym = "".join(_INITIAL.findall(b.label)).lower()
    return len(acronym) >= _LEAST_ACRONYM and any(acronym in name for name in a.names)


def _reads_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names are one, shortened, abbreviated or misspelt."""
    shared = _shared_words(a, b)
    least, most = sorted((len(a), len(b)))
    is_contained = shared == least and (least > 1 or most <= least + 1)
    if is_contained or shared / most >= _SIMILAR or _spells(a, b) or _spells(b, a):
        return True
    return fuzz.ratio(" ".join(a), " ".join(b)) >= _MISSPELT


def _are_workshops(a: str, b: str) -> bool:
    """Say whether two names are those of two workshops that one conference holds."""
    subjects = [_telling(found[1]) for name in (a, b) if (found := _SUBJECT.search(name))]
    return len(subjects) > 1 and all(subjects) and not _reads_alike(*subjects)


def _are_strangers(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names are written out and have no word in common."""
    return min(len(a), len(b)) >= _LEAST_WRITTEN_OUT and not _shared_words(a, b)


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
