"""The verdict on a reference: which work it means, and what it says otherwise than that work.

A work is meant where its title is the reference's; where the title is only near, or another one,
the authors must be those of the work. What is compared is the version that is cited: an author list
or a year that any version has is no error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mlsysbib.formats.base import Read
from mlsysbib.formats.reference import Reference
from mlsysbib.index.lookup import Index
from mlsysbib.intake.verify.authors import ListDifference, compare_authors, split_joined
from mlsysbib.intake.verify.claims import (
    arxiv_difference,
    claimed_identifiers,
    doi_difference,
    find_arxiv,
    is_own_doi,
)
from mlsysbib.intake.verify.containers import VenueComparer
from mlsysbib.intake.verify.faults import find_faults, without_et_al
from mlsysbib.intake.verify.fields import (
    edition_difference,
    pages_difference,
    title_difference,
    volume_difference,
    year_difference,
)
from mlsysbib.intake.verify.finding import Finder
from mlsysbib.intake.verify.publishers import PublisherComparer
from mlsysbib.intake.verify.verdicts import (
    Asked,
    Difference,
    Hint,
    Severity,
    Verdict,
    Verified,
)
from mlsysbib.intake.verify.works import Version, Work, Works
from mlsysbib.model.entry import byline
from mlsysbib.model.library import Library
from mlsysbib.model.names import Name, read_name
from mlsysbib.model.venue_matching import Recognised
from mlsysbib.text.identifiers import is_arxiv_container
from mlsysbib.text.markup import plain_text


class Verifier:
    """Verifies references against a library and indexes; reads each of them once."""

    def __init__(self, library: Library, index: Index) -> None:
        self.works = Works(library, index)
        self.venues = VenueComparer(library.venues)
        self.publishers = PublisherComparer(library.venues)
        self.finder = Finder(self.works, self.venues)

    def verify(self, reads: Iterable[Read]) -> Iterator[Verified]:
        """Yield the verdict on each reference that could be parsed, in their order."""
        for read in reads:
            if read.said is not None and read.said.title:
                yield self.judge(read, read.said)

    def judge(self, read: Read, reference: Reference) -> Verified:
        """Return the verdict on one reference."""
        reference = without_et_al(reference)
        names = split_joined(tuple(map(read_name, reference.authors)))
        hints = [Hint("fault", fault) for fault in find_faults(read.said or reference)]
        named = self.venues.recognise(reference)
        found = self.finder.find(reference, names, named)
        if found is None or self._is_other(reference, found.work, names, named):
            return self._not_found(read, reference, named, hints)
        versions = self._cited(reference, found.work, named)
        differences = list(self._differences(reference, names, versions, named))
        if published := _published_since(reference, found.work):
            hints.append(published)
        verdict = Verdict.DIFFERS if any(map(_is_serious, differences)) else Verdict.CONFIRMED
        source = versions[0].source
        hints += [
            Hint("differs", f"{one.field}: {one.given}, not {one.found}")
            for one in differences
            if verdict is Verdict.CONFIRMED
        ]
        return Verified(
            read=read,
            verdict=verdict,
            differences=tuple(differences) if verdict is Verdict.DIFFERS else (),
            hints=tuple(hints),
            asked=(Asked(source, covers=True, found=True),),
            entry=versions[0].entry,
            source=source,
        )

    def _cited(self, reference: Reference, work: Work, named: Recognised | None) -> list[Version]:
        """Return the versions of a work, the one that is cited first."""

        def rank(version: Version) -> tuple[bool, bool]:
            is_preprint = not reference.container or is_arxiv_container(reference.container)
            is_venue = named is not None and version.venue == named.venue
            return not is_venue, version.is_preprint is not is_preprint

        return sorted(work.versions, key=rank)

    def _differences(
        self,
        reference: Reference,
        names: Sequence[Name],
        versions: Sequence[Version],
        named: Recognised | None,
    ) -> Iterator[Difference]:
        yield from filter(
            None,
            (
                title_difference(reference, versions),
                _authors_difference(reference, names, versions),
            ),
        )
        if self.venues.is_other_publication(reference, versions, named):
            return
        found = (
            self._venue_difference(reference, versions, named),
            year_difference(reference, versions, named),
            pages_difference(reference, versions),
            volume_difference(reference, versions),
            doi_difference(reference, versions, self.works, named.venue if named else ""),
            arxiv_difference(reference, versions, self.works),
            self.publishers.difference(reference, versions),
        )
        yield from filter(None, found)

    def _is_other(
        self,
        reference: Reference,
        work: Work,
        names: Sequence[Name],
        named: Recognised | None,
    ) -> bool:
        """Say whether a reference is of a publication that nobody here knows.

        That is a later one in a journal with other authors, or one in another place with a DOI of
        its own.
        """
        if self.venues.is_other_publication(reference, work.versions, named):
            return _authors_difference(reference, names, work.versions) is not None
        is_elsewhere = self.venues.is_elsewhere(reference, work.versions, named)
        return is_elsewhere and is_own_doi(reference, work.versions, self.works)

    def _venue_difference(
        self, reference: Reference, versions: Sequence[Version], named: Recognised | None
    ) -> Difference | None:
        """Compare venues; what is only on a server is in no venue of which all is known."""
        if any(version.container for version in versions):
            return self.venues.difference(reference, versions, named)
        covering = self._covering(reference, named)
        if not covering:
            return None
        found = f"no paper of {covering[0]}, which holds all of that venue and year"
        return Difference("venue", reference.container, found, Severity.ERROR, covering[0])

    def _covering(self, reference: Reference, named: Recognised | None) -> list[str]:
        """Return the indexes that hold all of the venue and year that a reference names.

        Findings, workshops and demonstrations of a venue are in none.
        """
        if named is None or reference.year is None or named.track != "main":
            return []
        if named.year not in {None, reference.year} or not self.venues.is_firm(reference, named):
            return []
        return list(self.works.covers(named.venue, reference.year))

    def _not_found(
        self,
        read: Read,
        reference: Reference,
        named: Recognised | None,
        hints: list[Hint],
    ) -> Verified:
        """Return the verdict where no work is meant: absent where all is known, else unknown."""
        differences = list(self._foreign_identifiers(reference))
        if contradicted := edition_difference(reference, named):
            differences.append(contradicted)
        covering = [] if find_arxiv(reference) else self._covering(reference, named)
        verdict = Verdict.ABSENT if covering else Verdict.UNKNOWN
        if differences:
            verdict = Verdict.DIFFERS
        near = self.works.near_title(plain_text(reference.title))
        hints += [Hint("nearest", f"nearest title: {_shown(work)}") for work in near[:1]]
        return Verified(
            read=read,
            verdict=verdict,
            differences=tuple(differences),
            hints=tuple(hints),
            asked=tuple(
                Asked(source, covers=source in covering, found=False)
                for source in self.works.sources
            ),
        )

    def _foreign_identifiers(self, reference: Reference) -> Iterator[Difference]:
        """Yield the identifiers that belong to other works than one that nobody knows."""
        for kind, value in claimed_identifiers(reference):
            for work in self.works.by_identifier(kind, value)[:1]:
                source = work.versions[0].source
                yield Difference(kind, value, _shown(work), Severity.HALLUCINATED, source)


def _authors_difference(
    reference: Reference, names: Sequence[Name], versions: Sequence[Version]
) -> Difference | None:
    """Compare the authors with those of each version; any that agrees is enough."""
    found: list[tuple[ListDifference, Version]] = []
    for version in versions:
        difference = compare_authors(
            names,
            version.authors,
            is_cut=reference.authors_cut,
            is_known_cut=version.item.authors_cut,
        )
        if difference is None:
            return None
        found.append((difference, version))
    difference, version = found[0]
    given = byline(tuple(names), 6, is_cut=reference.authors_cut)
    return Difference(
        "author",
        given,
        f"{byline(version.authors, 12)} ({difference.text})",
        difference.severity,
        version.source,
    )


def _is_serious(difference: Difference) -> bool:
    return difference.severity is not Severity.BENIGN


def _published_since(reference: Reference, work: Work) -> Hint | None:
    """Return a hint where a preprint is cited of what has been published."""
    container = reference.container
    published = next((version for version in work.versions if not version.is_preprint), None)
    if published is None or (container and not is_arxiv_container(container)):
        return None
    pages = f", {published.item.pages}" if published.item.pages else ""
    where = published.item.container.event or published.container
    return Hint("published-as", f"published as: {where or published.item.year}{pages}")


def _shown(work: Work) -> str:
    version = work.versions[0]
    return f"{version.title} ({byline(version.authors)}, {version.item.year})"
