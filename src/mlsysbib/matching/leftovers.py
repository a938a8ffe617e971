"""Leftovers: words beside a title in a reference that was cut in the wrong place.

`Ramaswamy. Selectivity estimation in spatial databases. ACM SIGMOD Record, 26 (3)` holds a title, a
surname and a venue. What the two references say of their authors and venues tells which words are
no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from mlsysbib.matching.wording import Changes
from mlsysbib.text.words import FUNCTION_WORDS

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


# Of a title that stands inside another one, so many letters have to be there.
_LEAST_LETTERS = 10
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?")
# `21 stVLDB`: the ending of an ordinal number, and the word behind it.
_GLUED = re.compile(r"(?:and|st|nd|rd|th)(?=[a-z])")
_YEAR_AT_END = re.compile(r"(?:\d\d){1,2}$")
_JOINS = frozenset({"and", "in", "of", "the", "on", "for"})
_BETWEEN_NAMES = frozenset({"and", "et", "al", "a"})
_REPORTS = frozenset({"report", "note", "memo"})
_MOST_LETTERS_OF_CODE = 5
_MOST_LETTERS_OF_INITIALS = 2


def trim(long: list[str], short: list[str], is_named: Callable[[str], bool]) -> list[str]:
    """Return the words of a title without those of a reference before and behind it.

    Before it stand people and a year, behind it a venue, pages or the number of a report. `short`
    is the other title: where it begins inside of the first, the title is thought to begin.

    >>> named = {"shim", "vldb"}.__contains__
    >>> title = "decision trees that prune early".split()
    >>> trim("and k shim 1998 decision trees that prune early 24th vldb".split(), title, named)
    ['decision', 'trees', 'that', 'prune', 'early']
    """
    letters = "".join(short)
    start = _start(long, letters[:_LEAST_LETTERS])
    if start and _are_credits(long[:start], is_named):
        long = long[start:]
    end = next((n for n in range(1, len(long) + 1) if "".join(long[:n]) == letters), 0)
    if not end and short[-1] in long:
        end = len(long) - long[::-1].index(short[-1])
    return long[:end] if end and _is_tail(long[end:], is_named) else long


def _start(words: list[str], letters: str) -> int:
    """Return the word from which on a title has some letters, 0 for none."""
    if len(letters) < _LEAST_LETTERS:
        return 0
    for start in range(1, len(words)):
        if "".join(words[start : start + _LEAST_LETTERS]).startswith(letters):
            return start
    return 0


def _are_credits(words: list[str], is_named: Callable[[str], bool]) -> bool:
    """Say whether words are people: known names, given names beside them, initials and a year."""
    known = unknown = 0
    for word in words:
        if is_named(word) or is_named(_GLUED.sub("", word, count=1)):
            known += 1
        elif word in FUNCTION_WORDS and word not in _BETWEEN_NAMES:
            return False
        elif len(word) > _MOST_LETTERS_OF_INITIALS and not (
            word in _BETWEEN_NAMES or _ORDINAL.fullmatch(word)
        ):
            unknown += 1
    return known > 0 and unknown <= known


def _is_tail(words: list[str], is_named: Callable[[str], bool]) -> bool:
    """Say whether words are those of a venue, of pages or of a report's number, and no others."""
    is_report = not _REPORTS.isdisjoint(words)
    told = numbers = 0
    for word in words:
        bare = _YEAR_AT_END.sub("", _GLUED.sub("", word, count=1))
        if word in _BIBLIOGRAPHIC or is_named(word) or (bare and bare != word and is_named(bare)):
            told += 1
        elif _ORDINAL.fullmatch(word):
            numbers += 1
        elif not (
            word in _JOINS or len(word) == 1 or (is_report and len(word) <= _MOST_LETTERS_OF_CODE)
        ):
            return False
    # Two numbers alone are pages.
    return told > 0 or numbers > 1


def names_of(columns: Columns, rows: tuple[int, int]) -> Callable[[str], bool]:
    """Return what says whether a word is of an author's name or of the venue of one of two rows."""
    venues = [columns.venues[columns.venue[row]] for row in rows]
    words = {word for venue in venues for name in venue.names for word in name}
    strings = columns.strings
    for row in rows:
        words.update(strings[number] for number in columns.name_words(row))
    return words.__contains__
