r"""A preprint and its publication must be one entry.

One paper is one file with both versions. `mlsysbib merge KEEP DROP` adds the preprint to the
published entry and keeps the dropped key as an alias. Title and first author agree here; `entry-
duplicate` finds papers whose title has changed.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Good `entries/2021/yu2021orca.toml`:

    title = "{Orca}, Revisited: Serving Under Load"
    authors = ["Yu, Gyeong-In"]

    [arxiv]
    id = "2106.01234"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2021/yu2021orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [arxiv]
    id = "2106.01234"
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterator

from mlsysbib.keys.subject import family_in_key
from mlsysbib.lint.finding import Finding
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.names import read_name
from mlsysbib.problems import Level
from mlsysbib.text.words import letters_only

LEVEL: Level = "warning"

# A preprint is not taken for the publication of a year that is further away.
_YEARS = 4
_NO_LETTERS = (string.punctuation + string.whitespace).encode()


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each preprint whose paper stands in the library published."""
    entries = library.contents.entries
    preprints = [
        (path, entry)
        for path, entry in zip(library.contents.paths, entries, strict=True)
        if entry.published is None and entry.authors
    ]
    titles = {_folded(entry) for _, entry in preprints}
    published: defaultdict[bytes, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.published and entry.authors and (title := _folded(entry)) in titles:
            published[title].append(entry)
    for path, entry in preprints:
        for found in published.get(_folded(entry), ()):
            if _is_version(entry, found):
                hint = f"mlsysbib merge {found.key} {entry.key}"
                yield Finding(path, ("title",), f"{found.key} is this paper, published", hint)
                break


def _folded(entry: Entry) -> bytes:
    title = entry.title
    if title.isascii():
        return title.lower().encode().translate(None, _NO_LETTERS)
    return letters_only(entry.plain_title).lower().encode()


def _is_version(preprint: Entry, published: Entry) -> bool:
    first, second = (read_name(entry.authors[0]) for entry in (preprint, published))
    return (
        family_in_key(first).lower() == family_in_key(second).lower()
        and abs(published.year - preprint.year) <= _YEARS
        and not _are_apart(preprint, published)
    )


def _are_apart(a: Entry, b: Entry) -> bool:
    """Say whether a person has decided on the two."""
    pairs = ((a, b.key), (b, a.key))
    return any(relation.key == key for entry, key in pairs for relation in entry.relations)
