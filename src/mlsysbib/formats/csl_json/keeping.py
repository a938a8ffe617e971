"""Which variables of CSL-JSON the entry that was made of an item does not say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mlsysbib.formats.base import Options
from mlsysbib.formats.cleaning import squeeze
from mlsysbib.formats.csl_json.writer import ItemWriter
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Resolver
from mlsysbib.model.venues import VenueTable

# What is read into a place of its own, whatever its form.
_READ = frozenset(
    {"id", "citation-key", "type", "title", "author", "issued", "DOI", "page", "keyword", "URL"}
)
_RESOLVER = Resolver(VenueTable({}))


def keep(entry: Entry, item: Mapping[str, Any]) -> dict[str, str]:
    """Return the variables that the entry does not say, each as JSON."""
    writer = ItemWriter(Options(target=TARGETS["pandoc"], links="both", title_case="as-is"))
    written: dict[str, Any] = {}
    for one in _RESOLVER.resolve(entry, "both"):
        written = writer.fields(one) | written
    texts = {_folded(value) for value in written.values() if isinstance(value, str)}
    # Of a date only what is read of it comes back.
    read = _READ if "issued" in written else _READ - {"issued"}
    return {
        name: json.dumps(value, ensure_ascii=False, sort_keys=True)
        for name, value in item.items()
        if name not in read
        and _says_something(value)
        and not _is_said(value, written.get(name), texts)
    }


def _says_something(value: Any) -> bool:  # noqa: ANN401  # whatever a variable holds
    if isinstance(value, dict):
        return any(map(_says_something, value.values()))
    if isinstance(value, list):
        return any(map(_says_something, value))
    return value not in (None, "")


def _is_said(value: Any, written: Any, texts: set[str]) -> bool:  # noqa: ANN401  # variables
    """Say whether a variable is written alike, or a text of it stands elsewhere."""
    if written == value:
        return True
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return all(_folded(one) in texts for one in value)
    if isinstance(value, str | int | float):
        return _folded(value) in texts
    return bool(_parts(value) == _parts(written))


def _parts(value: Any) -> Any:  # noqa: ANN401  # whatever a variable holds
    """Return a value with its numbers as texts and without what says nothing."""
    if isinstance(value, dict):
        return {name: _parts(part) for name, part in value.items() if part not in ("", None, False)}
    if isinstance(value, list):
        return [_parts(part) for part in value]
    return squeeze(str(value))


def _folded(value: object) -> str:
    return squeeze(str(value)).strip(" .").casefold()
