"""Headings: how the titles of pairs of rows differ, in words, in names and in language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mlsysbib.matching import wording
from mlsysbib.matching.columns import compare_column

if TYPE_CHECKING:
    from mlsysbib.matching.authorship import Floats
    from mlsysbib.matching.columns import Bools, Columns, Ints

_EXACT = 100.0
_NO_DIGITS = str.maketrans("", "", "0123456789")
# Small words of the languages that journals of their own are written in, none of them English.
_FOREIGN = frozenset(
    "aus bei das dei del della delle dem der des dos ein eine einer el em en entre est et fur gli "
    "im las le les los mit nach nel nella non ou par para por pour sobre sous sur una und une uno "
    "von zum zur".split()
)
_LEAST_FOREIGN = 2


def word_changes(
    columns: Columns, low: Ints, high: Ints, ratio: Floats, is_bare: Bools
) -> tuple[Bools, Ints, Ints]:
    """Say which titles are exact, and count the words of meaning that only one of two has."""
    is_exact = ratio >= _EXACT
    removed, added = np.zeros(len(low), np.int32), np.zeros(len(low), np.int32)
    for pair in np.flatnonzero(~is_exact):
        title = columns.bare_title if is_bare[pair] else columns.titles.__getitem__
        a, b = title(low[pair]), title(high[pair])
        changes = wording.word_changes(a, b)
        is_exact[pair] = changes.is_exact
        removed[pair], added[pair] = len(changes.removed), len(changes.added)
        if a.startswith(b) or b.startswith(a):
            # A reference cut in the wrong place has the venue at the end of its title.
            venues = [columns.venues[columns.venue[row]] for row in (low[pair], high[pair])]
            named = {word for venue in venues for name in venue.names for word in name}
            if named.issuperset(changes.removed + changes.added):
                removed[pair] = added[pair] = 0
    return is_exact, removed, added


def prefixes(columns: Columns, low: Ints, high: Ints) -> Bools:
    """Say where one title begins with the whole other one."""
    titles = columns.titles
    pairs = ((titles[a], titles[b]) for a, b in zip(low, high, strict=True))
    return np.fromiter((a.startswith(b) or b.startswith(a) for a, b in pairs), np.bool_, len(low))


def least_words(columns: Columns, low: Ints, high: Ints) -> Ints:
    """Count the words of meaning of the shorter titles."""
    titles = columns.titles
    pairs = ((titles[a], titles[b]) for a, b in zip(low, high, strict=True))
    return np.fromiter(
        (wording.content_count(min(a, b, key=len)) for a, b in pairs), np.int32, len(low)
    )


def name_changes(columns: Columns, low: Ints, high: Ints) -> tuple[Bools, Bools]:
    """Say which differing names are one, misspelt, and which differ in more than their numbers."""
    is_close, is_other = np.zeros(len(low), np.bool_), np.zeros(len(low), np.bool_)
    names = columns.strings
    for pair in np.flatnonzero(compare_column(columns.name, low, high) < 0):
        a, b = names[columns.name[low[pair]]], names[columns.name[high[pair]]]
        is_close[pair] = wording.is_slip(a, b)
        is_other[pair] = a.translate(_NO_DIGITS) != b.translate(_NO_DIGITS)
    return is_close, is_other


def mentions(columns: Columns, low: Ints, high: Ints) -> Bools:
    """Say where only one title has a name and the other has it among its words."""
    found = np.zeros(len(low), np.bool_)
    a, b = columns.name[low] > 0, columns.name[high] > 0
    for pair in np.flatnonzero(a != b):
        named, other = (low, high) if a[pair] else (high, low)
        name = columns.strings[columns.name[named[pair]]]
        found[pair] = name in columns.titles[other[pair]].split(" ")
    return found


def translations(columns: Columns, low: Ints, high: Ints, differ: Bools) -> Bools:
    """Say where one of two titles that `differ` is a translation, as far as can be seen."""
    found = np.zeros(len(low), np.bool_)
    same_page = compare_column(columns.first_page, low, high) > 0
    for pair in np.flatnonzero(differ & same_page):
        rows = low[pair], high[pair]
        bracketed = {int(columns.is_bracketed[row]) for row in rows}
        foreign = {_is_foreign(columns.titles[row]) for row in rows}
        found[pair] = len(bracketed) > 1 or len(foreign) > 1
    return found


def _is_foreign(title: str) -> bool:
    is_worded = len(_FOREIGN.intersection(title.split(" "))) >= _LEAST_FOREIGN
    return is_worded or not title.isascii()
