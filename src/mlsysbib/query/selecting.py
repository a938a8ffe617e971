"""Choose the entries that queries hold for, and put them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import ChoiceError
from mlsysbib.query.parser import compile_query
from mlsysbib.query.predicates import Memberships, author_text, venue_id
from mlsysbib.query.vocabulary import ORDERS
from mlsysbib.text.words import fold

_SORT_KEYS: dict[str, Callable[[Entry], tuple[str | int, ...]]] = {
    "key": lambda entry: (entry.key,),
    "year": lambda entry: (entry.year,),
    "-year": lambda entry: (-entry.year,),
    "title": lambda entry: (fold(entry.plain_title).casefold(),),
    "venue": lambda entry: (venue_id(entry), -entry.year),
    "author": lambda entry: (author_text(entry), entry.year),
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
    return sort_entries(chosen, order)


def sort_entries(entries: Iterable[Entry], order: str) -> tuple[Entry, ...]:
    """Return entries in one of ORDERS; the key settles what is left equal."""
    if order not in ORDERS:
        raise ChoiceError("order", order, ORDERS)
    # Sorting is stable: first by key, then by what was asked.
    in_key_order = sorted(entries, key=_SORT_KEYS["key"])
    return tuple(sorted(in_key_order, key=_SORT_KEYS[order]))
