"""Markers in capitals: the fields that an entry has in a BibTeX file, as they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mlsysbib.keys.subject import Subject
from mlsysbib.model.item import Item, ItemType
from mlsysbib.model.names import display_name

_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_JOURNALS = (ItemType.ARTICLE,)
# JabRef writes its types like this.
ENTRY_TYPES: Mapping[ItemType, str] = {
    ItemType.PREPRINT: "Misc",
    ItemType.ARTICLE: "Article",
    ItemType.PAPER: "InProceedings",
    ItemType.BOOK: "Book",
    ItemType.CHAPTER: "InCollection",
    ItemType.DATASET: "Dataset",
    ItemType.DOCUMENT: "Misc",
    ItemType.REPORT: "TechReport",
    ItemType.SOFTWARE: "Software",
    ItemType.THESIS: "PhdThesis",
    ItemType.WEB: "Misc",
}


def entry_type(subject: Subject) -> str:
    """Return the entry type, as JabRef writes it."""
    return ENTRY_TYPES[subject.item.type]


def venue(subject: Subject) -> str:
    """Return the acronym that the venue had that year; `arXiv` for a preprint there."""
    published = subject.entry.published
    if published is None:
        return subject.item.server
    found = subject.venues.get(published.venue)
    return found.acronym_in(published.year) if found else published.venue


def first_year(subject: Subject) -> str:
    """Return the year of the oldest version."""
    entry = subject.entry
    versions = (entry.published, entry.arxiv, entry.preprint)
    years = [version.year for version in versions if version and version.year]
    return str(min(years, default=""))


def year(subject: Subject) -> str:
    """Return the year of publication, else of the first preprint."""
    return str(subject.entry.year or "")


def arxiv(subject: Subject) -> str:
    """Return the arXiv identifier."""
    return subject.entry.arxiv.id if subject.entry.arxiv else ""


def _of_item(read: Callable[[Item], str]) -> Callable[[Subject], str]:
    return lambda subject: read(subject.item)


def _title_of(*, journal: bool) -> Callable[[Subject], str]:
    def read(item: Item) -> str:
        return item.container.title if (item.type in _JOURNALS) is journal else ""

    return _of_item(read)


def _authors(subject: Subject) -> str:
    return " and ".join(map(display_name, subject.entry.names))


def _eprint_class(subject: Subject) -> str:
    return subject.entry.arxiv.class_ if subject.entry.arxiv else ""


FIELDS: Mapping[str, Callable[[Subject], str]] = {
    "KEY": lambda subject: subject.entry.key,
    "TITLE": lambda subject: subject.entry.plain_title,
    "AUTHOR": _authors,
    "YEAR": year,
    "MONTH": _of_item(lambda item: _MONTHS[item.month or 0]),
    "JOURNAL": _title_of(journal=True),
    "BOOKTITLE": _title_of(journal=False),
    "SERIES": _of_item(lambda item: item.container.series),
    "PUBLISHER": _of_item(lambda item: item.container.publisher),
    "ADDRESS": _of_item(lambda item: item.container.place),
    "VOLUME": _of_item(lambda item: item.volume),
    "NUMBER": _of_item(lambda item: item.number),
    "PAGES": _of_item(lambda item: item.pages),
    "EID": _of_item(lambda item: item.article),
    "DOI": _of_item(lambda item: item.doi),
    "URL": _of_item(lambda item: item.url),
    "ISBN": _of_item(lambda item: item.isbn),
    "ISSN": _of_item(lambda item: item.container.issn),
    "EPRINT": arxiv,
    "PRIMARYCLASS": _eprint_class,
    "KEYWORDS": lambda subject: " ".join(subject.entry.topics),
}
