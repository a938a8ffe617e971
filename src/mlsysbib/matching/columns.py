"""Columns: references as rows of numbers, which is what pairs are measured on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from mlsysbib.matching.reference import Reference
    from mlsysbib.matching.venues import Venue

    Ints = npt.NDArray[np.int32]
    Bools = npt.NDArray[np.bool_]


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
    """References, one row each. A number 0 is unknown; equal numbers are equal strings."""

    references: Sequence[Reference]
    titles: list[str]
    words: Ragged
    is_content: Bools
    word_rank: Ints
    start: Ints
    end: Ints
    name: Ints
    numbers: Ints
    title_year: Ints
    marks: Ints
    families: Ints
    initials: Ints
    author_count: Ints
    # Equal for equal sets of family names.
    author_set: npt.NDArray[np.uint64]
    venue: Ints
    venues: list[Venue]
    venue_kind: Ints
    is_short_track: Bools
    year: Ints
    first_page: Ints
    last_page: Ints
    volume: Ints
    number: Ints
    doi: Ints
    registrant: Ints
    arxiv: Ints
    # What the work may be, as bits.
    kind: Ints
    work: Ints
    is_serial: Bools
    strings: list[str]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.titles)

    def bare_title(self, row: int) -> str:
        """Return a title without the name that stands before or after it."""
        words = self.titles[row].split(" ")
        return " ".join(words[self.start[row] : self.end[row]])
