r"""A DOI stands alone, without resolver or label.

It begins with `10.` and a registrant's number. Addresses are made from it where a style wants
one, so that `https://doi.org/` would stand there twice. `--fix` takes it out of an address.

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
    doi = "https://doi.org/10.1145/3600006.3613165"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from mlsysbib.lint.finding import Flaw
from mlsysbib.model.entry import Entry
from mlsysbib.text.identifiers import clean_doi

_DOI = re.compile(r"10\.\d{4,9}/[!-~]*[0-9A-Za-z/)>+_-]").fullmatch
_HINT = "a DOI is like 10.1145/3600006.3613165"


def glance(entries: Sequence[Entry]) -> list[Entry]:
    """Return those with a DOI that is worth a look."""
    return [
        entry
        for entry in entries
        if entry.preprint
        or ((published := entry.published) and published.doi and not _DOI(published.doi))
    ]


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw for each DOI that is none, or more than one."""
    return [
        Flaw((name, "doi"), f"{version.doi!r} is no DOI", _HINT)
        for name, version in (("published", entry.published), ("preprint", entry.preprint))
        if version and version.doi and not _DOI(version.doi)
    ]


def fix(entry: Entry) -> Entry:
    """Return the entry with the DOI alone, where there is one in the field."""
    changes = {
        name: msgspec.structs.replace(version, doi=doi)
        for name, version in (("published", entry.published), ("preprint", entry.preprint))
        if version and version.doi and not _DOI(version.doi)
        if _DOI(doi := clean_doi(version.doi))
    }
    return msgspec.structs.replace(entry, **changes) if changes else entry
