"""Tasks: what a process does with some of the rows or of the pairs, by the rules of `matching`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from mlsysbib.matching import block
from mlsysbib.matching.columns import sorted_once
from mlsysbib.matching.grouping import group
from mlsysbib.matching.judged import Judged
from mlsysbib.matching.records import RecordReader
from mlsysbib.matching.records.files import Line, read_line
from mlsysbib.matching.rows import read_row, stable_hash
from mlsysbib.problems import Problem
from mlsysbib.scale.rows import RowStore, Stored, write_run

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.block import Pairs
    from mlsysbib.matching.match import Verdict
    from mlsysbib.model.venue_matching import VenueMatcher

    Rows = npt.NDArray[np.int64]

_PAIRS_AT_ONCE = 50_000
# Rows are read once for so many pairs.
_PAIRS_OF_ROWS = 200_000
_KEY = np.dtype([("value", np.uint64), ("row", np.uint32)])
EDGE = np.dtype([("pair", np.uint64), ("code", np.int8)])


class Decided(NamedTuple):
    """Pairs of rows that people decided on, the lower row first."""

    pairs: Mapping[tuple[int, int], Verdict]

    def among(self, rows: Rows) -> dict[tuple[int, int], Verdict]:
        """Return those of which both are among some rows, by their places there."""
        place = {int(row): number for number, row in enumerate(rows)} if self.pairs else {}
        return {
            (place[low], place[high]): verdict
            for (low, high), verdict in self.pairs.items()
            if low in place and high in place
        }


class ReadRun(NamedTuple):
    """How many rows a run has; the problems; the places of references that people decided on."""

    rows: int
    problems: list[Problem]
    named: list[tuple[str, int]]


def read_run(
    folder: Path, venues: VenueMatcher, decided: frozenset[str], run: int, lines: Sequence[Line]
) -> ReadRun:
    """Read lines of records and write them as a run; their places are counted over all inputs."""
    reader = RecordReader(venues)
    problems: list[Problem] = []
    named: list[tuple[str, int]] = []
    rows: list[Stored] = []
    for line in lines:
        found = read_line(line, reader)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        row = read_row(found)
        rows.append(Stored(row.title, row.hash, line.place, found.id, row))
        name = found.work or found.id
        if name in decided:
            named.append((name, line.place))
    write_run(folder / f"run-{run}", rows)
    return ReadRun(len(rows), problems, named)


def write_counts(folder: Path, counts: Mapping[str, int]) -> None:
    """Write how often each word stands in titles, of those that do so several times."""
    several = {word: count for word, count in counts.items() if count > 1}
    (folder / "counts").write_bytes(msgspec.msgpack.encode(several))


@lru_cache(maxsize=1)
def _counts(folder: Path) -> dict[str, int]:
    return msgspec.msgpack.decode((folder / "counts").read_bytes(), type=dict[str, int])


def write_keys(folder: Path, start: int, end: int) -> None:
    """Write the keys of some rows, those of each kind in a file of their own, in order."""
    columns, words = RowStore(folder).columns(np.arange(start, end))
    counts = _counts(folder)
    often = np.array([counts.get(word, 0) for word in words], np.int64)
    hashes = np.array([stable_hash(text.encode()) for text in columns.strings], np.uint64)
    hashes[0] = 0
    np.save(folder / f"signature-{start}.npy", columns.signature)
    for number, key in enumerate(block.keys(columns, often, hashes)):
        found = np.empty(len(key.rows), _KEY)
        found["value"], found["row"] = key.values, key.rows + start
        found = found[np.lexsort((found["row"], found["value"]))]
        np.save(folder / f"key-{number}-{start}.npy", found)


def find_pairs(folder: Path, kind: KeyKind, bucket: int, buckets: int) -> int:
    """Write the pairs of rows that share a value of a bucket; return how many there are."""
    width = (1 << 64) // buckets
    low, high = bucket * width, (bucket + 1) * width - 1 if bucket + 1 < buckets else (1 << 64) - 1
    parts = []
    for file in sorted(folder.glob(f"key-{kind.number}-*.npy")):
        found = np.load(file, mmap_mode="r")
        values = found["value"]
        start = np.searchsorted(values, np.uint64(low))
        parts.append(np.array(found[start : np.searchsorted(values, np.uint64(high), "right")]))
    keyed = np.concatenate(parts)
    rows = keyed["row"].astype(np.int64)
    order = np.argsort(rows, kind="stable")
    key = block.Key(rows[order], keyed["value"][order], kind.window, kind.is_loose)
    a, b = block.neighbours(key)
    if kind.is_loose:
        keep = block.overlap(np.load(folder / "signature.npy", mmap_mode="r"), a, b)
        a, b = a[keep], b[keep]
    pairs = sorted_once(block.encode(a, b))
    np.save(folder / f"pairs-{kind.number}-{bucket}.npy", pairs)
    return len(pairs)


class KeyKind(NamedTuple):
    """A kind of key; see `block.Key`."""

    number: int
    window: int
    is_loose: bool


def judge_tile(folder: Path, decided: Decided, tile: int, rows: int) -> int:
    """Judge the pairs whose lower rows are in a tile; return how many may match."""
    low, high = np.uint64(tile * rows << 32), np.uint64((tile + 1) * rows << 32)
    parts = []
    for file in sorted(folder.glob("pairs-*.npy")):
        found = np.load(file, mmap_mode="r")
        parts.append(np.array(found[np.searchsorted(found, low) : np.searchsorted(found, high)]))
    pairs = sorted_once(np.concatenate(parts)) if parts else np.empty(0, np.uint64)
    store = RowStore(folder)
    edges = [np.empty(0, EDGE)]
    for start in range(0, len(pairs), _PAIRS_OF_ROWS):
        judged, wanted = _judge(store, decided, pairs[start : start + _PAIRS_OF_ROWS])
        measured = judged.edges()
        some = np.zeros(len(measured.low), EDGE)
        some["pair"] = block.encode(wanted[measured.low], wanted[measured.high])
        some.sort(order="pair")
        features, _, codes, _ = judged.kept(keep_different=False)
        kept = block.encode(wanted[features.low], wanted[features.high])
        some["code"][np.searchsorted(some["pair"], kept)] = codes
        edges.append(some)
    np.save(folder / f"edges-{tile}.npy", np.concatenate(edges))
    return sum(map(len, edges))


def _judge(store: RowStore, decided: Decided, pairs: Pairs) -> tuple[Judged, Rows]:
    """Judge pairs; return what was found, and the rows that it speaks of by their places."""
    low, high = block.decode(pairs)
    wanted = sorted_once(np.concatenate([low, high]))
    columns, _ = store.columns(wanted)
    known = decided.among(wanted)
    judged = Judged(columns, known)
    low, high = np.searchsorted(wanted, low), np.searchsorted(wanted, high)
    for start in range(0, max(len(low), 1), _PAIRS_AT_ONCE):
        judged.measure(low[start : start + _PAIRS_AT_ONCE], high[start : start + _PAIRS_AT_ONCE])
    judged.add(np.array([*known], np.int64).reshape(-1, 2))
    return judged, wanted


class Grouped(NamedTuple):
    """Groups of rows, end to end, and how many rows each has."""

    rows: Rows
    sizes: Rows


def group_rows(folder: Path, decided: Decided, pairs: Pairs) -> tuple[Grouped, Grouped]:
    """Return the clusters and the works of rows, of which all pairs that were judged are given."""
    judged, wanted = _judge(RowStore(folder), decided, pairs)
    found = group(judged.columns, judged)
    return _grouped(wanted, found.clusters), _grouped(wanted, found.works)


def _grouped(rows: Rows, groups: Sequence[Sequence[int]]) -> Grouped:
    places = np.array([place for group in groups for place in group], np.int64)
    return Grouped(rows[places], np.array([len(group) for group in groups], np.int64))
