"""Headings: how the titles of pairs of rows differ, in words, in names and in language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mlsysbib.matching import leftovers, wording
from mlsysbib.matching.columns import compare_column

if TYPE_CHECKING:
    from collections.abc import Callable

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
# In shorter names each letter counts.
_LEAST_MISSPELT = 6
# Letters that names of one family begin with; longer names are half of a title.
_LEAST_KIN = 4
_MOST_KIN = 20


class WordChanges(NamedTuple):
    """How the titles of pairs differ.

    `removed` and `added` count the words of meaning that one of two has alone; `is_rest` says that
    only leftovers of the reference tell the two apart, `is_prefix` that one title begins with the
    whole other one, `months_differ` that the titles name two months.
    """

    is_exact: Bools
    removed: Ints
    added: Ints
    is_rest: Bools
    is_prefix: Bools
    months_differ: Bools


def word_changes(
    columns: Columns, low: Ints, high: Ints, ratio: Floats, is_bare: Bools
) -> WordChanges:
    """Compare the titles of pairs word by word, where they are not the same."""
    is_exact, is_rest = ratio >= _EXACT, np.zeros(len(low), np.bool_)
    removed, added = np.zeros(len(low), np.int32), np.zeros(len(low), np.int32)
    months_differ, is_prefix = np.zeros(len(low), np.bool_), prefixes(columns, low, high)
    for pair in np.flatnonzero(~is_exact):
        title = columns.bare_title if is_bare[pair] else columns.titles.__getitem__
        a, b = title(low[pair]), title(high[pair])
        changes = wording.word_changes(a, b)
        if not changes.is_exact and (changes.removed or changes.added):
            named = leftovers.names_of(columns, (int(low[pair]), int(high[pair])))
            trimmed = _trimmed(a, b, named)
            if trimmed != (a, b):
                changes = wording.word_changes(*trimmed)
                is_prefix[pair] = _begins(*trimmed)
                is_rest[pair] = changes.is_exact
            if bool(changes.removed) != bool(changes.added):
                changes = leftovers.drop_leftovers(changes, named)
                is_rest[pair] |= changes.is_exact
        is_exact[pair] = changes.is_exact
        removed[pair], added[pair] = len(changes.removed), len(changes.added)
        months = [leftovers.MONTHS.intersection(text.split(" ")) for text in (a, b)]
        months_differ[pair] = bool(months[0] and months[1] and months[0] != months[1])
    return WordChanges(is_exact, removed, added, is_rest, is_prefix, months_differ)


def _trimmed(a: str, b: str, is_named: Callable[[str], bool]) -> tuple[str, str]:
    """Return two titles without what stands around the longer one in its reference."""
    if len(a) < len(b):
        return a, " ".join(leftovers.trim(b.split(" "), a.split(" "), is_named))
    return " ".join(leftovers.trim(a.split(" "), b.split(" "), is_named)), b


def _begins(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def prefixes(columns: Columns, low: Ints, high: Ints) -> Bools:
    """Say where one title begins with the whole other one."""
    titles = columns.titles
    pairs = ((titles[a], titles[b]) for a, b in zip(low, high, strict=True))
    return np.fromiter((_begins(a, b) for a, b in pairs), np.bool_, len(low))


def are_untitled(columns: Columns, low: Ints, high: Ints) -> Bools:
    """Say where one of two has no title, so that titles say nothing of the pair."""
    has_none = np.fromiter((not title for title in columns.titles), np.bool_, len(columns.titles))
    found: Bools = has_none[low] | has_none[high]
    return found


def least_words(columns: Columns, low: Ints, high: Ints) -> Ints:
    """Count the words of meaning of the shorter titles."""
    titles = columns.titles
    pairs = ((titles[a], titles[b]) for a, b in zip(low, high, strict=True))
    return np.fromiter(
        (wording.content_count(min(a, b, key=len)) for a, b in pairs), np.int32, len(low)
    )


def name_changes(columns: Columns, low: Ints, high: Ints) -> tuple[Bools, Bools, Bools]:
    """Say which differing names are one, misspelt; which differ in more than numbers; and are kin.

    Of one family, as FooLM Large and FooLM Small, are two works.
    """
    is_close, is_other, is_kin = (np.zeros(len(low), np.bool_) for _ in range(3))
    names = columns.strings
    for pair in np.flatnonzero(compare_column(columns.name, low, high) < 0):
        a, b = names[columns.name[low[pair]]], names[columns.name[high[pair]]]
        is_close[pair] = min(len(a), len(b)) >= _LEAST_MISSPELT and wording.is_slip(a, b)
        is_other[pair] = a.translate(_NO_DIGITS) != b.translate(_NO_DIGITS)
        is_kin[pair] = not is_close[pair] and _are_kin(a, b)
    return is_close, is_other, is_kin


def _are_kin(a: str, b: str) -> bool:
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    length = min(len(a), len(b)) if shared is None else shared
    return length >= _LEAST_KIN and max(len(a), len(b)) <= _MOST_KIN


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
