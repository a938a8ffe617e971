r"""A preprint of years ago may have been published since.

More than three years before the newest paper of the library, a paper that is only on arXiv is
worth another look: `mlsysbib add doi:...` adds the publication to it. Some papers stay preprints;
an entry can say so in `ignore`.

Good `entries/2020/le2020placing.toml`:

    title = "Placing Jobs Near Their Data"
    authors = ["Le, Tan"]

    [arxiv]
    id = "2206.01234"

Bad `entries/2020/le2020placing.toml`:

    title = "Placing Jobs Near Their Data"
    authors = ["Le, Tan"]

    [arxiv]
    id = "1806.01234"
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

LEVEL: Level = "info"

_YEARS = 3


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each old paper that is only a preprint; no clock is asked."""
    entries = library.contents.entries
    years = [entry.published.year for entry in entries if entry.published]
    years += [entry.year for entry in entries if not entry.published]
    newest = max(years, default=0)
    for path, entry in zip(library.contents.paths, entries, strict=True):
        if entry.published or entry.type or entry.status == "withdrawn":
            continue
        if 0 < entry.year < newest - _YEARS:
            text = f"only a preprint since {entry.year}"
            yield Finding(path, ("arxiv" if entry.arxiv else "preprint",), text)
