"""A page a paper, and one for each key that it had before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from mlsysbib.formats.html.paper import Paper
from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry, byline
from mlsysbib.model.names import StoredName, display_name, read_name
from mlsysbib.site import addresses
from mlsysbib.site.catalogue import venue_of
from mlsysbib.site.making import SiteBuilder, digest
from mlsysbib.site.metadata import Metadata
from mlsysbib.site.paper_facts import Fact, related, versions_of
from mlsysbib.site.references import COPIED
from mlsysbib.site.writing import File

_LABELS = {"bibtex": "BibTeX", "csl-json": "CSL-JSON", "ris": "RIS"}


class _AuthorLink(msgspec.Struct, frozen=True):
    name: str
    path: str


class _Place(msgspec.Struct, frozen=True):
    title: str
    path: str
    headings: tuple[str, ...]


class _Copied(msgspec.Struct, frozen=True):
    id: str
    label: str
    text: str


def paper_pages(builder: SiteBuilder) -> Iterator[File]:
    """Yield the page of every paper, and where its former keys lead."""
    maker = _Maker(builder)
    for entry in builder.catalogue.entries:
        yield maker.page(entry)
        for alias in entry.aliases:
            yield _moved(builder, entry, alias)


class _Maker:
    """Makes the pages of papers; knows the links of the people who write several."""

    def __init__(self, builder: SiteBuilder) -> None:
        self.builder = builder
        self.metadata = Metadata()
        self.author_link = cache(self._author_link)

    def page(self, entry: Entry) -> File:
        """Return the page of a paper."""
        builder = self.builder
        authors = tuple(map(self.author_link, builder.items(entry)[0].authors))
        places = _places(builder, entry)
        works = tuple(
            related(relative, builder.paper(relative.entry).label)
            for relative in builder.catalogue.relatives.get(entry.key, ())
        )
        file = builder.library.path_of(entry.key)
        made_of = (builder.digest(entry), authors, places, works, file)

        def fill() -> dict[str, Any]:
            items = builder.items(entry)
            paper = builder.paper(entry)
            venue = venue_of(entry, builder.library)
            names = harmless(byline(entry.names, is_cut=entry.authors_cut))
            path = addresses.paper(entry.key)
            return {
                "title": f"{paper.plain_title} · {builder.title}",
                "description": _description(paper, names),
                "og_title": paper.plain_title,
                "section": "",
                "paper": paper,
                "authors": authors,
                "venue_path": addresses.venue(venue) if venue else "",
                "versions": versions_of(entry, items, builder.catalogue),
                "placements": places,
                "related": works,
                "provenance": _provenance(entry, file),
                "tags": self.metadata.citation_tags(items[0]),
                "json_ld": self.metadata.json_ld(
                    items[0], addresses.absolute(builder.settings.base_url, path)
                ),
                "context_object": self.metadata.context_object(items[0]),
                "references": [
                    _Copied(name, _LABELS[name], builder.references.dump(entry, name))
                    for name in COPIED
                ],
            }

        return builder.page(addresses.paper(entry.key), "paper.html.j2", made_of, fill)

    def _author_link(self, stored: StoredName) -> _AuthorLink:
        found = self.builder.catalogue.find_author(stored)
        name = harmless(display_name(read_name(stored)))
        return _AuthorLink(name, found.path if found else "")


def _description(paper: Paper, names: str) -> str:
    """Return a sentence that says what a page is about: who wrote the paper, and where it is."""
    if paper.summary:
        return paper.summary
    where = paper.venue if paper.venue == paper.acronym else f"{paper.venue} ({paper.acronym})"
    who = f"A paper by {names}" if names else "A paper"
    when = str(paper.year) if paper.year else ""
    said = ", ".join(filter(None, (who, when, f"in {where}" if paper.venue else "")))
    return f"{said}: BibTeX, versions and links."


def _places(builder: SiteBuilder, entry: Entry) -> tuple[_Place, ...]:
    return tuple(
        _Place(
            harmless(place.list_title),
            f"{addresses.reading_list(place.list_id)}#{place.anchor}",
            tuple(harmless(heading).removesuffix(":") for heading in place.headings),
        )
        for place in builder.catalogue.placements.get(entry.key, ())
    )


def _provenance(entry: Entry, file: str) -> tuple[Fact, ...]:
    provenance = entry.provenance
    rows = (
        Fact("Sources", ", ".join(provenance.sources)),
        Fact("Checked", str(provenance.checked or "")),
        Fact("Note", provenance.note),
        Fact("Status", entry.status),
        Fact("File", file),
    )
    return tuple(Fact(row.name, harmless(row.value)) for row in rows if row.value)


def _moved(builder: SiteBuilder, entry: Entry, alias: str) -> File:
    def fill() -> dict[str, Any]:
        return {
            "title": f"{alias} · {builder.title}",
            "description": "",
            "section": "",
            "target": addresses.paper(entry.key),
            "key": entry.key,
        }

    return builder.page(addresses.paper(alias), "moved.html.j2", digest(alias, entry.key), fill)
