r"""A paper should have a DOI where the other papers of its venue do.

A DOI outlives every address. Whether a venue registers DOIs is seen from its other papers in the
library: three or more, of which most have one.

Good `entries/2022/chaudhary2022sharing.toml`:

    title = "Sharing {GPUs} Among Many Tenants"
    authors = ["Chaudhary, Shubham"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "1-17"
    doi = "10.1145/1"

Good `entries/2022/le2022placing.toml`:

    title = "Placing Jobs Near Their Data"
    authors = ["Le, Tan"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "18-33"
    doi = "10.1145/2"

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "521-538"
    doi = "10.1145/3"

Bad `entries/2022/chaudhary2022sharing.toml`:

    title = "Sharing {GPUs} Among Many Tenants"
    authors = ["Chaudhary, Shubham"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "1-17"
    doi = "10.1145/1"

Bad `entries/2022/le2022placing.toml`:

    title = "Placing Jobs Near Their Data"
    authors = ["Le, Tan"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "18-33"
    doi = "10.1145/2"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "521-538"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.entry import Published
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

LEVEL: Level = "info"

_FEW = 2


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each paper that lacks what most of its venue have."""
    published = [
        (path, entry.published)
        for path, entry in zip(library.contents.paths, library.contents.entries, strict=True)
        if entry.published and entry.published.venue
    ]
    papers = Counter(map(_edition, (version for _, version in published)))
    having = Counter(_edition(version) for _, version in published if version.doi)
    for path, version in published:
        edition = _edition(version)
        if not version.doi and having[edition] >= _FEW and having[edition] * 2 >= papers[edition]:
            venue = library.venues.get(version.venue)
            name = f"{venue.acronym if venue else version.venue} {version.year}"
            text = f"no DOI, as {having[edition]} of {papers[edition]} papers of {name} have"
            yield Finding(path, ("published",), text)


def _edition(published: Published) -> tuple[str, int]:
    return published.venue, published.year
