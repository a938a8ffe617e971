"""Where a file of a library stands, or is to stand when it is written for the first time.

A file may stand in any folder below the one of its kind, so that its place is asked for here or of
the library, and never made of a name.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Mapping

import msgspec

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library

MARKER = "mlsysbib.toml"


def find_root(start: str) -> str | None:
    """Return the nearest folder at or above `start` that is a library's root."""
    folder = os.path.abspath(start)
    while not os.path.isfile(os.path.join(folder, MARKER)):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def place_of_entry(entry: Entry, library: Library) -> str:
    """Return the path of an entry's file, relative to the library's root."""
    if entry.key in library:
        return library.path_of(entry.key)
    return f"entries/{entry.year or 'undated'}/{entry.key}.toml"


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


def with_files(
    library: Library, entries: Iterable[Entry], reading_lists: Mapping[str, str]
) -> Library:
    """Return a library as it will be read once the files of these are written."""
    contents = library.contents
    by_path = dict(zip(contents.paths, contents.entries, strict=True))
    by_path |= {place_of_entry(entry, library): entry for entry in entries}
    # In the order of the reader.
    paths = sorted(by_path, key=lambda path: (by_path[path].key.casefold(), path))
    list_paths = {id_: place_of_list(id_, library) for id_ in reading_lists}
    changed = msgspec.structs.replace(
        contents,
        entries=tuple(by_path[path] for path in paths),
        paths=tuple(paths),
        reading_lists={**contents.reading_lists, **reading_lists},
        list_paths=contents.list_paths | list_paths,
    )
    return Library(changed, library.venues)
