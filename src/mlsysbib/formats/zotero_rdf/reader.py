"""Read Zotero RDF: a user's own export, or ours.

What an item says stands on the node itself or on what contains it; fields that have no element of
their own stand in Zotero's namespace under their names, those that one type has (`university`) as
well as those that types share (`publisher`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.formats.cleaning import clean_isbn, squeeze
from mlsysbib.formats.csl_json.titles import read_title
from mlsysbib.formats.identifiers import find_server
from mlsysbib.formats.reference import Reference
from mlsysbib.formats.references import collect, read_reference
from mlsysbib.formats.zotero_rdf.creators import (
    OTHERS,
    kept_fields,
    read_authors,
    read_extra,
    read_people,
)
from mlsysbib.formats.zotero_rdf.rdf_xml import RDF, Node, RdfError, read_nodes
from mlsysbib.formats.zotero_rdf.vocabulary import (
    BIB,
    DC,
    DCTERMS,
    FOAF,
    ITEM_TYPE,
    PAGES,
    PRISM,
    READ_TYPES,
    TALKS,
    VCARD,
    Z,
)
from mlsysbib.formats.zotero_rdf.zotero_items import KEPT
from mlsysbib.model.item_types import ItemType
from mlsysbib.problems import Hints, Problem
from mlsysbib.text.dates import Date, edtf_of, parse_date
from mlsysbib.text.identifiers import clean_doi
from mlsysbib.text.pages import clean_pages, split_article_pages

# These carry no reference of their own.
_NO_REFERENCES = frozenset({"attachment", "note", "annotation"})
_FORMS = {type_.value: type_ for type_ in ItemType}


def load(text: str) -> tuple[Read, ...]:
    """Read every item of a document; one that cannot be read is a problem with its line."""
    try:
        nodes = read_nodes(text.removeprefix("\ufeff"))
    except RdfError as error:
        problem = Problem("", error.line, "xml-syntax", str(error))
        return (Read(entry=None, line=error.line, problems=(problem,)),)
    hints = Hints(READ_TYPES)
    items = (node for node in nodes if node.text(ITEM_TYPE) not in {"", *_NO_REFERENCES})
    return collect(_read(node, hints) for node in items)


def _read(node: Node, hints: Hints) -> Read:
    name = node.text(ITEM_TYPE)
    if name not in READ_TYPES:
        title = squeeze(node.text(f"{DC}title"))
        text = f"{title}: Zotero has no type {name!r}"
        problem = Problem("", node.line, "type-unknown", text, hints.of(name))
        return Read(entry=None, line=node.line, problems=(problem,))
    item = _Item(node, name)
    read = read_reference(item.reference())
    kept = kept_fields(node, item.extra)
    if read.entry is None or not kept:
        return read
    entry = msgspec.structs.replace(read.entry, kept={KEPT: kept})
    return msgspec.structs.replace(read, entry=entry, left_out=tuple(kept))


class _Item:
    """The fields of an item, by the names that Zotero's types share."""

    def __init__(self, node: Node, name: str) -> None:
        self.node, self.name = node, name
        self.type = READ_TYPES[name]
        self.wholes = list(_wholes(node))
        self.containers = [whole for whole in self.wholes if whole.class_ != f"{BIB}Series"]
        self.series = [whole for whole in self.wholes if whole.class_ == f"{BIB}Series"]
        self.extra = read_extra(node.text(f"{DC}description"))
        self.variables = self.extra.variables

    def field(self, *names: str) -> str:
        """Return a field of Zotero's own namespace, under the first of several names."""
        return squeeze(self.node.text(*(f"{Z}{name}" for name in names)))

    def first(self, element: str) -> str:
        """Return a text of the item or of what contains it."""
        for node in (self.node, *self.containers):
            if text := squeeze(node.text(element)):
                return text
        return ""

    def reference(self) -> Reference:
        """Return the item as every format gives it."""
        article, pages = split_article_pages(clean_pages(self._pages()))
        server, server_id = self._server()
        date = self._date()
        number = self.first(f"{PRISM}number") or self.field("number", "reportNumber")
        is_numbered = self.type in {ItemType.ARTICLE, ItemType.REPORT, ItemType.PAPER}
        publisher, place = self._publisher()
        identifiers = dict(self._identifiers())
        authors = read_authors(self.node)
        return Reference(
            key=self._key(),
            line=self.node.line,
            type=self.type,
            title=read_title(self.node.text(f"{DC}title")),
            form=self._form(),
            authors=tuple(name for name in authors if name != OTHERS),
            authors_cut=OTHERS in authors,
            container=self._container(),
            year=date.year,
            month=date.month,
            date=date.edtf,
            volume=self.first(f"{PRISM}volume") or self.variables.get("volume", ""),
            number=number if is_numbered else "",
            pages=pages,
            article=article
            or ("" if self.type is ItemType.REPORT else self.variables.get("number", "")),
            doi=clean_doi(identifiers.get("DOI", "") or self.field("DOI")),
            isbn=clean_isbn(identifiers.get("ISBN", "") or self.field("ISBN")),
            url=self._url(),
            series=next(filter(None, (node.text(f"{DC}title") for node in self.series)), ""),
            publisher=publisher,
            publisher_place=place,
            place=self.field("eventPlace"),
            clues=tuple(self._clues()),
            server=server,
            server_id=server_id,
            people=read_people(self.node, self.extra),
            genre=self._said("genre", self.text(f"{DC}type"), self.field("type", "genre")),
            language=self._said("language", self.field("language"), self.text(f"{DC}language")),
            keywords=tuple(filter(None, self._tags())),
            note="\n".join(self._notes()),
            abstract=self.text(f"{DCTERMS}abstract") or self.field("abstractNote"),
            edition=self._said("edition", self.text(f"{PRISM}edition")),
            chapter=self._said("chapter-number"),
            event=self._said("event-title", *self._events()),
            original_date=edtf_of(self._said("original-date", self.field("originalDate"))),
            remarks=(TALKS.get(self.name, ""), self.node.text(f"{DC}type")),
            is_page=self.name in PAGES,
        )

    def text(self, *elements: str) -> str:
        """Return a text of the item itself."""
        return squeeze(self.node.text(*elements))

    def _form(self) -> ItemType | None:
        """Return the exact type that Extra names, as citation styles see it."""
        return _FORMS.get(self.variables.get("type", "").casefold())

    def _said(self, variable: str, *texts: str) -> str:
        """Return the first text that there is, else a variable of Extra."""
        return next(filter(None, (*texts, self.variables.get(variable, ""))), "")

    def _key(self) -> str:
        return self.field("citationKey") or self.variables.get("citation key", "")

    def _container(self) -> str:
        if self.type is ItemType.BOOK:
            return ""
        titles = [squeeze(node.text(f"{DC}title")) for node in self.containers]
        named = self.field(
            "publicationTitle", "proceedingsTitle", "bookTitle", "websiteTitle", "blogTitle"
        )
        issued = self.type in {
            ItemType.THESIS,
            ItemType.REPORT,
            ItemType.SOFTWARE,
            ItemType.DATASET,
        }
        body = self._publisher()[0] if issued else ""
        return next(filter(None, [*titles, named, body, *self._events()]), "")

    def _events(self) -> Iterator[str]:
        for event in self.node.nodes(f"{BIB}presentedAt"):
            yield squeeze(event.text(f"{DC}title"))

    def _pages(self) -> str:
        return self.node.text(f"{BIB}pages") or self.variables.get("page", "")

    def _publisher(self) -> tuple[str, str]:
        """Return who brings the item out, and where that is."""
        for body in self.node.nodes(f"{DC}publisher"):
            places = [place.text(f"{VCARD}locality") for place in body.nodes(f"{VCARD}adr")]
            return squeeze(body.text(f"{FOAF}name")), squeeze(next(iter(places), ""))
        named = self.field("publisher", "university", "institution", "company", "repository")
        return named or squeeze(self.node.text(f"{DC}publisher")), self.field("place")

    def _server(self) -> tuple[str, str]:
        if self.type is not ItemType.PREPRINT:
            return "", ""
        archive = self.field("archiveID") or self.first(f"{PRISM}number")
        for text in (self._publisher()[0], archive):
            server, id_ = find_server(text)
            if server:
                return server, id_ or archive.rpartition(":")[2]
        return "", ""

    def _clues(self) -> Iterator[str]:
        """Yield texts that may name an arXiv identifier."""
        yield self.field("archiveID")
        if arxiv := self.variables.get("arxiv"):
            yield f"arXiv:{arxiv}"
        if self.type is ItemType.PREPRINT:
            yield self.first(f"{PRISM}number")
        yield self._pages()

    def _identifiers(self) -> Iterator[tuple[str, str]]:
        """Yield identifiers by their names, as in `DOI 10.1145/...`."""
        for node in (*reversed(self.containers), self.node):
            for value in node.values(f"{DC}identifier"):
                if isinstance(value, str):
                    name, _, text = value.strip().partition(" ")
                    yield name.upper(), text

    def _url(self) -> str:
        for address in self.node.nodes(f"{DC}identifier"):
            if address.class_ == f"{DCTERMS}URI":
                return squeeze(address.text(f"{RDF}value"))
        return self.field("url")

    def _date(self) -> Date:
        return parse_date(self.node.text(f"{DC}date", f"{DCTERMS}issued", f"{Z}date"))

    def _tags(self) -> Iterator[str]:
        """Yield tags, those that a program has put there too."""
        for value in self.node.values(f"{DC}subject"):
            if isinstance(value, str):
                yield squeeze(value)
            elif value.class_ == f"{Z}AutomaticTag":
                yield squeeze(value.text(f"{RDF}value"))

    def _notes(self) -> Iterator[str]:
        """Yield the notes below an item, which are HTML, and the remarks in Extra."""
        for memo in self.node.nodes(f"{DCTERMS}isReferencedBy"):
            if memo.class_ == f"{BIB}Memo":
                yield from _lines_of_html(memo.text(f"{RDF}value"))
        yield from self.extra.remarks


def _wholes(node: Node) -> Iterator[Node]:
    """Yield what a node is part of, and what that is part of; each once, whatever the circle."""
    seen: set[int] = {id(node)}
    found = list(node.nodes(f"{DCTERMS}isPartOf"))
    for whole in found:
        if id(whole) not in seen:
            seen.add(id(whole))
            yield whole
            found += whole.nodes(f"{DCTERMS}isPartOf")


_LINE_ENDS = re.compile(r"</(?:p|div|h[1-6]|li|blockquote)>|<br ?/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def _lines_of_html(text: str) -> Iterator[str]:
    for line in _LINE_ENDS.sub("\n", text).splitlines():
        if shown := squeeze(html.unescape(_TAG.sub("", line))):
            yield shown
