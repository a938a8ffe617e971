r"""An entry must not contradict the edition it was published in.

The month, the ISBN and the prefixes of DOIs are facts of an edition or of one of its volumes, as
are places, publisher and series; what an entry says besides is wrong, or the venue's file is. It
is exported all the same.

Good `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"

    [editions.2022]
    month = 7

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    month = 7

Bad `venues/osdi.toml`:

    acronym = "OSDI"
    kind = "conference"

    [editions.2022]
    month = 7

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    month = 11
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.finding import Finding
from mlsysbib.model.entry import Published
from mlsysbib.model.library import Library
from mlsysbib.model.venues import Edition, Venue
from mlsysbib.problems import Level
from mlsysbib.text.isbn import is_isbn

LEVEL: Level = "warning"


def check(library: Library) -> Iterator[Finding]:
    """Yield a finding for each fact of an entry that its edition has otherwise."""
    for (name, year), papers in library.editions.items():
        venue = library.venues.get(name)
        edition = venue.editions.get(str(year)) if venue else None
        if venue is None:
            continue
        for path, _, published in papers:
            for field, own, known in _told(published, venue):
                if own and known and own != known:
                    text = f"{venue.acronym} {year} has {field} {known!r}"
                    yield Finding(path, ("published", field), text)
        if edition is None:
            continue
        for path, _, published in papers:
            if published.month or published.isbn or published.volume:
                for field, text in _contradictions(published, edition):
                    yield Finding(path, ("published", field), f"{venue.acronym} {year} has {text}")


def _told(published: Published, venue: Venue) -> Iterator[tuple[str, str, str]]:
    """Yield what a paper, and what its venue says of the facts that either can tell."""
    edition = venue.edition(published.year)
    place = edition.publisher_place or venue.publisher_place
    yield "place", published.place, edition.place
    yield "publisher", published.publisher, edition.publisher or venue.publisher
    yield "publisher-place", published.publisher_place, place
    if published.series:
        yield "series", published.series, venue.series_in(published.year, published.volume)


def _contradictions(published: Published, edition: Edition) -> Iterator[tuple[str, str]]:
    months = {edition.month} | {date.month for date in (edition.start, edition.end) if date}
    if published.month and months != {None} and published.month not in months:
        yield "month", f"month {edition.month or min(filter(None, months))}"
    volume = edition.volumes.get(published.volume)
    isbn = (volume.isbn if volume else "") or edition.isbn
    if isbn and is_isbn(published.isbn) and _digits(published.isbn) != _digits(isbn):
        yield "isbn", f"ISBN {isbn}"
    if edition.volumes and published.volume and volume is None:
        yield "volume", f"volumes {', '.join(edition.volumes)}, and not {published.volume}"
    prefix = volume.doi_prefix if volume else ""
    if published.doi and not published.doi.lower().startswith(prefix.lower()):
        yield "doi", f"DOIs in volume {published.volume} that begin with {prefix}"


def _digits(isbn: str) -> str:
    return isbn.replace("-", "")
