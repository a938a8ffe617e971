"""What `mlsysbib import` takes over from one file, before anything of it is written."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.store.places import place_of_entry, place_of_list
from mlsysbib.store.writer import dump_entry


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """New and changed entries, the text of lists by their name, and how references ended.

    `keys` leads from the key of each reference to that of its entry; `reads` are the references.
    """

    entries: tuple[Entry, ...]
    reading_lists: Mapping[str, str] = {}
    counts: Mapping[str, int]
    keys: Mapping[str, str] = {}
    reads: tuple[Read, ...] = ()


def texts_of(taken: Taken, library: Library) -> dict[str, str]:
    """Return path -> text of each file that is to be written."""
    texts = {place_of_entry(entry, library): dump_entry(entry) for entry in taken.entries}
    lists = taken.reading_lists.items()
    return texts | {place_of_list(id_, library): text for id_, text in lists}
