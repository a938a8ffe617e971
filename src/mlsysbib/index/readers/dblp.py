"""Read the XML of DBLP (https://dblp.org/xml/) as a stream.

What its records hold is described in https://dblp.org/faq/16154937: a key, children in any order,
markup in titles, homonym numbers behind names, several `ee`, a `crossref` to the proceedings,
`publtype` with `informal` for preprints and `withdrawn`. Home pages (`www`) are no papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from xml.parsers import expat

from mlsysbib.formats.csl_json.titles import read_title
from mlsysbib.formats.people import without_homonym
from mlsysbib.index.readers.dblp_entities import ENTITIES
from mlsysbib.index.readers.inputs import DatabaseError
from mlsysbib.index.record import Record
from mlsysbib.model.item_types import StoredType
from mlsysbib.model.names import NameFormatError, format_name, split_display_name
from mlsysbib.text.identifiers import clean_doi, find_arxiv_id
from mlsysbib.text.markup import escape_markup

_TYPES: dict[str, StoredType] = {
    "article": "article",
    "inproceedings": "",
    "proceedings": "book",
    "book": "book",
    "incollection": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "data": "dataset",
}
_RECORD, _FIELD = 2, 3
# No record of DBLP is larger; a document that is one endless element is none of it.
_MOST_BETWEEN_RECORDS = 1 << 26
_OLDEST, _NEWEST = 1800, 2100
_ANTHOLOGY = re.compile(r"https?://(?:www\.)?acl(?:anthology\.org|web\.org/anthology)/([\w.-]+?)/?")
_OPENREVIEW = re.compile(r"https?://openreview\.net/(?:forum|pdf)\?id=([\w-]+)")
_NO_TEXT = ("dblpnote/", "homepages/")


def read_dblp(chunks: Iterable[bytes], path: str) -> Iterator[tuple[Record, ...]]:
    """Yield the works of DBLP's XML; raise DatabaseError, with the line, for what is none.

    Entities are those that DBLP's DTD names: no other file is read, and a document that declares
    some of its own is refused.
    """
    reader = _Reader(path)
    parse = reader.parser.Parse
    behind = 0
    try:
        for chunk in chunks:
            parse(chunk, False)  # noqa: FBT003  # expat's signature
            behind = 0 if reader.done else behind + len(chunk)
            if behind > _MOST_BETWEEN_RECORDS:
                reader.refuse("no record ends here for 64 MiB: this is no XML of DBLP")
            yield from reader.take()
        parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        text = f"the XML cannot be read: {expat.errors.messages[error.code]}"
        raise DatabaseError(path, error.lineno, text) from None
    yield from reader.take()


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.done: list[tuple[Record, ...]] = []
        self.depth = 0
        self.kind = ""
        self.attributes: dict[str, str] = {}
        self.fields: dict[str, list[str]] = {}
        self.text: list[str] = []
        self.has_markup = False
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        # Without it, a file that names no DTD may use no entity.
        parser.UseForeignDTD(True)  # noqa: FBT003
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = self._declaration

    def take(self) -> list[tuple[Record, ...]]:
        """Return the works that are done."""
        done, self.done = self.done, []
        return done

    def refuse(self, text: str) -> None:
        """Raise DatabaseError at the line that is read."""
        line = self.parser.CurrentLineNumber
        raise DatabaseError(self.path, line, text)

    def _declaration(self, name: str, *_: object) -> None:
        self.refuse(f"the document declares an entity {name!r}, which DBLP's does not")

    def _entity(self, name: str, is_parameter: int) -> None:
        if is_parameter:
            return
        if name not in ENTITIES:
            self.refuse(f"the entity &{name}; is none of DBLP's")
        self._characters(ENTITIES[name])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == _FIELD:
            self.text, self.has_markup = [], False
        elif self.depth == _RECORD:
            self.kind, self.attributes, self.fields = name, attributes, {}
        elif self.depth > _FIELD:
            if not self.has_markup:
                self.text, self.has_markup = [escape("".join(self.text), quote=False)], True
            self.text.append(f"<{name}>")
        elif name != "dblp":
            self.refuse(f"the document is <{name}>, and DBLP's is <dblp>")

    def _characters(self, text: str) -> None:
        self.text.append(escape(text, quote=False) if self.has_markup else text)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self.depth == _RECORD:
            text = "".join(self.text)
            if name == "title":
                text = read_title(text) if self.has_markup else escape_markup(text)
            elif self.has_markup:
                text = re.sub(r"<[^<>]*>", "", text)
            self.fields.setdefault(name, []).append(text)
        elif self.depth == _RECORD - 1:
            if record := make_record(self.kind, self.attributes, self.fields):
                self.done.append((record,))
        elif self.depth > _RECORD:
            self.text.append(f"</{name}>")


def make_record(
    kind: str, attributes: dict[str, str], fields: dict[str, list[str]]
) -> Record | None:
    """Return the record of an element of DBLP; None for what is no work."""
    key = attributes.get("key", "")
    said = attributes.get("publtype", "")
    if kind not in _TYPES or "withdrawn" in said or key.startswith(_NO_TEXT):
        return None

    def first(name: str) -> str:
        found = fields.get(name)
        return " ".join(found[0].split()) if found else ""

    year, title = first("year"), first("title")
    if not title or not year.isdecimal() or not _OLDEST <= int(year) <= _NEWEST:
        return None
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
    found = fields.get("author") or (fields.get("editor") if kind != "inproceedings" else None)
    container, volume = first("journal") or first("booktitle"), first("volume")
    arxiv = ""
    if container == "CoRR":
        identifier = find_arxiv_id([*fields.get("ee", ()), f"arXiv:{volume.removeprefix('abs/')}"])
        arxiv = identifier.id if identifier else ""
        container, volume = ("", "") if arxiv else (container, volume)
    places = _places(fields.get("ee", ()))
    return Record(
        title=title,
        authors=tuple(filter(None, map(_name, found or ()))),
        year=int(year),
        type="" if arxiv else _TYPES[kind],
        container=container,
        pages=first("pages"),
        volume=volume,
        number=first("number"),
        series=first("series"),
        publisher=first("publisher") or first("school"),
        doi="" if arxiv else places.get("doi", ""),
        isbn=first("isbn"),
        url="" if arxiv else places.get("url", ""),
        arxiv=arxiv,
        dblp=key,
        anthology=places.get("anthology", ""),
        openreview=places.get("openreview", ""),
        sources=("dblp",),
        crossref=first("crossref"),
        collection=kind == "proceedings",
    )


def _places(addresses: Iterable[str]) -> dict[str, str]:
    """Return the identifiers that addresses hold, and the first address that holds none."""
    found: dict[str, str] = {}
    for address in addresses:
        if "://doi." in address or "doi.org/10." in address:
            name, value = "doi", clean_doi(address)
        elif match := _ANTHOLOGY.fullmatch(address):
            name, value = "anthology", match[1]
        elif match := _OPENREVIEW.match(address):
            name, value = "openreview", match[1]
        elif "wikidata.org/" in address:
            continue
        else:
            name, value = "url", address
        if value:
            found.setdefault(name, value)
    return found


@lru_cache(1 << 18)
def _name(text: str) -> str:
    try:
        return format_name(split_display_name(without_homonym(text)))
    except NameFormatError:
        return ""
