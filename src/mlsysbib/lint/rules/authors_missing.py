r"""An entry should name its authors.

Without authors a style prints a bare title, and no duplicate of it is found. Drafts that were
adopted from a list wait for them; `mlsysbib add arxiv:...` and `doi:...` ask the registries.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"

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
    """Return those without authors."""
    return [entry for entry in entries if not entry.authors]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for an entry without authors."""
    return () if entry.authors else (Flaw(("title",), "no authors"),)
