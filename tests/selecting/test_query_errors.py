from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.model.library import Library
from mlsysbib.problems import ChoiceError
from mlsysbib.selecting.query.parser import QueryError, compile_query
from mlsysbib.selecting.query.selecting import select, sort_entries


@pytest.mark.parametrize(
    ("query", "position", "message"),
    [
        ("orca )", 5, "nothing opens this )"),
        ("orca (", 6, "a term is missing here"),
        ("(orca", 5, "a ) is missing here"),
        ("()", 1, "a term is missing here"),
        ("|", 0, "a term is missing here"),
        ("orca |", 6, "a term is missing here"),
        ("orca || vllm", 6, "a term is missing here"),
        ("-(", 2, "a term is missing here"),
        ("-|", 1, "a term is missing here"),
        ('"open', 0, "this quote is never closed"),
        ('orca title:"open', 11, "this quote is never closed"),
        ("venue:", 6, "venue: needs a value"),
        ("orca venue:,", 11, "venue: needs a value"),
        ("year:20", 0, "'20' is no year or range (2023, 2020..2024, >=2022)"),
        ("orca year:2020..21", 5, "'2020..21' is no year or range (2023, 2020..2024, >=2022)"),
        ("orca year:2021..2020", 5, "2021..2020: the earlier year comes first"),
    ],
)
def test_a_query_without_a_reading_is_marked_where_it_ends(
    library: Library, query: str, position: int, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        compile_query(query, library)
    assert caught.value.position == position
    assert str(caught.value) == f"{message}\n  {query}\n  {' ' * position}^"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("yaer:2020", "unknown field 'yaer'; did you mean year?"),
        ("venue:ossdi", "unknown venue 'ossdi'; did you mean osdi or nsdi"),
        ("kind:confrence", "unknown kind 'confrence'; did you mean conference?"),
        ("topic:servng", "unknown topic 'servng'; did you mean serving"),
        ("is:prepint", "unknown value of is: 'prepint'; did you mean preprint?"),
        ("has:dio", "unknown value of has: 'dio'; did you mean doi?"),
        ("list:cuorse", "unknown reading list 'cuorse'; did you mean course?"),
        ("orca (vllm | -has:cod)", "unknown value of has: 'cod'; did you mean code?"),
    ],
)
def test_an_unknown_name_in_a_query_names_near_ones(
    library: Library, query: str, message: str
) -> None:
    with pytest.raises(ChoiceError) as caught:
        compile_query(query, library, lambda: {"course": frozenset()})
    assert str(caught.value).startswith(message)


def test_an_unknown_order_names_near_ones(library: Library) -> None:
    with pytest.raises(ChoiceError, match="unknown order 'yaer'; did you mean year"):
        sort_entries(library.values(), "yaer", library.venues)


@given(st.text('ab:-|()"*, .<>=2019'), st.sampled_from(["", "year:", "venue:", "topic:", "is:"]))
def test_any_text_is_a_query_or_an_error_with_a_place(
    library: Library, text: str, prefix: str
) -> None:
    query = prefix + text
    try:
        select(library, [query])
    except QueryError as error:
        position = error.position
    except ChoiceError:
        return
    else:
        return
    assert 0 <= position <= len(query)
