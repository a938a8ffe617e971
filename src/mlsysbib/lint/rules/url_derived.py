r"""An address that repeats the DOI or the arXiv identifier is not stored.

It is made from the identifier where it is wanted; stored, it is printed a second time. `--fix`
moves a DOI out of it, or deletes it.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    doi = "10.1145/3600006.3613165"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    doi = "10.1145/3600006.3613165"
    url = "https://doi.org/10.1145/3600006.3613165"
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mlsysbib.formats.identifiers import find_arxiv
from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level
from mlsysbib.text.identifiers import doi_in_url, is_derived_url

LEVEL: Level = "warning"


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those with an address of a version."""
    return [
        entry
        for entry in entries
        if entry.preprint or ((published := entry.published) and published.url)
    ]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each `url` that only repeats an identifier."""
    return [
        Flaw((name, "url"), f"{version.url} repeats an identifier", "store doi or [arxiv] id alone")
        for name, version in (("published", entry.published), ("preprint", entry.preprint))
        if version and version.url and is_derived_url(version.url)
    ]


def fix(entry: Entry) -> Entry:
    """Return the entry without such addresses; an identifier that stands only there is kept."""
    changes = {}
    for name, version in (("published", entry.published), ("preprint", entry.preprint)):
        if not (version and version.url and is_derived_url(version.url)):
            continue
        doi, arxiv = doi_in_url(version.url), find_arxiv([version.url])
        if doi and not version.doi and not arxiv:
            changes[name] = msgspec.structs.replace(version, doi=doi, url="")
        elif (arxiv.id if arxiv else doi.lower()) in {_id(entry), version.doi.lower()}:
            changes[name] = msgspec.structs.replace(version, url="")
    return msgspec.structs.replace(entry, **changes) if changes else entry


def _id(entry: Entry) -> str:
    return entry.arxiv.id if entry.arxiv else ""
