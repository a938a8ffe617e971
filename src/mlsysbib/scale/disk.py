"""Disk: the search of `matching` in parts that fit into memory, with the same groups as its result.

Rows are read, sorted and kept in files; blocks, pairs and groups are dealt out to processes. What
grows with the records in memory are a few numbers a row and the vocabulary of their titles.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from mlsysbib.matching.block import decode, encode, keys
from mlsysbib.matching.cluster import components
from mlsysbib.matching.columns import sorted_once
from mlsysbib.matching.decisions import Decisions, decided_pairs
from mlsysbib.matching.find import Progress
from mlsysbib.matching.grouping import VERSION
from mlsysbib.matching.records.files import Line, read_lines
from mlsysbib.problems import Problem
from mlsysbib.scale import tasks
from mlsysbib.scale.rows import RowStore, merge_runs
from mlsysbib.scale.tasks import Grouped

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.block import Pairs
    from mlsysbib.model.venue_matching import VenueMatcher

    Rows = npt.NDArray[np.int64]

_T = TypeVar("_T")

ROWS_AT_ONCE = 50_000
_LEAST_BUCKET = 500_000


class DiskFindings(NamedTuple):
    """Groups of rows of so many references; `problems` say what was set aside."""

    clusters: Grouped
    works: Grouped
    references: int
    problems: list[Problem]
    store: RowStore

    def lines(self) -> Iterator[dict[str, str | int]]:
        """Yield each reference that is in a group, in order of the input, with their numbers."""
        numbers = {
            "cluster": _numbers(self.store, self.clusters),
            "work": _numbers(self.store, self.works),
        }
        rows = np.flatnonzero(numbers["cluster"] + numbers["work"])
        rows = rows[np.argsort(self.store.positions[rows])]
        for row, stored in zip(rows.tolist(), self.store.read(rows), strict=True):
            found = {name: int(of[row]) for name, of in numbers.items() if of[row]}
            yield {"id": stored.id, **found}


def _numbers(store: RowStore, groups: Grouped) -> Rows:
    """Return the number of each row's group, counted from 1 in order of the input, 0 for none."""
    found = np.zeros(len(store), np.int64)
    if len(groups.sizes):
        starts = np.cumsum(groups.sizes) - groups.sizes
        first = np.minimum.reduceat(store.positions[groups.rows], starts)
        rank = np.empty(len(first), np.int64)
        rank[np.argsort(first)] = np.arange(1, len(first) + 1)
        found[groups.rows] = np.repeat(rank, groups.sizes)
    return found


def find_groups(  # noqa: PLR0913 - all that a search depends on
    paths: Sequence[str],
    folder: Path,
    venues: VenueMatcher,
    decisions: Decisions,
    *,
    workers: int = 1,
    rows_at_once: int = ROWS_AT_ONCE,
    progress: Progress | None = None,
) -> DiskFindings:
    """Find the references of files of records that are one, or versions of one work.

    `folder` is empty, and takes about 2 KB a record. Raises OSError and LoadError as
    `read_records` does.
    """
    return _Search(folder, workers, rows_at_once, progress or (lambda *_: None)).run(
        paths, venues, decisions
    )


class _Search:
    def __init__(self, folder: Path, workers: int, rows: int, report: Progress) -> None:
        self.folder, self.workers, self.rows, self.report = folder, workers, rows, report

    def run(self, paths: Sequence[str], venues: VenueMatcher, decisions: Decisions) -> DiskFindings:
        named, problems, counts = self._read(paths, venues, decisions)
        store = RowStore(self.folder)
        decided = tasks.Decided(decided_pairs(_rows_of(store, named), decisions))
        if len(store) > 1:
            self._block(len(store), counts)
            people = np.array([*decided.pairs], np.int64).reshape(-1, 2)
            pairs = sorted_once(encode(people[:, 0], people[:, 1]))
            np.save(self.folder / "pairs-people.npy", pairs)
            tiles = range(-(-len(store) // self.rows))
            self._do(
                "match", tasks.judge_tile, [(self.folder, decided, n, self.rows) for n in tiles]
            )
        clusters, works = self._group(len(store), decided)
        return DiskFindings(clusters, works, len(store), problems, store)

    def _read(
        self, paths: Sequence[str], venues: VenueMatcher, decisions: Decisions
    ) -> tuple[dict[str, list[int]], list[Problem], Counter[str]]:
        """Read all records, and put them in order."""
        names = frozenset(name for both in decisions for name in both)
        named: defaultdict[str, list[int]] = defaultdict(list)
        problems: list[Problem] = []
        count = runs = 0
        self.report("normalize", 0.0)
        wanted = (
            (self.folder, venues, names, run, lines)
            for run, lines in enumerate(_batches(read_lines(paths), self.rows))
        )
        for found in self._results(tasks.read_run, wanted):
            count, runs = count + found.rows, runs + 1
            problems += found.problems
            for name, place in found.named:
                named[name].append(place)
        files = [self.folder / f"run-{run}" for run in range(runs)]
        counts = merge_runs(files, self.folder, count)
        for file in files:
            file.unlink()
        self.report("normalize", 1.0)
        return named, problems, counts

    def _block(self, count: int, counts: Counter[str]) -> None:
        """Write the keys of all rows, and the pairs that share them."""
        starts = range(0, count, self.rows)
        tasks.write_counts(self.folder, counts)
        wanted = [(self.folder, n, min(n + self.rows, count)) for n in starts]
        self._do("block", tasks.write_keys, wanted, until=0.5)
        signature = [np.load(self.folder / f"signature-{start}.npy") for start in starts]
        np.save(self.folder / "signature.npy", np.concatenate(signature))
        columns, _ = RowStore(self.folder).columns(np.arange(0))
        kinds = [
            tasks.KeyKind(number, key.window, key.is_loose)
            for number, key in enumerate(keys(columns))
        ]
        buckets = 1 + count // _LEAST_BUCKET
        dealt = [(self.folder, kind, n, buckets) for kind in kinds for n in range(buckets)]
        self._do("block", tasks.find_pairs, dealt, since=0.5)
        for file in self.folder.glob("key-*"):
            file.unlink()

    def _group(self, count: int, decided: tasks.Decided) -> tuple[Grouped, Grouped]:
        """Group what good pairs connect, many small components in one task."""
        files = sorted(self.folder.glob("edges-*.npy"))
        good = [np.empty(0, np.uint64)]
        for file in files:
            edges = np.load(file, mmap_mode="r")
            good.append(np.array(edges["pair"][edges["code"] >= VERSION]))
        low, high = decode(np.concatenate(good))
        people = np.array([*decided.pairs], np.int64).reshape(-1, 2)
        low, high = np.concatenate([low, people[:, 0]]), np.concatenate([high, people[:, 1]])
        rows = sorted_once(np.concatenate([low, high]))
        places = np.searchsorted(rows, low).tolist(), np.searchsorted(rows, high).tolist()
        component = np.full(count, -1, np.int32)
        task_of: list[int] = []
        filled = 0
        for number, group in enumerate(components(len(rows), *places)):
            component[rows[group]] = number
            filled += len(group)
            task_of.append(filled // self.rows)
        found = self._results(
            tasks.group_rows,
            ((self.folder, decided, some) for some in _dealt(files, component, task_of)),
        )
        groups = list(found)
        self.report("cluster", 1.0)
        return _joined([some for some, _ in groups]), _joined([some for _, some in groups])

    def _do(
        self,
        stage: str,
        function: Callable[..., object],
        wanted: Sequence[tuple[Any, ...]],
        *,
        since: float = 0.0,
        until: float = 1.0,
    ) -> None:
        for done, _ in enumerate(self._results(function, wanted), 1):
            self.report(stage, since + (until - since) * done / len(wanted))

    def _results(
        self, function: Callable[..., _T], wanted: Iterable[tuple[Any, ...]]
    ) -> Iterator[_T]:
        """Yield what a function returns, in order; few tasks wait at a time."""
        if self.workers == 1:
            yield from (function(*some) for some in wanted)
            return
        with ProcessPoolExecutor(self.workers, get_context("spawn")) as pool:
            waiting: deque[Future[_T]] = deque()
            for some in wanted:
                if len(waiting) > self.workers:
                    yield waiting.popleft().result()
                waiting.append(pool.submit(function, *some))
            while waiting:
                yield waiting.popleft().result()


def _batches(lines: Iterator[Line], size: int) -> Iterator[list[Line]]:
    while some := list(islice(lines, size)):
        yield some


def _rows_of(store: RowStore, named: dict[str, list[int]]) -> dict[str, list[int]]:
    """Return the rows of references by their names, of which the places in the input are known."""
    if not named:
        return {}
    order = np.argsort(store.positions)
    sorted_places = store.positions[order]
    return {
        name: sorted(order[np.searchsorted(sorted_places, places)].tolist())
        for name, places in named.items()
    }


def _dealt(
    files: Iterable[Path], component: npt.NDArray[np.int32], task_of: Sequence[int]
) -> Iterator[Pairs]:
    """Yield the judged pairs inside of components, those of each task together."""
    found = [np.empty(0, np.uint64)]
    for file in files:
        pairs = np.load(file, mmap_mode="r")["pair"]
        low, high = decode(pairs)
        found.append(np.array(pairs[(component[low] >= 0) & (component[low] == component[high])]))
    pairs = np.concatenate(found)
    tasks_of_pairs = np.array(task_of, np.int32)[component[decode(pairs)[0]]]
    order = np.argsort(tasks_of_pairs, kind="stable")
    starts = np.flatnonzero(np.diff(tasks_of_pairs[order], prepend=-1))
    for some in np.split(pairs[order], starts[1:]):
        if len(some):
            yield sorted_once(some)


def _joined(some: list[Grouped]) -> Grouped:
    none = np.empty(0, np.int64)
    rows = np.concatenate([none, *(groups.rows for groups in some)])
    return Grouped(rows, np.concatenate([none, *(groups.sizes for groups in some)]))
