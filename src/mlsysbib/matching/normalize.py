"""Normalize: references become columns of numbers and folded titles.

Reading is what costs; a part that is read once is joined with others as often as is asked.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from mlsysbib.matching.columns import Columns, Ragged, scramble
from mlsysbib.matching.recurring import find_recurring, find_shared
from mlsysbib.matching.rows import MOST_AUTHORS, Row, read_row, stable_hash
from mlsysbib.matching.venues import NO_VENUE, Venue
from mlsysbib.text.words import FUNCTION_WORDS

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Ints
    from mlsysbib.matching.reference import Reference

_T = TypeVar("_T", bound=Hashable)

# Columns that hold numbers of strings.
_STRINGS = ("name", "numbers", "doi", "registrant", "arxiv", "work")
# Columns that hold numbers as they are.
_NUMBERS = (
    "start", "end", "title_year", "marks", "is_bracketed", "author_count", "venue", "venue_kind",
    "is_short_track", "is_generic", "is_body_alone", "year", "first_page", "last_page", "volume",
    "number", "kind",
)  # fmt: skip


class Part(NamedTuple):
    """Some references, read, in the order in which they came, with numbers that are their own."""

    titles: list[str]
    # Tell references of one title apart, whatever order they came in.
    hashes: npt.NDArray[np.uint64]
    vocabulary: list[str]
    strings: list[str]
    venues: list[Venue]
    words: Ragged
    # Of the authors that are compared.
    families: Ragged
    initials: Ragged
    author_words: Ragged
    columns: dict[str, Ints]


def _numbering(known: _T) -> defaultdict[_T, int]:
    """Return a dictionary that gives each new thing the next number, and `known` the number 0."""
    numbers: defaultdict[_T, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    numbers[known] = 0
    return numbers


class _Lists:
    """Lists of numbers as they grow."""

    def __init__(self) -> None:
        self.flat, self.lengths = array("i"), array("i")

    def add(self, numbers: Sequence[int]) -> None:
        self.flat.extend(numbers)
        self.lengths.append(len(numbers))

    def ragged(self) -> Ragged:
        return Ragged(np.array(self.flat, np.int32), _offsets(np.array(self.lengths, np.int32)))


def read(references: Iterable[Reference]) -> Part:
    """Read references; they may come one by one, and are not kept."""
    return gather(map(read_row, references))


def gather(rows: Iterable[Row]) -> Part:
    """Return rows as columns; they may come one by one, and are not kept."""
    titles: list[str] = []
    hashes = array("Q")
    vocabulary, strings, venues = _numbering(""), _numbering(""), _numbering(NO_VENUE)
    words, families, initials, author_words = (_Lists() for _ in range(4))
    columns = {name: array("i") for name in (*_STRINGS, *_NUMBERS)}
    for row in rows:
        titles.append(row.title)
        hashes.append(row.hash)
        words.add([vocabulary[word] for word in row.words])
        families.add([strings[family] for family in row.families])
        initials.add(row.initials)
        author_words.add([strings[word] for word in row.author_words])
        for name, string in row.strings.items():
            columns[name].append(strings[string])
        for name, number in row.numbers.items():
            columns[name].append(number)
        columns["venue"].append(venues[row.venue])
    return Part(
        titles=titles,
        hashes=np.array(hashes, np.uint64),
        vocabulary=list(vocabulary),
        strings=list(strings),
        venues=list(venues),
        words=words.ragged(),
        families=families.ragged(),
        initials=initials.ragged(),
        author_words=author_words.ragged(),
        columns={name: np.array(column, np.int32) for name, column in columns.items()},
    )


LEAST_PART = 50_000


def read_in_parts(references: Sequence[Reference], workers: int = 1) -> list[Part]:
    """Read references; `workers` processes share the reading of many."""
    if workers > 1 and len(references) >= 2 * LEAST_PART:
        size = -(-len(references) // workers)
        parts = [references[start : start + size] for start in range(0, len(references), size)]
        with get_context("spawn").Pool(workers) as pool:
            return pool.map(read, parts)
    return [read(references)]


def canonical_order(parts: Sequence[Part]) -> npt.NDArray[np.int64]:
    """Return the places of all references, by title: one order, whatever order they came in."""
    titles = [title for part in parts for title in part.titles]
    by_hash = np.argsort(np.concatenate([part.hashes for part in parts]), kind="stable")
    return np.array(sorted(by_hash.tolist(), key=titles.__getitem__), np.int64)


class Among(NamedTuple):
    """What a search tells of a reference only by all others; see `Columns`."""

    is_serial: npt.NDArray[np.bool_]
    doi_is_shared: npt.NDArray[np.bool_]


def join(
    parts: Sequence[Part], order: npt.NDArray[np.int64], among: Among | None = None
) -> Columns:
    """Return the references of all parts as columns, in an order.

    `among` says what only all references of a search tell, where these are but some of them.
    """
    vocabulary, strings, venues = _numbering(""), _numbering(""), _numbering(NO_VENUE)
    ragged: dict[str, list[Ragged]] = defaultdict(list)
    numbers: dict[str, list[Ints]] = defaultdict(list)
    for part in parts:
        word = _renumber(part.vocabulary, vocabulary)
        string = _renumber(part.strings, strings)
        ragged["words"].append(Ragged(word[part.words.flat], part.words.offsets))
        for name, lists in (("families", part.families), ("author_words", part.author_words)):
            ragged[name].append(Ragged(string[lists.flat], lists.offsets))
        ragged["initials"].append(part.initials)
        for name in _STRINGS:
            numbers[name].append(string[part.columns[name]])
        for name in _NUMBERS:
            numbers[name].append(part.columns[name])
        numbers["venue"][-1] = _renumber(part.venues, venues)[part.columns["venue"]]
    lists_of = {name: _arranged(some, order) for name, some in ragged.items()}
    columns = {name: np.concatenate(some)[order] for name, some in numbers.items()}
    all_titles = [title for part in parts for title in part.titles]
    titles = [all_titles[place] for place in order.tolist()]
    families = _matrix(lists_of["families"])
    places_of = list(venues)
    if among is None:
        among = Among(
            find_recurring(titles, columns["year"], columns["venue"], places_of),
            find_shared(titles, columns["doi"]),
        )
    is_meant = np.array([word not in FUNCTION_WORDS for word in vocabulary], np.bool_)
    word_hash = np.array([stable_hash(word.encode()) for word in vocabulary], np.uint64)
    return Columns(
        titles=titles,
        words=lists_of["words"],
        is_content=is_meant,
        word_rank=_ranks(list(vocabulary)),
        word_hash=word_hash,
        signature=_signatures(lists_of["words"], np.where(is_meant, word_hash, 0)),
        author_words=lists_of["author_words"],
        author_set=_sets(families),
        families=families,
        initials=_matrix(lists_of["initials"]),
        venues=places_of,
        is_serial=among.is_serial,
        doi_is_shared=among.doi_is_shared,
        strings=list(strings),
        **columns,
    )


def _renumber(things: list[_T], known: defaultdict[_T, int]) -> Ints:
    return np.fromiter(map(known.__getitem__, things), np.int32, len(things))


def _offsets(counts: Ints) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def _arranged(parts: list[Ragged], order: npt.NDArray[np.int64]) -> Ragged:
    """Put lists of numbers end to end, in an order."""
    flat = np.concatenate([part.flat for part in parts])
    lengths = np.concatenate([part.lengths for part in parts])
    starts = _offsets(lengths)[:-1][order]
    offsets = _offsets(lengths[order])
    shifts = np.repeat(starts - offsets[:-1], lengths[order])
    return Ragged(flat[np.arange(offsets[-1]) + shifts], offsets)


def _signatures(words: Ragged, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return 64 bits a row, one set by each word that has a hash."""
    of_words = hashes[words.flat]
    bits = np.where(of_words > 0, np.uint64(1) << (of_words & np.uint64(63)), np.uint64(0))
    signatures = np.zeros(len(words.lengths), np.uint64)
    filled = words.lengths > 0
    if len(bits):
        signatures[filled] = np.bitwise_or.reduceat(bits, words.offsets[:-1][filled])
    return signatures


def _ranks(strings: list[str]) -> Ints:
    """Return the alphabetical rank of each string: a number that no input order changes."""
    ranks = np.empty(len(strings), np.int32)
    ranks[sorted(range(len(strings)), key=strings.__getitem__)] = np.arange(len(strings))
    return ranks


def _matrix(rows: Ragged) -> Ints:
    """Return lists of numbers as a matrix, filled up with 0."""
    matrix = np.zeros((len(rows.lengths), MOST_AUTHORS), np.int32)
    matrix[np.arange(MOST_AUTHORS) < rows.lengths[:, None]] = rows.flat
    return matrix


def _sets(matrix: Ints) -> npt.NDArray[np.uint64]:
    """Return a number for each row that is the same in any order."""
    values = matrix.astype(np.uint64)
    hashes = np.where(values > 0, scramble(values), np.uint64(0))
    found: npt.NDArray[np.uint64] = hashes.sum(axis=1, dtype=np.uint64)
    return found
