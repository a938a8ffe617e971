"""Exports as the command line writes them, and the items that must be found in them."""

from __future__ import annotations

from typing import Any

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.item import Item, Resolver, VersionChoice
from mlsysbib.model.library import Library
from mlsysbib.model.selection import flat


def export(library: Library, target: str, **wishes: Any) -> str:  # noqa: ANN401  # see Options
    """Return all entries of a library, in key order, for a target."""
    format_ = next(format_ for format_ in FORMATS.values() if target in format_.targets)
    options = Options(target=TARGETS[target], **wishes)
    return format_.dump(flat(library.values()), library, options)


def items_of(library: Library, version: VersionChoice = "published") -> dict[str, Item]:
    """Return the items of all entries by their keys, as an export writes them."""
    resolver = Resolver(library.venues)
    items = (item for entry in library.values() for item in resolver.resolve(entry, version))
    return {item.key: item for item in items}
