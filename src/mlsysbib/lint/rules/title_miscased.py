r"""A name must have the capitals that its makers give it.

`Pytorch` is `PyTorch`, `Rdma` is `RDMA`: foreign files often hold what a style made of a title.
The tool's word list knows the names of this field; those that are English words as well are not
judged.

Good `entries/2022/yu2022orca.toml`:

    title = "Fast {PyTorch} Kernels"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Fast Pytorch Kernels"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.titles import find_odd, with_odd_titles
from mlsysbib.lint.vocabulary import miscased
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"
glance = with_odd_titles


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each word that is a known name in the wrong capitals."""
    wrong = miscased()
    odd = find_odd(entry.title)
    found = sorted(wrong.keys() & odd.words) + [run for run in odd.runs if run in wrong]
    if not found or entry.title.isupper():
        return ()
    return [Flaw(("title",), f"{word!r} is written {wrong[word]!r}") for word in found]
