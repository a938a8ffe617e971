"""Entries as references: one for each version that a library's entry holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mlsysbib.matching.match import Verdict
from mlsysbib.matching.reference import Reference
from mlsysbib.model.names import StoredName, format_name, read_name

if TYPE_CHECKING:
    from mlsysbib.model.entry import Arxiv, Entry, Published
    from mlsysbib.model.venues import Venue

# The preprint of an entry is named by its key and this.
PREPRINT_SUFFIX = "@preprint"

_RELATIONS = {
    "same-as": Verdict.SAME,
    "version-of": Verdict.VERSION_OF,
    "journal-of": Verdict.VERSION_OF,
    "not-same-as": Verdict.DIFFERENT,
}


def references_of_entry(
    entry: Entry, venues: Mapping[str, Venue], said: str | None = None
) -> list[Reference]:
    """Return one reference for each version of an entry, published first.

    `said` is what a foreign text says of the kind of the work, "" for nothing: what is read as a
    page of the web may be anything then. Their `work` is the entry's key, so they are not reported
    as duplicates of each other.
    """
    kind = _kind(entry, said)
    found: list[Reference] = []
    if entry.published:
        found.append(_published(entry, entry.published, venues, kind))
    if entry.arxiv:
        found.append(_arxiv(entry, entry.arxiv, kind, is_alone=not found))
    elif entry.preprint:
        found.append(
            Reference(
                id=entry.key if not found else entry.key + PREPRINT_SUFFIX,
                title=entry.title,
                authors=_names(entry.authors),
                venue=f"{entry.preprint.server} preprint",
                year=str(entry.preprint.year),
                doi=entry.preprint.doi,
                url=entry.preprint.url,
                system=entry.system,
                kind=kind,
                work=entry.key,
            )
        )
    return found


def _kind(entry: Entry, said: str | None) -> str:
    if said or (said is not None and entry.type == "web"):
        return said
    return "paper" if entry.type in {"", "chapter"} else entry.type


def _published(
    entry: Entry, published: Published, venues: Mapping[str, Venue], kind: str
) -> Reference:
    venue = venues.get(published.venue)
    written = (venue.acronym, venue.name) if venue else (published.venue, published.container_title)
    names = list(filter(None, written))
    track = f" {published.track}" if published.track else ""
    return Reference(
        id=entry.key,
        title=entry.title,
        authors=_names(entry.authors),
        venue=" ".join(names) + track,
        venue_label=(names[0] if names else "") + track,
        year=str(published.year),
        pages=published.pages or published.article,
        volume=published.volume,
        number=published.number,
        doi=published.doi,
        url=published.url,
        system=entry.system,
        kind=kind,
        work=entry.key,
    )


def _arxiv(entry: Entry, arxiv: Arxiv, kind: str, *, is_alone: bool) -> Reference:
    return Reference(
        id=entry.key if is_alone else entry.key + PREPRINT_SUFFIX,
        title=arxiv.title or entry.title,
        authors=_names(arxiv.authors or entry.authors),
        venue="arXiv",
        year=str(arxiv.year or ""),
        arxiv=arxiv.id,
        system=entry.system,
        kind=kind,
        work=entry.key,
    )


def _names(authors: Iterable[StoredName]) -> tuple[str, ...]:
    return tuple(format_name(read_name(author)) for author in authors)


def decisions_of_entries(entries: Iterable[Entry]) -> dict[frozenset[str], Verdict]:
    """Return what the relations of entries say about pairs of them."""
    return {
        frozenset({entry.key, relation.key}): _RELATIONS[relation.kind]
        for entry in entries
        for relation in entry.relations
        if relation.kind in _RELATIONS and relation.key != entry.key
    }
