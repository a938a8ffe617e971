"""ACM-Reference-Format says what is missing: each of its warnings names a fact that we lack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from clients.typesetting import ACM, Style, Typeset
from mlsysbib.model.item import Item, ItemType

_WARNING = re.compile(r"(?P<kind>.*?),? (?:fields )?in (?P<key>\S+)")
_PAGES = "page numbers missing in both pages and numpages"


def test_each_warning_names_a_missing_fact(
    document: Callable[[Style], Typeset], items: dict[str, Item]
) -> None:
    found = [_WARNING.fullmatch(warning) for warning in document(ACM).warnings]
    printed = {(match["key"], match["kind"]) for match in found if match}
    assert None not in found
    assert printed == {(key, kind) for key, item in items.items() for kind in _missing(item)}


def _missing(item: Item) -> Iterator[str]:
    if not item.authors:
        yield "empty author"
        return  # such an item is @misc, of which little is asked
    if item.type is ItemType.PAPER:
        if not item.container.publisher:
            yield "empty publisher"
        if not item.container.publisher_place:
            yield "empty address"
    if item.type in {ItemType.PAPER, ItemType.ARTICLE} and not item.pages:
        yield _PAGES
        if item.article:
            yield "articleno or eid field, but no numpages field"
            yield "articleno or eid, but no pages or numpages field"
