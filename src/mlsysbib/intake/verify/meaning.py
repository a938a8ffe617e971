"""Which of the works that were found a reference means."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mlsysbib.intake.verify.works import Work
from mlsysbib.model.names import Name
from mlsysbib.text.words import significant_words

# Of 100: a title with a few words wrong, by authors of the work.
NEAR = 70
# A title that says the same in other words, by all authors of the work and nobody else.
_REWRITTEN = 50
_TEAM = 3
# A title of fewer words is shared by works that have nothing to do with each other.
_TELLING = 3


class Reading(msgspec.Struct, frozen=True):
    """A work that a reference may mean: how much of the title, authors and place agree.

    `same_authors` counts people, `same_names` those of them whose given names agree, too. `is_at`
    says that a version stands in the venue and year of the reference, `is_list` that its authors
    are just those, in their order; `is_only` that it must be this one then: by just these authors,
    there where nothing else is theirs; `is_numbered`, that the titles have other numbers. `words`
    are how many words the shorter of the two titles has that say something.
    """

    work: Work
    is_title: bool
    likeness: float
    same_authors: int
    same_names: int
    words: int
    by_identifier: bool = False
    is_at: bool = False
    is_elsewhere: bool = False
    is_list: bool = False
    is_numbered: bool = False
    is_only: bool = False


def most_likely(readings: Sequence[Reading], names: Sequence[Name]) -> Reading | None:
    """Return the work that is meant, if any of those that were found is."""
    meant = [reading for reading in readings if _is_meant(reading, names)]
    return max(
        meant,
        key=lambda one: (
            one.is_title,
            one.same_authors,
            one.is_at,
            one.by_identifier,
            one.likeness,
        ),
        default=None,
    )


def _is_meant(reading: Reading, names: Sequence[Name]) -> bool:
    known = max(len(version.authors) for version in reading.work.versions)
    least = min(len(names), known)
    is_by_them = least > 0 and 2 * reading.same_authors >= least
    if reading.is_title:
        is_there = reading.by_identifier or reading.is_at
        return is_by_them or not least or reading.words > _TELLING or is_there
    if reading.by_identifier:
        return is_by_them or reading.likeness >= NEAR
    return is_by_them and 2 * reading.same_names >= least and _is_rewritten(reading, names, known)


def _is_rewritten(reading: Reading, names: Sequence[Name], known: int) -> bool:
    """Say whether another title can be that of a work by these people."""
    is_by_just_them = reading.same_authors == len(names) == known
    if reading.is_numbered:
        # The next version, or the second part, is another work.
        return reading.is_only
    if reading.likeness >= NEAR and reading.is_list:
        return min(known, len(names)) > 1 or not reading.is_elsewhere
    if reading.likeness >= NEAR:
        # What differs in title, authors and place is another work of the same people.
        return reading.is_at or (is_by_just_them and not reading.is_elsewhere)
    is_team = is_by_just_them and known >= _TEAM
    return (is_team and reading.likeness >= _REWRITTEN) or reading.is_only


def count_telling(one: str, other: str) -> int:
    """Return how many words the shorter of two titles has that say something."""
    return min(len(significant_words(one)), len(significant_words(other)))
