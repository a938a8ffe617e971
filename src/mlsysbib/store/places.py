"""Where a file of a library stands, or is to stand when it is written for the first time.

A file may stand in any folder below the one of its kind, so that its place is asked for here or of
the library, and never made of a name.
"""

from __future__ import annotations

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library


def place_of_entry(entry: Entry, library: Library) -> str:
    """Return the path of an entry's file, relative to the library's root."""
    if entry.key in library:
        return library.path_of(entry.key)
    return f"entries/{entry.year}/{entry.key}.toml"


def place_of_list(id_: str, library: Library) -> str:
    """Return the path of a reading list's file."""
    if id_ in library.reading_lists:
        return library.path_of_list(id_)
    return f"reading-lists/{id_}.md"


def place_of_venue(id_: str, library: Library) -> str:
    """Return the path of a venue's file; one that is inherited has none yet."""
    if id_ in library.contents.venues:
        return library.path_of_venue(id_)
    return f"venues/{id_}.toml"
