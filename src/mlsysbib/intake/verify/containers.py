"""Compare what containers are called with the venues of versions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from mlsysbib.formats.reference import Reference
from mlsysbib.intake.verify.verdicts import Difference, Severity
from mlsysbib.intake.verify.works import Version
from mlsysbib.model.venue_matching import Recognised, VenueMatcher
from mlsysbib.model.venues import VenueTable
from mlsysbib.text.identifiers import is_arxiv_container
from mlsysbib.text.words import significant_words, title_words


class VenueComparer:
    """Compares what containers are called with the venues of versions."""

    def __init__(self, venues: VenueTable) -> None:
        self.venues = venues
        self.matcher = VenueMatcher(venues)

    def recognise(self, reference: Reference) -> Recognised | None:
        """Return the venue that a reference names."""
        return self.matcher.recognise(reference.container)

    def is_firm(self, reference: Reference, named: Recognised) -> bool:
        """Say whether a container is just the venue, not an acronym among words of something else.

        *ICML 55.1: Requirements for Lubrication of Mechanical Assets* is a standard.
        """
        own = {word.lower() for name in self._names(named.venue) for word in title_words(name)}
        words = [word.lower() for word in significant_words(reference.container)]
        foreign = [word for word in words if word.isalpha() and word not in own]
        return len(foreign) <= _PLACE_AND_DATE or 2 * len(foreign) < len(words)

    def difference(
        self, reference: Reference, versions: Sequence[Version], named: Recognised | None
    ) -> Difference | None:
        """Compare venues; a preprint is cited rightly though it was published since."""
        given = reference.container
        published = [version for version in versions if version.container]
        if not given or is_arxiv_container(given) or not published:
            return None
        if any(self._is_one(given, named, version) for version in published):
            return None
        is_workshop = named is None or named.track == "workshop"
        if is_workshop and _is_meeting_beside(given):
            return None
        if named is None and not _is_telling(given):
            return None
        found = published[0]
        if named is None and not found.venue and _ACRONYM(found.container):
            # What the acronym stands for, nobody here knows.
            return None
        severity = Severity.ERROR if named or _EDITION(given) else Severity.HALLUCINATED
        return Difference("venue", given, found.container, severity, found.source)

    def is_elsewhere(
        self, reference: Reference, versions: Sequence[Version], named: Recognised | None
    ) -> bool:
        """Say whether a reference names a container, and that of no version."""
        given = reference.container
        return (
            given != ""
            and not is_arxiv_container(given)
            and not any(
                self._is_one(given, named, version) for version in versions if version.container
            )
        )

    def is_other_publication(
        self, reference: Reference, versions: Sequence[Version], named: Recognised | None
    ) -> bool:
        """Say whether a reference is of a publication that no record tells: a later journal's.

        A conference paper and its article in a journal have one title, and other places.
        """
        venues = {version.venue for version in versions if version.venue}
        if named is None or named.venue in venues or not (reference.volume or reference.doi):
            return False
        kinds = {self.venues[venue].kind for venue in venues if venue in self.venues}
        return self.venues[named.venue].kind == "journal" and "journal" not in kinds

    def _is_one(self, given: str, named: Recognised | None, version: Version) -> bool:
        if named is not None and version.venue:
            # Databases file workshops and findings under their host; joint meetings have two names.
            is_joint = self._acronym(version.venue) in re.findall(r"\w+", given)
            return is_joint or self._host(named.venue) == self._host(version.venue)
        if named is not None:
            known = self.matcher.recognise(version.container)
            return known is None or known.venue == named.venue
        names = [version.container, *self._names(version.venue)]
        return _share_words(given, names) and not self._is_other_field(given, names)

    @cached_property
    def _venue_words(self) -> frozenset[str]:
        """Words of the names of venues, in small letters."""
        return frozenset(
            word.lower() for venue in self.venues.values() for word in significant_words(venue.name)
        )

    def _is_other_field(self, given: str, names: Iterable[str]) -> bool:
        """Say whether a name has words of a field that the venue's own names do not have.

        *Quantum Machine Learning* is not *Machine Learning*; a place or a sponsor changes nothing.
        """
        own = {word.lower() for name in names for word in significant_words(name)}
        given_words = {word.lower() for word in significant_words(given)}
        more = (given_words & self._venue_words) - own - _EMPTY
        return any(not any(_is_short_for(word, other) for other in own) for word in more)

    def is_hosted(self, one: str, other: str) -> bool:
        """Say whether two venues are one, or findings and workshops of one."""
        return bool(one and other) and self._host(one) == self._host(other)

    def _host(self, id_: str) -> str:
        """Return the conference that a venue belongs to: itself, if to no other."""
        return (self.venues[id_].host if id_ in self.venues else "") or id_

    def _acronym(self, id_: str) -> str:
        return self.venues[id_].acronym if id_ in self.venues else ""

    def _names(self, id_: str) -> Iterator[str]:
        if venue := self.venues.get(id_):
            yield from (venue.name, venue.acronym)


def _is_meeting_beside(given: str) -> bool:
    """Say whether an edition of a workshop is meant: its papers stand in its host's proceedings."""
    return "workshop" in given.lower() and _EDITION(given) is not None


# Who tells the edition means a meeting that there has been, though no table has it.
_EDITION = re.compile(r"\d|\bproc(?:eedings)?\b|\([A-Z][\w-]+\)", re.IGNORECASE).search
_ACRONYM = re.compile(r"[A-Z][A-Za-z-]*[A-Z]\b(?: ?'?\d+)?(?:[:,]|$)").match


def _is_telling(given: str) -> bool:
    """Say whether a container claims to be a venue, as no publisher, series or short name does."""
    return len(significant_words(given)) >= _TELLING and not _share_words(given, _VAGUE)


_TELLING = 3
# Words beside a venue's name: `Carlsbad, CA, USA, July`.
_PLACE_AND_DATE = 4
_VAGUE = (
    "ACM",
    "IEEE",
    "Springer",
    "Association for Computing Machinery",
    "Lecture Notes in Computer Science",
    "USENIX Association",
    "Elsevier",
    "Curran Associates",
    "PMLR",
    "Proceedings of Machine Learning Research",
)


def _share_words(given: str, names: Iterable[str]) -> bool:
    """Say whether the words of one name, where they say something, are among those of another."""
    one = {word.lower() for word in significant_words(given) if not word.isdecimal()}
    for name in filter(None, names):
        other = {word.lower() for word in significant_words(name) if not word.isdecimal()}
        short, long = sorted((one - _EMPTY, other - _EMPTY), key=len)
        if short and all(any(_is_short_for(a, b) for b in long) for a in short):
            return True
    return False


_EMPTY = frozenset(
    "proceedings proc conference conf international annual ieee acm usenix symposium "
    "workshop".split()
)


def _is_short_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(short) > 2  # noqa: PLR2004 - an abbreviation
