"""What a paper's page says beyond what every line of a list does."""

from __future__ import annotations

from datetime import date

import msgspec

from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry, RelationKind
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.site import addresses
from mlsysbib.site.catalogue import Catalogue, Relative, venue_of
from mlsysbib.site.search_data import title_text
from mlsysbib.text.markup import NO_TITLE
from mlsysbib.text.urls import arxiv_url, doi_url


class Fact(msgspec.Struct, frozen=True):
    """A line of a table: what is known, and the page or address that it leads to."""

    name: str
    value: str
    path: str = ""


class Version(msgspec.Struct, frozen=True):
    """A version of a paper; `title` stands only where it is another than the paper's."""

    name: str
    facts: tuple[Fact, ...]
    title: str = ""


class Related(msgspec.Struct, frozen=True):
    """A related work, and in which way."""

    how: str
    title: str
    path: str
    label: str


_FORWARD: dict[RelationKind, str] = {
    "extends": "Extends",
    "journal-of": "Journal version of",
    "supersedes": "Supersedes",
    "version-of": "Version of",
    "same-as": "Same work as",
    "related": "Related",
}
_BACKWARD: dict[RelationKind, str] = _FORWARD | {
    "extends": "Extended by",
    "journal-of": "Has the journal version",
    "supersedes": "Superseded by",
}


def versions_of(entry: Entry, items: tuple[Item, ...], catalogue: Catalogue) -> tuple[Version, ...]:
    """Return the versions of an entry, the published one first."""
    return tuple(
        _preprint(item) if item.server else _published(entry, item, catalogue) for item in items
    )


def _published(entry: Entry, item: Item, catalogue: Catalogue) -> Version:
    container = item.container
    venue = venue_of(entry, catalogue.library)
    held = ", ".join(filter(None, (container.place, period(container.start, container.end))))
    kind = "Journal" if item.type is ItemType.ARTICLE else "In"
    published = entry.published
    rows = (
        Fact(kind, container.title, addresses.venue(venue) if venue else ""),
        Fact("Series", container.series),
        Fact("Held", held),
        Fact("Year", str(item.year or ""), addresses.year(item.year)),
        Fact("Track", published.track if published else ""),
        Fact("Volume", item.volume),
        Fact("Number", item.number),
        Fact("Article", item.article),
        Fact("Pages", item.pages.replace("-", "–")),
        Fact("Publisher", container.publisher),
        Fact("DOI", item.doi, doi_url(item.doi)),
        Fact("ISBN", item.isbn),
    )
    return Version("Published", _present(rows))


def _preprint(item: Item) -> Version:
    rows = [Fact("Posted", _posted(item))]
    if item.arxiv:
        class_ = f" [{item.arxiv.class_}]" if item.arxiv.class_ else ""
        address = arxiv_url(item.arxiv.id)
        rows = [Fact("arXiv", f"{item.arxiv.id}{class_}", address), *rows]
    else:
        rows = [Fact("Identifier", item.server_id), *rows]
        rows.append(Fact("DOI", item.doi, doi_url(item.doi)))
    differs = item.title != item.entry.title
    title = harmless(title_text(item.title)) if differs else ""
    return Version(harmless(item.server or "Preprint"), _present(rows), title)


def _posted(item: Item) -> str:
    if item.arxiv and item.arxiv.date:
        return item.arxiv.date.isoformat()
    return f"{item.year}-{item.month:02}" if item.month else str(item.year or "")


_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def period(start: date | None, end: date | None) -> str:
    """Return when an event was, in words.

    >>> period(date(2024, 7, 10), date(2024, 7, 12)), period(date(2023, 12, 30), None)
    ('10–12 July 2024', '30 December 2023')
    """
    if start is None:
        return ""
    end = end or start
    last = f"{end.day} {_MONTHS[end.month - 1]} {end.year}"
    if end == start:
        return last
    if end.year != start.year:
        return f"{start.day} {_MONTHS[start.month - 1]} {start.year} – {last}"
    if end.month != start.month:
        return f"{start.day} {_MONTHS[start.month - 1]} – {last}"
    return f"{start.day}–{last}"


def _present(rows: list[Fact] | tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(row.name, harmless(row.value), row.path) for row in rows if row.value)


def related(relative: Relative, label: str) -> Related:
    """Return a related work as a page shows it; `label` is its venue and year."""
    names = _BACKWARD if relative.is_inverse else _FORWARD
    entry = relative.entry
    title = harmless(title_text(entry.title or NO_TITLE))
    return Related(names[relative.kind], title, addresses.paper(entry.key), label)
