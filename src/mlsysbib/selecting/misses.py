"""What to say where queries find nothing: which term is at fault, and what else may be meant."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from mlsysbib.model.library import Library
from mlsysbib.selecting.query.parser import split_terms
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.query.vocabulary import FIELDS
from mlsysbib.selecting.reading_lists.resolve import memberships


def nothing_found(queries: tuple[str, ...], library: Library) -> str:
    """Return what to say where nothing matches: all queries must hold, also those that are keys."""
    said = f"nothing matches {' '.join(queries)}"
    keys = [query for query in queries if query in library]
    if len(keys) > 1:
        return f"{said}; `key:{','.join(keys)}` finds these"
    terms = [term for query in queries for term in split_terms(query)]
    if len(terms) == 1:
        return said
    counts = {term: _count([term], library) for term in terms}
    if missing := [term for term, count in counts.items() if not count]:
        return f"{said}: {_joined(missing)} alone {_verb(missing)} nothing"
    words = [term for term in terms if _is_word(term)]
    others = [term for term in terms if term not in words]
    either = " | ".join(words)
    if len(words) > 1 and _count([either, *others], library):
        offer = shlex.join([either, *others])
        return f"{said}: all of it must hold for one paper; {offer} finds those with either word"
    return f"{said}: each term alone does, but no paper has all of them"


def _count(queries: Iterable[str], library: Library) -> int:
    return len(select(library, queries, memberships=lambda: memberships(library)))


def _is_word(term: str) -> bool:
    """Say whether a term is a bare word, neither denied nor in parentheses nor of a field."""
    return term[0] not in "-(" and term.partition(":")[0].lower() not in FIELDS


def _joined(terms: list[str]) -> str:
    return " and ".join(map(repr, terms))


def _verb(terms: list[str]) -> str:
    return "matches" if len(terms) == 1 else "match"
