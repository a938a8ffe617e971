"""The names of venues, taken apart into words, to look for in a container title.

A name tells its venue by the words that are left without those that many venues share: `Proceedings
of the ACM Symposium on Operating Systems Principles` is *operating systems principles*.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec

from mlsysbib.model.venue_words import (
    CLASSES,
    CONTRACTIONS,
    FUNCTION,
    ORDINAL_WORDS,
    Word,
)
from mlsysbib.model.venues import Venue
from mlsysbib.text.words import fold

_PLACEHOLDER = re.compile(r"\{\w+\}|[\[\]]")
_BRACKETED = re.compile(r"\([^)]*\)$")
_ALNUM = re.compile(r"[A-Za-z0-9]+")
NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)
# Fewer words than these could be any venue's; the kind of event has to be named with them.
_FEW = 3
_NUMBERS = re.compile(r"\b\d+(?:st|nd|rd|th)?\b")
KEY_LENGTH = 3
_SHORT_PLURAL = 4
_LONGEST_ACRONYM = 12
_COUNTRIES = frozenset("uk usa sar prc republic korea brasil england scotland wales".split())
_SEASONS = frozenset({"spring", "summer", "fall", "winter"})
_BODIES = frozenset({"acm", "ieee", "usenix", "siam", "iacr"})


class Form(msgspec.Struct, frozen=True):
    """A name of a venue: its telling words, folded, in lower case and in order."""

    venue: str
    words: tuple[str, ...]
    is_journal: bool = False
    is_workshop: bool = False
    needs_event: bool = False
    title: frozenset[str] = frozenset()


class Acronym(msgspec.Struct, frozen=True):
    """An acronym of a venue: its words in lower case, and as they are written."""

    venue: str
    words: tuple[str, ...]
    written: tuple[str, ...]


def split_words(text: str) -> list[str]:
    """Return the words of a name, folded, case kept, without function words."""
    text = fold(_PLACEHOLDER.sub(" ", text).replace("'l ", "l ").replace("&", " and "))
    return [word for word in _ALNUM.findall(text) if word.lower() not in FUNCTION]


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """Return a word in lower case without the ending of a plural.

    >>> [singular(word) for word in ("systems", "technologies", "process", "data")]
    ['system', 'technology', 'process', 'data']
    """
    if word.endswith("ies") and len(word) > _SHORT_PLURAL:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and word[-2:] != "ss" and len(word) > _FEW else word


@lru_cache(maxsize=1 << 14)
def class_of(word: str) -> Word:
    """Return what a word in lower case is for."""
    if found := CLASSES.get(word):
        return found
    if word in ORDINAL_WORDS or NUMBER.fullmatch(word):
        return Word.NUMBER
    return Word.TELLING


class FormIndex:
    """All names of all venues of a table, by the beginning of their rarest word."""

    def __init__(self, venues: Mapping[str, Venue]) -> None:
        """Take the names of a table apart: some 30 ms for 400 venues."""
        # By the rarest beginning of a word, each with the beginnings of all its words.
        self.forms: dict[str, list[tuple[frozenset[str], Form]]] = defaultdict(list)
        self.acronyms: dict[str, list[Acronym]] = defaultdict(list)
        self.vocabulary: dict[str, frozenset[str]] = {}
        self.hosts: dict[tuple[str, bool], str] = {}
        forms = {form for venue in venues.values() for form in _forms(venue)}
        counts: dict[str, int] = defaultdict(int)
        for form in forms:
            for word in form.words:
                counts[word[:KEY_LENGTH]] += 1
        self.keys = frozenset(counts)
        words: dict[str, set[str]] = defaultdict(set)
        for form in sorted(forms, key=lambda form: (form.venue, form.words)):
            keys = [word[:KEY_LENGTH] for word in form.words]
            rarest = min(keys, key=lambda key: (counts[key], key))
            self.forms[rarest].append((frozenset(keys), form))
        for venue in venues.values():
            for acronym in _acronyms(venue):
                self.acronyms[acronym.words[0]].append(acronym)
                words[venue.id].update(acronym.words)
            if venue.host:
                self.hosts[venue.host, venue.is_findings] = venue.id
            for name in (*venue.known_as, venue.name, venue.proceedings):
                words[venue.id].update(
                    singular(word.lower())
                    for word in split_words(name)
                    if class_of(word.lower()) in {Word.TELLING, Word.JOURNAL}
                )
        self.vocabulary = {id_: frozenset(found) for id_, found in words.items()}
        formed = (word for form in forms for word in form.words)
        self.known = frozenset(formed).union(*self.vocabulary.values(), CLASSES)
        self.places = frozenset(_places(venues)) - _SEASONS


def _forms(venue: Venue) -> Iterator[Form]:
    if "{track} at " in venue.proceedings:
        return
    is_journal = venue.kind in {"journal", "preprint-server"}
    editions = {edition.proceedings for edition in venue.editions.values()}
    names = {venue.name, venue.proceedings, *map(_without_years, editions)}
    # An abbreviated name is found by the words that it abbreviates.
    shorts = () if venue.name else (n for n in (venue.acronym, venue.short) if "." in n)
    for name in sorted({*names, *shorts, *venue.known_as} - {""}):
        words = [word.lower() for word in split_words(_BRACKETED.sub(" ", name))]
        # A journal may have been a conference, as PVLDB was.
        is_event = Word.EVENT in map(class_of, words)
        if is_journal and len(words) == 1 and name.isupper():
            continue
        if is_journal and not (is_event and name in venue.known_as):
            yield from _journal_forms(venue, words)
        else:
            yield from _event_forms(venue, words, is_sure=name in venue.known_as)


def _without_years(title: str) -> str:
    return _NUMBERS.sub("", title)


def _event_forms(venue: Venue, words: list[str], *, is_sure: bool) -> Iterator[Form]:
    """Yield the telling words of a conference's name; too few of them need its kind or acronym."""
    acronym = venue.acronym.lower()
    acronym_words = _ALNUM.findall(fold(acronym))
    classes = {class_of(word) for word in words}
    is_workshop = Word.WORKSHOP in classes
    is_event = is_workshop or Word.EVENT in classes
    telling = [
        word
        for word in words
        if class_of(word) in {Word.TELLING, Word.JOURNAL}
        or (word == acronym and class_of(word) is Word.SPONSOR)
    ]
    if set(telling) <= {acronym, *acronym_words} and is_event:
        silent = {"proceedings", "international", acronym}
        kinds = {Word.SPONSOR, Word.SILENT, Word.TELLING}
        telling = [word for word in words if class_of(word) in kinds and word not in silent]
        if len(telling) < 2:  # noqa: PLR2004
            return
    # `CHI Conference on Human Factors ...`
    others = telling[1:] if telling[:1] == [acronym] else telling
    if len(others) < _FEW and not is_event and not is_sure:
        return
    if len(others) >= _FEW:
        telling = others
    is_told = len(telling) > 1 or (is_event and telling and telling[0] not in acronym_words)
    if is_told:
        yield Form(
            venue.id,
            tuple(map(singular, telling)),
            is_workshop=is_workshop,
            needs_event=len(telling) < _FEW and is_event,
            title=frozenset(map(singular, words)),
        )


def _journal_forms(venue: Venue, words: list[str]) -> Iterator[Form]:
    """Yield a journal's whole name, and without its sponsors where enough is left."""
    words = [CONTRACTIONS.get(word, word) for word in words if class_of(word) is not Word.NUMBER]
    if not words:
        return
    whole = words if len(words) == 1 else map(singular, words)
    title = frozenset(map(singular, words))
    yield Form(venue.id, tuple(whole), is_journal=True, title=title)
    for bodies in (_BODIES, CLASSES.keys()):
        shorter = [
            word for word in words if not (class_of(word) is Word.SPONSOR and word in bodies)
        ]
        others = [word for word in shorter if class_of(word) in {Word.TELLING, Word.SPONSOR}]
        is_enough = len(others) >= _FEW or (others and len(shorter) > len(others))
        if "proceedings" not in words and is_enough and shorter != words:
            yield Form(
                venue.id,
                tuple(map(singular, shorter)),
                is_journal=True,
                title=frozenset(map(singular, words)),
            )


def _acronyms(venue: Venue) -> Iterator[Acronym]:
    editions = dict.fromkeys(edition.acronym for edition in venue.editions.values())
    for name in dict.fromkeys((venue.acronym, *venue.known_as, *editions)):
        words = _ALNUM.findall(fold(name.replace("&", " ")))
        words = [word for word in words if " " not in name or word.lower() not in FUNCTION]
        is_acronym = " " not in name or (
            any(map(str.isupper, words)) and len(name) <= _LONGEST_ACRONYM
        )
        if not words or "." in name or (name != venue.acronym and not is_acronym):
            continue
        yield Acronym(venue.id, tuple(word.lower() for word in words), tuple(words))
        if len(words) > 1 and " " not in name:
            joined = "".join(words)
            yield Acronym(venue.id, (joined.lower(),), (joined,))
        is_named_body = words[0].lower() in _BODIES and len(words) > 1
        if is_named_body and len(words[-1]) > _FEW and words[-1].isupper():
            yield Acronym(venue.id, (words[-1].lower(),), (words[-1],))


def _places(venues: Mapping[str, Venue]) -> Iterator[str]:
    places = {edition.place for venue in venues.values() for edition in venue.editions.values()}
    for place in places:
        yield from (singular(word.lower()) for word in split_words(place))
    yield from _COUNTRIES
