r"""A name must be that of one person.

An `and`, `&` or semicolon within a name means that two authors were not taken apart. Each author
stands in a line of its own.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In", "Jeong, Joo Seong"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In and Joo Seong Jeong"]

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
from mlsysbib.model.names import format_name

glance = with_odd_people

_JOINT = re.compile(r"\band\b|[;&]")


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each name that holds several."""
    return [
        Flaw(("authors", index), f"{format_name(name)!r} is more than one person", "one a line")
        for index, name in odd_people(entry.authors)
        if _JOINT.search(format_name(name))
    ]
