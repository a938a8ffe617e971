r"""A paper should lead somewhere: by DOI, by arXiv identifier or by address.

A reader of a list wants to open the paper, and a style prints one of them.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "521-538"
    doi = "10.1145/3"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "info"


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those without an arXiv identifier, and without the DOI that most papers have."""
    return [
        entry
        for entry in entries
        if not entry.arxiv and not (entry.published and entry.published.doi)
    ]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for an entry that no page can link."""
    if entry.arxiv:
        return ()
    for version in (entry.published, entry.preprint):
        if version and (version.doi or version.url):
            return ()
    links = entry.links
    if links.pdf or links.project:
        return ()
    return (Flaw(("published",), "no DOI, no arXiv identifier and no address"),)
