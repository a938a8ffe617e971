"""Which of the works that were found a reference means."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mlsysbib.intake.verify.works import Work
from mlsysbib.model.names import Name
from mlsysbib.text.words import significant_words

# Of 100: a title with a few words wrong, by authors of the work.
_NEAR = 70
# A title that says the same in other words, by all authors of the work and nobody else.
_REWRITTEN = 50
_TEAM = 3
# A title of fewer words is shared by works that have nothing to do with each other.
_TELLING = 3


class Reading(msgspec.Struct, frozen=True):
    """A work that a reference may mean: how much of the title and of the authors agree."""

    work: Work
    is_title: bool
    likeness: float
    same_authors: int
    by_identifier: bool


def most_likely(readings: Sequence[Reading], names: Sequence[Name]) -> Reading | None:
    """Return the work that is meant, if any of those that were found is."""
    meant = [reading for reading in readings if _is_meant(reading, names)]
    return max(
        meant,
        key=lambda one: (one.is_title, one.same_authors, one.by_identifier, one.likeness),
        default=None,
    )


def _is_meant(reading: Reading, names: Sequence[Name]) -> bool:
    known = max(len(version.authors) for version in reading.work.versions)
    least = min(len(names), known)
    is_by_them = least > 0 and 2 * reading.same_authors >= least
    is_by_just_them = reading.same_authors == len(names) == known >= _TEAM
    if reading.is_title:
        says_enough = max(
            len(significant_words(version.title)) for version in reading.work.versions
        )
        return is_by_them or not least or says_enough > _TELLING
    if reading.by_identifier:
        return is_by_them
    return (is_by_them and reading.likeness >= _NEAR) or (
        is_by_just_them and reading.likeness >= _REWRITTEN
    )
