"""The layer of `style-field-missing`: what styles would warn of in an export of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.fields import Field
from mlsysbib.formats.bibtex.writer import field_writer
from mlsysbib.formats.targets import Target
from mlsysbib.lint.style_demands import DEMANDS, Demand
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import Finding
from mlsysbib.store.places import place_of_venue

# Where a field comes from, and what to do if it is missing.
_SOURCES: dict[str, tuple[tuple[str, ...], str]] = {
    Field.AUTHOR: (("authors",), "add authors"),
    Field.BOOKTITLE: (("published",), "add venue or container-title"),
    Field.SCHOOL: (("published",), "add the school as container-title"),
    Field.INSTITUTION: (("published",), "add the institution as container-title"),
    Field.PUBLISHER: (("published", "venue"), "add publisher to {venue}"),
    Field.ADDRESS: (("published", "venue"), "add publisher-place to {venue}"),
    Field.PAGES: (("published", "pages"), "add pages"),
    Field.NUMPAGES: (("published", "article"), "add pages, from 1 to their number"),
    Field.VOLUME: (("published", "number"), "add volume"),
}


class Warned(msgspec.Struct, frozen=True):
    """That some styles of a target would warn of an entry."""

    entry: Entry
    demand: Demand
    styles: tuple[str, ...]


def find_style_warnings(target: Target) -> Callable[[Library], Iterator[Finding]]:
    """Return a check that finds what the styles of a target would warn of."""

    def check(library: Library) -> Iterator[Finding]:
        for warned in predict(library, target):
            yield _finding(warned, library)

    return check


def predict(library: Library, target: Target) -> Iterator[Warned]:
    """Yield each warning that a style of the target would print of an export of the library."""
    items_of = field_writer(library, Options(target=target))
    styles = {demand: _in_order(demand, target) for demand in DEMANDS}
    demands = [demand for demand in DEMANDS if styles[demand]]
    for entry in library.values():
        for written in items_of(entry):
            fields = frozenset(name for name, _ in written.fields)
            for demand in demands:
                if written.type in demand.types and _is_missed(demand, fields):
                    yield Warned(entry, demand, styles[demand])


def _in_order(demand: Demand, target: Target) -> tuple[str, ...]:
    return tuple(style for style in target.styles if style in demand.styles)


def _is_missed(demand: Demand, fields: frozenset[str]) -> bool:
    return fields.isdisjoint(demand.missing) and fields.issuperset(demand.given)


def _finding(warned: Warned, library: Library) -> Finding:
    entry, demand = warned.entry, warned.demand
    field, hint = _SOURCES[demand.missing[0]]
    published = entry.published
    venue = library.venues.get(published.venue) if published else None
    return Finding(
        "style-field-missing",
        _place(entry, field),
        f"{', '.join(warned.styles)}: {demand.warning.format(entry.key)}",
        hint.format(venue=place_of_venue(venue.id, library) if venue else "the venue"),
        library.path_of(entry.key),
    )


def _place(entry: Entry, field: tuple[str, ...]) -> tuple[str, ...]:
    """Return a field that the entry has, or that stands nearest to where it should."""
    if field == ("authors",):
        return ("title",)
    if entry.published:
        return field
    return ("arxiv",) if entry.arxiv else ("preprint",)
