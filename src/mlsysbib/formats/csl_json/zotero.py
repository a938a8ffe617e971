"""CSL-JSON as Zotero's import reads it: nothing that it would lose, and nothing it refuses.

Types: "CSL JSON.js" in zotero/translators; it refuses a whole file for one type outside of its
list, and `software` is outside. Fields: the table `csl` and the fields of each item type in
schema.json of zotero/zotero-schema, version 42. Names, and what makes an item software:
`itemFromCSLJSON` in utilities_item.js of zotero/utilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mlsysbib.model.item import Item
from mlsysbib.model.item_types import FAMILIES, ItemType

# Software is a book that has a version, whatever the version is. Entries know none; Zotero trims
# its fields, so that a blank makes the item software and leaves its version empty.
_NO_VERSION = " "
TYPES: dict[ItemType, str] = {type_: type_.value for type_ in FAMILIES} | {
    ItemType.SOFTWARE: "book",
    # `document` is outside as well; this one has a field for all that is known.
    ItemType.DOCUMENT: "article-journal",
}

_EVERYWHERE = frozenset(
    "id citation-key type title author editor translator issued DOI URL note language abstract "
    "genre edition".split()
)
_PUBLISHED = "publisher publisher-place"
# What Zotero has a field for, of all that is written; the rest it drops without a word.
FIELDS: dict[ItemType, frozenset[str]] = {
    type_: _EVERYWHERE | frozenset(f"{_PUBLISHED} {names}".split())
    for type_, names in {
        ItemType.PREPRINT: "number collection-title",
        ItemType.ARTICLE: "container-title collection-title volume issue page ISSN",
        ItemType.PAPER: "container-title event-title event-place collection-title volume issue "
        "page ISBN ISSN",
        ItemType.BOOK: "collection-title volume ISBN ISSN",
        ItemType.CHAPTER: "container-title collection-title volume page ISBN ISSN",
        ItemType.DATASET: "number version",
        ItemType.DOCUMENT: "volume issue page",
        ItemType.REPORT: "number page collection-title ISBN ISSN",
        ItemType.SOFTWARE: "version collection-title ISBN",
        ItemType.THESIS: "collection-title ISBN ISSN",
        ItemType.WEB: "container-title",
    }.items()
}
# Where Zotero has no field for what something stands in, there is one for who brings it out.
_BROUGHT_OUT = frozenset({ItemType.DATASET, ItemType.SOFTWARE})


def adapt(fields: dict[str, Any], item: Item, *, with_eprint: bool) -> dict[str, Any]:
    """Return what Zotero takes of an item, as it takes it."""
    more: dict[str, Any] = {"type": TYPES[item.type]}
    if item.type is ItemType.SOFTWARE:
        more["version"] = _NO_VERSION
    if item.authors:
        more["author"] = [_in_two_parts(name) for name in fields["author"]]
    if item.type in _BROUGHT_OUT and item.container.title:
        more["publisher"] = item.container.title
    if note := "\n".join(_extra(item, with_eprint=with_eprint)):
        more["note"] = note
    known = FIELDS[item.type]
    return {name: value for name, value in (fields | more).items() if name in known}


def _in_two_parts(name: dict[str, str]) -> dict[str, str]:
    """Return a name with its particle in the family name, its suffix behind the given one."""
    if "literal" in name:
        return name
    family = " ".join(filter(None, [name.get("non-dropping-particle"), name["family"]]))
    given = ", ".join(filter(None, [name.get("given"), name.get("suffix")]))
    return {"family": family, "given": given} if given else {"family": family}


def _extra(item: Item, *, with_eprint: bool) -> Iterator[str]:
    """Yield lines for the field Extra, where Zotero and citation styles look for more variables."""
    if item.arxiv and not item.server and with_eprint:
        yield f"arXiv: {item.arxiv.id}"
    if item.article and not item.pages and "number" not in FIELDS[item.type]:
        yield f"number: {item.article}"
