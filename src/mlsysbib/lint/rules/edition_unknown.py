r"""The year of a paper must be one in which its venue was held.

A venue of this library that lists its editions lists them all. Correct the year, or add the
edition to the file of the venue; of venues that are inherited nothing is said.

Good `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"

    [editions.2022]
    place = "Carlsbad, CA, USA"

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"

    [editions.2022]
    place = "Carlsbad, CA, USA"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2021
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

LEVEL: Level = "warning"


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each paper of a year that its venue does not list."""
    listed = {
        name: venue
        for venue in library.contents.venues.values()
        if venue.editions
        for name in (venue.id, *venue.aliases)
    }
    for (name, year), papers in library.editions.items():
        venue = listed.get(name)
        if venue is None or str(year) in venue.editions:
            continue
        text = f"{venue.acronym} has no edition of {year}"
        # Of an edition whose year is none, another rule speaks.
        years = [int(known) for known in venue.editions if known.isdecimal()]
        near = min(years, key=lambda known: abs(known - year), default=0)
        where = f"editions stand in {library.path_of_venue(venue.id)}"
        hint = f"the nearest is that of {near}; {where}" if near else where
        for path, _, _ in papers:
            yield Finding(path, ("published", "year"), text, hint)
