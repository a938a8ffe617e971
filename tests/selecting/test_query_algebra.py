from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.item import Resolver
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.names import display_name
from mlsysbib.model.venues import Edition, Venue
from mlsysbib.selecting.query.predicates import bare_texts
from mlsysbib.selecting.query.selecting import select, sort_entries
from mlsysbib.selecting.query.vocabulary import ORDERS
from mlsysbib.text.words import fold

TERM_LIST = (
    "venue:osdi",
    "year:2020..2021",
    "is:preprint",
    "has:doi",
    "topic:serving",
    "author:zhang",
    "gpu",
    '"for deep learning"',
    "key:*2023*",
    "system:*a*",
)
TERMS = st.sampled_from(TERM_LIST)
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        inner.map(lambda query: f"-({query})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} | {pair[1]})"),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def few(library: Library) -> Library:
    """Every eighth entry: enough to tell the terms apart."""
    entries = library.contents.entries[::8]
    return Library(msgspec.structs.replace(library.contents, entries=entries), library.venues)


def found(few: Library, query: str) -> set[str]:
    return {entry.key for entry in select(few, [query])}


def test_the_terms_tell_the_entries_apart(few: Library) -> None:
    sizes = {term: len(found(few, term)) for term in TERM_LIST}
    assert {term for term, size in sizes.items() if not 0 < size < len(few)} == set()


@given(QUERIES, QUERIES)
def test_queries_are_sets(few: Library, one: str, other: str) -> None:
    everything, first, second = set(few), found(few, one), found(few, other)
    assert found(few, f"{one} {other}") == first & second
    assert found(few, f"{one} | {other}") == first | second
    assert found(few, f"-({one})") == everything - first
    assert found(few, f"{one} -({one})") == set()
    assert found(few, f"{one} | -({one})") == everything
    assert {entry.key for entry in select(few, [one, other])} == first & second


@given(QUERIES, QUERIES, QUERIES)
def test_side_by_side_binds_more_tightly_than_alternatives(
    few: Library, a: str, b: str, c: str
) -> None:
    assert found(few, f"{a} {b} | {c}") == found(few, f"({a} {b}) | {c}")
    assert found(few, f"{a} | {b} {c}") == found(few, f"{a} | ({b} {c})")


ORDER_KEYS: dict[str, Callable[[Entry, int | None], Any]] = {
    "key": lambda e, _: e.key,
    "year": lambda e, month: (e.year, month is None, month or 0, e.key),
    "-year": lambda e, month: (-e.year, month is None, -(month or 0), e.key),
    "title": lambda e, _: (fold(e.plain_title).casefold(), e.key),
    "author": lambda e, _: (fold("; ".join(map(display_name, e.names))), e.year, e.key),
    "venue": lambda e, _: (
        e.published.venue if e.published else "arxiv" if e.arxiv else "",
        -e.year,
        e.key,
    ),
}


@pytest.mark.parametrize("order", ORDERS)
@given(seed=st.integers(0, 999))
def test_an_order_does_not_depend_on_the_order_before(few: Library, order: str, seed: int) -> None:
    shuffled = list(few.values())
    random.Random(seed).shuffle(shuffled)  # noqa: S311  # no secret
    found = sort_entries(shuffled, order, few.venues)
    assert found == sort_entries(few.values(), order, few.venues)
    assert sorted(entry.key for entry in found) == sorted(few)


@pytest.mark.parametrize("order", ORDER_KEYS)
def test_orders(library: Library, order: str) -> None:
    resolver = Resolver(library.venues)
    in_order: list[Entry] = sorted(
        library.values(),
        key=lambda entry: ORDER_KEYS[order](entry, resolver.resolve(entry)[0].month),
    )
    assert list(select(library, order=order)) == in_order


def test_within_a_year_the_month_counts_and_a_paper_without_one_stands_last() -> None:
    entries = (
        _dated("a", arxiv=Arxiv(id="2401.00001")),
        _dated("b", published=Published(venue="osdi", year=2024)),
        _dated("c", published=Published(container_title="Nowhere", year=2024)),
        _dated("d", published=Published(container_title="Elsewhere", year=2024, month=3)),
        _dated("e", preprint=Preprint(server="SSRN", year=2024, month=7)),
        _dated("f", published=Published(venue="unheard-of", year=2024)),
        _dated("g", arxiv=Arxiv(id="2312.00001")),
    )
    venue = Venue(
        id="osdi",
        acronym="OSDI",
        kind="conference",
        editions={"2024": Edition(start=dt.date(2024, 7, 10))},
    )
    found = Library(Contents(root="", entries=entries), {"osdi": venue})
    newest = [entry.key for entry in select(found, order="-year")]
    assert newest == ["b", "e", "d", "a", "c", "f", "g"]
    oldest = [entry.key for entry in select(found, order="year")]
    assert oldest == ["g", "a", "d", "b", "e", "c", "f"]


def _dated(key: str, **versions: Any) -> Entry:  # noqa: ANN401  # the versions of Entry
    return Entry(key=key, title="A Title", **versions)


def test_a_word_finds_the_entries_that_hold_it_in_some_text(few: Library) -> None:
    texts = {entry.key: "\n".join(bare_texts(entry)).lower() for entry in few.values()}
    words = sorted({word for text in texts.values() for word in re.findall(r"[a-z0-9'.-]+", text)})
    for word in words[::60]:
        part = word[: max(2, len(word) - 2)]
        assert found(few, part) == {key for key, text in texts.items() if part in text}, part
