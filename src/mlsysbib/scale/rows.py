"""Rows on disk: one file of all references as they were read, in canonical order."""

from __future__ import annotations

import heapq
import mmap
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from mlsysbib.matching.columns import Columns
from mlsysbib.matching.normalize import Among, gather, join
from mlsysbib.matching.recurring import find_recurring, find_shared
from mlsysbib.matching.rows import Row, stable_hash
from mlsysbib.matching.venues import NO_VENUE
from mlsysbib.text.words import FUNCTION_WORDS

if TYPE_CHECKING:
    import numpy.typing as npt

    Positions = npt.NDArray[np.int64]
    Hashes = npt.NDArray[np.uint64]

_BUFFER = 1 << 16
_AT_ONCE = 50_000
# A title that heads a column stands in so many rows, at least.
_LEAST_RECURRING = 3


class Stored(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A row with its place in the input, and with the name by which decisions know it."""

    title: str
    hash: int
    position: int
    id: str
    row: Row


_encoder, _decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Stored)


def write_run(path: Path, some: Iterable[Stored]) -> None:
    """Write rows in canonical order, each behind its length."""
    with path.open("wb", _BUFFER) as out:
        for stored in sorted(some, key=_order):
            data = _encoder.encode(stored)
            out.write(len(data).to_bytes(4, "little") + data)


def _order(stored: Stored) -> tuple[str, int, int]:
    return stored.title, stored.hash, stored.position


def _read_run(path: Path) -> Iterator[tuple[tuple[str, int, int], bytes]]:
    with path.open("rb", _BUFFER) as run:
        while length := run.read(4):
            data = run.read(int.from_bytes(length, "little"))
            yield _order(_decoder.decode(data)), data


class RowStore:
    """The rows of a search: read at random, as many as are wanted at a time."""

    def __init__(self, folder: Path) -> None:
        """Open the rows that `merge_runs` wrote into a folder."""
        self._offsets = np.load(folder / "offsets.npy", mmap_mode="r")
        self.is_serial = np.load(folder / "is_serial.npy", mmap_mode="r")
        self.doi_is_shared = np.load(folder / "doi_is_shared.npy", mmap_mode="r")
        self.positions: Positions = np.load(folder / "positions.npy", mmap_mode="r")
        with (folder / "rows").open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else b""

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._offsets) - 1

    def read(self, numbers: Positions) -> Iterator[Stored]:
        """Yield some rows, in the order of their numbers as given."""
        starts, ends = self._offsets[numbers].tolist(), self._offsets[numbers + 1].tolist()
        for start, end in zip(starts, ends, strict=True):
            yield _decoder.decode(self._data[start:end])

    def columns(self, numbers: Positions) -> tuple[Columns, list[str]]:
        """Return some rows as columns, in the order of their numbers as given, and their words."""
        part = gather(stored.row for stored in self.read(numbers))
        among = Among(self.is_serial[numbers], self.doi_is_shared[numbers])
        return join([part], np.arange(len(numbers)), among), part.vocabulary


def merge_runs(runs: Iterable[Path], folder: Path, count: int) -> Counter[str]:
    """Merge runs into one file of rows; return how often each word of meaning stands in titles.

    What recurs among the rows is found on the way, and the DOIs that unlike titles share after it.
    """
    offsets, positions = np.zeros(count + 1, np.int64), np.zeros(count, np.int64)
    is_serial = np.zeros(count, np.bool_)
    dois = np.zeros(count, np.uint64)
    counts: Counter[str] = Counter()
    start, offset, number = 0, 0, -1
    title: str | None = None
    block: list[Row] = []
    with (folder / "rows").open("wb", _BUFFER) as out:
        merged = heapq.merge(*map(_read_run, runs), key=itemgetter(0))
        for number, ((name, _, position), data) in enumerate(merged):
            out.write(data)
            offset += len(data)
            offsets[number + 1], positions[number] = offset, position
            row = _decoder.decode(data).row
            counts.update(word for word in row.words if word not in FUNCTION_WORDS)
            if row.strings["doi"]:
                dois[number] = stable_hash(row.strings["doi"].encode())
            if name != title:
                is_serial[start:number] = _recurs(block)
                start, title, block = number, name, []
            block.append(row)
        is_serial[start : number + 1] = _recurs(block)
    np.save(folder / "offsets.npy", offsets)
    np.save(folder / "positions.npy", positions)
    np.save(folder / "is_serial.npy", is_serial)
    np.save(folder / "doi_is_shared.npy", np.zeros(count, np.bool_))
    np.save(folder / "doi_is_shared.npy", _shared(RowStore(folder), dois))
    return counts


def _recurs(rows: list[Row]) -> bool:
    """Say whether the rows of one title make it the heading of a column."""
    if len(rows) < _LEAST_RECURRING:
        return False
    venues = list(dict.fromkeys([NO_VENUE, *(row.venue for row in rows)]))
    number_of = {venue: number for number, venue in enumerate(venues)}
    venue = np.array([number_of[row.venue] for row in rows], np.int32)
    year = np.array([row.numbers["year"] for row in rows], np.int32)
    return bool(find_recurring([row.title for row in rows], year, venue, venues)[0])


def _shared(store: RowStore, dois: Hashes) -> npt.NDArray[np.bool_]:
    """Say which rows have a DOI that rows of unlike titles have."""
    found = np.zeros(len(dois), np.bool_)
    rows = np.flatnonzero(dois)
    rows = rows[np.argsort(dois[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(dois[rows], prepend=np.uint64(0)))
    sizes = np.diff(starts, append=len(rows))
    keep = np.repeat(sizes > 1, sizes)
    rows, group = rows[keep], np.repeat(np.arange(len(sizes)), sizes)[keep]
    ends = np.flatnonzero(np.diff(group, append=-1)) + 1
    start = 0
    for end in ends.tolist():
        # Whole groups, as many as are enough.
        if end - start >= _AT_ONCE or end == len(rows):
            some = rows[start:end]
            titles = [stored.title for stored in store.read(some)]
            found[some] = find_shared(titles, (group[start:end] + 1).astype(np.int32))
            start = end
    return found
