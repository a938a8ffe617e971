r"""A DOI or arXiv identifier must belong to one entry.

An identifier means one work. Where two entries have it, one of them has a wrong one, or both are
one paper: `mlsysbib merge` makes one entry of them.

Good `entries/2020/peng2020capuchin.toml`:

    title = "{Capuchin}: Managing Memory"
    authors = ["Peng, Xuan"]

    [published]
    venue = "osdi"
    year = 2020
    doi = "10.1145/3600006.1"

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    doi = "10.1145/3600006.2"

Bad `entries/2020/peng2020capuchin.toml`:

    title = "{Capuchin}: Managing Memory"
    authors = ["Peng, Xuan"]

    [published]
    venue = "osdi"
    year = 2020
    doi = "10.1145/3600006.1"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    doi = "10.1145/3600006.1"
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.entry import identifiers
from mlsysbib.model.library import Library


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each identifier that an entry before has."""
    owners: dict[str, str] = {}
    for path, entry in zip(library.contents.paths, library.contents.entries, strict=True):
        for id_, field in identifiers(entry):
            if owners.setdefault(id_, entry.key) != entry.key:
                text, hint = f"{id_} is that of {owners[id_]}", f"see mlsysbib show {owners[id_]}"
                yield Finding(path, field, text, hint)
