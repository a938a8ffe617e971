"""Choose the entries that queries hold for, and put them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.venues import VenueTable
from mlsysbib.problems import ChoiceError
from mlsysbib.selecting.query.parser import compile_query
from mlsysbib.selecting.query.predicates import Memberships, author_text, venue_id
from mlsysbib.selecting.query.vocabulary import ORDERS
from mlsysbib.text.words import fold

_AFTER_DECEMBER = 13
# In both directions a paper of which no month is known stands behind those of its year.
_SORT_KEYS: dict[str, Callable[[Entry, Resolver], tuple[str | int, ...]]] = {
    "key": lambda entry, _: (entry.key,),
    "year": lambda entry, resolver: (entry.year, _month(entry, resolver) or _AFTER_DECEMBER),
    "-year": lambda entry, resolver: (-entry.year, -(_month(entry, resolver) or 0)),
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


def sort_entries(entries: Iterable[Entry], order: str, venues: VenueTable) -> tuple[Entry, ...]:
    """Return entries in one of ORDERS; the key settles what is left equal.

    `venues` know in which month an edition was held.
    """
    if order not in ORDERS:
        raise ChoiceError("order", order, ORDERS)
    # Sorting is stable: first by key, then by what was asked.
    in_key_order = sorted(entries, key=lambda entry: entry.key)
    place, resolver = _SORT_KEYS[order], Resolver(venues)
    return tuple(sorted(in_key_order, key=lambda entry: place(entry, resolver)))


def _month(entry: Entry, resolver: Resolver) -> int | None:
    """Return the month of the version that is cited: its own, else that of the venue's edition."""
    return resolver.resolve(entry)[0].month
