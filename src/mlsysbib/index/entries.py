"""Records as entries: what an index knows, in the form that all else of the house works on."""

from __future__ import annotations

from functools import cached_property, lru_cache

from mlsysbib.formats.people import read_inverted
from mlsysbib.index.record import Record, Work
from mlsysbib.model.entry import Arxiv, Entry, Provenance, Published
from mlsysbib.model.names import StoredName, format_name, read_name
from mlsysbib.model.venue_matching import Recognised, VenueMatcher, settle_in
from mlsysbib.model.venues import Venue, VenueTable
from mlsysbib.text.casing import CAPITALS, protect
from mlsysbib.text.markup import plain_text


class EntryMaker:
    """Makes entries of records, their venues those of a table where it has them."""

    def __init__(self, venues: VenueTable) -> None:
        self._venues = venues
        self._recognised: dict[str, Recognised | None] = {}

    @cached_property
    def _matcher(self) -> VenueMatcher:
        return VenueMatcher(self._venues)

    def versions_of(self, work: Work) -> list[tuple[Entry, Record]]:
        """Return an entry for each published version of a work, all with its preprint.

        Of a work that is a preprint alone, one entry of it. Each comes with the record that it was
        made of; the key is empty, the provenance names the sources. Versions without authors, and
        collections of papers, give no entry.
        """
        records = [record for record in work.records if record.authors and not record.collection]
        preprint = next((record for record in records if record.is_preprint), None)
        published = [record for record in records if not record.is_preprint and record.year]
        versions = [(self._published(record, preprint), record) for record in published]
        return versions or ([(_preprint(preprint), preprint)] if preprint else [])

    def _published(self, record: Record, preprint: Record | None) -> Entry:
        published = Published(
            container_title=record.container,
            year=record.year,
            month=record.month or None,
            pages=record.pages,
            article=record.article,
            volume=record.volume,
            number=record.number,
            series=record.series,
            publisher=record.publisher,
            publisher_place=record.publisher_place,
            doi=record.doi,
            isbn=record.isbn,
            url=_url(record),
        )
        entry = Entry(
            key="",
            title=_title(record),
            type=record.type,
            authors=tuple(map(_name, record.authors)),
            authors_cut=record.authors_cut,
            published=published,
            arxiv=_arxiv(record, preprint),
            provenance=Provenance(sources=_sources(record, preprint)),
        )
        venue = self._venue(record)
        return entry if venue is None else settle_in(entry, published, venue)

    def _venue(self, record: Record) -> Venue | None:
        """Return the venue of a record: the one that it names, else what its container means."""
        if record.venue in self._venues:
            return self._venues[record.venue]
        text = record.container
        if text and text not in self._recognised:
            self._recognised[text] = self._matcher.recognise(text)
        found = self._recognised.get(text)
        return None if found is None or found.is_beside else self._venues[found.venue]


def _preprint(record: Record) -> Entry:
    return Entry(
        key="",
        title=_title(record),
        authors=tuple(map(_name, record.authors)),
        authors_cut=record.authors_cut,
        arxiv=Arxiv(id=record.arxiv, class_=record.arxiv_class),
        provenance=Provenance(sources=_sources(record)),
    )


def _arxiv(record: Record, preprint: Record | None) -> Arxiv | None:
    """Return the version on arXiv: the preprint's, or the one that the publication names."""
    if preprint is None:
        return Arxiv(id=record.arxiv, class_=record.arxiv_class) if record.arxiv else None
    title, authors = _title(preprint), tuple(map(_name, preprint.authors))
    is_same = plain_text(title).casefold() == plain_text(_title(record)).casefold()
    is_by_same = preprint.authors_cut or preprint.authors == record.authors
    return Arxiv(
        id=preprint.arxiv,
        class_=preprint.arxiv_class,
        title="" if is_same else title,
        authors=() if is_by_same else authors,
    )


def _title(record: Record) -> str:
    """Return the title with the words kept that a style would change the case of."""
    plain = plain_text(record.title)
    return record.title if plain.isupper() else protect(record.title, CAPITALS)


@lru_cache(1 << 16)
def _name(text: str) -> StoredName:
    """Return a name as entries hold it, whatever order and form its source has it in."""
    return read_inverted(text) or format_name(read_name(text))


def _url(record: Record) -> str:
    if record.url or record.doi:
        return record.url
    if record.anthology:
        return f"https://aclanthology.org/{record.anthology}/"
    if record.openreview:
        return f"https://openreview.net/forum?id={record.openreview}"
    return ""


def _sources(*records: Record | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for record in records if record for source in record.sources))
