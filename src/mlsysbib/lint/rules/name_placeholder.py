r"""A name must be that of an author, not a word for the rest of them.

`others` and `et al.` say that the list was cut. Write all authors; an export cuts the list where
it is asked to (`--max-authors`).

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In", "Jeong, Joo Seong"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In", "others"]

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

_REST = re.compile(r"(?:and )?(?:others|et\.?,? al\.?|al\.?, et\.?)|.*\Wet\.? al\.?", re.IGNORECASE)


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each name that stands for the rest."""
    return [
        Flaw(("authors", index), f"{format_name(name)!r} is no author", "write all authors")
        for index, name in odd_people(entry.authors)
        if _REST.fullmatch(format_name(name))
    ]
