r"""The last page must not stand before the first.

Two numbers that were swapped or mistyped, or a range that was shortened (`611-26`): write both in
full.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "521-538"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "521-38"
"""

from __future__ import annotations

from collections.abc import Sequence

from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.pages import with_odd_pages
from mlsysbib.model.entry import Entry

glance = with_odd_pages


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw if a range runs backwards, within one article if it names one."""
    published = entry.published
    if published is None or "-" not in published.pages:
        return ()
    for part in published.pages.split(","):
        first, _, last = part.strip().partition("-")
        if _number(first) > _number(last) > 0:
            hint = f"{first}-{_full(first, last)}?" if _full(first, last) else ""
            text = f"pages {part.strip()} run backwards"
            return (Flaw(("published", "pages"), text, hint),)
    return ()


def _number(page: str) -> int:
    """Return the number of a page; of a page that is none of the same kind, nothing is said."""
    number = page.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0


def _full(first: str, last: str) -> str:
    """Return the last page in full where it lacks its first digits."""
    longer = first[: len(first) - len(last)] + last
    return longer if len(last) < len(first) and _number(first) < _number(longer) else ""
