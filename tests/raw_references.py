"""References made of strings, as raw records hold them, with the venues of the shipped library."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mlsysbib.matching import Reference
from mlsysbib.matching.records import Record, RecordReader
from mlsysbib.model.library import Library
from mlsysbib.model.venue_matching import VenueMatcher
from mlsysbib.store.reader import read_contents

ROOT = Path(__file__).parent.parent


@cache
def reader() -> RecordReader:
    """Return the reader that knows the shipped venue table."""
    return RecordReader(VenueMatcher(Library(read_contents(str(ROOT))).venues))


def raw(
    title: str = "", *, id_: str = "", authors: tuple[str, ...] = (), **fields: str
) -> Reference:
    """Return the reference of a record."""
    return reader().read(Record(id=id_, title=title, authors=authors, **fields))
