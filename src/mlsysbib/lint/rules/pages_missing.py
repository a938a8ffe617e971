r"""A published paper should have pages or the number of an article.

Styles warn where an article of a journal has none, readers find a paper by them. Where the venue
prints no pages, nothing is missing; an entry can say so in `ignore`.

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
    """Return those in a venue without pages."""
    return [entry for entry in entries if (published := entry.published) and not published.pages]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for a paper of a venue without pages."""
    published = entry.published
    if published is None or published.pages or published.article:
        return ()
    if entry.type not in {"", "article"}:
        return ()
    return (Flaw(("published",), "no pages and no article number"),)
