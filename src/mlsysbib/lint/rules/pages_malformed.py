r"""Pages are a number, or two with a hyphen.

`611-626`, `e48`, `1:1-1:20`, several ranges with commas. No dash, no `pp.`, no words. `--fix`
writes dashes as hyphens and drops `pp.`.

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
    pages = "pp. 521--538"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from mlsysbib.formats.cleaning import clean_pages
from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.pages import with_odd_pages
from mlsysbib.model.entry import Entry

glance = with_odd_pages

_PAGE = r"[A-Za-z]{0,3}\d+(?:[:.]\d+)?[A-Za-z]?|[ivxlc]+"
_PAGES = re.compile(rf"(?:{_PAGE})(?:-(?:{_PAGE}))?(?:, ?(?:{_PAGE})(?:-(?:{_PAGE}))?)*").fullmatch
_HINT = "write 611-626"


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw if the pages are anything else."""
    published = entry.published
    if published is None or not published.pages or _PAGES(published.pages):
        return ()
    return (Flaw(("published", "pages"), f"{published.pages!r} are no pages", _HINT),)


def fix(entry: Entry) -> Entry:
    """Return the entry with a hyphen and nothing else between the numbers."""
    published = entry.published
    if published is None or not check_entry(entry):
        return entry
    pages = clean_pages(published.pages)
    if not _PAGES(pages):
        return entry
    return msgspec.structs.replace(entry, published=msgspec.structs.replace(published, pages=pages))
