r"""The family name must stand before the comma.

Initials are never a family name, so a name whose initials stand there has its parts the wrong way
round. Names in full are not judged: many are given names and family names alike.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Smith, J. K."]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["J. K., Smith"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.names import odd_people, with_odd_people
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"
glance = with_odd_people

_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+")
_WORD = re.compile(r"[^\W\d_]{2,}")


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each name with initials for a family name."""
    return [
        Flaw(("authors", index), f"{name.family!r} is no family name", f"{name.given}, ...?")
        for index, name in odd_people(entry.authors)
        if _INITIALS.fullmatch(name.family) and _WORD.search(name.given)
    ]
