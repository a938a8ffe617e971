r"""An ISBN must have its check digit.

The last digit is computed from the others, so that a slip is seen. This is asked of entries,
editions and volumes.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    isbn = "9781939133281"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    isbn = "9781939133282"
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.text.isbn import is_isbn


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each ISBN of which a digit is wrong."""
    for path, field, isbn in _isbns(library):
        if isbn and not is_isbn(isbn):
            yield Finding(path, field, f"{isbn!r} is no ISBN", "a digit is wrong or missing")


def _isbns(library: Library) -> Iterator[tuple[str, tuple[str, ...], str]]:
    contents = library.contents
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        if entry.published and entry.published.isbn:
            yield path, ("published", "isbn"), entry.published.isbn
    for id_, venue in contents.venues.items():
        path = library.path_of_venue(id_)
        for year, edition in venue.editions.items():
            where = ("editions", year)
            yield path, (*where, "isbn"), edition.isbn
            for name, volume in edition.volumes.items():
                field = (*where, "volumes", name, "isbn")
                yield path, field, volume.isbn
