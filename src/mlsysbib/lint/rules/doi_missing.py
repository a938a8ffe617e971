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

from collections import Counter, defaultdict
from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

LEVEL: Level = "info"

_FEW, _SHARE = 2, 0.75


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each paper that lacks what nearly all others of its venue have."""
    totals: Counter[str] = Counter()
    without: defaultdict[str, list[str]] = defaultdict(list)
    for (name, _), papers in library.editions.items():
        totals[name] += len(papers)
        without[name] += [path for path, _, published in papers if not published.doi]
    for name, paths in without.items():
        total = totals[name]
        have = total - len(paths)
        if have >= _FEW and have >= _SHARE * (total - 1):
            venue = library.venues.get(name)
            text = f"no DOI, as {have} of {total} papers of {venue.acronym if venue else name} have"
            for path in paths:
                yield Finding(path, ("published",), text)
