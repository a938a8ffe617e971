"""A made library of entries that lack facts on purpose, one or several at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from string import ascii_lowercase
from typing import Any, get_args

import msgspec

from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.item_types import StoredFamily, StoredType
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.venues import Edition, Venue

_FULL = Venue(
    id="full",
    acronym="FULL",
    kind="conference",
    proceedings="Proceedings of the Conference on Facts",
    series="FULL '{yy}",
    publisher="The Press",
    publisher_place="Mytown",
    editions={"2023": Edition(place="Elsewhere", month=5, isbn="9780000000002")},
)
_VENUES = (
    _FULL,
    msgspec.structs.replace(_FULL, id="no-publisher", publisher="", publisher_place=""),
    msgspec.structs.replace(_FULL, id="no-place", publisher_place=""),
    msgspec.structs.replace(_FULL, id="no-month", editions={}, series=""),
    Venue(id="journal", acronym="JF", kind="journal", name="Journal of Facts"),
)
_FACTS: dict[str, Any] = {
    "authors": True,
    "pages": "1-15",
    "volume": "7",
    "number": "2",
    "article": "58",
    "month": 5,
    "doi": "10.1145/1234",
}
_MOST_LACKING = 3
_TYPES: tuple[StoredType, ...] = get_args(StoredType)
_FAMILIES: frozenset[StoredType] = frozenset(get_args(StoredFamily))


def _versions(facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the fields of entries in each venue, in none, and of preprints."""
    for venue in _VENUES:
        yield {"published": Published(venue=venue.id, year=2023, **facts)}
    yield {"published": Published(container_title="A Title", year=2023, **facts)}
    yield {"published": Published(year=2023, **facts)}


_PREPRINTS: tuple[dict[str, Any], ...] = (
    {"arxiv": Arxiv(id="2309.99999")},
    {"preprint": Preprint(server="bioRxiv", id="2023.01.02.522517", year=2023)},
    {"preprint": Preprint(server="OpenReview", year=2023, url="https://example.org/")},
)


def _undated() -> Iterator[tuple[bool, bool, dict[str, Any]]]:
    """Yield whether an entry has a title and authors, and its version, without year or month."""
    for year, title, month, has_authors in product(
        (0, 2023), (False, True), (None, 5), (False, True)
    ):
        if year and title:
            continue
        facts: dict[str, Any] = {"year": year, "month": month}
        for venue, container in (("full", ""), ("journal", ""), ("", "A Title"), ("", "")):
            place: dict[str, Any] = {"venue": venue, "container_title": container, **facts}
            published = Published(pages="1-15", volume="7", number="2", **place)
            yield title, has_authors, {"published": published}
        preprint = Preprint(server="OpenReview", url="https://e.org/", **facts)
        yield title, has_authors, {"preprint": preprint}


def _in_letters(number: int) -> str:
    """Return four letters, which many styles make a label of."""
    return "".join(ascii_lowercase[number // 26**digit % 26] for digit in (3, 2, 1, 0)).capitalize()


def _entries() -> Iterator[Entry]:
    number = 0
    for type_ in _TYPES:
        # The kinds of a family are written as the family is, but for the type of the entry.
        for count in range(1 + (_MOST_LACKING if type_ in _FAMILIES else 1)):
            for lacking in combinations(_FACTS, count):
                facts = {name: fact for name, fact in _FACTS.items() if name not in lacking}
                has_authors = facts.pop("authors", False)
                for version in (*_versions(facts), *(() if count > 1 else _PREPRINTS)):
                    number += 1
                    # Many styles make a label of it, and run out of letters if many are the same.
                    name = _in_letters(number)
                    yield Entry(
                        key=f"{type_ or 'paper'}{number}",
                        title=f"{name} and its Title",
                        type=type_,
                        authors=(f"{name}, Jane",) if has_authors else (),
                        **version,
                    )


def _entries_without_year_or_title() -> Iterator[Entry]:
    for number, (type_, facts) in enumerate(product(_TYPES, _undated())):
        has_title, has_authors, version = facts
        name = _in_letters(number)
        yield Entry(
            key=f"{name.lower()}-{type_ or 'paper'}{number}",
            title=f"{name} and its Title" if has_title else "",
            status="draft",
            type=type_,
            authors=(f"{name}, Jane",) if has_authors else (),
            **version,
        )


def lacking_library() -> Library:
    """Return the made library: each type in each venue without up to three of its facts."""
    return _library(_entries())


def undated_library() -> Library:
    """Return the made library of entries of each type in each place without year or title."""
    return _library(_entries_without_year_or_title())


def _library(made: Iterable[Entry]) -> Library:
    entries = tuple(sorted(made, key=lambda entry: entry.key))
    paths = tuple(f"entries/2023/{entry.key}.toml" for entry in entries)
    venues = {venue.id: venue for venue in _VENUES}
    return Library(Contents(root="", entries=entries, paths=paths, venues=venues))
