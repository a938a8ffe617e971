r"""Initials must stand apart, each with its point.

BibTeX takes `J.K.` for one name, and `JK` for a name of two letters; both come out wrong where a
style shortens names. Write `J. K.`, or better the names themselves. `--fix` parts initials that
have points; `JK` may be a name.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Smith, J. K."]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Smith, JK"]

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
from mlsysbib.problems import Level

LEVEL: Level = "warning"
glance = with_odd_people

_RUN = re.compile(r"(?<![^\W\d_])(?:[A-Z]{2,3}(?![^\W\d_.])|[A-Z]\.(?:[A-Z]\.)*[A-Z](?=[.\s-]|$))")
_VOWEL = re.compile("[AEIOUY]")
_WITH_POINT = re.compile(r"(?<=[A-Z]\.)(?=[A-Z](?:\.|\s|$))")


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each given name whose initials run together."""
    flaws = []
    for index, name in odd_people(entry.authors):
        found = _RUN.search(name.given)
        # Three capitals with a vowel are a name that was shouted.
        if found and ("." in found[0] or len(found[0]) < len("ANN") or not _VOWEL.search(found[0])):
            hint = f"write {'. '.join(re.findall('[A-Z]', found[0]))}., if these are initials"
            text = f"the initials of {name.given!r} run together"
            flaws.append(Flaw(("authors", index), text, hint))
    return flaws


def fix(entry: Entry) -> Entry:
    """Return the entry with a blank behind each initial that has a point."""
    authors = list(entry.authors)
    for index, person in odd_people(entry.authors):
        name = authors[index]
        given = _WITH_POINT.sub(" ", person.given)
        if isinstance(name, str) and given != person.given:
            authors[index] = name.removesuffix(person.given) + given
    return msgspec.structs.replace(entry, authors=tuple(authors))
