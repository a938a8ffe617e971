r"""A name must not hold digits or the marks of footnotes.

DBLP tells people of one name apart by a number (`Wei Wang 0001`), papers mark affiliations.
Neither is part of the name. `--fix` removes the numbers of DBLP and the marks at the end.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Wang, Wei"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Wang, Wei 0001"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.names import odd_people, with_odd_people
from mlsysbib.model.entry import Entry
from mlsysbib.model.names import format_name

glance = with_odd_people

_SIGN = re.compile(r"[\d*†‡]")
_AT_END = re.compile(r"\s+0\d{3}(?=,|$)|[*†‡]+(?=,|$)")


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each name with a digit or a mark."""
    return [
        Flaw(("authors", index), f"{format_name(name)!r} holds what is no part of a name")
        for index, name in odd_people(entry.authors)
        if _SIGN.search(format_name(name))
    ]


def fix(entry: Entry) -> Entry:
    """Return the entry without the numbers of DBLP and marks at the end of names."""
    authors = list(entry.authors)
    for index, _ in odd_people(entry.authors):
        if isinstance(name := authors[index], str):
            authors[index] = _AT_END.sub("", name)
    return msgspec.structs.replace(entry, authors=tuple(authors))
