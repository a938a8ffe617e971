r"""A list of authors that is not complete should be completed.

A reference that ends in `and others` is read with those that it names, and `authors-cut = true`
says that there are more: it is exported with `and others` as well. Add the others and delete that
line.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In", "Jeong, Joo Seong"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]
    authors-cut = true

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "info"


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those whose authors are not all named."""
    return [entry for entry in entries if entry.authors_cut]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for an entry whose authors are not all named."""
    return (Flaw(("authors-cut",), "not all authors are named"),) if entry.authors_cut else ()
