r"""The facts of an edition must agree with each other.

It begins before it ends, in its own year and month; it has its ISBN to itself.

Good `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"

    [editions.2022]
    start = 2022-07-11
    end = 2022-07-13

Bad `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"

    [editions.2022]
    start = 2022-07-13
    end = 2022-07-11
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.model.venues import Edition


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each edition that contradicts itself or another one."""
    owners: dict[str, str] = {}
    for id_, venue in library.contents.venues.items():
        path = library.path_of_venue(id_)
        for year, edition in venue.editions.items():
            where = ("editions", year)
            for field, text in _contradictions(edition, year):
                yield Finding(path, (*where, field), text)
            name = f"{venue.acronym} {year}"
            owner = owners.setdefault(edition.isbn, name) if edition.isbn else name
            if owner != name:
                text = f"ISBN {edition.isbn} is that of {owner}"
                yield Finding(path, (*where, "isbn"), text)


def _contradictions(edition: Edition, year: str) -> Iterator[tuple[str, str]]:
    start, end = edition.start, edition.end
    if start and end and start > end:
        yield "end", f"it ends on {end}, before it begins"
    if start and str(start.year) != year:
        yield "start", f"the edition of {year} begins on {start}"
    if start and edition.month and edition.month not in {start.month, (end or start).month}:
        yield "month", f"month {edition.month}, but it begins on {start}"
