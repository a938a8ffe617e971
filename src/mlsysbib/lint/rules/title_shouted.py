r"""A title must not stand in capitals throughout.

What are names in it can no longer be seen. Write it in headline case, with braces around what
keeps its capitals.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{ORCA}: A DISTRIBUTED SERVING SYSTEM"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.titles import bare_text
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"

# Fewer capitals may be an acronym and a number.
_LETTERS = 12


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those whose second letter is not small."""
    return [entry for entry in entries if not entry.title[1:2].islower()]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw if all that is not kept is capitals."""
    bare = bare_text(entry.title)
    if not bare.isupper() or sum(map(str.isalpha, bare)) < _LETTERS:
        return ()
    return (Flaw(("title",), "the title is in capitals", "write it in headline case"),)
