"""Recurring titles: what heads a column of a venue (Editorial, Book reviews) year after year."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from mlsysbib.matching.wording import content_count, is_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mlsysbib.matching.columns import Bools, Ints
    from mlsysbib.matching.venues import Venue

_MOST_WORDS = 4
_LEAST_YEARS = 3
# Of a single paper, nearly all records agree on the year.
_MOST_IN_ONE_YEAR = 0.6


# Words of which titles are made that say what kind of text theirs is, and nothing else.
_GENERIC = frozenset(
    "abstracts acknowledgment acknowledgments announcement announcements article book books "
    "calendar call chair chairs column comment comments committee contents contributors "
    "conference correspondence corrigendum dear editor editorial editorials editors erratum "
    "errata events foreword front guest index introduction introductory issue journal keynote "
    "letter letters matter meeting message news note notes notice obituary opening overview "
    "page panel papers preface president proceedings program publication record remarks reader "
    "readers report reports retraction review reviewer reviewers reviews section special "
    "symposium table thanks tutorial tutorials volume welcome workshop workshops".split()
)


def is_generic(words: Sequence[str], venue: Venue) -> bool:
    """Say whether a title tells its kind and perhaps its venue alone: `Editor's Comments`.

    >>> from mlsysbib.matching.venues import NO_VENUE
    >>> [is_generic(title.split(), NO_VENUE) for title in ("from the editors", "review of gpus")]
    [True, False]
    """
    content = [word for word in words if is_content(word)]
    named = {word for name in venue.names for word in name}
    return any(word in _GENERIC for word in content) and all(
        word in _GENERIC or word in named for word in content
    )


_ALIKE = 75.0


def find_shared(titles: list[str], identifier: Ints) -> Bools:
    """Say which identifiers (0 for none) references of unlike titles have."""
    found = np.zeros(len(titles), np.bool_)
    rows = np.flatnonzero(identifier)
    rows = rows[np.argsort(identifier[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(identifier[rows], prepend=0))
    for group in np.split(rows, starts[1:]):
        if len(group) > 1:
            # A title that is not known is unlike none.
            known = list(dict.fromkeys(title for row in group.tolist() if (title := titles[row])))
            if any(fuzz.token_set_ratio(known[0], other) < _ALIKE for other in known[1:]):
                found[group] = True
    return found


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
