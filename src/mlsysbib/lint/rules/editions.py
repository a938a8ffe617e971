"""Rules for venues and their editions, and what papers say of them."""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.model.entry import Published
from mlsysbib.model.library import Library
from mlsysbib.model.venue_matching import compile_match
from mlsysbib.model.venues import Edition, Venue
from mlsysbib.problems import Finding
from mlsysbib.text.isbn import is_isbn


def find_unknown(library: Library) -> Iterator[Finding]:
    """Yield a finding for each paper of a year that its venue does not list."""
    listed = {
        name: venue
        for venue in library.contents.venues.values()
        if venue.editions
        for name in (venue.id, *venue.aliases)
    }
    for (name, year), papers in library.editions.items():
        venue = listed.get(name)
        if venue is None or not year or str(year) in venue.editions:
            continue
        text = f"{venue.acronym} has no edition of {year}"
        # Of an edition whose year is none, another rule speaks.
        years = [int(known) for known in venue.editions if known.isdecimal()]
        near = min(years, key=lambda known: abs(known - year), default=0)
        where = f"editions stand in {library.path_of_venue(venue.id)}"
        hint = f"the nearest is that of {near}; {where}" if near else where
        for path, _, _ in papers:
            yield Finding("edition-unknown", ("published", "year"), text, hint, path)


def find_malformed(library: Library) -> Iterator[Finding]:
    """Yield a finding for each edition that contradicts itself or another one."""
    owners: dict[str, str] = {}
    for id_, venue in library.contents.venues.items():
        path = library.path_of_venue(id_)
        for year, edition in venue.editions.items():
            where = ("editions", year)
            for field, text in _own_contradictions(edition, year):
                yield Finding("edition-malformed", (*where, field), text, path=path)
            name = f"{venue.acronym} {year}"
            owner = owners.setdefault(edition.isbn, name) if edition.isbn else name
            if owner != name:
                text = f"ISBN {edition.isbn} is that of {owner}"
                yield Finding("edition-malformed", (*where, "isbn"), text, path=path)


def _own_contradictions(edition: Edition, year: str) -> Iterator[tuple[str, str]]:
    start, end = edition.start, edition.end
    if start and end and start > end:
        yield "end", f"it ends on {end}, before it begins"
    if start and str(start.year) != year:
        yield "start", f"the edition of {year} begins on {start}"
    if start and edition.month and edition.month not in {start.month, (end or start).month}:
        yield "month", f"month {edition.month}, but it begins on {start}"


def find_contradicted(library: Library) -> Iterator[Finding]:
    """Yield a finding for each fact of an entry that its edition has otherwise."""
    for (name, year), papers in library.editions.items():
        venue = library.venues.get(name)
        edition = venue.editions.get(str(year)) if venue else None
        if venue is None:
            continue
        for path, _, published in papers:
            for field, own, known in _told(published, venue):
                if own and known and own != known:
                    text = f"{venue.acronym} {year or ''}".strip() + f" has {field} {known!r}"
                    yield Finding("edition-contradicted", ("published", field), text, path=path)
        if edition is None:
            continue
        for path, _, published in papers:
            if published.month or published.isbn or published.volume:
                for field, text in _contradictions(published, edition):
                    yield Finding(
                        "edition-contradicted",
                        ("published", field),
                        f"{venue.acronym} {year} has {text}",
                        path=path,
                    )


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


_FEW = 3
_NAMED = 5


def find_incomplete(library: Library) -> Iterator[Finding]:
    """Yield a finding for each edition of which some papers lack what most have."""
    for (name, year), papers in library.editions.items():
        if not year:
            continue
        without = [
            (path, entry.key)
            for path, entry, published in papers
            if not (published.pages or published.article)
        ]
        have = len(papers) - len(without)
        is_odd = without and len(papers) >= _FEW and have * 2 >= len(papers)
        if is_odd and name in library.venues:
            acronym = library.venues[name].acronym
            where = f"{have} of {len(papers)} {acronym} '{year % 100:02} entries have pages"
            keys = ", ".join(key for _, key in without[:_NAMED])
            rest = f" and {len(without) - _NAMED} more" if len(without) > _NAMED else ""
            yield Finding(
                "edition-incomplete",
                ("published",),
                f"{where}; without: {keys}{rest}",
                path=without[0][0],
            )


def find_malformed_patterns(library: Library) -> Iterator[Finding]:
    """Yield a finding for each pattern that does not compile."""
    for id_, venue in library.contents.venues.items():
        for index, pattern in enumerate(venue.match):
            try:
                compile_match(pattern)
            except ValueError as error:
                yield Finding(
                    "pattern-malformed",
                    ("match", index),
                    str(error),
                    path=library.path_of_venue(id_),
                )
