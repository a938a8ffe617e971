"""Build an index: one pass over records, in bounded memory, and the old file until it is done."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from mlsysbib.index.layout import (
    APPLICATION,
    BLOCK,
    MOST_WORKS,
    SCHEMA_VERSION,
    TABLES,
    About,
)
from mlsysbib.index.postings import Sorter, bucket_bits, pack_buckets, pack_words
from mlsysbib.index.record import Record
from mlsysbib.index.workers import packed

if TYPE_CHECKING:
    import numpy.typing as npt

# Called with the number of works that are done.
Progress = Callable[[int], None]
# Venue, year, and the number of works of each venue-year of which every paper is there.
Coverage = Iterable[tuple[str, int, int]]

_PREFIX, _SUFFIX = ".building-", ".partial"


def build_index(
    path: str,
    works: Iterable[tuple[Record, ...]],
    about: About,
    coverage: Callable[[], Coverage] = tuple,
    progress: Progress | None = None,
) -> About:
    """Write the index of some works to a file, and return what it says of itself.

    The file is replaced once all is written: whatever ends the build before leaves the old one.
    `coverage` is asked at the end, as a source may tell it behind its works. Raises OSError, and
    what `works` raises.
    """
    target = os.path.realpath(path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    _sweep(os.path.dirname(target))
    prefix = f"{_PREFIX}{os.getpid()}-"
    folder = tempfile.mkdtemp(_SUFFIX, prefix, os.path.dirname(target))
    try:
        temporary = os.path.join(folder, "index")
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as database:
            about = _Builder(database, folder).build(works, about, coverage, progress)
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except sqlite3.OperationalError as error:
        raise OSError(f"{path}: {error}") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return about


def _sweep(folder: str) -> None:
    """Delete what builds have left that were killed."""
    for child in os.scandir(folder):
        if child.name.startswith(_PREFIX) and child.name.endswith(_SUFFIX):
            pid = child.name.removeprefix(_PREFIX).partition("-")[0]
            if pid.isdecimal() and not _is_alive(int(pid)):
                shutil.rmtree(child.path, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


class _Builder:
    def __init__(self, database: sqlite3.Connection, folder: str) -> None:
        self.database = database
        self.keys = Sorter(folder, "keys")
        self.words = Sorter(folder, "words")
        self.works = self.records = self.terms = 0
        self.registrants: Counter[tuple[str, str]] = Counter()

    def build(
        self,
        works: Iterable[tuple[Record, ...]],
        about: About,
        coverage: Callable[[], Coverage],
        progress: Progress | None,
    ) -> About:
        run = self.database.execute
        run("PRAGMA page_size = 8192")
        run("PRAGMA journal_mode = OFF")
        run("PRAGMA synchronous = OFF")
        run("PRAGMA locking_mode = EXCLUSIVE")
        run(f"PRAGMA application_id = {APPLICATION}")
        run(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self.database.executescript(TABLES)
        run("BEGIN")
        self.database.executemany("INSERT INTO blocks VALUES (?, ?)", self._blocks(works, progress))
        bits = bucket_bits(self.terms)
        self.database.executemany("INSERT INTO keys VALUES (?, ?)", self._buckets(bits))
        self.database.executemany("INSERT INTO words VALUES (?, ?, ?)", self._lists())
        self.database.executemany("INSERT OR REPLACE INTO coverage VALUES (?, ?, ?)", coverage())
        rows = ((*names, works) for names, works in self.registrants.items())
        self.database.executemany("INSERT INTO registrants VALUES (?, ?, ?)", rows)
        about = msgspec.structs.replace(
            about, works=self.works, records=self.records, bucket_bits=bits
        )
        run("INSERT INTO meta VALUES (?)", (msgspec.json.encode(about).decode(),))
        run("COMMIT")
        return about

    def _blocks(
        self, works: Iterable[tuple[Record, ...]], progress: Progress | None
    ) -> Iterator[tuple[int, bytes]]:
        for some in packed(works):
            keys, words = np.frombuffer(some.keys, ">u8"), np.frombuffer(some.words, np.uint32)
            self.keys.add(keys, self._numbers(some.key_counts))
            self.words.add(
                words.astype(np.uint64) << np.uint64(32), self._numbers(some.word_counts)
            )
            yield from enumerate(some.blocks, self.works // BLOCK)
            self.terms += len(keys)
            self.works += some.works
            self.records += some.records
            self.registrants += some.registrants
            if progress:
                progress(self.works)

    def _numbers(self, packed_counts: bytes) -> npt.NDArray[np.uint32]:
        """Return the number of its work for each term of some works."""
        counts = np.frombuffer(packed_counts, np.uint32)
        return np.repeat(np.arange(self.works, self.works + len(counts), dtype=np.uint32), counts)

    def _buckets(self, bits: int) -> Iterator[tuple[int, bytes]]:
        for terms, works in self.keys.partitions():
            yield from pack_buckets(terms, works, bits)

    def _lists(self) -> Iterator[tuple[int, int, bytes | None]]:
        for terms, works in self.words.partitions():
            yield from pack_words(terms, works, MOST_WORKS)
