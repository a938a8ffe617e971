"""Items as Zotero holds them: its item types, its fields, and what stands in Extra.

Types and fields are those of schema.json in zotero/zotero-schema. A field that several types name
differently (`proceedingsTitle`, `bookTitle`) stands here under the name they share
(`publicationTitle`): Zotero turns one into the other by the type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mlsysbib.formats.base import Options
from mlsysbib.formats.csl_json.writer import write_title
from mlsysbib.formats.links import links_of
from mlsysbib.formats.zotero_rdf.vocabulary import ISSUED
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.text.dates import Date, format_date
from mlsysbib.text.urls import doi_url

_EVERYWHERE = "title date DOI url citationKey publisher place extra"
_IN_VOLUMES = "publicationTitle volume issue pages series ISSN"
# The fields that a type has; what has none goes into Extra.
FIELDS: Mapping[ItemType, frozenset[str]] = {
    type_: frozenset(f"{_EVERYWHERE} {fields}".split())
    for type_, fields in {
        ItemType.PREPRINT: "number series",
        ItemType.ARTICLE: _IN_VOLUMES,
        ItemType.PAPER: f"{_IN_VOLUMES} conferenceName eventPlace ISBN",
        ItemType.BOOK: "series volume ISBN",
        ItemType.CHAPTER: "publicationTitle series volume pages ISBN",
        ItemType.DATASET: "number",
        ItemType.DOCUMENT: "",
        ItemType.REPORT: "number pages",
        ItemType.SOFTWARE: "ISBN",
        ItemType.THESIS: "series",
        ItemType.WEB: "publicationTitle",
    }.items()
}
# Of what a type has no field for, citation styles find these in Extra, under the names of CSL.
_IN_EXTRA = {
    "publicationTitle": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "number": "number",
    "series": "collection-title",
    "ISBN": "ISBN",
}


def zotero_fields(item: Item, options: Options) -> dict[str, str]:
    """Return the fields of an item, by Zotero's names; none is empty."""
    doi, url = links_of(item)
    container = item.container
    said = {
        "title": write_title(item.title, options),
        "date": format_date(Date(item.year or None, item.month)),
        "publicationTitle": "" if item.type in ISSUED else container.title,
        "conferenceName": container.event,
        "eventPlace": container.place,
        "series": container.series,
        "volume": item.volume,
        "issue": "" if item.type is ItemType.REPORT else item.number,
        "pages": _pages(item),
        "number": _number(item),
        "publisher": (container.title if item.type in ISSUED else "") or container.publisher,
        "place": container.publisher_place,
        "ISBN": item.isbn,
        "ISSN": container.issn if item.type is ItemType.ARTICLE else "",
        "DOI": doi if options.links != "url" else "",
        "url": url or (doi_url(doi) if options.links == "url" else ""),
        "citationKey": options.keys.get(item.key, item.key),
    }
    if options.links == "none":
        said |= {"DOI": "", "url": ""}
    known = FIELDS[item.type]
    extra = "\n".join([*_extra(item, options), *_without_field(said, known)])
    return {
        name: text for name, text in (said | {"extra": extra}).items() if text and name in known
    }


def _pages(item: Item) -> str:
    if item.article and item.pages:
        return "-".join(f"{item.article}:{page}" for page in item.pages.split("-"))
    return item.pages


def _number(item: Item) -> str:
    if item.type is ItemType.PREPRINT and item.server_id:
        return f"{item.server}:{item.server_id}"
    if item.type is ItemType.REPORT:
        return item.number
    return "" if item.pages else item.article


def _extra(item: Item, options: Options) -> Iterator[str]:
    """Yield the lines of Extra for what Zotero has no field for at all."""
    if item.arxiv and not item.server and (options.eprint or options.target.eprint) == "always":
        yield f"arXiv: {item.arxiv.id}"
    for alias in item.entry.aliases if options.emit_aliases else ():
        yield f"Citation Key Alias: {alias}"


def _without_field(said: Mapping[str, str], known: frozenset[str]) -> Iterator[str]:
    for name, variable in _IN_EXTRA.items():
        if said[name] and name not in known:
            yield f"{variable}: {said[name]}"
