"""Find the work that a reference means: by identifiers, by title, by near titles, by its team."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from mlsysbib.formats.reference import Reference
from mlsysbib.index.terms import fold_title
from mlsysbib.intake.verify.authors import compare_authors, count_alike
from mlsysbib.intake.verify.claims import claimed_identifiers
from mlsysbib.intake.verify.containers import VenueComparer
from mlsysbib.intake.verify.fields import is_one_title
from mlsysbib.intake.verify.meaning import NEAR, Reading, count_telling, most_likely
from mlsysbib.intake.verify.works import Version, Work, Works
from mlsysbib.model.names import Name
from mlsysbib.model.venue_matching import Recognised
from mlsysbib.text.markup import plain_text
from mlsysbib.text.words import significant_words

_NUMBERS = re.compile(r"\d+").findall
# Words of a title that two works of one team, venue and year hardly share by chance.
_SHARED = 2


class Finder:
    """Finds what references mean among the works of a library and of indexes."""

    def __init__(self, works: Works, venues: VenueComparer) -> None:
        self._works, self._venues = works, venues

    def find(
        self, reference: Reference, names: Sequence[Name], named: Recognised | None
    ) -> Reading | None:
        """Return the work that a reference means; `named` is the venue that it names."""
        reader = _Reader(reference, names, named, self._venues)
        claimed = [
            reader.read(work, by_identifier=True)
            for kind, value in claimed_identifiers(reference)
            for work in self._works.by_identifier(kind, value)
        ]
        readings = [*claimed, *map(reader.read, self._works.by_title(reader.title))]
        best = most_likely(readings, names)
        if best is None or not best.is_title:
            readings += map(reader.read, self._works.near_title(reader.title))
            best = most_likely(readings, names)
        if best is None:
            best = most_likely([*readings, *self._of_team(reader)], names)
        return best

    def _of_team(self, reader: _Reader) -> Iterator[Reading]:
        """Yield the one work that a team has where a reference says that it stands.

        That is the one that is meant where all works of there are known, where pages agree, or
        where the title is half of it.
        """
        reference, named = reader.reference, reader.named
        if named is None or reference.year is None or reference.authors_cut:
            return
        works = self._works.by_team(reader.names, reference.year)
        there = [work for work in works if reader.is_at(work)]
        if len(there) != 1:
            return
        is_covered = named.track == "main" and any(self._works.covers(named.venue, reference.year))
        if is_covered or reader.has_pages(there[0]) or reader.shares_words(there[0]):
            yield reader.read(there[0], is_only=True)


class _Reader:
    """Holds one reference against works."""

    def __init__(
        self,
        reference: Reference,
        names: Sequence[Name],
        named: Recognised | None,
        venues: VenueComparer,
    ) -> None:
        self.reference, self.names, self.named, self.venues = reference, names, named, venues
        self.title = plain_text(reference.title)
        self._folded = fold_title(self.title)

    def read(self, work: Work, *, by_identifier: bool = False, is_only: bool = False) -> Reading:
        """Return how much of a work agrees."""
        titles = [t for version in work.versions for t in (version.title, *version.others)]
        likeness, best = max((fuzz.ratio(self._folded, fold_title(one)), one) for one in titles)
        is_at = self.is_at(work)
        if is_at and self._has_name(titles):
            likeness = max(likeness, NEAR)
        is_title = any(is_one_title(self.title, known) for known in titles)
        return Reading(
            work,
            is_title,
            likeness,
            *max(count_alike(self.names, version.authors) for version in work.versions),
            count_telling(self.title, best),
            by_identifier,
            is_at,
            self._is_elsewhere(work),
            self._is_list(work),
            _NUMBERS(self.title) != _NUMBERS(best),
            is_only,
        )

    def _has_name(self, titles: Iterable[str]) -> bool:
        """Say whether one system's name stands before the colon."""
        name, colon, _ = self.title.partition(":")
        heads = [title.partition(":") for title in titles]
        own = fold_title(name)
        return bool(colon and own) and any(c and fold_title(head) == own for head, c, _ in heads)

    def is_at(self, work: Work) -> bool:
        """Say whether a version stands in the venue and year that the reference names."""
        return any(
            version.item.year == self.reference.year and self._is_venue(version)
            for version in work.versions
        )

    def _is_venue(self, version: Version) -> bool:
        return self.named is not None and self.venues.is_hosted(self.named.venue, version.venue)

    def _is_elsewhere(self, work: Work) -> bool:
        """Say whether a reference names another venue, or a year that is not next to any."""
        published = [version for version in work.versions if version.venue]
        if self.named is not None and published and not any(map(self._is_venue, published)):
            return True
        given, years = self.reference.year, [version.item.year for version in work.versions]
        return given is not None and all(abs(year - given) > 1 for year in years if year)

    def _is_list(self, work: Work) -> bool:
        """Say whether the authors are those of a version, as far as the reference names them."""
        is_cut = self.reference.authors_cut
        return bool(self.names) and any(
            compare_authors(self.names, version.authors, is_cut=is_cut) is None
            for version in work.versions
        )

    def has_pages(self, work: Work) -> bool:
        """Say whether the pages are those of a version."""
        given = self.reference.pages
        return given != "" and any(given == version.item.pages for version in work.versions)

    def shares_words(self, work: Work) -> bool:
        """Say whether the titles share words that say something."""
        own = {word.lower() for word in significant_words(self.title)}
        return any(
            len(own & {word.lower() for word in significant_words(version.title)}) >= _SHARED
            for version in work.versions
        )
