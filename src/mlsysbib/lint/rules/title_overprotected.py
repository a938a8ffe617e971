r"""Braces must hold names, not ordinary words.

A style that prints titles in small letters cannot do so with a title that stands in braces as a
whole, or with ordinary words in them. The name of a system may be an ordinary word: before a
colon, or where it is the entry's `system`.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: Serving on {GPU} Clusters"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: {Distributed} Serving"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.titles import find_odd, with_odd_runs
from mlsysbib.lint.vocabulary import vocabulary
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"
glance = with_odd_runs

_SPACED = re.compile(r"[\s–—-]+")
_LONGEST = 4


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw that names the runs which need no braces."""
    runs = [run for run in find_odd(entry.title).runs if _is_ordinary(run, entry)]
    if not runs:
        return ()
    shown = " and ".join(f"{{{run}}}" for run in runs)
    hint = "keep the braces of names and acronyms alone"
    return (Flaw(("title",), f"braces around ordinary words: {shown}", hint),)


def _is_ordinary(run: str, entry: Entry) -> bool:
    if " " not in run and run.lower() not in vocabulary().ordinary:
        return False
    words = _SPACED.split(run)
    is_name = run == entry.system or entry.title.startswith(f"{{{run}}}:")
    ordinary = [word for word in words if word.lower() in vocabulary().ordinary]
    return not is_name and (len(ordinary) == len(words) or len(words) > _LONGEST)
