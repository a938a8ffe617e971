"""Leftovers: words beside a title in a reference that was cut in the wrong place.

`Ramaswamy. Selectivity estimation in spatial databases. ACM SIGMOD Record, 26 (3)` holds a title, a
surname and a venue. What the two references say of their authors and venues tells which words are
no part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mlsysbib.matching.wording import Changes

if TYPE_CHECKING:
    from mlsysbib.matching.columns import Columns

MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
# Words of a reference that stand for no work: of venues, formats and places on a page.
_BIBLIOGRAPHIC = MONTHS.union(
    "acm annual appear appeared bulletin chapter conf conference dept ed edition editor "
    "editors eds engineering ieee int international intl invited issue issues journal lecture "
    "lncs manuscript no notes nr number others page pages paper pp preprint press proc procs "
    "proceedings pub publication publications publisher record report research rev review "
    "refs springer submitted supplement symp symposium tech technical thesis tr trans "
    "transactions univ university unpublished verlag version vol volume workshop jan feb mar "
    "apr jun jul aug sep sept oct nov dec".split()
)


def drop_leftovers(changes: Changes, is_named: Callable[[str], bool]) -> Changes:
    """Return the words that one title has alone without those that are no part of it.

    `is_named` says which words the authors and the venues of both have. Only what stands on one
    side is left over: a word that is replaced by another is part of a title.
    """
    if changes.removed and changes.added:
        return changes
    words = changes.removed or changes.added
    telling = [word for word in words if is_named(word) or word in _BIBLIOGRAPHIC]
    if not telling:
        return changes
    # Numbers and single letters are left over beside other leftovers alone.
    left = tuple(
        word for word in words if not (word in telling or len(word) == 1 or word.isdecimal())
    )
    removed, added = (left, ()) if changes.removed else ((), left)
    return Changes(is_exact=not left, removed=removed, added=added)


def names_of(columns: Columns, rows: tuple[int, int]) -> Callable[[str], bool]:
    """Return what says whether a word is of an author's name or of the venue of one of two rows."""
    venues = [columns.venues[columns.venue[row]] for row in rows]
    words = {word for venue in venues for name in venue.names for word in name}
    strings = columns.strings
    for row in rows:
        words.update(strings[number] for number in columns.name_words(row))
    return words.__contains__
