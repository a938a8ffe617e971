"""Compare the fields of a reference with the versions of a work, one by one.

Each function returns the difference, or None where the field agrees with a version, is not said, or
is not known: an abstention is no difference. Forms that styles and exports give a value are equal:
abbreviated venues, shortened page ranges, versions of an arXiv identifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from rapidfuzz import fuzz

from mlsysbib.formats.reference import Reference
from mlsysbib.index.terms import fold_title
from mlsysbib.intake.verify.claims import arxiv_ids
from mlsysbib.intake.verify.verdicts import Difference, Severity
from mlsysbib.intake.verify.works import Version
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.venue_matching import Recognised, VenueMatcher
from mlsysbib.model.venues import VenueTable
from mlsysbib.text.identifiers import is_arxiv_container
from mlsysbib.text.markup import plain_text
from mlsysbib.text.words import fold, significant_words, title_words

_SAME_WORDS = 60


def title_difference(reference: Reference, versions: Sequence[Version]) -> Difference | None:
    """Compare titles; a subtitle, or the name before a colon, may be left out."""
    given = plain_text(reference.title)
    titles = [title for version in versions for title in (version.title, *version.others)]
    if any(is_one_title(given, title) for title in titles):
        return None
    best = max(titles, key=lambda title: fuzz.ratio(fold_title(given), fold_title(title)))
    is_other = fuzz.token_sort_ratio(fold(given).lower(), fold(best).lower()) < _SAME_WORDS
    severity = Severity.HALLUCINATED if is_other else Severity.ERROR
    return Difference("title", given, best, severity, versions[0].source)


def is_one_title(given: str, known: str) -> bool:
    """Say whether two plain titles are one, or one of them is the other without a part."""
    one, other = fold_title(given), fold_title(known)
    return one == other or one in _parts(known) or other in _parts(given)


def _parts(title: str) -> set[str]:
    """Return what stands before and behind the first colon, where that says enough, folded."""
    before, colon, behind = title.partition(":")
    if not colon:
        return set()
    # A name alone may be all that is left of a title; what follows it has to say something.
    parts = [before] if len(before) > 2 else []  # noqa: PLR2004 - a name
    if len(significant_words(behind)) > 2:  # noqa: PLR2004 - a title
        parts.append(behind)
    return {fold_title(part) for part in parts}


def edition_difference(reference: Reference, venue: Recognised | None) -> Difference | None:
    """Compare the year with the one that the title of the proceedings names."""
    given = reference.year
    if given is None or venue is None or venue.year is None or abs(venue.year - given) <= 1:
        return None
    source = "the reference itself"
    return Difference("year", str(given), f"{reference.container}", Severity.ERROR, source)


def year_difference(
    reference: Reference, versions: Sequence[Version], venue: Recognised | None
) -> Difference | None:
    """Compare years with those of every version, and with that of the arXiv identifier cited."""
    given = reference.year
    years = {version.item.year for version in versions if version.item.year}
    if given is None or not years or given in years:
        return None
    for arxiv in arxiv_ids(reference):
        if arxiv[:2].isdecimal() and given == 2000 + int(arxiv[:2]):
            return None
    nearest = min(years, key=lambda year: abs(year - given))
    is_published = any(not version.is_preprint for version in versions)
    if not is_published and reference.container and 0 < given - nearest <= _LATER:
        # Published since, in a venue that nobody here knows of.
        return edition_difference(reference, venue)
    source = next(version.source for version in versions if version.item.year == nearest)
    return Difference("year", str(given), str(nearest), Severity.ERROR, source)


# As long as a preprint may take to be published, in years.
_LATER = 3
_RANGE = re.compile(r"\s*[-–—]+\s*")


def _pages(text: str) -> tuple[str, str]:
    """Return first and last page; `1735-80` means 1780. The last may be ""."""
    first, _, last = _RANGE.sub("-", text.strip()).partition("-")
    first, last = first.strip().lower(), last.strip().lower()
    if last.isdecimal() and first.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def pages_difference(reference: Reference, versions: Sequence[Version]) -> Difference | None:
    """Compare pages with those of published versions; a first page alone says enough."""
    known = [version for version in versions if version.item.pages]
    if not reference.pages or not known:
        return None
    given = _pages(reference.pages)
    for version in known:
        first, last = _pages(version.item.pages)
        if given == (first, last) or (given[0] == first and "" in {given[1], last}):
            return None
        most = 0 if version.item.type is ItemType.ARTICLE else _FRONT
        if is_of_another_count(given, (first, last), most):
            return None
    found = known[0]
    return Difference("pages", reference.pages, found.item.pages, Severity.ERROR, found.source)


# The front matter of proceedings that one count leaves out, in pages.
_FRONT = 32


def is_of_another_count(given: tuple[str, str], known: tuple[str, str], most: int = _FRONT) -> bool:
    """Say whether two ranges of one length are of two counts: from 1, or without the front matter.

    Publishers' sites and the printed volume of one conference differ by a few pages throughout, by
    `most` of them; the numbers of a journal have one count.
    """
    if not all(page.isdecimal() for page in (*given, *known)):
        return False
    one, other = ([int(page) for page in pages] for pages in (given, known))
    is_as_long = one[1] - one[0] == other[1] - other[0] > 0
    return is_as_long and (1 in {one[0], other[0]} or abs(one[0] - other[0]) <= most)


def volume_difference(reference: Reference, versions: Sequence[Version]) -> Difference | None:
    """Compare volumes with those of journals, which number them."""
    known = [version for version in versions if version.item.volume]
    if not reference.volume or not known:
        return None
    given = reference.volume.lower().removeprefix("v").lstrip("0")
    if any(given == version.item.volume.lower().removeprefix("v") for version in known):
        return None
    found = known[0]
    return Difference("volume", reference.volume, found.item.volume, Severity.BENIGN, found.source)


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
        if named is None and not _is_telling(given):
            return None
        found = published[0]
        severity = Severity.ERROR if named else Severity.HALLUCINATED
        return Difference("venue", given, found.container, severity, found.source)

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
