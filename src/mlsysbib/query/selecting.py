"""Choose the entries that queries hold for, and put them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.venues import Venue
from mlsysbib.problems import ChoiceError
from mlsysbib.query.parser import compile_query
from mlsysbib.query.predicates import Memberships, author_text, venue_id
from mlsysbib.query.vocabulary import ORDERS
from mlsysbib.text.words import fold

Venues = Mapping[str, Venue]


def _month(entry: Entry, venues: Venues) -> int | None:
    """Return the month of the version that is cited: its own, else that of the venue's edition."""
    published = entry.published
    if published is None:
        version = entry.arxiv or entry.preprint
        return version.month if version else None
    if published.month or not published.venue:
        return published.month
    venue = venues.get(published.venue)
    if venue is None:
        return None
    edition = venue.edition(published.year)
    return edition.start.month if edition.start else edition.month


_AFTER_DECEMBER = 13
# In both directions a paper of which no month is known stands behind those of its year.
_SORT_KEYS: dict[str, Callable[[Entry, Venues], tuple[str | int, ...]]] = {
    "key": lambda entry, _: (entry.key,),
    "year": lambda entry, venues: (entry.year, _month(entry, venues) or _AFTER_DECEMBER),
    "-year": lambda entry, venues: (-entry.year, -(_month(entry, venues) or 0)),
    "title": lambda entry, _: (fold(entry.plain_title).casefold(),),
    "venue": lambda entry, _: (venue_id(entry), -entry.year),
    "author": lambda entry, _: (author_text(entry), entry.year),
}


def select(
    library: Library,
    queries: Iterable[str] = (),
    *,
    memberships: Callable[[], Memberships] = dict,
    order: str = "key",
) -> tuple[Entry, ...]:
    """Return the entries that all queries hold for, in order.

    Raises QueryError or ChoiceError. `memberships` is called only if a query asks for a list.
    """
    predicates = [compile_query(query, library, memberships) for query in queries]
    chosen = (entry for entry in library.values() if all(test(entry) for test in predicates))
    return sort_entries(chosen, order, library.venues)


def sort_entries(entries: Iterable[Entry], order: str, venues: Venues) -> tuple[Entry, ...]:
    """Return entries in one of ORDERS; the key settles what is left equal.

    `venues` know in which month an edition was held.
    """
    if order not in ORDERS:
        raise ChoiceError("order", order, ORDERS)
    # Sorting is stable: first by key, then by what was asked.
    in_key_order = sorted(entries, key=lambda entry: entry.key)
    place = _SORT_KEYS[order]
    return tuple(sorted(in_key_order, key=lambda entry: place(entry, venues)))
