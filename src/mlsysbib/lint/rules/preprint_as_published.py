r"""A paper on a preprint server is not published there.

It is exported without its identifier, as [published] of a server says none. The version belongs
into `[arxiv]`, or into `[preprint]` with the name of another server: delete `[published]`.

Good `venues/arxiv.toml`:

    acronym = "arXiv"
    kind = "preprint-server"

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [arxiv]
    id = "2201.01234"

Bad `venues/arxiv.toml`:

    acronym = "arXiv"
    kind = "preprint-server"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "arxiv"
    year = 2022

    [arxiv]
    id = "2201.01234"
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

LEVEL: Level = "warning"


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each entry that is published at a preprint server."""
    for (name, _), papers in library.editions.items():
        venue = library.venues.get(name)
        if venue is None or venue.kind != "preprint-server":
            continue
        for path, entry, _ in papers:
            has_other = entry.arxiv or entry.preprint
            hint = "delete [published]" if has_other else "write [arxiv] or [preprint] instead"
            yield Finding(
                path, ("published", "venue"), f"{venue.acronym} is a preprint server", hint
            )
