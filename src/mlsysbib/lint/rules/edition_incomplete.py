r"""The papers of one edition should all have pages, or none.

Most venues print pages, some have none. Where most papers of an edition have them, the others
lack them: they are named, once for each edition.

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
    doi = "10.1145/3"
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

LEVEL: Level = "info"

_FEW = 3
_NAMED = 5


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each edition of which some papers lack what most have."""
    for (name, year), papers in library.editions.items():
        without = [
            (path, entry.key)
            for path, entry, published in papers
            if not (published.pages or published.article)
        ]
        have = len(papers) - len(without)
        is_odd = without and len(papers) >= _FEW and have * 2 >= len(papers)
        if is_odd and name in library.venues:
            acronym = library.venues[name].acronym
            where = f"{have} of {len(papers)} {acronym} '{year % 100:02} entries have pages"
            keys = ", ".join(key for _, key in without[:_NAMED])
            rest = f" and {len(without) - _NAMED} more" if len(without) > _NAMED else ""
            yield Finding(without[0][0], ("published",), f"{where}; without: {keys}{rest}")
