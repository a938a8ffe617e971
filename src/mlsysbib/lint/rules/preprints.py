"""Rules for preprints."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterator

from mlsysbib.keys.subject import family_in_key
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.names import read_name
from mlsysbib.problems import Finding
from mlsysbib.text.words import letters_only


def find_published_at_server(library: Library) -> Iterator[Finding]:
    """Yield a finding for each entry that is published at a preprint server."""
    for (name, _), papers in library.editions.items():
        venue = library.venues.get(name)
        if venue is None or venue.kind != "preprint-server":
            continue
        for path, entry, _ in papers:
            has_other = entry.arxiv or entry.preprint
            hint = "delete [published]" if has_other else "write [arxiv] or [preprint] instead"
            yield Finding(
                "preprint-as-published",
                ("published", "venue"),
                f"{venue.acronym} is a preprint server",
                hint,
                path,
            )


# A preprint is not taken for the publication of a year that is further away.
_YEARS = 4
_NO_LETTERS = (string.punctuation + string.whitespace).encode()


def find_published(library: Library) -> Iterator[Finding]:
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
                yield Finding(
                    "preprint-published",
                    ("title",),
                    f"{found.key} is this paper, published",
                    hint,
                    path,
                )
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
        and published.year > 0
        and abs(published.year - preprint.year) <= _YEARS
        and not _are_apart(preprint, published)
    )


def _are_apart(a: Entry, b: Entry) -> bool:
    """Say whether a person has decided on the two."""
    pairs = ((a, b.key), (b, a.key))
    return any(relation.key == key for entry, key in pairs for relation in entry.relations)


_STALE = 3


def find_stale(library: Library) -> Iterator[Finding]:
    """Yield a finding for each old paper that is only a preprint; no clock is asked."""
    entries = library.contents.entries
    years = [entry.published.year for entry in entries if entry.published]
    years += [entry.year for entry in entries if not entry.published]
    newest = max(years, default=0)
    for path, entry in zip(library.contents.paths, entries, strict=True):
        if entry.published or entry.type or entry.status == "withdrawn":
            continue
        if 0 < entry.year < newest - _STALE:
            text = f"only a preprint since {entry.year}"
            yield Finding(
                "preprint-stale", ("arxiv" if entry.arxiv else "preprint",), text, path=path
            )
