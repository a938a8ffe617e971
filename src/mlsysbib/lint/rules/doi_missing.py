r"""A paper should have a DOI where the other papers of its venue do.

A DOI outlives every address. Whether a venue registers DOIs is seen from its other papers in the
library: two or more have one, and three of four of the others.

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
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

LEVEL: Level = "info"

_FEW, _SHARE = 2, 0.75


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each paper that lacks what nearly all others of its venue have."""
    contents = library.contents
    without = [
        (path, published)
        for path, entry in zip(contents.paths, contents.entries, strict=True)
        if (published := entry.published) and published.venue and not published.doi
    ]
    lacking = Counter([published.venue for _, published in without])
    totals = Counter([entry.published.venue for entry in contents.entries if entry.published])
    for path, published in without:
        total = totals[published.venue]
        have = total - lacking[published.venue]
        if have >= _FEW and have >= _SHARE * (total - 1):
            venue = library.venues.get(published.venue)
            name = venue.acronym if venue else published.venue
            text = f"no DOI, as {have} of {total} papers of {name} have"
            yield Finding(path, ("published",), text)
