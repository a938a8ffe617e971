"""Look up works in one index file, read-only; any number of processes may do so at once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from mlsysbib.index.layout import (
    APPLICATION,
    BLOCK,
    MOST_WORKS,
    SCHEMA_VERSION,
    About,
    IndexFileError,
    decode_work,
    unpack_block,
)
from mlsysbib.index.postings import bucket_of, in_bucket, unpack
from mlsysbib.index.record import Record, Work, normal_identifier, with_collection
from mlsysbib.index.terms import fold_title, hash_key, team_of, title_key, title_words, word_key
from mlsysbib.text.markup import plain_text

if TYPE_CHECKING:
    from mlsysbib.index.postings import Numbers

# Works in which the rarest words of a title are looked for, and how many words.
_MOST_LOOKED_AT = 100_000
_MOST_WORDS = 8
_LEAST_SHARED = 2
_BLOCKS_HELD = 64
# Two common names may have written many papers in a year.
_MOST_OF_TEAM = 64


class Store:
    """One index, open for reading."""

    def __init__(self, path: str) -> None:
        """Open a file; raise IndexFileError for one that is no sound index of this version."""
        self.path = path
        self._database = _open(path)
        self.about = self._check()
        self._collections: dict[int, Record] = {}
        self._block = lru_cache(_BLOCKS_HELD)(self._read_block)

    def _check(self) -> About:
        (application,) = self._row("PRAGMA application_id")
        if application != APPLICATION:
            raise IndexFileError(f"{self.path}: this is no index that mlsysbib has built")
        (version,) = self._row("PRAGMA user_version")
        if version != SCHEMA_VERSION:
            raise IndexFileError(
                f"{self.path}: an index of version {version}, and this mlsysbib reads version "
                f"{SCHEMA_VERSION}; `mlsysbib index build` makes it anew from its source"
            )
        (pages,), (size,) = self._row("PRAGMA page_count"), self._row("PRAGMA page_size")
        if pages * size != os.path.getsize(self.path):
            raise IndexFileError(f"{self.path}: the index is cut off; {_BUILD_ANEW}")
        try:
            about: About = msgspec.json.decode(self._row("SELECT about FROM meta")[0], type=About)
        except msgspec.MsgspecError:
            raise IndexFileError(f"{self.path}: the index is damaged; {_BUILD_ANEW}") from None
        return about

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexFileError(
                f"{self.path}: the index cannot be read: {error}; {_BUILD_ANEW}"
            ) from None

    def _row(self, query: str) -> tuple[Any, ...]:
        rows = self._rows(query)
        if not rows:
            raise IndexFileError(f"{self.path}: the index is damaged; {_BUILD_ANEW}")
        return rows[0]

    def _read_block(self, number: int) -> list[msgspec.Raw]:
        rows = self._rows("SELECT packed FROM blocks WHERE id = ?", (number,))
        try:
            return unpack_block(bytes(rows[0][0]))
        except (IndexError, TypeError, IndexFileError) as error:
            raise IndexFileError(f"{self.path}: {error}; {_BUILD_ANEW}") from None

    def work(self, number: int) -> Work:
        """Return a work by its number, from 0."""
        try:
            records = decode_work(self._block(number // BLOCK)[number % BLOCK])
        except (IndexError, msgspec.MsgspecError) as error:
            raise IndexFileError(f"{self.path}: damaged: {error}; {_BUILD_ANEW}") from None
        return Work(self.about.name, number, tuple(map(self._completed, records)))

    def _completed(self, record: Record) -> Record:
        """Return a record with what the proceedings that it stands in say of all their papers."""
        if not record.crossref:
            return record
        for number in self._numbers(hash_key("dblp", record.crossref)):
            if number not in self._collections:
                records = decode_work(self._block(number // BLOCK)[number % BLOCK])
                self._collections[number] = records[0]
            collection = self._collections[number]
            if collection.collection and collection.dblp == record.crossref:
                return with_collection(record, collection)
        return record

    def works(self) -> Iterator[Work]:
        """Yield all works, in the order of their source."""
        for number in range(self.about.works):
            yield self.work(number)

    def _numbers(self, term: int) -> list[int]:
        bits = self.about.bucket_bits
        bucket = bucket_of(term, bits)
        rows = self._rows("SELECT packed FROM keys WHERE bucket = ?", (bucket,))
        return in_bucket(rows[0][0], term, bits) if rows else []

    def by_identifier(self, kind: str, value: str) -> list[Work]:
        """Return the works with a `doi`, `arxiv`, `dblp`, `anthology` or `openreview` identifier.

        A DOI in any writing is taken, a DBLP key with or without `DBLP:`.
        """
        wanted = normal_identifier(kind, value)
        if not wanted:
            return []
        works = map(self.work, self._numbers(hash_key(kind, wanted)))
        return [
            work
            for work in works
            if any((kind, wanted) in record.identifiers() for record in work.records)
        ]

    def by_title(self, title: str) -> list[Work]:
        """Return the works of which a version has just this title, letters and digits alone."""
        key = title_key(title)
        if not key:
            return []
        folded = fold_title(title)
        works = map(self.work, self._numbers(key))
        return [
            work
            for work in works
            if any(fold_title(plain_text(record.title)) == folded for record in work.records)
        ]

    def by_team(self, authors: Sequence[str], year: int) -> list[Work]:
        """Return the works of a year that have just these authors, by family name; two at least."""
        team = team_of(authors, year)
        numbers = self._numbers(hash_key("team", team)) if team else []
        return [
            work
            for work in map(self.work, numbers[:_MOST_OF_TEAM])
            if any(team_of(record.authors, record.year) == team for record in work.records)
        ]

    def near_title(self, title: str, most: int = 8) -> list[Work]:
        """Return the works whose titles share the rarest words of a title, best first.

        They are candidates, and a title of few words needs all of them.
        """
        lists = list(self._rarest(title_words(title)))
        if not lists:
            return []
        numbers = np.concatenate([works for works, _ in lists])
        weights = np.concatenate([np.full(len(works), weight) for works, weight in lists])
        order = np.argsort(numbers, kind="stable")
        numbers, weights = numbers[order], weights[order]
        starts = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]]))
        shared = np.diff(np.append(starts, len(numbers)))
        total = np.add.reduceat(weights, starts)
        total[shared < min(_LEAST_SHARED, len(lists))] = 0
        if len(total) > most:
            # All that are as good as the last of the best, so that the lower number comes first.
            kept = np.flatnonzero(total >= np.partition(total, -most)[-most])
            total, starts = total[kept], starts[kept]
        best = np.lexsort((numbers[starts], -total))[:most]
        return [self.work(number) for number in numbers[starts][best[total[best] > 0]].tolist()]

    def _rarest(self, words: Iterable[bytes]) -> Iterator[tuple[Numbers, float]]:
        """Yield the works of each of the rarest words, and what a word is worth."""
        wanted = tuple(map(word_key, words))
        marks = ",".join("?" * len(wanted))
        query = f"SELECT works, word FROM words WHERE works <= ? AND word IN ({marks})"  # noqa: S608  # question marks alone
        found = sorted(self._rows(query, (MOST_WORKS, *wanted)))
        budget = _MOST_LOOKED_AT
        for count, word in found[:_MOST_WORDS]:
            budget -= count
            ((packed,),) = self._rows("SELECT packed FROM words WHERE word = ?", (word,))
            try:
                works = unpack(packed)
            except (ValueError, IndexError, TypeError):
                raise IndexFileError(f"{self.path}: damaged; {_BUILD_ANEW}") from None
            yield works, float(np.log((self.about.works + 1) / count))
            if budget < 0:
                break

    def registrants(self, venue: str) -> dict[str, int]:
        """Return how many records of a venue have a DOI of which registrant, "" for none."""
        rows = self._rows("SELECT registrant, works FROM registrants WHERE venue = ?", (venue,))
        return dict(rows)

    @cached_property
    def registered(self) -> frozenset[str]:
        """The registrants of all DOIs."""
        rows = self._rows("SELECT DISTINCT registrant FROM registrants")
        return frozenset(str(registrant) for (registrant,) in rows)

    @cached_property
    def coverage(self) -> dict[tuple[str, int], int]:
        """How many works there are of each venue and year of which all are there."""
        rows = self._rows("SELECT venue, year, works FROM coverage")
        return {(str(venue), int(year)): int(works) for venue, year, works in rows}


_BUILD_ANEW = "`mlsysbib index build` makes it anew"


def _open(path: str) -> sqlite3.Connection:
    if not os.path.isfile(path):
        raise IndexFileError(f"{path}: there is no such index")
    escaped = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    try:
        # Nobody writes into an index: it is replaced as a whole.
        return sqlite3.connect(f"file:{escaped}?mode=ro&immutable=1", uri=True)
    except sqlite3.OperationalError as error:
        raise IndexFileError(f"{path}: the index cannot be opened: {error}") from None
