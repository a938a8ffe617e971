"""Write RIS: one tag a line, in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsysbib.formats.base import Options
from mlsysbib.formats.links import links_of
from mlsysbib.formats.more import has_more
from mlsysbib.formats.ris.tags import EXACT_TYPES, KEPT, ROLES, TYPES, Tag
from mlsysbib.model.item import Item, Resolver
from mlsysbib.model.item_types import IN_SERIES, ISSUED_BY_BODY, NUMBERED, ItemType
from mlsysbib.model.library import Library
from mlsysbib.model.names import Organization, StoredName, read_name
from mlsysbib.model.selection import Selection
from mlsysbib.text.markup import plain_text
from mlsysbib.text.pages import first_and_last
from mlsysbib.text.urls import doi_url


def dump(selection: Selection, library: Library, options: Options) -> str:
    """Return the entries of a selection, each once, in the order they stand there."""
    resolver = Resolver(library.venues, options.venue)
    return "\n".join(
        "".join(f"{tag}  - {value}\n" for tag, value in lines_of(item, options) if value)
        + f"{Tag.END}  - \n"
        for entry in selection.entries()
        for item in resolver.resolve(entry, options.version)
    )


def lines_of(item: Item, options: Options) -> Iterator[tuple[str, str]]:
    """Yield the tags of an item in their order, each with its value or ""."""
    container = item.container
    yield Tag.TYPE, EXACT_TYPES.get(item.form, TYPES[item.type])
    yield Tag.KEY, options.keys.get(item.key, item.key)
    for name in item.authors:
        yield Tag.AUTHOR, _name(name)
    if item.authors_cut:
        yield Tag.AUTHOR, _OTHERS
    yield Tag.TITLE, " ".join(plain_text(item.title).split())
    yield from _container(item)
    if item.year:
        yield Tag.YEAR, str(item.year)
        # Some programs take the year of a paper from here alone.
        yield Tag.DATE, _date(item)
    yield from _location(item)
    yield Tag.PUBLISHER, _publisher(item)
    # Readers take it for the publisher's, and print it so.
    yield Tag.PLACE, container.publisher_place
    yield Tag.SERIAL, _serial(item)
    yield from _links(item, options)
    for topic in item.entry.topics or item.entry.keywords:
        yield Tag.KEYWORD, topic
    yield from _eprint(item, options)
    if has_more(item.entry):
        yield from _more(item)


def _date(item: Item) -> str:
    """Return a date as RIS parts it, with the day where one is known."""
    edtf = item.publication.date if item.publication else ""
    if found := _DAY.match(edtf):
        return f"{found[1]}/{found[2]}/{found[3]}/"
    return f"{item.year}/{item.month:02}//" if item.month else f"{item.year}///"


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def _more(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what most papers do without, and what was kept as RIS has it."""
    entry, publication = item.entry, item.publication
    for role, tags in ROLES.items():
        for name in entry.people.get(role, ()):
            yield tags[0], _OTHERS if name == "others" else _name(name)
    if publication is not None:
        yield Tag.EDITION, publication.edition
        yield Tag.SECTION, publication.chapter
        yield Tag.ORIGINAL, publication.original_date
    yield Tag.GENRE, entry.genre
    yield Tag.LANGUAGE, entry.language
    for line in entry.notes.note.splitlines():
        yield Tag.NOTE, line
    yield Tag.ABSTRACT, " ".join(entry.notes.abstract.split())
    for tag, text in entry.kept.get(KEPT, {}).items():
        for line in text.splitlines():
            yield tag, line


# RIS has no word for them; as a name it stays one word in Zotero, and in bibutils' BibTeX.
_OTHERS = "others"


def _container(item: Item) -> Iterator[tuple[str, str]]:
    if item.type in ISSUED_BY_BODY or item.type is ItemType.PREPRINT:
        return
    yield Tag.CONTAINER, item.container.title
    if item.type is ItemType.PAPER:
        # Zotero takes T2 of a paper for the name of the conference.
        yield Tag.PROCEEDINGS, item.container.title
        # bibutils takes T2 of a paper for the name of the series.
        yield Tag.BOOK_TITLE, item.container.title
    if item.type in IN_SERIES:
        yield Tag.SERIES, item.container.series


def _location(item: Item) -> Iterator[tuple[str, str]]:
    first, last = first_and_last(item.pages)
    yield Tag.VOLUME, item.volume
    yield Tag.NUMBER, item.number if item.type in NUMBERED else ""
    yield Tag.ARTICLE, item.article
    yield Tag.FIRST_PAGE, first
    yield Tag.LAST_PAGE, last


def _publisher(item: Item) -> str:
    body = item.container.title if item.type in ISSUED_BY_BODY else ""
    return body or item.server or item.container.publisher


def _serial(item: Item) -> str:
    return item.container.issn if item.type is ItemType.ARTICLE else item.isbn


def _links(item: Item, options: Options) -> Iterator[tuple[str, str]]:
    doi, url = links_of(item)
    if options.links in {"doi", "both"}:
        yield Tag.DOI, doi
    if options.links in {"url", "both"} or (options.links == "doi" and not doi):
        yield Tag.URL, url or doi_url(doi)


def _eprint(item: Item, options: Options) -> Iterator[tuple[str, str]]:
    if item.server_id:
        yield Tag.ARCHIVE, item.server
        yield Tag.ACCESSION, f"{item.server}:{item.server_id}"
    elif item.arxiv and (options.eprint or options.target.eprint) == "always":
        yield Tag.NOTE, f"arXiv:{item.arxiv.id}"


def _name(stored: StoredName) -> str:
    """Return `Family, Given, Suffix`; a corporate author has no comma, as RIS has no other."""
    name = read_name(stored)
    if isinstance(name, Organization):
        return name.name.replace(",", "")
    family = f"{name.particle} {name.family}" if name.particle else name.family
    return ", ".join(filter(None, [family, name.given, name.suffix]))
