"""Raw records: rows of strings from databases, crawlers and spreadsheets, as references.

What is dirty about them is read here and nowhere else: names in either order, several in one
string, years in venues, pages that a spreadsheet took for a date.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from mlsysbib.matching import places as clean_places
from mlsysbib.matching.encodings import repair
from mlsysbib.matching.kinds import WorkKind
from mlsysbib.matching.records import places
from mlsysbib.matching.records.people import parse_authors
from mlsysbib.matching.reference import Author, Reference
from mlsysbib.matching.titles import issued_year
from mlsysbib.matching.venues import NO_VENUE, Kind, Venue, known_venue, named_venue
from mlsysbib.model.venue_matching import VenueMatcher


class Record(msgspec.Struct, frozen=True, gc=False):
    """One bibliographic record as strings; "" is unknown, markup and LaTeX may stay in.

    `authors` are names in either order (`Kwon, Woosuk`, `Woosuk Kwon`, `Kwon W`), or one string
    that lists them with `and`, semicolons or commas; `type` is BibTeX's or "". `system` is the name
    that the work goes by, where it is known beside the title.
    """

    id: str
    title: str = ""
    authors: tuple[str, ...] = ()
    venue: str = ""
    year: str = ""
    pages: str = ""
    volume: str = ""
    number: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    system: str = ""
    type: str = ""
    work: str = ""


# What a type surely says; `misc`, `techreport` and the rest may be anything.
_KINDS = {
    "phdthesis": WorkKind.THESIS,
    "mastersthesis": WorkKind.THESIS,
    "thesis": WorkKind.THESIS,
    "dataset": WorkKind.DATASET,
    "software": WorkKind.SOFTWARE,
}
_PLACEHOLDER = re.compile(r"(?:n/?a|none|null|unknown|\W*)", re.IGNORECASE).fullmatch
_CUT_OFF = re.compile(r"(?:\.\.\.|…)\W*$")
_MOST_VENUES = 1 << 18


class RecordReader:
    """Reads records; each venue and each name is read once."""

    def __init__(self, venues: VenueMatcher | None = None) -> None:
        """Take the matcher of a venue table; without one, venues are compared by their words."""
        self._venues = venues
        self._venue = lru_cache(maxsize=_MOST_VENUES)(self._read_venue)
        self._authors = lru_cache(maxsize=_MOST_VENUES)(parse_authors)

    def read_all(self, records: Iterable[Record]) -> Iterator[Reference]:
        """Yield the reference of each record."""
        return map(self.read, records)

    def read(self, record: Record) -> Reference:
        """Return a record as a reference."""
        doi, arxiv = places.find_identifiers(
            record.doi, record.arxiv, record.url, record.venue, record.volume
        )
        venue = self._venue(record.venue)
        if venue.kind is Kind.UNKNOWN and (doi or arxiv):
            venue = venue._replace(kind=Kind.OTHER if doi else Kind.PREPRINT)
        authors: list[Author] = []
        for text in record.authors:
            authors += self._authors(text)
        return Reference(
            id=record.id,
            title=record.title,
            authors=tuple(authors),
            venue=venue,
            year=places.parse_year(record.year or issued_year(record.title) or record.venue),
            pages=places.parse_pages(record.pages),
            volume=clean_places.parse_number(record.volume),
            number=clean_places.parse_number(record.number),
            doi=doi,
            arxiv=arxiv,
            system=record.system,
            kind=_KINDS.get(record.type, WorkKind.ANY),
            work=record.work,
        )

    def _read_venue(self, name: str) -> Venue:
        name = repair(html.unescape(name))
        if _PLACEHOLDER(name.strip()):
            return NO_VENUE
        found = self._venues.recognise(name) if self._venues else None
        if found is None or self._venues is None or found.is_beside:
            # A name that was cut off tells a kind and no venue.
            venue = named_venue(name)
            return venue._replace(names=()) if _CUT_OFF.search(name) else venue
        return known_venue(self._venues.venue(found.venue), name)._replace(label=name)
