"""Features: what can be measured about pairs of rows, as columns of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from mlsysbib.matching import headings, placing
from mlsysbib.matching.authorship import measure_likeness, measure_overlap
from mlsysbib.matching.columns import compare_column
from mlsysbib.matching.titles import ABOUT, FORM, Mark
from mlsysbib.matching.venues import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.authorship import Floats, Overlap
    from mlsysbib.matching.columns import Bools, Columns, Hashes, Ints

_LEAST_RATIO = 60.0
_LIKELY_RATIO = 93.0
_LEAST_SHARE = 0.4
_EXACT = 100.0
_ALIKE_RATIO = 80.0
_LEAST_INSIDE = 3


class Features(NamedTuple):
    """Measures of pairs, a row each. Comparisons are 1 equal, 0 unknown, -1 different."""

    low: Ints
    high: Ints
    # Titles: alike as text, 0 to 100, without a name that only one has (`is_bare`); `removed` and
    # `added` count words of meaning, `least_words` those of the shorter title.
    ratio: Floats
    is_bare: Bools
    is_exact: Bools
    # Only leftovers of a reference that was cut in the wrong place tell the two apart.
    is_rest: Bools
    is_untitled: Bools
    is_prefix: Bools
    # Both titles head a column: they recur in their venue, or say what kind of text it is.
    is_serial: Bools
    is_generic: Bools
    removed: Ints
    added: Ints
    least_words: Ints
    name: Ints
    name_is_close: Bools
    name_is_other: Bools
    name_is_kin: Bools
    is_mentioned: Bools
    is_translated: Bools
    numbers_differ: Bools
    # Only one has numbers.
    numbers_lost: Bools
    is_likely: Bools
    years_differ: Bools
    # Only one title names a year.
    year_lost: Bools
    months_differ: Bools
    about_differs: Bools
    # Only one is marked as a talk or a tutorial; or as an abstract, a demo, a long version.
    talk_differs: Bools
    form_differs: Bools
    # Authors.
    author_share: Floats
    author_likeness: Floats
    first_author: Ints
    wrong_initials: Ints
    least_authors: Ints
    most_authors: Ints
    # Places: `venue` -2 is surely different; `years_apart` -1 is unknown; `starts_anew` says that
    # the pages begin at 1, as those of many papers of one volume may.
    venue: Ints
    years_apart: Ints
    first_page: Ints
    same_range: Bools
    starts_anew: Bools
    last_page: Ints
    pages_apart: Bools
    lengths_differ: Bools
    volume: Ints
    number: Ints
    doi: Ints
    same_registrant: Bools
    arxiv: Ints
    # A corporate author stands against people: 2 if the title names it, 1 if not.
    bodies: Ints
    # Both stand in proceedings.
    are_meetings: Bools
    kinds_differ: Bools
    is_versioned: Bools
    are_published: Bools

    def take(self, keep: npt.NDArray[np.int64] | Bools) -> Features:
        """Return some of the pairs, by number or by mask."""
        return Features._make(column[keep] for column in self)


def join(parts: list[Features]) -> Features:
    """Put columns of features end to end."""
    return Features._make(map(np.concatenate, zip(*parts, strict=True)))


def measure(
    columns: Columns, low: Ints, high: Ints, *, workers: int = 1, keep_all: bool = False
) -> Features:
    """Measure pairs of rows; pairs with nothing in common are left out unless all are kept."""
    full = _ratios(columns, low, high, workers)
    bare = _bare_ratios(columns, low, high, full, workers)
    titles = _Titles(np.maximum(full, bare), bare > full)
    if keep_all:
        return _measure(columns, low, high, titles, measure_overlap(columns, low, high), workers)
    reason = _has_other_reason(columns, low, high)
    keep = (titles.ratio >= _LEAST_RATIO) | reason
    low, high, titles, reason = low[keep], high[keep], titles.take(keep), reason[keep]
    overlap = measure_overlap(columns, low, high)
    # Titles that share some words, by people who share few names, are most of all pairs.
    strange = (overlap.share >= 0) & (overlap.share < _LEAST_SHARE)
    keep = (titles.ratio >= _LIKELY_RATIO) | ~strange | reason
    return _measure(columns, low[keep], high[keep], titles.take(keep), overlap.take(keep), workers)


class _Titles(NamedTuple):
    ratio: Floats
    is_bare: Bools

    def take(self, keep: Bools) -> _Titles:
        return _Titles(self.ratio[keep], self.is_bare[keep])


def _ratios(columns: Columns, low: Ints, high: Ints, workers: int) -> Floats:
    titles = columns.titles
    return _text_ratios([titles[row] for row in low], [titles[row] for row in high], workers)


def _text_ratios(a: list[str], b: list[str], workers: int) -> Floats:
    if not a:
        return np.empty(0, np.float32)
    found: Floats = process.cpdist(
        a, b, scorer=fuzz.ratio, score_cutoff=_LEAST_RATIO, dtype=np.float32, workers=workers
    )
    return found


def _bare_ratios(columns: Columns, low: Ints, high: Ints, full: Floats, workers: int) -> Floats:
    """Return the ratios of the titles without their names."""
    ratio = np.zeros(len(low), np.float32)
    is_named = columns.end - columns.start < columns.words.lengths
    same_name = compare_column(columns.name, low, high) > 0
    differ = np.flatnonzero((is_named[low] | is_named[high]) & ~same_name & (full < _EXACT))
    a = [columns.bare_title(row) for row in low[differ]]
    b = [columns.bare_title(row) for row in high[differ]]
    ratio[differ] = _text_ratios(a, b, workers)
    return ratio


def _has_other_reason(columns: Columns, low: Ints, high: Ints) -> Bools:
    """Say which pairs are worth a look though their titles differ."""

    def same(column: Ints) -> Bools:
        return compare_column(column, low, high) > 0

    first_author = same(columns.families[:, 0])
    # Beside a title, a reference that was cut in the wrong place holds much else.
    is_inside = _are_inside(columns.signature[low], columns.signature[high])
    same_place = (
        same(columns.first_page) & same(columns.year) & (same(columns.volume) | same(columns.doi))
    )
    no_authors = (columns.author_count[low] == 0) & same(columns.year)
    same_list = columns.author_set[low] == columns.author_set[high]
    found: Bools = (
        same(columns.doi)
        | same(columns.arxiv)
        | is_inside
        | (same_place & first_author)
        | (same(columns.name) & (first_author | no_authors))
        | (same_list & (columns.author_count[low] > 2))  # noqa: PLR2004 - two may share many papers
    )
    # A subtitle that one source leaves out.
    open_pairs = np.flatnonzero(first_author & ~found)
    found[open_pairs] = headings.prefixes(columns, low[open_pairs], high[open_pairs])
    return found


def _are_inside(a: Hashes, b: Hashes) -> Bools:
    """Say where the words of one of two titles are all in the other, by their signatures."""
    shared, least = np.bitwise_count(a & b), np.minimum(np.bitwise_count(a), np.bitwise_count(b))
    found: Bools = (shared == least) & (least >= _LEAST_INSIDE)
    return found


def _measure(  # noqa: PLR0913, PLR0917 - one row of a table
    columns: Columns, low: Ints, high: Ints, titles: _Titles, authors: Overlap, workers: int
) -> Features:
    ratio, is_bare = titles
    words = headings.word_changes(columns, low, high, ratio, is_bare)
    removed, added = words.removed, words.added
    is_close, is_other, is_kin = headings.name_changes(columns, low, high)
    counts = columns.author_count[low], columns.author_count[high]
    marks = columns.marks[low] ^ columns.marks[high]
    kinds = np.stack([columns.venue_kind[low], columns.venue_kind[high]])
    preprints = (kinds == int(Kind.PREPRINT)).sum(axis=0)
    unknown = (kinds == int(Kind.UNKNOWN)).sum(axis=0)
    first_page = compare_column(columns.first_page, low, high)
    last = columns.last_page
    return Features(
        low=low,
        high=high,
        ratio=ratio,
        is_bare=is_bare,
        is_exact=words.is_exact,
        is_rest=words.is_rest,
        is_untitled=headings.are_untitled(columns, low, high),
        is_prefix=words.is_prefix,
        is_serial=columns.is_serial[low],
        is_generic=(columns.is_generic[low] & columns.is_generic[high]) > 0,
        removed=removed,
        added=added,
        least_words=headings.least_words(columns, low, high),
        name=compare_column(columns.name, low, high),
        name_is_close=is_close,
        name_is_other=is_other,
        name_is_kin=is_kin,
        is_mentioned=headings.mentions(columns, low, high),
        is_translated=headings.translations(columns, low, high, (removed > 0) & (added > 0)),
        numbers_differ=columns.numbers[low] != columns.numbers[high],
        numbers_lost=(columns.numbers[low] == 0) != (columns.numbers[high] == 0),
        is_likely=ratio >= _ALIKE_RATIO,
        years_differ=compare_column(columns.title_year, low, high) < 0,
        year_lost=(columns.title_year[low] > 0) != (columns.title_year[high] > 0),
        months_differ=words.months_differ,
        about_differs=(marks & int(ABOUT)) > 0,
        talk_differs=(marks & int(Mark.TALK)) > 0,
        form_differs=((marks & int(FORM)) > 0)
        | (columns.is_short_track[low] != columns.is_short_track[high]),
        author_share=authors.share,
        author_likeness=measure_likeness(columns, low, high, authors, workers),
        first_author=authors.first,
        wrong_initials=authors.wrong_initials,
        least_authors=np.minimum(*counts),
        most_authors=np.maximum(*counts),
        venue=placing.compare_all_venues(columns, low, high),
        years_apart=placing.years_apart(columns.year[low], columns.year[high]),
        first_page=first_page,
        same_range=(first_page > 0)
        & (last[low] == last[high])
        & (last[low] > columns.first_page[low]),
        starts_anew=(first_page > 0) & (columns.first_page[low] == 1),
        last_page=compare_column(last, low, high),
        pages_apart=placing.are_apart(columns, low, high),
        lengths_differ=placing.lengths_differ(columns, low, high),
        volume=compare_column(columns.volume, low, high),
        number=placing.compare_issues(columns, low, high),
        doi=compare_column(np.where(columns.doi_is_shared, 0, columns.doi), low, high),
        same_registrant=compare_column(columns.registrant, low, high) > 0,
        arxiv=compare_column(columns.arxiv, low, high),
        bodies=placing.bodies(columns, low, high),
        are_meetings=np.logical_and(*np.isin(kinds, (int(Kind.CONFERENCE), int(Kind.WORKSHOP)))),
        kinds_differ=(columns.kind[low] & columns.kind[high]) == 0,
        is_versioned=(preprints == 1) & (unknown == 0),
        are_published=(preprints == 0) & (unknown == 0),
    )
