"""Entries as references: one for each version that a library's entry holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mlsysbib.matching.authors import author_of
from mlsysbib.matching.kinds import WorkKind, kind_of
from mlsysbib.matching.match import Verdict
from mlsysbib.matching.places import identify, parse_number, parse_pages
from mlsysbib.matching.reference import Author, Reference
from mlsysbib.matching.venues import NO_VENUE, Kind, Venue, known_venue, named_venue
from mlsysbib.model.names import StoredName, read_name

if TYPE_CHECKING:
    from mlsysbib.model.entry import Entry, Published
    from mlsysbib.model.venues import Venue as TableVenue

# The preprint of an entry is named by its key and this.
PREPRINT_SUFFIX = "@preprint"

_RELATIONS = {
    "same-as": Verdict.SAME,
    "version-of": Verdict.VERSION_OF,
    "journal-of": Verdict.VERSION_OF,
    "not-same-as": Verdict.DIFFERENT,
}


def references_of_entry(
    entry: Entry, venues: Mapping[str, TableVenue], said: str | None = None
) -> list[Reference]:
    """Return one reference for each version of an entry, published first.

    `said` is what a foreign text says of the kind of the work, "" for nothing, None for an entry of
    a library. Their `work` is the entry's key, so they are not reported as duplicates of each
    other. The container title of a foreign entry is compared by its words: `recognise_venue` puts
    the venue of the table in its place, where it is in the table.
    """
    kind = kind_of(entry.type, said)
    found: list[Reference] = []
    if entry.published:
        found.append(_published(entry, entry.published, venues, kind))
    if entry.arxiv or entry.preprint:
        found.append(_preprint(entry, venues, kind, is_alone=not found))
    return found


def _published(
    entry: Entry, published: Published, venues: Mapping[str, TableVenue], kind: WorkKind
) -> Reference:
    doi, arxiv = identify(published.doi, "")
    venue = _venue(entry, published, venues)
    if venue is NO_VENUE and doi:
        venue = NO_VENUE._replace(kind=Kind.OTHER)
    return Reference(
        id=entry.key,
        title=entry.title,
        authors=_authors(entry.authors),
        venue=venue,
        year=published.year,
        pages=parse_pages(published.pages or published.article),
        volume=parse_number(published.volume),
        number=parse_number(published.number),
        doi=doi,
        arxiv=arxiv,
        system=entry.system,
        kind=kind,
        work=entry.key,
    )


def _venue(entry: Entry, published: Published, venues: Mapping[str, TableVenue]) -> Venue:
    if found := venues.get(published.venue):
        return known_venue(found, published.track)
    name = published.container_title or published.venue
    if not name:
        return NO_VENUE
    name = f"{name} {published.track}" if published.track else name
    return named_venue(name, is_journal=entry.type == "article")


def _preprint(
    entry: Entry, venues: Mapping[str, TableVenue], kind: WorkKind, *, is_alone: bool
) -> Reference:
    """Return the version on arXiv, else the one on another server."""
    arxiv, other = entry.arxiv, entry.preprint
    title, authors, year = entry.title, entry.authors, 0
    if arxiv:
        title, authors, year = arxiv.title or title, arxiv.authors or authors, arxiv.year
        server = "arXiv"
    elif other:
        year, server = other.year, other.server
    known = venues.get(server.lower())
    doi, arxiv_id = identify("" if arxiv or not other else other.doi, arxiv.id if arxiv else "")
    return Reference(
        id=entry.key if is_alone else entry.key + PREPRINT_SUFFIX,
        title=title,
        authors=_authors(authors),
        venue=known_venue(known) if known else named_venue(server, is_preprint=True),
        year=year,
        doi=doi,
        arxiv=arxiv_id,
        system=entry.system,
        kind=kind,
        work=entry.key,
    )


def _authors(authors: Iterable[StoredName]) -> tuple[Author, ...]:
    return tuple(author_of(read_name(author)) for author in authors)


def decisions_of_entries(entries: Iterable[Entry]) -> dict[frozenset[str], Verdict]:
    """Return what the relations of entries say about pairs of them."""
    return {
        frozenset({entry.key, relation.key}): _RELATIONS[relation.kind]
        for entry in entries
        for relation in entry.relations
        if relation.kind in _RELATIONS and relation.key != entry.key
    }
