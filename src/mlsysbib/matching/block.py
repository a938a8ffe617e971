"""Block: pairs of rows that are worth a look, in linear time.

Each key puts every row into a block; within a block, rows that stand near to each other in title
order make pairs. So a word that everyone uses costs no more than any other.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mlsysbib.matching.columns import Columns, Ragged, scramble, sorted_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools, Ints

    Hashes = npt.NDArray[np.uint64]
    Pairs = npt.NDArray[np.uint64]
    Rows = npt.NDArray[np.int64]


class Key(NamedTuple):
    """A key of many rows: `rows[i]` has `values[i]`. A loose key is no reason by itself."""

    rows: npt.NDArray[np.int64]
    values: Hashes
    window: int
    is_loose: bool


_NARROW = 24
_BROAD = 12
_RAREST = 4
_LEAST_AUTHORS = 3
_MOST_UNSORTED = 10_000_000
_LOWER = np.uint64(0xFFFFFFFF)


def candidate_pairs(
    columns: Columns,
    wanted: Callable[[Rows, Rows], Bools] | None = None,
    is_first: Bools | None = None,
) -> Pairs:
    """Return pairs of rows as `low << 32 | high`, sorted, each once, of those that are wanted.

    `is_first` says which rows are of the first of two sources, if there are two: then a row has the
    nearest rows of the other source as neighbours as well, however many of its own are between.
    """
    found: list[Pairs] = [np.empty(0, np.uint64)]
    for key in keys(columns):
        low, high = neighbours(key, is_first)
        keep = np.ones(len(low), np.bool_)
        if wanted is not None:
            keep &= wanted(low, high)
        if key.is_loose:
            keep &= overlap(columns.signature, low, high)
        found.append(encode(low[keep], high[keep]))
        if sum(map(len, found[1:])) > _MOST_UNSORTED:
            found = [sorted_once(np.concatenate(found))]
    return sorted_once(np.concatenate(found))


def encode(one: Rows, other: Rows) -> Pairs:
    """Return pairs of rows as one number each: the lower row in the upper 32 bits."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    return low.astype(np.uint64) << np.uint64(32) | high.astype(np.uint64)


def decode(pairs: Pairs) -> tuple[Rows, Rows]:
    """Return the lower and the higher rows of encoded pairs."""
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & _LOWER).astype(np.int64)


def neighbours(key: Key, is_first: Bools | None = None) -> tuple[Rows, Rows]:
    """Return the pairs of rows that share a value and stand at most a window apart."""
    order = np.argsort(key.values, kind="stable")
    rows, values = key.rows[order], key.values[order]
    # Blocks of one row are most of all; they take no part.
    shared = np.zeros(len(values), np.bool_)
    same = values[1:] == values[:-1]
    shared[1:] |= same
    shared[:-1] |= same
    rows, values = rows[shared], values[shared]
    low, high = [], []
    for distance in range(1, key.window + 1):
        match = values[distance:] == values[:-distance]
        if not match.any():
            break
        low.append(rows[:-distance][match])
        high.append(rows[distance:][match])
    if low and is_first is not None:
        one, other = np.flatnonzero(is_first[rows]), np.flatnonzero(~is_first[rows])
        for some, others in ((one, other), (other, one)):
            for a, b in _nearest(values, some, others, key.window):
                low.append(rows[a])
                high.append(rows[b])
    if not low:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    first, second = np.concatenate(low), np.concatenate(high)
    distinct = first != second
    return first[distinct], second[distinct]


def _nearest(values: Hashes, some: Rows, others: Rows, window: int) -> Iterator[tuple[Rows, Rows]]:
    """Yield those of some places that share their value with one of the nearest of others."""
    after = np.searchsorted(others, some)
    for step in (*range(window), *range(-1, -window - 1, -1)):
        at = after + step
        inside = (at >= 0) & (at < len(others))
        a, b = some[inside], others[at[inside]]
        same = values[a] == values[b]
        if same.any():
            yield a[same], b[same]


_LEAST_OVERLAP = 0.4


def overlap(signature: Hashes, low: Rows, high: Rows) -> Bools:
    """Say which pairs of rows have words enough in common."""
    a, b = signature[low], signature[high]
    least = np.minimum(np.bitwise_count(a), np.bitwise_count(b))
    found: Bools = np.bitwise_count(a & b) >= _LEAST_OVERLAP * least
    return found


def keys(
    columns: Columns, counts: Rows | None = None, hashes: Hashes | None = None
) -> Iterator[Key]:
    """Yield the keys of all rows.

    If the rows are but some of those of a search, `counts` says how many of all have each word, and
    `hashes` stands for each string as it does in any other part.
    """
    if hashes is None:
        hashes = np.arange(len(columns.strings), dtype=np.uint64)

    def of(numbers: Ints) -> Hashes:
        return np.where(numbers > 0, hashes[numbers], 0)

    content, core = _content(columns), _core(columns)
    rare = _rarest(columns, counts)
    first_author, name = of(columns.families[:, 0]), of(columns.name)
    yield _key(1, of(columns.doi))
    yield _key(2, of(columns.arxiv))
    yield _sequence(columns, 3, columns.words, 0, None)
    yield _sequence(columns, 4, core, 0, None)
    yield _set(columns, 5, content)
    yield _sequence(columns, 6, content, 0, 4)
    yield _sequence(columns, 7, _content(columns, core), 0, 4)
    yield _sequence(columns, 8, content, -4, None)
    # One key each: a word may be the rarest of one title, and the second of the other.
    yield _joined(
        _key(9, rare[:, one], rare[:, other], window=_BROAD, is_loose=True)
        for one, other in combinations(range(_RAREST), 2)
    )
    yield _joined(
        _key(10, first_author, rare[:, one], window=_BROAD, is_loose=True) for one in range(2)
    )
    yield _key(11, first_author, columns.first_page, window=_BROAD)
    yield _key(12, columns.volume, columns.first_page, columns.year, window=_BROAD)
    yield _key(13, name, window=_BROAD)
    yield _key(14, name, first_author, window=_BROAD)
    yield _author_set(15, columns, of(columns.families))


def _key(salt: int, *parts: Ints | Hashes, window: int = _NARROW, is_loose: bool = False) -> Key:
    """Make a key of numbers; a row that lacks one of them has no key."""
    known = np.logical_and.reduce([part > 0 for part in parts])
    rows = np.flatnonzero(known)
    value = np.full(len(rows), salt, np.uint64)
    for part in parts:
        value = scramble(value ^ part[rows].astype(np.uint64))
    return Key(rows, value, window, is_loose)


def _joined(keys: Iterable[Key]) -> Key:
    """Return one key of several; a row may have several values of it."""
    found = list(keys)
    rows = np.concatenate([key.rows for key in found])
    values = np.concatenate([key.values for key in found])
    # Within a block, the order of rows is that of titles.
    order = np.argsort(rows, kind="stable")
    return found[0]._replace(rows=rows[order], values=values[order])


# Titles that agree so far are compared, whatever follows; one of a million words costs no more.
_MOST_WORDS = 100


def _sequence(columns: Columns, salt: int, words: Ragged, start: int, stop: int | None) -> Key:
    """Make a key of some words, in order."""
    lengths = words.lengths
    rows = np.flatnonzero(lengths > 1)
    most = int(lengths.max(initial=0)) if stop is None and start == 0 else 4
    most = min(most, _MOST_WORDS)
    value = np.full(len(rows), salt, np.uint64)
    for step in range(most):
        has = lengths[rows] > step
        at = (
            words.offsets[rows[has]] + step
            if start == 0
            else words.offsets[rows[has] + 1] - step - 1
        )
        value[has] = scramble(value[has] ^ columns.word_hash[words.flat[at]])
    return Key(rows, value, _NARROW, is_loose=False)


def _set(columns: Columns, salt: int, words: Ragged) -> Key:
    """Make a key of all words, in any order."""
    rows = np.flatnonzero(words.lengths > 1)
    total = np.concatenate(
        [
            np.zeros(1, np.uint64),
            np.cumsum(scramble(columns.word_hash[words.flat]), dtype=np.uint64),
        ]
    )
    value = total[words.offsets[1:]] - total[words.offsets[:-1]]
    return Key(rows, scramble(value[rows] ^ np.uint64(salt)), _NARROW, is_loose=False)


def _author_set(salt: int, columns: Columns, families: Hashes) -> Key:
    """Make a key of the family names, for works of three or more authors."""
    rows = np.flatnonzero(columns.author_count >= _LEAST_AUTHORS)
    members = np.where(families[rows] > 0, scramble(families[rows]), np.uint64(0))
    value = scramble(members.sum(axis=1, dtype=np.uint64) ^ np.uint64(salt))
    return Key(rows, value, _BROAD, is_loose=False)


def _content(columns: Columns, words: Ragged | None = None) -> Ragged:
    """Return the words that carry meaning."""
    words = words or columns.words
    return _select(words, columns.is_content[words.flat])


def _core(columns: Columns) -> Ragged:
    """Return the words without the name that stands before or after them."""
    words = columns.words
    place = np.arange(len(words.flat)) - np.repeat(words.offsets[:-1], words.lengths)
    inside = (place >= np.repeat(columns.start, words.lengths)) & (
        place < np.repeat(columns.end, words.lengths)
    )
    return _select(words, inside)


def _select(words: Ragged, keep: Bools) -> Ragged:
    kept = np.concatenate([[0], np.cumsum(keep)])
    return Ragged(words.flat[keep], kept[words.offsets])


def _rarest(columns: Columns, counts: Rows | None) -> Hashes:
    """Return the rarest words of each row by their hashes, of those that some other row has too."""
    content = _content(columns)
    if counts is None:
        counts = np.bincount(content.flat, minlength=len(columns.is_content)).astype(np.int64)
    by_rarity = np.lexsort((columns.word_rank, counts))
    rank = np.empty(len(counts), np.int64)
    rank[by_rarity] = np.arange(len(counts))
    rows = content.rows
    keep = counts[content.flat] > 1
    keyed = sorted_once(rows[keep] << 32 | rank[content.flat[keep]])
    row = keyed >> 32
    place = np.arange(len(row)) - np.searchsorted(row, row)
    first = place < _RAREST
    rarest = np.zeros((len(columns), _RAREST), np.uint64)
    words = by_rarity[keyed[first] & 0xFFFFFFFF]
    rarest[row[first], place[first]] = columns.word_hash[words]
    return rarest
