r"""A name must keep its capital letter.

Styles lower the words of a title. Places, people and products that are surely names, as the
tool's word list has them (`Bayesian`, `Kubernetes`), need braces; at the begin of a title they do
not. `--fix` sets them.

Good `entries/2022/yu2022orca.toml`:

    title = "Serving with {Bayesian} Optimization"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Serving with Bayesian Optimization"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.titles import bare_text, find_odd, protect, with_odd_words
from mlsysbib.lint.vocabulary import vocabulary
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"
glance = with_odd_words


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(vocabulary().capitalised))
    return re.compile(rf"(?<!\A)(?<!: )\b(?:{names})\b")


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw that names the names whose capital a style would lower."""
    if vocabulary().capitalised.isdisjoint(find_odd(entry.title).words):
        return ()
    found = dict.fromkeys(_pattern().findall(bare_text(entry.title)))
    if not found:
        return ()
    text = f"styles would lower the capital of {' and '.join(found)}"
    return (Flaw(("title",), text, "put {...} around it"),)


def fix(entry: Entry) -> Entry:
    """Return the entry with braces around those names."""
    if not check_entry(entry):
        return entry
    return msgspec.structs.replace(entry, title=protect(entry.title, _pattern()))
