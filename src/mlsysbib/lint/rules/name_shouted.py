r"""A name must not stand in capitals.

Registries deliver family names as `LI` or `SMITH`. Which of the letters are capitals (`McDonald`,
`de Vries`) only a person knows.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Smith, John"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["SMITH, John"]

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
from mlsysbib.problems import Level

LEVEL: Level = "warning"
glance = with_odd_people

_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[AEIOUY]")
_INITIALS = 2


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each name of which a part is in capitals."""
    return [
        Flaw(("authors", index), f"{format_name(name)!r} is in capitals", "write Family, Given")
        for index, name in odd_people(entry.authors)
        if any(len(word) > 1 and word.isupper() for word in _WORD.findall(name.family))
        or any(map(_is_shouted, _WORD.findall(name.given)))
    ]


def _is_shouted(word: str) -> bool:
    """Say whether a given name is one in capitals and not initials that run together."""
    return word.isupper() and len(word) > _INITIALS and _VOWEL.search(word) is not None
