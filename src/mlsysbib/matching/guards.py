"""Guards: what keeps two references apart, or in doubt, whatever the points.

A veto makes two references different. What is not proved is not certain, however alike it looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools
    from mlsysbib.matching.features import Features

_VERY_TITLE = 100.0


def find_vetoes(features: Features, place: npt.NDArray[np.float64]) -> dict[str, Bools]:
    """Find what forbids a match, whatever the points."""
    is_certain = is_one_text(features)
    is_certain |= (features.ratio >= 95) & (place >= 4) & ~features.starts_anew
    # A renamed system keeps the rest of its title.
    kept = (features.removed + features.added <= 1) & (features.least_words >= 5)
    kept &= is_same_team(features) | (features.author_share < 0)
    other_name = (features.name < 0) & ~features.name_is_close & ~features.is_exact & ~kept
    same_list = (features.author_share == 1) & (features.least_authors == features.most_authors)
    renamed = features.is_versioned & same_list & (features.least_authors > 2)
    renamed &= features.years_apart <= 1
    # LLM.int8() became GPT3.int8(): the number belongs to the name.
    in_name = renamed & features.is_exact & features.name_is_other
    # A stray number, or one that is left out.
    strayed = (features.numbers_lost & features.is_likely) & (
        is_same_issue(features) & same_list & (features.least_authors > 2)
        | (features.doi > 0) | (features.arxiv > 0)
    )  # fmt: skip
    return {
        "about": features.about_differs,
        "numbers": features.numbers_differ
        & ~(is_certain | in_name | features.is_rest | strayed | features.is_untitled),
        "title-year": features.years_differ & ~is_certain & ~features.is_rest
        # Issues of a month each are told apart by what else is left over.
        | features.months_differ & ~is_certain
        # One year of a series, and the series, or another year of it.
        | features.year_lost & (features.years_apart > 0) & ~is_certain & ~features.is_rest,
        "column": _is_other_column(features),
        "name": (other_name & ~is_certain & ~renamed | features.name_is_kin)
        & (features.arxiv <= 0)
        & (features.doi <= 0),
    }


def is_other_version(features: Features) -> Bools:
    """Say which two cannot be one version, whatever speaks for it beside an identifier."""
    joined = (features.doi > 0) | (features.arxiv > 0)
    other_words = features.removed + features.added > 0
    same_pages = (features.first_page > 0) & (features.last_page >= 0)
    # Other pages are another paper, or a short version in the same volume; under the very title,
    # as many pages are mistyped ones, and databases mistype those of journals at any length.
    short = features.are_meetings & features.lengths_differ
    found = features.pages_apart & (short | other_words | features.is_bare)
    # One registrant does not register a paper twice.
    found |= (features.doi < 0) & features.same_registrant & ~same_pages
    # An abstract or a demo, unless it stands where the other does.
    same_volume = is_same_issue(features) & (features.volume > 0)
    found |= features.form_differs & (features.first_page <= 0) & ~same_volume
    # A talk may have the very title of a paper; one source of a talk alone leaves out the mark.
    found |= features.talk_differs & (features.first_page <= 0) & ~is_same_issue(features)
    # A list may be wrong by one year, rarely by more.
    found |= (features.years_apart > 1) & (features.first_page <= 0) & (features.volume <= 0)
    # Towards a thing, and the thing: at two venues, or years, and nothing joins the two.
    unjoined = (features.first_page <= 0) & (features.volume <= 0)
    found |= other_words & (features.venue < 0) & unjoined
    found |= (features.ratio < _VERY_TITLE) & (features.venue < -1) & unjoined
    found |= other_words & (features.venue <= 0) & (features.years_apart > 0) & unjoined
    found &= ~joined
    return found


def is_same_team(features: Features) -> Bools:
    """Say which two have the very same list of two authors or more."""
    found: Bools = (features.author_share == 1) & (features.least_authors == features.most_authors)
    found &= (features.least_authors > 1) & (features.wrong_initials == 0)
    return found


def is_same_issue(features: Features) -> Bools:
    """Say which two stand in one venue in one year."""
    found: Bools = (features.venue > 0) & (features.years_apart == 0)
    return found


def is_one_place(features: Features) -> Bools:
    """Say which two stand on the same pages of the same volume, where no two texts can.

    Pages from 1 on are no place: in many volumes each paper begins with page 1.
    """
    found: Bools = _is_one_range(features) & (features.volume > 0)
    return found


def is_one_text(features: Features) -> Bools:
    """Say which two are in one place under titles that may be one: reworded, or translated.

    A copy of another paper's entry has its pages, too, until somebody corrects them.
    """
    found: Bools = is_one_place(features) & (_is_reworded(features) | features.is_translated)
    return found


def _is_one_range(features: Features) -> Bools:
    found: Bools = features.same_range & ~features.starts_anew & (features.venue > 0)
    return found


def _is_reworded(features: Features) -> Bools:
    changed = np.minimum(features.removed, features.added)
    found: Bools = changed * 2 < features.least_words
    return found


def is_other_kind(features: Features) -> Bools:
    """Say which two are works of different kinds, as a thesis and a paper; identifiers outweigh."""
    found: Bools = features.kinds_differ & (features.doi <= 0) & (features.arxiv <= 0)
    return found


def is_proved(features: Features, *, same_authors: Bools, known: Bools) -> Bools:
    """Say where points may make a match certain; `known` are those of whom authors agree."""
    # Two names over one title are two systems, unless one team renamed its own.
    renamed = (
        (features.name < 0) & ~features.name_is_close & ~(same_authors & is_same_team(features))
    )
    doubtful = renamed | _is_column(features) | _is_other_word(features) | _is_renamed(features)
    joined = (features.doi > 0) | (features.arxiv > 0) | is_one_place(features)
    doubtful |= features.is_untitled & ~joined
    found: Bools = _is_corroborated(features, known) & ~doubtful & ~is_other_kind(features)
    return found


def _is_corroborated(features: Features, known: Bools) -> Bools:
    """Say where something beside the title agrees: a title alone never suffices."""
    agree = (
        features.venue, features.first_page, features.volume, features.doi, features.arxiv
    )  # fmt: skip
    near = (features.years_apart >= 0) & (features.years_apart <= 1 + 2 * features.is_versioned)
    found: Bools = known | near | np.logical_or.reduce([column > 0 for column in agree])
    return found


def _is_other_word(features: Features) -> Bools:
    """Say where one title says `training`, the other `inference`, and nothing outweighs that."""
    changed = np.minimum(features.removed, features.added) > 0
    outweighed = is_one_text(features) | (features.doi > 0) | (features.arxiv > 0)
    outweighed |= (features.name > 0) | features.is_mentioned
    # Proceedings often have no volume.
    outweighed |= _is_one_range(features) & _is_reworded(features) & (features.years_apart == 0)
    # The same people in the same issue, and all the other words of a long title.
    one_word = (features.removed == 1) & (features.added == 1) & (features.least_words >= 5)
    same_list = (features.author_share >= 0.8) & (features.least_authors == features.most_authors)
    same_issue = (features.venue > 0) & (features.years_apart <= 0) & features.are_published
    same_issue &= (features.first_page >= 0) & ~features.starts_anew
    outweighed |= one_word & same_list & same_issue
    found: Bools = changed & ~outweighed
    return found


def _is_renamed(features: Features) -> Bools:
    """Say where a poster or a talk may have the name that the paper at another venue lacks."""
    elsewhere = features.are_published & (features.venue < 0)
    joined = (features.first_page > 0) | (features.doi > 0) | (features.arxiv > 0)
    found: Bools = features.is_bare & elsewhere & ~joined
    return found


def _is_other_column(features: Features) -> Bools:
    """Say where a column (Editorial) stands in two issues."""
    differ = (
        (features.years_apart > 0) | (features.volume < 0) | (features.number < 0)
        | (features.first_page < 0) | (features.doi < 0) & features.same_registrant
    )  # fmt: skip
    found: Bools = (features.is_serial | features.is_generic) & differ & (features.doi <= 0)
    return found


def _is_column(features: Features) -> Bools:
    """Say which titles head a column (Editorial) without proof of being one issue's."""
    same_list = (features.author_share == 1) & (features.least_authors == features.most_authors)
    proved = (features.first_page > 0) & ~features.starts_anew | (features.doi > 0)
    proved |= (features.number > 0) & (features.volume > 0)
    proved |= same_list & (features.least_authors > 1) & (features.years_apart == 0)
    found: Bools = features.is_serial & ~proved
    return found
