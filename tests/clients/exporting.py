"""Exports as the command line writes them, and the items that must be found in them."""

from __future__ import annotations

from typing import Any

from mlsysbib.formats import FORMATS, format_for
from mlsysbib.formats.base import Options
from mlsysbib.model.item import Item, Resolver, VersionChoice
from mlsysbib.model.library import Library
from mlsysbib.model.selection import flat


def export(
    library: Library,
    target: str,
    format_name: str = "",
    **chosen: Any,  # noqa: ANN401  # see Options
) -> str:
    """Return all entries of a library, in key order, for a target."""
    format_ = FORMATS[format_name] if format_name else format_for(target)
    options = Options(target=format_.target(target), **chosen)
    return format_.dump(flat(library.values()), library, options)


def items_of(library: Library, version: VersionChoice = "published") -> dict[str, Item]:
    """Return the items of all entries by their keys, as an export writes them."""
    resolver = Resolver(library.venues)
    items = (item for entry in library.values() for item in resolver.resolve(entry, version))
    return {item.key: item for item in items}
