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
from mlsysbib.model.venues import Venue
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
    years = {name: _years(venue) for name, venue in listed.items()}
    known = {(name, year) for name, editions in years.items() for year in editions}
    for path, entry in zip(library.contents.paths, library.contents.entries, strict=True):
        published = entry.published
        if published is None or (published.venue, published.year) in known:
            continue
        if editions := years.get(published.venue):
            venue = listed[published.venue]
            text = f"{venue.acronym} has no edition of {published.year}"
            near = min(editions, key=lambda year: abs(year - published.year))
            hint = f"the nearest is that of {near}; editions stand in venues/{venue.id}.toml"
            yield Finding(path, ("published", "year"), text, hint)


def _years(venue: Venue) -> list[int]:
    # Of a year that is none, another rule speaks.
    return [int(year) for year in venue.editions if year.isdecimal()]
