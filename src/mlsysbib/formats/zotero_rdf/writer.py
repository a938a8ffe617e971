"""Write Zotero RDF, as `Zotero RDF.js` in zotero/translators does, for `RDF.js` to read.

An item is a node named after its citation key. What contains it, its series, its publisher and the
conference are nodes of their own inside of it; nothing is shared between items, so that no item
can change another. Topics are tags, sections are collections, one in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from mlsysbib.formats.base import Options
from mlsysbib.formats.zotero_rdf.rdf_xml import RDF
from mlsysbib.formats.zotero_rdf.vocabulary import (
    BIB,
    CREATORS,
    CREATORS_OF,
    DC,
    DCTERMS,
    FOAF,
    OWN_ELEMENTS,
    PRISM,
    VCARD,
    WRITTEN_TYPES,
    Z,
    creator_element,
)
from mlsysbib.formats.zotero_rdf.zotero_items import KEPT, creator_parts, zotero_fields
from mlsysbib.model.item import Item, Resolver
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.library import Library
from mlsysbib.model.names import StoredName
from mlsysbib.model.selection import Cited, Section, Selection
from mlsysbib.text.markup import plain_text

_NAMESPACES = {
    "rdf": RDF,
    "z": Z,
    "dcterms": DCTERMS,
    "dc": DC,
    "prism": PRISM,
    "bib": BIB,
    "foaf": FOAF,
    "vcard": VCARD,
}
# The class of the node for what contains an item; without one, its fields are the item's own.
_CONTAINERS = {
    ItemType.ARTICLE: "bib:Journal",
    ItemType.PAPER: "bib:Journal",
    ItemType.CHAPTER: "bib:Book",
    ItemType.WEB: "z:Website",
}
_AUTHORS = {ItemType.SOFTWARE: "programmer"}
# XML 1.0 has no character for these, not even as a reference.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def dump(selection: Selection, library: Library, options: Options) -> str:
    """Return a selection as one RDF document: its items, then its sections as collections."""
    resolver = Resolver(library.venues, options.venue)
    writer = _Writer(options)
    keys: dict[str, list[str]] = {}
    items: list[str] = []
    for entry in selection.entries():
        resolved = resolver.resolve(entry, options.version)
        keys[entry.key] = [options.keys.get(item.key, item.key) for item in resolved]
        items += [_text(writer.item(item)) for item in resolved]
    collections = _text(_collections(selection.sections, keys))
    spaces = "".join(f'\n xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
        f"{''.join(items)}{collections}</rdf:RDF>\n"
    )


# A line and how deep it stands.
_Lines = Iterable[tuple[int, str]]


def _text(lines: _Lines) -> str:
    return "".join(f"{'  ' * depth}{line}\n" for depth, line in lines)


def _leaf(name: str, text: str, depth: int) -> tuple[int, str]:
    return depth, f"<{name}>{escape(_NO_XML.sub('', text))}</{name}>"


def _inside(outer: str, lines: _Lines, depth: int) -> Iterator[tuple[int, str]]:
    """Yield an element around lines, which stand one deeper."""
    yield depth, f"<{outer}>"
    yield from lines
    yield depth, f"</{outer}>"


class _Writer:
    """Turns items into nodes; remembers people, as the same people write many papers."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.people: dict[StoredName, list[tuple[int, str]]] = {}

    def item(self, item: Item) -> Iterator[tuple[int, str]]:
        """Yield the lines of an item."""
        fields = zotero_fields(item, self.options)
        about = quoteattr(f"#{fields['citationKey']}")
        yield 1, f"<rdf:Description rdf:about={about}>"
        yield _leaf("z:itemType", WRITTEN_TYPES[item.type], 2)
        for tag in dict.fromkeys((*item.entry.topics, *item.entry.keywords)):
            yield _leaf("dc:subject", tag, 2)
        yield from self._people(item)
        yield from _own_fields(fields)
        yield from _kept(item, fields)
        yield from _container(fields, _CONTAINERS.get(item.type, ""))
        yield from _publisher(fields)
        yield from _note(item, fields["citationKey"])
        yield 1, "</rdf:Description>"

    def _people(self, item: Item) -> Iterator[tuple[int, str]]:
        if item.authors:
            others: tuple[StoredName, ...] = ("others",) if item.authors_cut else ()
            author = _AUTHORS.get(item.type, "author")
            yield from self._creators(author, (*item.authors, *others))
        for role, names in item.entry.people.items():
            if (creator := CREATORS.get(role, "")) in CREATORS_OF[item.type]:
                yield from self._creators(creator, names)

    def _creators(self, creator: str, names: Iterable[StoredName]) -> Iterator[tuple[int, str]]:
        lines = [line for name in names for line in self._person(name)]
        yield from _inside(creator_element(creator), _inside("rdf:Seq", lines, 3), 2)

    def _person(self, stored: StoredName) -> list[tuple[int, str]]:
        if stored not in self.people:
            self.people[stored] = _person(*creator_parts(stored))
        return self.people[stored]


def _person(family: str, given: str) -> list[tuple[int, str]]:
    parts = [_leaf("foaf:surname", family, 6)]
    if given:
        parts.append(_leaf("foaf:givenName", given, 6))
    return list(_inside("rdf:li", _inside("foaf:Person", parts, 5), 4))


# The fields of what contains it, if anything does. A number is an issue where a type has issues.
_CONTAINED = {
    "publicationTitle": "dc:title",
    "volume": "prism:volume",
    "issue": "prism:number",
    "number": "prism:number",
}
_IDENTIFIERS = ("DOI", "ISBN", "ISSN")


def _own_fields(fields: dict[str, str]) -> Iterator[tuple[int, str]]:
    for name, element in OWN_ELEMENTS.items():
        if name in fields:
            yield _leaf(element, fields[name], 2)
    if "url" in fields:
        address = [_leaf("rdf:value", fields["url"], 4)]
        yield from _inside("dc:identifier", _inside("dcterms:URI", address, 3), 2)
    if "conferenceName" in fields:
        title = [_leaf("dc:title", fields["conferenceName"], 4)]
        yield from _inside("bib:presentedAt", _inside("bib:Conference", title, 3), 2)


def _kept(item: Item, fields: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the fields that were kept as Zotero has them."""
    for name, text in item.entry.kept.get(KEPT, {}).items():
        if name not in fields and name != "extra" and _IS_FIELD(name):
            yield _leaf(OWN_ELEMENTS.get(name, f"z:{name}"), text, 2)


_IS_FIELD = re.compile("[a-zA-Z]+").fullmatch


def _note(item: Item, key: str) -> Iterator[tuple[int, str]]:
    """Yield the note that is printed behind a reference as a child note, which is HTML."""
    if note := item.entry.notes.note:
        text = "".join(f"<p>{escape(line)}</p>" for line in note.splitlines())
        memo = f"bib:Memo rdf:about={quoteattr(f'#{key}-note')}"
        yield 2, "<dcterms:isReferencedBy>"
        yield 3, f"<{memo}>"
        yield _leaf("rdf:value", text, 4)
        yield from ((3, "</bib:Memo>"), (2, "</dcterms:isReferencedBy>"))


def _container(fields: dict[str, str], class_: str) -> Iterator[tuple[int, str]]:
    depth = 4 if class_ else 2
    lines = [
        _leaf(element, fields[name], depth)
        for name, element in _CONTAINED.items()
        if name in fields
    ]
    lines += [
        _leaf("dc:identifier", f"{name} {fields[name]}", depth)
        for name in _IDENTIFIERS
        if name in fields
    ]
    if "series" in fields:
        title = [_leaf("dc:title", fields["series"], depth + 2)]
        series = _inside("bib:Series", title, depth + 1)
        lines += _inside("dcterms:isPartOf", series, depth)
    if class_ and lines:
        yield from _inside("dcterms:isPartOf", _inside(class_, lines, 3), 2)
    else:
        yield from lines


def _publisher(fields: dict[str, str]) -> Iterator[tuple[int, str]]:
    lines = [_leaf("foaf:name", fields["publisher"], 4)] if "publisher" in fields else []
    if "place" in fields:
        place = [_leaf("vcard:locality", fields["place"], 6)]
        lines += _inside("vcard:adr", _inside("vcard:Address", place, 5), 4)
    if lines:
        yield from _inside("dc:publisher", _inside("foaf:Organization", lines, 3), 2)


def _collections(
    sections: tuple[Section, ...], keys: dict[str, list[str]], path: str = "#collection"
) -> Iterator[tuple[int, str]]:
    """Yield a collection for each section, with those of the sections below named in it."""
    for number, section in enumerate(sections, 1):
        name = f"{path}_{number}"
        cited = (block.entry.key for block in section.blocks if isinstance(block, Cited))
        held = dict.fromkeys(f"#{key}" for entry in cited for key in keys[entry])
        parts = [*(f"{name}_{below + 1}" for below in range(len(section.sections))), *held]
        yield 1, f"<z:Collection rdf:about={quoteattr(name)}>"
        yield _leaf("dc:title", plain_text(section.heading), 2)
        yield from ((2, f"<dcterms:hasPart rdf:resource={quoteattr(part)}/>") for part in parts)
        yield 1, "</z:Collection>"
        yield from _collections(section.sections, keys, name)
