r"""A published paper should say where.

Either `venue` names one of venues/, or `container-title` gives a title in full. A paper that says
neither is exported with what it has: as @misc, as nobody can tell what it is a part of.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    year = 2022
"""

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those that are published and do not say where."""
    return [entry for entry in entries if entry.lacks_venue]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for a published paper without venue."""
    hint = "name a venue of venues/, or give container-title"
    return (Flaw(("published",), "[published] names no venue", hint),) if entry.lacks_venue else ()
