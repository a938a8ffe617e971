"""Records of entries: what any format that can be read gives an index."""

from __future__ import annotations

from mlsysbib.index.record import Record
from mlsysbib.model.entry import Entry
from mlsysbib.model.names import StoredName, format_name

_DBLP = "DBLP:"
_ANTHOLOGY = "aclanthology.org/"


def records_of_entry(entry: Entry, sources: tuple[str, ...]) -> tuple[Record, ...]:
    """Return a record for each version of an entry; a preprint elsewhere than on arXiv has none."""
    records = []
    dblp = entry.key.removeprefix(_DBLP) if entry.key.startswith(_DBLP) else ""
    if published := entry.published:
        _, found, rest = published.url.partition(_ANTHOLOGY)
        records.append(
            Record(
                title=entry.title,
                authors=_names(entry.authors),
                authors_cut=entry.authors_cut,
                year=published.year,
                month=published.month or 0,
                type=entry.type,
                venue=published.venue,
                container=published.container_title,
                pages=published.pages,
                article=published.article,
                volume=published.volume,
                number=published.number,
                series=published.series,
                publisher=published.publisher,
                publisher_place=published.publisher_place,
                doi=published.doi,
                isbn=published.isbn,
                url="" if found else published.url,
                dblp=dblp,
                anthology=rest.strip("/") if found else "",
                sources=sources,
            )
        )
    if arxiv := entry.arxiv:
        records.append(
            Record(
                title=arxiv.title or entry.title,
                authors=_names(arxiv.authors or entry.authors),
                authors_cut=entry.authors_cut and not arxiv.authors,
                year=arxiv.year,
                arxiv=arxiv.id,
                arxiv_class=arxiv.class_,
                dblp="" if records else dblp,
                sources=sources,
            )
        )
    return tuple(records)


def _names(authors: tuple[StoredName, ...]) -> tuple[str, ...]:
    return tuple(name if isinstance(name, str) else format_name(name) for name in authors)
