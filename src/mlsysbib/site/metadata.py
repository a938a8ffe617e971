"""What machines read on a paper's page: citation tags, schema.org, and an OpenURL context object.

Google Scholar's guidelines for webmasters name the citation tags, and Zotero's "Embedded
Metadata" reads them; the keys of the context object (COinS) are those of Z39.88-2004 that Zotero's
`openurl.js` understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from mlsysbib.formats.bibtex.fields import article_pages
from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.formats.zotero_rdf.vocabulary import WRITTEN_TYPES
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.names import Organization, StoredName, display_name, read_name
from mlsysbib.site.search_data import title_text
from mlsysbib.text.markdown import safe_url
from mlsysbib.text.urls import ARXIV_DOI, arxiv_pdf_url, arxiv_url, doi_url

Tag = tuple[str, str]


def pdf_url(item: Item) -> str:
    """Return the address of the paper itself: only one that is known to be a PDF."""
    for address in (item.entry.links.pdf, item.url):
        if urlsplit(safe_url(address)).path.lower().endswith(".pdf"):
            return safe_url(address)
    return arxiv_pdf_url(item.arxiv.id) if item.arxiv else ""


def _inverted(stored: StoredName) -> str:
    name = read_name(stored)
    if isinstance(name, Organization):
        return name.name
    family = " ".join(filter(None, (name.particle, name.family, name.suffix)))
    return ", ".join(filter(None, (family, name.given)))


def _date(item: Item, separator: str) -> str:
    if not item.year:
        return ""
    return f"{item.year}{separator}{item.month:02}" if item.month else str(item.year)


def _page_range(item: Item) -> str:
    """Return the pages, in an article of a numbered volume with its number: `58:1-58:15`."""
    return article_pages(item).replace("--", "-") if item.article else item.pages


def _pages(item: Item) -> tuple[str, str]:
    """Return the first and the last page; of several ranges those of the first."""
    found = re.match(r"\s*([\w.:]+)(?:\s*[-–]+\s*([\w.:]+))?", _page_range(item))
    return (found[1], found[2] or "") if found else ("", "")


def _doi(item: Item) -> str:
    if item.doi or item.type is not ItemType.PREPRINT or item.arxiv is None:
        return item.doi
    return f"{ARXIV_DOI}{item.arxiv.id}"


# What an item of each type is on schema.org; for the rest the general word stands.
_SCHEMA_TYPES = {
    ItemType.BOOK: "Book",
    ItemType.CHAPTER: "Chapter",
    ItemType.DATASET: "Dataset",
    ItemType.REPORT: "Report",
    ItemType.SOFTWARE: "SoftwareSourceCode",
    ItemType.THESIS: "Thesis",
    ItemType.WEB: "WebPage",
}


def _schema_author(stored: StoredName) -> dict[str, str]:
    name = read_name(stored)
    if isinstance(name, Organization):
        return {"@type": "Organization", "name": name.name}
    family = " ".join(filter(None, (name.particle, name.family)))
    fields = {
        "@type": "Person",
        "name": display_name(name),
        "givenName": name.given,
        "familyName": family,
        "honorificSuffix": name.suffix,
    }
    return {field: text for field, text in fields.items() if text}


def _schema_container(item: Item) -> dict[str, Any] | None:
    """Return what an item is part of; a journal's volumes and issues lie between."""
    container = item.container
    if not container.title:
        return None
    part: dict[str, Any] = {"@type": "CreativeWork", "name": container.title}
    if item.type is not ItemType.ARTICLE:
        return part | ({"@type": "Book", "isbn": item.isbn} if item.isbn else {})
    part["@type"] = "Periodical"
    if container.issn:
        part["issn"] = container.issn
    for kind, field, value in (
        ("PublicationVolume", "volumeNumber", item.volume),
        ("PublicationIssue", "issueNumber", item.number),
    ):
        if value:
            part = {"@type": kind, field: value, "isPartOf": part}
    return part


def _addresses(item: Item) -> Iterator[str]:
    if doi := _doi(item):
        yield safe_url(doi_url(doi))
    if item.arxiv:
        yield arxiv_url(item.arxiv.id)
    yield safe_url(item.url)


_FORMATS = {
    ItemType.ARTICLE: ("journal", "article"),
    ItemType.PAPER: ("book", "proceeding"),
    ItemType.CHAPTER: ("book", "bookitem"),
    ItemType.BOOK: ("book", "book"),
    ItemType.REPORT: ("book", "report"),
    ItemType.THESIS: ("dissertation", ""),
}
# The types that only Zotero's own names can say, within Dublin Core.
_ZOTERO_TYPES = {
    ItemType.PREPRINT: "preprint",
    ItemType.SOFTWARE: "computerProgram",
    ItemType.DATASET: "dataset",
    ItemType.DOCUMENT: "document",
    ItemType.WEB: "webpage",
}


def _quoted(text: str) -> str:
    return quote(harmless(text), safe="")


def _zotero_fields(item: Item) -> Iterator[Tag]:
    yield "itemType", WRITTEN_TYPES.get(item.type.family, "document")
    yield "repository", item.server
    yield "archiveID", f"arXiv:{item.arxiv.id}" if item.server and item.arxiv else ""
    if item.type.family is ItemType.PAPER:
        yield "proceedingsTitle", item.container.title
        yield "series", item.container.series


class Metadata:
    """Makes what stands on the pages of one site.

    The same few thousand names and texts stand in many papers, and in every one several times.
    """

    def __init__(self) -> None:
        self._inverted = cache(_inverted)
        self._quoted = cache(_quoted)
        self._schema_author = cache(_schema_author)

    def citation_tags(self, item: Item) -> tuple[Tag, ...]:
        """Return the names and contents of the `citation_` tags of an item, and Zotero's own.

        Zotero's "Embedded Metadata" takes what has no journal for an article of one all the same;
        it takes type and fields in its own words where a page says them (its namespace `z:`).
        """
        return (
            *((f"citation_{n}", harmless(text)) for n, text in self._citation_tags(item) if text),
            *((f"z:{name}", harmless(text)) for name, text in _zotero_fields(item) if text),
        )

    def _citation_tags(self, item: Item) -> Iterator[Tag]:
        container = item.container
        yield "title", title_text(item.title)
        for name in item.authors:
            yield "author", self._inverted(name)
        yield "publication_date", _date(item, "/")
        match item.type:
            case ItemType.ARTICLE:
                yield "journal_title", container.title
            case ItemType.PAPER:
                yield "conference_title", container.title
            case ItemType.CHAPTER | ItemType.BOOK:
                yield "inbook_title", container.title
            case ItemType.REPORT:
                yield "technical_report_institution", container.title or container.publisher
            case ItemType.THESIS:
                yield "dissertation_institution", container.title or container.publisher
        yield "volume", item.volume
        yield "issue", item.number
        yield "issn", container.issn
        yield "isbn", item.isbn
        first, last = _pages(item)
        yield "firstpage", first
        yield "lastpage", last
        yield "publisher", container.publisher
        yield "doi", _doi(item)
        yield "arxiv_id", item.arxiv.id if item.arxiv else ""
        yield "pdf_url", pdf_url(item)
        yield "language", "en"

    def json_ld(self, item: Item, address: str) -> str:
        """Return an item as JSON-LD that may stand in a script element as it is."""
        first, last = _pages(item)
        container = item.container
        fields: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": _SCHEMA_TYPES.get(item.type, "ScholarlyArticle"),
            "headline": title_text(item.title),
            "name": title_text(item.title),
            "author": [self._schema_author(name) for name in item.authors],
            "datePublished": _date(item, "-"),
            "isPartOf": _schema_container(item),
            "publisher": {"@type": "Organization", "name": container.publisher}
            if container.publisher
            else None,
            "pageStart": first,
            "pageEnd": last,
            "isbn": item.isbn if item.type is ItemType.BOOK else "",
            "description": item.entry.notes.summary,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in (
                    ("doi", _doi(item)),
                    ("arxiv", item.arxiv.id if item.arxiv else ""),
                )
                if value
            ],
            "sameAs": [address for address in _addresses(item) if address],
            "url": address,
        }
        present = {name: value for name, value in fields.items() if value}
        text = harmless(msgspec.json.encode(present).decode())
        # Without "<" neither `</script>` nor `<!--` can stand in it.
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

    def context_object(self, item: Item) -> str:
        """Return an item as an OpenURL context object: what the title of a COinS span holds."""
        pairs = [("ctx_ver", "Z39.88-2004"), *self._context(item)]
        return "&".join(f"{name}={self._quoted(text)}" for name, text in pairs if text)

    def _context(self, item: Item) -> Iterator[Tag]:
        container = item.container
        form, genre = _FORMATS.get(item.type, ("dc", ""))
        title = title_text(item.title)
        is_part = genre in {"article", "proceeding", "bookitem"}
        yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"
        yield "rfr_id", "info:sid/mlsysbib"
        yield "rft_id", f"info:doi/{_doi(item)}" if _doi(item) else ""
        yield "rft_id", next(iter(_addresses(item)), "")
        yield "rft.genre", genre
        yield "rft.type", _ZOTERO_TYPES.get(item.type, "")
        if is_part:
            yield "rft.atitle", title
            yield "rft.jtitle" if form == "journal" else "rft.btitle", container.title
        else:
            yield "rft.btitle" if form == "book" else "rft.title", title
            yield (
                "rft.inst",
                (container.title or container.publisher) if form == "dissertation" else "",
            )
        yield "rft.series", container.series
        yield "rft.volume", item.volume
        yield "rft.issue", item.number
        yield "rft.date", _date(item, "-")
        first, last = _pages(item)
        yield "rft.pages", _page_range(item)
        yield "rft.spage", first
        yield "rft.epage", last
        yield "rft.issn", container.issn
        yield "rft.isbn", item.isbn
        yield "rft.publisher", "" if form == "dissertation" else container.publisher
        yield "rft.place", container.publisher_place
        for name in item.authors:
            is_body = isinstance(name, str) and name.startswith("{")
            yield "rft.aucorp" if is_body else "rft.au", self._inverted(name)
