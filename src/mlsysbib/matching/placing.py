"""Placing: how far the places of pairs agree, the venue, the year, the pages and the issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mlsysbib.matching.authors import BODY_WORDS
from mlsysbib.matching.columns import compare_column, sorted_once
from mlsysbib.matching.venues import compare_venues

if TYPE_CHECKING:
    from mlsysbib.matching.columns import Bools, Columns, Ints

# Databases number their own records in the field for the issue; a year has no more issues.
_MOST_ISSUES = 100
_LENGTH_SLIP = 2


def compare_issues(columns: Columns, low: Ints, high: Ints) -> Ints:
    """Compare the numbers of issues: 1 equal, 0 unknown, -1 different."""
    return compare_column(np.where(columns.number < _MOST_ISSUES, columns.number, 0), low, high)


def are_apart(columns: Columns, low: Ints, high: Ints) -> Bools:
    """Say which pages have none in common; pages from 1 on are those of a copy."""
    first, last = columns.first_page, np.maximum(columns.last_page, columns.first_page)
    known = (first[low] > 1) & (first[high] > 1)
    found: Bools = known & ((last[low] < first[high]) | (last[high] < first[low]))
    return found


def lengths_differ(columns: Columns, low: Ints, high: Ints) -> Bools:
    """Say which two have numbers of pages that no slip explains."""
    length = columns.last_page - columns.first_page
    known = (length[low] > 0) & (length[high] > 0)
    found: Bools = known & (np.abs(length[low] - length[high]) > _LENGTH_SLIP)
    return found


def bodies(columns: Columns, low: Ints, high: Ints) -> Ints:
    """Say where a body is the author for one, and people are for the other."""
    alone = columns.is_body_alone
    found = (alone[low] ^ alone[high]).astype(np.int32)
    for pair in np.flatnonzero(found):
        row = low[pair] if alone[low[pair]] else high[pair]
        letters = columns.titles[low[pair]].replace(" ", "")
        words = (columns.strings[number] for number in columns.name_words(row))
        if any(len(word) > 3 and word not in BODY_WORDS and word in letters for word in words):  # noqa: PLR2004 - "ai" is in "train"
            found[pair] = 2
    return found


def years_apart(a: Ints, b: Ints) -> Ints:
    """Return how many years lie between, -1 for unknown."""
    return np.where((a > 0) & (b > 0), np.abs(a - b), -1).astype(np.int32)


def compare_all_venues(columns: Columns, low: Ints, high: Ints) -> Ints:
    """Compare venues, each pair of names once."""
    if not len(low):
        return np.empty(0, np.int32)
    keys = columns.venue[low].astype(np.int64) << 32 | columns.venue[high]
    pairs = sorted_once(keys)
    venues = columns.venues
    found = [
        compare_venues(venues[pair >> 32], venues[pair & 0xFFFFFFFF]) for pair in pairs.tolist()
    ]
    return np.array(found, np.int32)[np.searchsorted(pairs, keys)]
