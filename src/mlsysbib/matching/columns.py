"""Columns: references as rows of numbers, which is what pairs are measured on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.venues import Venue

    Ints = npt.NDArray[np.int32]
    Bools = npt.NDArray[np.bool_]
    Hashes = npt.NDArray[np.uint64]


class Ragged(NamedTuple):
    """Rows of numbers of any length, end to end in one array."""

    flat: Ints
    offsets: npt.NDArray[np.int64]

    @property
    def lengths(self) -> npt.NDArray[np.int64]:
        """How many numbers each row holds."""
        return np.diff(self.offsets)

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The row of each number."""
        return np.repeat(np.arange(len(self.offsets) - 1), self.lengths)


def sorted_once(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return numbers sorted, each once; np.unique does more, and loads numpy.ma first."""
    values = np.sort(values)
    first = np.ones(len(values), np.bool_)
    first[1:] = values[1:] != values[:-1]
    return values[first]


def compare_column(column: Ints, low: Ints, high: Ints) -> Ints:
    """Return 1 where both rows have the value, 0 where one has none, -1 where they differ."""
    a, b = column[low], column[high]
    return np.where((a == 0) | (b == 0), 0, np.where(a == b, 1, -1)).astype(np.int32)


def scramble(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Scramble 64-bit numbers (the finisher of SplitMix64)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ values >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ values >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return values ^ values >> np.uint64(31)


@dataclass(frozen=True, slots=True)
class Columns:
    """References, one row each, in canonical order. 0 is unknown; equal numbers, equal strings.

    Shapes: one number a row, save `words` and `author_words`, which are ragged, and `families` and
    `initials`, which are matrices of rows x `MOST_AUTHORS`, filled up with 0.
    """

    titles: list[str]
    # Numbers into the vocabulary, of which the next three say more.
    words: Ragged
    is_content: Bools
    word_rank: Ints
    # Equal for one word in any search.
    word_hash: Hashes
    # 64 bits a row, one set by each word of meaning.
    signature: Hashes
    start: Ints
    end: Ints
    name: Ints
    numbers: Ints
    title_year: Ints
    marks: Ints
    # Databases put a translated title in brackets.
    is_bracketed: Ints
    families: Ints
    initials: Ints
    author_count: Ints
    # All words of all names: numbers into `strings`.
    author_words: Ragged
    # Equal for equal sets of family names.
    author_set: npt.NDArray[np.uint64]
    venue: Ints
    venues: list[Venue]
    venue_kind: Ints
    is_short_track: Ints
    year: Ints
    first_page: Ints
    last_page: Ints
    volume: Ints
    number: Ints
    doi: Ints
    registrant: Ints
    arxiv: Ints
    # What the work may be, as bits of WorkKind.
    kind: Ints
    work: Ints
    is_serial: Bools
    # The title says what kind of text it is (Editorial, Preface) and nothing else.
    is_generic: Ints
    # Its one author is no person.
    is_body_alone: Ints
    # References of unlike titles have the DOI: it is that of a volume, or wrong.
    doi_is_shared: Bools
    strings: list[str]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.titles)

    def bare_title(self, row: int) -> str:
        """Return a title without the name that stands before or after it."""
        words = self.titles[row].split(" ")
        return " ".join(words[self.start[row] : self.end[row]])

    def name_words(self, row: int) -> frozenset[int]:
        """Return the words of all names of a row, as numbers."""
        flat, offsets = self.author_words
        return frozenset(flat[offsets[row] : offsets[row + 1]].tolist())
