"""Items as Zotero holds them: its item types, its fields, and what stands in Extra.

Types and fields are those of schema.json in zotero/zotero-schema. A field that several types name
differently (`proceedingsTitle`, `bookTitle`) stands here under the name they share
(`publicationTitle`): Zotero turns one into the other by the type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mlsysbib.formats.base import Options
from mlsysbib.formats.csl_json.dates import read_date
from mlsysbib.formats.csl_json.writer import read_kept, write_title
from mlsysbib.formats.links import links_of
from mlsysbib.formats.zotero_rdf.vocabulary import CREATORS, CREATORS_OF, ISSUED
from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.names import Organization, StoredName, read_name
from mlsysbib.text.dates import Date, edtf_of, format_date
from mlsysbib.text.urls import doi_url

# Under which an entry keeps fields of Zotero for which it has none.
KEPT = "zotero-rdf"
_EVERYWHERE = "title date DOI url citationKey publisher place abstractNote accessDate extra"
_IN_VOLUMES = "publicationTitle volume issue pages series ISSN"
# The fields that a type has; what has none goes into Extra.
FIELDS: Mapping[ItemType, frozenset[str]] = {
    type_: frozenset(f"{_EVERYWHERE} {fields}".split())
    for type_, fields in {
        ItemType.PREPRINT: "number series language",
        ItemType.ARTICLE: f"{_IN_VOLUMES} language",
        ItemType.PAPER: f"{_IN_VOLUMES} conferenceName eventPlace ISBN language",
        ItemType.BOOK: "series volume ISBN edition language",
        ItemType.CHAPTER: "publicationTitle series volume pages ISBN edition language",
        ItemType.DATASET: "number language",
        ItemType.DOCUMENT: "language",
        ItemType.REPORT: "number pages type language",
        ItemType.SOFTWARE: "ISBN",
        ItemType.THESIS: "series type language",
        ItemType.WEB: "publicationTitle type language",
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
    "edition": "edition",
    "type": "genre",
    "language": "language",
}


def zotero_fields(item: Item, options: Options) -> dict[str, str]:
    """Return the fields of an item, by Zotero's names; none is empty."""
    doi, url = links_of(item)
    container, entry, own = item.container, item.entry, item.publication or _NOTHING
    said = {
        "title": write_title(item.title, options),
        "date": own.date or format_date(Date(item.year or None, item.month)),
        "publicationTitle": "" if item.type in ISSUED else container.title,
        "conferenceName": container.event or own.event,
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
        "edition": own.edition,
        "type": entry.genre,
        "language": entry.language,
        "abstractNote": entry.notes.abstract,
        "accessDate": _accessed(entry),
    }
    if options.links == "none":
        said |= {"DOI": "", "url": ""}
    known = FIELDS[item.type]
    lines = [*_extra(item, options), *_without_field(said, known), *_more(item, own)]
    extra = "\n".join(lines)
    return {
        name: text for name, text in (said | {"extra": extra}).items() if text and name in known
    }


_NOTHING = Published()


def _accessed(entry: Entry) -> str:
    """Return when the address was last looked at, as whatever format it was kept in has it."""
    kept = entry.kept
    if text := kept.get(KEPT, {}).get("accessDate", ""):
        return text
    if text := kept.get("csl-json", {}).get("accessed", ""):
        date = read_date(read_kept(text))
        return date.edtf or format_date(date)
    return edtf_of(kept.get("bibtex", {}).get("urldate", ""))


def _more(item: Item, own: Published) -> Iterator[str]:
    """Yield lines of Extra, under the names of CSL, of what no type of Zotero has a field for."""
    entry = item.entry
    if item.form is not item.type:
        yield f"Type: {item.form.value}"
    for role, names in entry.people.items():
        if CREATORS.get(role) not in CREATORS_OF[item.type]:
            for name in names:
                yield f"{role}: {' || '.join(filter(None, creator_parts(name)))}"
    pairs = (
        ("chapter-number", own.chapter),
        ("original-date", own.original_date),
        ("event-title", "" if item.type is ItemType.PAPER else own.event),
    )
    yield from (f"{name}: {text}" for name, text in pairs if text)
    yield from entry.kept.get(KEPT, {}).get("extra", "").splitlines()


def creator_parts(stored: StoredName) -> tuple[str, str]:
    """Return a name in the two parts that Zotero knows; a body has but one."""
    name = read_name(stored)
    if isinstance(name, Organization):
        return name.name, ""
    family = " ".join(filter(None, [name.particle, name.family]))
    return family, ", ".join(filter(None, [name.given, name.suffix]))


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
