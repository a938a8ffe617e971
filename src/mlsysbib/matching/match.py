"""Match: verdicts from features.

Evidence adds up in points. The title and the authors say whether two references are one *work*;
the place (venue, year, pages, volume, DOI) says whether they are one *version* of it. Vetoes come
before points: no sum of likeness makes part II of part I.

The weights were set by reading the errors on labelled sets of several kinds (computer science and
medicine, clean and dirty) and hold for all of them; `benchmarks/duplicates.py` measures them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from mlsysbib.matching import guards

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools
    from mlsysbib.matching.features import Features

    Points = npt.NDArray[np.float64]


class Verdict(Enum):
    """What two references are to each other."""

    DIFFERENT = "different"
    POSSIBLE_VERSION = "possible-version-of"
    POSSIBLE_SAME = "possible-same"
    VERSION_OF = "version-of"
    SAME = "same"

    @property
    def is_possible(self) -> bool:
        """Whether a person should look."""
        return self in {Verdict.POSSIBLE_SAME, Verdict.POSSIBLE_VERSION}


VERDICTS = tuple(Verdict)
_CODE = {verdict: code for code, verdict in enumerate(VERDICTS)}

# One version of one work from here on, if the place does not speak against it.
SAME_POINTS = 6.5
POSSIBLE_POINTS = 4.0
LEAST_PLACE = -1.5

# An exact title by its words of meaning: "Editorial" says little, seven words say nearly all.
_EXACT_TITLE = ([1, 2, 3, 4, 5, 6], [1.0, 2.5, 4.0, 5.0, 6.0, 6.5])
_SLIPS = -0.5
_WORD_MORE = -1.5
_WORD_CHANGED = -3.0
_WORST_TITLE = -6.0
_SAME_AUTHORS = 3.0
_UNEVEN_AUTHORS = 2.0
_SOME_AUTHORS = 1.0
_NAMESAKES = -1.0
_OTHER_AUTHORS = -5.0
_DOUBTFUL_AUTHORS = 0.0
_MOST_YEARS_APART = 5


@dataclass(frozen=True, slots=True)
class Judgement:
    """Verdicts on pairs, as codes into VERDICTS, with the points and vetoes that led to them."""

    verdict: npt.NDArray[np.int8]
    points: dict[str, Points]
    vetoes: dict[str, Bools]

    def take(self, keep: npt.NDArray[np.int64] | Bools) -> Judgement:
        """Return the judgement on some of the pairs, by number or by mask."""
        return Judgement(
            self.verdict[keep],
            {aspect: points[keep] for aspect, points in self.points.items()},
            {aspect: found[keep] for aspect, found in self.vetoes.items()},
        )

    @property
    def total(self) -> Points:
        """All points of each pair."""
        return _sum(self.points)


def join(parts: list[Judgement]) -> Judgement:
    """Put judgements on pairs end to end."""
    points, vetoes = [part.points for part in parts], [part.vetoes for part in parts]
    return Judgement(
        np.concatenate([part.verdict for part in parts]),
        {aspect: np.concatenate([some[aspect] for some in points]) for aspect in points[0]},
        {aspect: np.concatenate([some[aspect] for some in vetoes]) for aspect in vetoes[0]},
    )


def judge(features: Features) -> Judgement:
    """Judge pairs of rows."""
    places = place_points(features)
    place = _sum(places)
    authors = author_points(features)
    title = title_points(features, authors, place)
    vetoes = guards.find_vetoes(features, place)
    verdict = _verdicts(features, title, authors, place)
    verdict[np.logical_or.reduce(list(vetoes.values()))] = _CODE[Verdict.DIFFERENT]
    return Judgement(verdict, {"title": title, "authors": authors, **places}, vetoes)


def _sum(points: dict[str, Points]) -> Points:
    total: Points = np.sum(list(points.values()), axis=0, dtype=np.float64)
    return total


def _verdicts(
    features: Features, title: Points, authors: Points, place: Points
) -> npt.NDArray[np.int8]:
    versioned, apart = features.is_versioned, features.years_apart
    work = title + authors
    total = work + place
    fits = (place >= LEAST_PLACE) & ~versioned & ~guards.is_other_version(features)
    near = (apart >= 0) & (apart <= 3)  # review and revision take up to three years
    proved = guards.is_proved(features, same_authors=authors >= _SAME_AUTHORS, known=authors > 0)
    same = fits & (total >= SAME_POINTS) & proved
    # A word or two that one source leaves out, of a work by the very same people.
    more = np.maximum(features.removed, features.added)
    lengthened = guards.is_same_team(features) & (authors >= _SAME_AUTHORS) & (more <= 3)
    lengthened &= (np.minimum(features.removed, features.added) == 0) & (features.least_words >= 4)
    lengthened &= (apart <= 0) | versioned & (apart <= 1)
    version = (
        ~fits & (work + np.where(versioned & near, 0.5, 0) >= SAME_POINTS) | lengthened
    ) & proved
    version &= apart <= _MOST_YEARS_APART
    possible_same = fits & (total >= POSSIBLE_POINTS) & (title > 0)
    # One DOI for two titles of one team: one of the two is wrong, or both name one paper.
    possible_same |= (features.doi > 0) & (authors >= _SAME_AUTHORS)
    # Two titles in one place: the same holds.
    possible_same |= guards.is_one_place(features) & (authors >= _SAME_AUTHORS)
    # The very title under other names: one of the two may be wrong.
    very = features.is_exact & ~features.is_bare & (features.least_words >= 5)
    possible_same |= very & (apart == 0)
    possible_version = (work >= POSSIBLE_POINTS) & (title > 0)
    choices = (
        (same, Verdict.SAME),
        (version, Verdict.VERSION_OF),
        (possible_same, Verdict.POSSIBLE_SAME),
        (possible_version, Verdict.POSSIBLE_VERSION),
    )
    codes = [_CODE[verdict] for _, verdict in choices]
    return np.select([mask for mask, _ in choices], codes, 0).astype(np.int8)


def title_points(features: Features, authors: Points, place: Points) -> Points:
    """Weigh how far the titles agree."""
    changed = np.minimum(features.removed, features.added)
    more = np.maximum(features.removed, features.added) - changed
    versioned, name = features.is_versioned, features.name
    exact = np.interp(features.least_words, *_EXACT_TITLE)
    # A system's name is a word that nobody else uses.
    exact = np.where(
        versioned & (name > 0) & (features.least_words >= 4), _EXACT_TITLE[1][-1], exact
    )
    # A name that one title has alone is one word more, beside other words.
    more = more + (features.is_bare & ~features.is_exact & ~features.is_mentioned)
    points = np.where(
        features.is_exact, exact, exact + _SLIPS + _WORD_MORE * more + _WORD_CHANGED * changed
    )
    points = np.where(features.is_untitled, 0.0, points)
    for is_so, least in _exceptions(features, authors, place):
        points = np.where(is_so, np.maximum(points, least), points)
    return np.maximum(points, _WORST_TITLE)


def _exceptions(
    features: Features, authors: Points, place: Points
) -> tuple[tuple[Bools, float], ...]:
    """Find where more than the words speaks for one title, with the least points that it has."""
    changed = np.minimum(features.removed, features.added)
    shared = 1 - changed / np.maximum(features.least_words, 1)
    versioned, apart, name = features.is_versioned, features.years_apart, features.name
    same_authors = authors >= _SAME_AUTHORS
    same_issue = (features.venue > 0) & (apart == 0)
    same_team = same_authors & (features.author_share >= 0.8) & (features.least_authors > 2)
    same_team &= features.least_authors * 3 >= features.most_authors * 2
    # One system, one venue, one year: the title was reworded on the way to print.
    revised = versioned & (apart <= 1) & (same_authors | (authors == 0))
    reworded = (name > 0) & (shared >= 0.7) & (same_issue | revised)
    # One identifier, and not put there by mistake.
    linked = (features.arxiv > 0) & ((authors > 0) | features.is_exact | (shared >= 0.5))
    # What has no title is known by its identifier, or by nothing.
    named = features.is_untitled & ((features.doi > 0) | (features.arxiv > 0)) & (authors >= 0)
    # A subtitle or a translation that one source leaves out.
    contained = (changed == 0) & (features.least_words >= 4) & same_authors
    contained &= features.is_prefix | (place >= 3)
    # In one issue, a title and its beginning are one.
    one_issue = same_issue & ((features.volume > 0) & (features.number > 0) | features.same_range)
    subtitled = (changed == 0) & features.is_prefix & one_issue & same_authors
    # A translated title. One page alone holds many abstracts.
    translated = guards.is_one_text(features) & (apart == 0) & same_authors
    # A preprint and a publication by one team: one name is enough, many common words nearly.
    sequel = versioned & same_team & (apart <= 2)
    renewed = sequel & ((name > 0) | features.is_mentioned) & (shared >= 0.3)
    renewed |= sequel & contained & features.is_prefix
    rewritten = sequel & ((name > 0) | (shared >= 0.5))
    # A journal's version often has a title of its own.
    rewritten |= features.are_published & same_team & (name > 0) & (shared >= 0.3)
    # Without authors, a system's name in one venue and year is worth a look.
    one_system = (name > 0) & same_issue & features.are_published
    return (
        (reworded | linked | subtitled, 5.0),
        (renewed, 4.0),
        (named, 3.5),
        (contained & features.is_prefix & (features.least_words >= 5), 3.5),
        (contained, 2.5),
        (one_system & (authors == 0), 2.0),
        (translated | rewritten | (one_system & (authors > 0)), 1.0),
    )


def author_points(features: Features) -> Points:
    """Weigh how far the authors agree; a missing list says nothing."""
    # Likeness as text counts from 0.4 up: unlike lists share that much by chance.
    share = np.maximum(features.author_share, (features.author_likeness - 0.4) / 0.6)
    wrong, least = features.wrong_initials, features.least_authors
    agree = share >= 0.75
    is_reliable = (wrong <= least / 3) | (features.author_likeness >= 1) & (
        features.author_share < 1
    )
    same = agree & is_reliable
    # One name against many, as in "Kwon et al.": it has to be the first.
    lone = (least == 1) & (features.most_authors > 1)
    same = np.where(lone, features.first_author > 0, same)
    some = (share >= 0.45) & (wrong <= least / 2)
    # A team of four that is part of a team of ten may well be another team.
    uneven = same & (least > 3) & (least * 3 < features.most_authors * 2)
    # Half of the names, and the very title.
    some_points = np.where(features.is_exact & ~features.is_bare, 2.0, _SOME_AUTHORS)
    full = guards.is_same_team(features) & (features.removed + features.added == 0)
    points = np.select(
        [uneven, same, some, agree],
        [_UNEVEN_AUTHORS, _SAME_AUTHORS, some_points, _NAMESAKES],
        _OTHER_AUTHORS,
    )
    points = points + np.select([full & (least > 2), full], [1.0, 0.5], 0.0)
    # A lone name under a long title in the very venue is more often wrong than another paper's.
    long = np.where(features.are_published & guards.is_same_issue(features), 4, 7)
    doubtful = features.is_exact & ~features.is_bare & (features.least_words >= long) & (least == 1)
    doubtful &= (features.venue > 0) & (features.years_apart <= 0)
    points = np.where((points == _OTHER_AUTHORS) & doubtful, _DOUBTFUL_AUTHORS, points)
    # A body and the people behind it do not contradict each other.
    points = np.where(
        points < 0,
        np.select([features.bodies > 1, features.bodies > 0], [1.5, 0.0], points),
        points,
    )
    return np.where(features.author_share < 0, 0.0, points)


def place_points(features: Features) -> dict[str, Points]:
    """Weigh where the references say that the work stands; what is unknown says nothing."""
    page, apart, venue, doi = (
        features.first_page,
        features.years_apart,
        features.venue,
        features.doi,
    )
    # In many volumes each paper begins with page 1: that says nothing of two titles.
    elsewhere = (features.removed + features.added > 0) | (features.venue < 0)
    told = ~(features.starts_anew & elsewhere)
    return {
        "pages": np.select([told & (page > 0), page < 0], [2.0, -2.5], 0.0)
        + np.where(told & (page > 0) & (features.last_page > 0), 1.0, 0.0),
        "volume": np.select([told & (features.volume > 0), features.volume < 0], [1.0, -2.0], 0.0),
        # Databases number issues as they like.
        "number": np.select([features.number > 0, features.number < 0], [0.5, -1.0], 0.0),
        "year": np.select([apart == 0, apart == 1, apart > 1], [1.0, -1.0, -2.5], 0.0),
        "venue": np.select([venue > 0, venue == -1, venue < -1], [1.0, -1.5, -2.75], 0.0),
        # One registrant does not register a paper twice; two may.
        "doi": np.select(
            [doi > 0, (doi < 0) & features.same_registrant, doi < 0], [4.0, -4.0, -1.5], 0.0
        ),
        "arxiv": np.select([features.arxiv > 0, features.arxiv < 0], [4.0, -4.0], 0.0),
        "form": np.where(features.form_differs | features.talk_differs, -1.0, 0.0),
    }
