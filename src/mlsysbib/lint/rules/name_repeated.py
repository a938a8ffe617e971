r"""An author must stand once in a paper.

A line that was pasted twice prints twice. Two authors of one name do happen: then say so in
`ignore`.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In", "Jeong, Joo Seong"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In", "Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those with an author twice."""
    return [entry for entry in entries if len(set(entry.authors)) != len(entry.authors)]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each author who stood before."""
    authors = entry.authors
    return [
        Flaw(("authors", index), f"{name!r} stands twice", "delete the line")
        for index, name in enumerate(authors)
        if name in authors[:index]
    ]
