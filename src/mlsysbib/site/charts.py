"""The picture of a library: papers by venue and year, as circles whose areas are the counts."""

from __future__ import annotations

from collections import Counter
from math import sqrt

import msgspec

from mlsysbib.site.catalogue import Catalogue

_ROWS, _COLUMNS = 12, 9  # what fits on a telephone without being made smaller
_CELL, _LABELS, _BARS, _FOOT, _SUMS = 24, 84, 52, 20, 24
_RADIUS, _LEAST = 11.0, 2.0


class Column(msgspec.Struct, frozen=True):
    """A year, or all years before the first; `years` is what the search is asked for."""

    label: str
    years: str
    title: str
    x: float
    count: int
    bar_y: float
    bar_height: float


class Dot(msgspec.Struct, frozen=True):
    """The papers of a venue in the years of a column."""

    years: str
    title: str
    count: int
    x: float
    y: float
    radius: float


class Row(msgspec.Struct, frozen=True):
    """A venue; `dots` has one for each column, without radius where there is no paper."""

    venue: str
    label: str
    count: int
    y: float
    dots: tuple[Dot, ...]


class Chart(msgspec.Struct, frozen=True):
    """Venues downward, years to the right, and above them a bar for the whole of each year."""

    width: int
    height: int
    label_x: int
    base: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def venue_chart(catalogue: Catalogue) -> Chart | None:
    """Return the chart of a library; None where there is nothing to compare."""
    dated = {
        venue: [entry for entry in entries if entry.year]
        for venue, entries in catalogue.venues.items()
    }
    ranked = sorted(
        ((venue, entries) for venue, entries in dated.items() if entries),
        key=lambda pair: (-len(pair[1]), pair[0]),
    )
    venues = ranked[:_ROWS]
    if not venues:
        return None
    buckets = _buckets(catalogue)
    sizes = {year: len(entries) for year, entries in catalogue.years.items()}
    totals = {key: sum(sizes.get(year, 0) for year in years) for key, years in buckets.items()}
    x_of = {key: _LABELS + _CELL * (index + 0.5) for index, key in enumerate(buckets)}
    highest = max(totals.values())
    columns = tuple(
        Column(
            _short(key),
            key,
            f"{_spelt(key)}: {_papers(count)}",
            x_of[key],
            count,
            round(_BARS - (_BARS - 12) * count / highest, 1),
            round((_BARS - 12) * count / highest, 1),
        )
        for key, count in totals.items()
    )
    counts = {
        venue: Counter(_bucket(entry.year, buckets) for entry in entries)
        for venue, entries in venues
    }
    most = max(max(found.values()) for found in counts.values())
    rows = []
    for index, (venue, found) in enumerate(counts.items()):
        y = _BARS + _CELL * (index + 0.5) + 8
        label = catalogue.library.venues[venue].acronym
        dots = tuple(
            Dot(
                key,
                f"{label}, {_spelt(key)}: {_papers(found[key])}",
                found[key],
                x_of[key],
                y,
                _radius(found[key], most),
            )
            for key in buckets
        )
        rows.append(Row(venue, label, sum(found.values()), y, dots))
    return Chart(
        width=_LABELS + _CELL * len(columns) + _SUMS,
        height=_BARS + 8 + _CELL * len(rows) + _FOOT,
        label_x=_LABELS - 8,
        base=_BARS,
        columns=columns,
        rows=tuple(rows),
    )


def _buckets(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    """Return the years of each column: the latest one by one, all before them together.

    A year without papers is a column as well, else the picture would show a jump as a step.
    """
    known = [year for year in catalogue.years if year]
    years = range(min(known), max(known) + 1)
    early, late = years[: -(_COLUMNS - 1)], years[-(_COLUMNS - 1) :]
    if len(years) <= _COLUMNS:
        early, late = range(0), years
    first = {f"..{early[-1]}": tuple(early)} if early else {}
    return first | {str(year): (year,) for year in late}


def _bucket(year: int, buckets: dict[str, tuple[int, ...]]) -> str:
    return str(year) if str(year) in buckets else next(iter(buckets))


def _short(key: str) -> str:
    return f"≤{key[-2:]}" if key.startswith("..") else f"’{key[-2:]}"


def _spelt(key: str) -> str:
    return f"until {key[2:]}" if key.startswith("..") else key


def _papers(count: int) -> str:
    return f"{count} paper" if count == 1 else f"{count} papers"


def _radius(count: int, most: int) -> float:
    return round(max(_LEAST, _RADIUS * sqrt(count / most)), 1) if count else 0.0
