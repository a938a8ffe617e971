"""Read Zotero RDF: a user's own export, or ours.

What an item says stands on the node itself or on what contains it; fields that have no element of
their own stand in Zotero's namespace under their names, those that one type has (`university`) as
well as those that types share (`publisher`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsysbib.formats.base import Read
from mlsysbib.formats.cleaning import clean_isbn, squeeze
from mlsysbib.formats.csl_json.titles import read_title
from mlsysbib.formats.identifiers import find_server
from mlsysbib.formats.people import clean_person, is_others, is_suffix
from mlsysbib.formats.reference import Reference
from mlsysbib.formats.references import collect, read_reference
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
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.names import Organization, Person, StoredName, split_particle, stored_name
from mlsysbib.problems import Hints, Problem
from mlsysbib.text.dates import parse_month, parse_year
from mlsysbib.text.identifiers import clean_doi
from mlsysbib.text.pages import clean_pages, split_article_pages

# These carry no reference of their own.
_NO_REFERENCES = frozenset({"attachment", "note", "annotation"})
_EXTRA = re.compile(r"\s*([\w -]{2,40}?)\s*:\s*(.+?)\s*")
_MEMBER = re.compile(re.escape(RDF) + r"(?:li|_\d+)")


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
    return read_reference(_Item(node, name).reference())


class _Item:
    """The fields of an item, by the names that Zotero's types share."""

    def __init__(self, node: Node, name: str) -> None:
        self.node, self.name = node, name
        self.type = READ_TYPES[name]
        self.wholes = list(_wholes(node))
        self.containers = [whole for whole in self.wholes if whole.class_ != f"{BIB}Series"]
        self.series = [whole for whole in self.wholes if whole.class_ == f"{BIB}Series"]
        self.extra = dict(_variables(node.text(f"{DC}description")))

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
        date = self.node.text(f"{DC}date", f"{DCTERMS}issued", f"{Z}date")
        number = self.first(f"{PRISM}number") or self.field("number", "reportNumber")
        is_numbered = self.type in {ItemType.ARTICLE, ItemType.REPORT, ItemType.PAPER}
        publisher, place = self._publisher()
        identifiers = dict(self._identifiers())
        return Reference(
            key=self._key(),
            line=self.node.line,
            type=self.type,
            title=read_title(self.node.text(f"{DC}title")),
            authors=tuple(self._names()),
            authors_cut=any(is_others(family) for family, _ in self._people()),
            container=self._container(),
            year=parse_year(date),
            month=parse_month(date),
            volume=self.first(f"{PRISM}volume") or self.extra.get("volume", ""),
            number=number if is_numbered else "",
            pages=pages,
            article=article
            or ("" if self.type is ItemType.REPORT else self.extra.get("number", "")),
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
            left_out=tuple(self._left_out()),
            remarks=(TALKS.get(self.name, ""), self.node.text(f"{DC}type")),
            is_page=self.name in PAGES,
        )

    def _key(self) -> str:
        return self.field("citationKey") or self.extra.get("citation key", "")

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
        return self.node.text(f"{BIB}pages") or self.extra.get("page", "")

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
        if arxiv := self.extra.get("arxiv"):
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

    def _people(self, *roles: str) -> Iterator[tuple[str, str]]:
        """Yield family and given names of those in some roles; of authors, if none is named."""
        for list_ in self.node.nodes(*(roles or _AUTHORS)):
            for name, person in list_.properties:
                if _MEMBER.fullmatch(name) and isinstance(person, Node):
                    yield squeeze(person.text(*_FAMILY)), squeeze(person.text(*_GIVEN))

    def _names(self) -> Iterator[StoredName]:
        for family, given in self._people():
            if is_others(family) and not given:
                continue
            if not given and " " in family:
                # Zotero has one field for such names, and two for people.
                yield stored_name(Organization(family))
                continue
            before, _, suffix = given.rpartition(", ")
            parts = (before, suffix) if is_suffix(suffix) else (given, "")
            # Zotero has a particle in the field of the family name.
            particle, last = split_particle(family)
            if (name := clean_person(Person(last, parts[0], particle, parts[1]))) is not None:
                yield name

    def _left_out(self) -> Iterator[str]:
        for role in ("editors", "contributors"):
            if any(self._people(f"{BIB}{role}")):
                yield role.removesuffix("s")
        if any(self._people(f"{Z}translators")):
            yield "translator"
        if self.node.text(f"{PRISM}edition"):
            yield "edition"


_AUTHORS = (f"{BIB}authors", *(f"{Z}{role}s" for role in ("programmer", "presenter", "inventor")))
_FAMILY = tuple(f"{FOAF}{name}" for name in ("surname", "familyName", "lastName"))
_GIVEN = tuple(f"{FOAF}{name}" for name in ("givenName", "givenname", "firstName"))


def _wholes(node: Node) -> Iterator[Node]:
    """Yield what a node is part of, and what that is part of; each once, whatever the circle."""
    seen: set[int] = {id(node)}
    found = list(node.nodes(f"{DCTERMS}isPartOf"))
    for whole in found:
        if id(whole) not in seen:
            seen.add(id(whole))
            yield whole
            found += whole.nodes(f"{DCTERMS}isPartOf")


def _variables(extra: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of Extra that name a variable: `arXiv: 2309.06180`."""
    for line in extra.splitlines():
        if found := _EXTRA.fullmatch(line):
            yield found[1].lower(), found[2]
