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

from collections import defaultdict
from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

LEVEL: Level = "info"

_FEW = 3
_NAMED = 5


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each edition of which some papers lack what most have."""
    editions: defaultdict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in library.contents.entries:
        if (published := entry.published) and published.venue:
            editions[published.venue, published.year].append(entry)
    for (name, year), entries in editions.items():
        if name not in library.venues:
            continue
        without = [
            entry
            for entry in entries
            if (published := entry.published) and not (published.pages or published.article)
        ]
        have = len(entries) - len(without)
        if without and len(entries) >= _FEW and have * 2 >= len(entries):
            venue = library.venues[name]
            where = f"{have} of {len(entries)} {venue.acronym} '{year % 100:02} entries have pages"
            keys = [entry.key for entry in without]
            rest = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
            text = f"{where}; without: {', '.join(keys[:_NAMED])}{rest}"
            path = library.path_of(keys[0])
            yield Finding(path, ("published",), text)
