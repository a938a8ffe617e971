"""Recurring titles: what heads a column of a venue (Editorial, Book reviews) year after year."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from mlsysbib.matching.wording import content_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlsysbib.matching.columns import Bools, Ints
    from mlsysbib.matching.venues import Venue

_MOST_WORDS = 4
_LEAST_YEARS = 3
# Of a single paper, nearly all records agree on the year.
_MOST_IN_ONE_YEAR = 0.6


def find_recurring(titles: list[str], year: Ints, venue: Ints, venues: list[Venue]) -> Bools:
    """Say which titles head a column: short, and in one venue year after year."""
    found = np.zeros(len(titles), np.bool_)
    for rows in _runs(titles):
        if len(rows) >= _LEAST_YEARS and content_count(titles[rows[0]]) <= _MOST_WORDS:
            years = defaultdict[object, Counter[int]](Counter)
            for row in rows:
                if year[row] and venue[row]:
                    series = venues[venue[row]].id or venues[venue[row]].names
                    years[series][int(year[row])] += 1
            found[rows] = any(map(_is_spread, years.values()))
    return found


def _is_spread(years: Counter[int]) -> bool:
    most = max(years.values())
    return len(years) >= _LEAST_YEARS and most <= _MOST_IN_ONE_YEAR * years.total()


def _runs(titles: list[str]) -> Iterator[range]:
    """Return the rows of each title that stands in consecutive rows, as canonical order has it."""
    start = 0
    for row in range(1, len(titles) + 1):
        if row == len(titles) or titles[row] != titles[start]:
            yield range(start, row)
            start = row
