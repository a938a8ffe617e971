"""The library as JSON for programs: all papers in one file, and a file a paper with references.

The types here are the format; `papers.schema.json` is made of them. A field without a value is left
out. A change that takes a field away, or gives it another meaning, counts VERSION up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import msgspec

from mlsysbib.formats.html.paper import Paper
from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Item
from mlsysbib.model.names import Person, StoredName, display_name, read_name
from mlsysbib.site import addresses
from mlsysbib.site.making import SiteBuilder, digest
from mlsysbib.site.search_data import title_text
from mlsysbib.site.writing import File

VERSION: Literal[1] = 1


class Author(msgspec.Struct, frozen=True, omit_defaults=True):
    """A name in reading order; an organization has no family name."""

    name: str
    family: str = ""
    given: str = ""


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """A version of a paper: a publication, or a preprint on a server.

    `venue` is an identifier within `venues`; `container` is the full title of what the paper is in.
    """

    type: str
    year: int
    month: int | None = None
    venue: str = ""
    container: str = ""
    server: str = ""
    volume: str = ""
    number: str = ""
    article: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    isbn: str = ""
    url: str = ""


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A paper. `page` is relative to the root of the site; the published version comes first."""

    key: str
    page: str
    title: str
    authors: tuple[Author, ...]
    year: int
    label: str
    versions: tuple[Version, ...]
    authors_cut: bool = False
    aliases: tuple[str, ...] = ()
    system: str = ""
    arxiv: str = ""
    topics: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    links: dict[str, str] = {}
    awards: tuple[str, ...] = ()
    status: str = ""
    summary: str = ""


class Venue(msgspec.Struct, frozen=True):
    """A venue that has papers."""

    acronym: str
    name: str
    kind: str


class PaperFile(msgspec.Struct, frozen=True):
    """What `papers/KEY.json` holds: a paper, and its references."""

    version: Literal[1]
    paper: Record
    bibtex: str
    csl: dict[str, Any]


class LibraryFile(msgspec.Struct, frozen=True):
    """What `papers.json` holds: all papers by key, and the names of topics, venues and lists."""

    version: Literal[1]
    title: str
    papers: tuple[Record, ...]
    topics: dict[str, str]
    venues: dict[str, Venue]
    lists: dict[str, str]


def api_files(builder: SiteBuilder) -> Iterator[File]:
    """Yield the schema, the file of all papers, and that of each paper."""
    maker = _Maker(builder)
    schema = msgspec.json.format(msgspec.json.encode(_schema()), indent=1) + b"\n"
    yield File(addresses.SCHEMA, digest(schema), lambda: schema)
    entries = builder.catalogue.entries
    names = maker.names()
    mark = digest(builder.base_digest, builder.digests(entries), names, maker.lists)
    yield File(addresses.PAPERS_JSON, mark, lambda: _encode(maker.library(names)))
    for entry in entries:
        yield maker.file(entry)


def _schema() -> dict[str, Any]:
    (library, paper), parts = msgspec.json.schema_components(
        (LibraryFile, PaperFile), ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The library as JSON, version 1",
        "oneOf": [library, paper],
        "$defs": parts,
    }


def _encode(value: object) -> bytes:
    return msgspec.json.encode(value) + b"\n"


class _Maker:
    def __init__(self, builder: SiteBuilder) -> None:
        self.builder = builder
        self.author = cache(_author)
        placed = builder.catalogue.placements
        self.lists = {
            key: tuple(dict.fromkeys(place.list_id for place in places))
            for key, places in placed.items()
        }

    def file(self, entry: Entry) -> File:
        """Return the file of a paper."""
        builder = self.builder

        def render() -> bytes:
            (csl,) = msgspec.json.decode(builder.references.dump(entry, "csl-json"))
            bibtex = builder.references.dump(entry, "bibtex")
            return _encode(PaperFile(VERSION, self.record(entry), bibtex, csl))

        mark = digest(builder.base_digest, builder.digest(entry), self.lists.get(entry.key))
        return File(addresses.beside(addresses.paper(entry.key), ".json"), mark, render)

    def names(self) -> tuple[dict[str, str], dict[str, Venue], dict[str, str]]:
        """Return what identifiers of topics, venues and lists stand for."""
        library, catalogue = self.builder.library, self.builder.catalogue
        topics = {path: harmless(name) for path, name in library.topics.items()}
        venues = {
            id_: Venue(harmless(venue.acronym), harmless(venue.name), venue.kind)
            for id_ in sorted(catalogue.venues)
            for venue in (library.venues[id_],)
        }
        return topics, venues, {list_.id: harmless(list_.title) for list_ in catalogue.lists}

    def library(
        self, names: tuple[dict[str, str], dict[str, Venue], dict[str, str]]
    ) -> LibraryFile:
        """Return all papers, by key."""
        records = tuple(map(self.record, self.builder.library.values()))
        return LibraryFile(VERSION, self.builder.title, records, *names)

    def record(self, entry: Entry) -> Record:
        """Return a paper."""
        items = self.builder.items(entry)
        paper: Paper = self.builder.paper(entry)
        return Record(
            key=entry.key,
            page=addresses.paper(entry.key),
            title=harmless(title_text(entry.title)),
            authors=tuple(map(self.author, entry.authors)),
            authors_cut=entry.authors_cut,
            year=entry.year,
            label=paper.label,
            versions=tuple(map(self.version, items)),
            aliases=entry.aliases,
            system=paper.system,
            arxiv=entry.arxiv.id if entry.arxiv else "",
            topics=entry.topics,
            lists=self.lists.get(entry.key, ()),
            links={link.label: link.url for link in paper.links},
            awards=paper.awards,
            status=entry.status,
            summary=paper.summary,
        )

    def version(self, item: Item) -> Version:
        """Return one version of a paper."""
        container, published = item.container, item.entry.published
        venue = self.builder.library.venues.get(published.venue) if published else None
        return Version(
            type=item.type.value,
            year=item.year,
            month=item.month,
            venue=venue.id if venue and not item.server else "",
            container="" if item.server else harmless(container.title),
            server=harmless(item.server),
            volume=harmless(item.volume),
            number=harmless(item.number),
            article=harmless(item.article),
            pages=harmless(item.pages),
            publisher=harmless(container.publisher),
            doi=item.doi,
            isbn=item.isbn,
            url=harmless(item.url),
        )


def _author(stored: StoredName) -> Author:
    name = read_name(stored)
    shown = harmless(display_name(name))
    if not isinstance(name, Person):
        return Author(shown)
    family = " ".join(filter(None, (name.particle, name.family)))
    return Author(shown, harmless(family), harmless(name.given))
