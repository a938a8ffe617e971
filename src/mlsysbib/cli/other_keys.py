"""Keys for one export that are not the library's own: by a pattern, or by a map."""

from __future__ import annotations

from mlsysbib.cli.selecting import read_text
from mlsysbib.keys.key_map import make_keys, map_keys, parse_key_map
from mlsysbib.keys.pattern import compile_pattern
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library


def other_keys(
    entries: tuple[Entry, ...], library: Library, pattern: str | None, map_path: str | None
) -> dict[str, str]:
    """Return canonical key -> key to write, by a pattern or by a map."""
    if pattern:
        return make_keys(entries, compile_pattern(pattern), library)
    if map_path:
        return map_keys(entries, parse_key_map(read_text(map_path), map_path), library)
    return {}
