"""Build an index: one pass over records, in bounded memory, and the old file until it is done."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import msgspec

from mlsysbib.index.layout import (
    APPLICATION,
    BLOCK,
    MOST_WORKS,
    SCHEMA_VERSION,
    TABLES,
    About,
    pack_block,
)
from mlsysbib.index.postings import Sorter, bucket_bits, pack_buckets, pack_words
from mlsysbib.index.record import Record
from mlsysbib.index.terms import hash_key, title_key, title_words, word_key
from mlsysbib.text.markup import plain_text

# Called with the number of works that are done.
Progress = Callable[[int], None]
# Venue, year, and the number of works of each venue-year of which every paper is there.
Coverage = Iterable[tuple[str, int, int]]

_PREFIX, _SUFFIX = ".building-", ".partial"
_REPORT_EVERY = 4096


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
        block: list[tuple[Record, ...]] = []
        for records in works:
            self._add_terms(records)
            block.append(records)
            self.records += len(records)
            self.works += 1
            if len(block) == BLOCK:
                yield self.works // BLOCK - 1, pack_block(block)
                block.clear()
            if progress and not self.works % _REPORT_EVERY:
                progress(self.works)
        if block:
            yield self.works // BLOCK, pack_block(block)
        if progress:
            progress(self.works)

    def _add_terms(self, records: tuple[Record, ...]) -> None:
        keys: set[int] = set()
        words: set[str] = set()
        # A collection of papers is found by its identifiers alone.
        for title in {plain_text(record.title) for record in records if not record.collection}:
            keys.add(title_key(title))
            words |= title_words(title)
        for record in records:
            if record.venue:
                self.registrants[record.venue, record.doi.partition("/")[0].lower()] += 1
            keys.update(hash_key(kind, value) for kind, value in record.identifiers())
        keys.discard(0)
        self.terms += len(keys)
        self.keys.terms.extend(keys)
        self.keys.works.extend([self.works] * len(keys))
        self.keys.flush_if_full()
        self.words.terms.extend(map(_word_term, words))
        self.words.works.extend([self.works] * len(words))
        self.words.flush_if_full()

    def _buckets(self, bits: int) -> Iterator[tuple[int, bytes]]:
        for terms, works in self.keys.partitions():
            yield from pack_buckets(terms, works, bits)

    def _lists(self) -> Iterator[tuple[int, int, bytes | None]]:
        for terms, works in self.words.partitions():
            yield from pack_words(terms, works, MOST_WORKS)


@lru_cache(1 << 18)
def _word_term(word: str) -> int:
    return word_key(word) << 32
