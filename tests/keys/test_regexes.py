from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.keys.errors import PatternError
from mlsysbib.keys.regexes import LONGEST_TEXT, compile_regex

ATOMS = st.sampled_from(["a", "[ab]", r"\w", ".", "b", "(a)", "(?:ab)", "(?=a)", "^", "$"])
REPEATS = st.sampled_from(["", "", "*", "+", "?", "*?", "{2}", "{1,3}", "{0,99}", "{3,}", "|"])
EXPRESSIONS = st.recursive(
    st.tuples(ATOMS, REPEATS).map("".join),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.tuples(inner, REPEATS).map(lambda pair: f"({pair[0]}){pair[1]}"),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "expression",
    [
        r"\.etal",
        r"[^a-z]+",
        r"[]a]+",
        r"[^]]+",
        r"[\]]*",
        r"^(\w+)-(\w+)-(\w+)$",
        r"(?i)the|an?",
        r"(?P<x>a)(?P=x)",
        r"(a)?(?(1)b|c)",
        r"(?#(a+)b",
        r"(?:abc)+",
        r"(?<!x)(?<=y)(?=z)(?!w)a",
        r"(?i:a)*",
        r"a{,3}b{2}c{3,}",
        r"{a}{1x}",
        r"\d+|\w+",
        r"\((.*)\)",
        r"a++",
    ],
)
def test_harmless(expression: str) -> None:
    assert compile_regex(expression).pattern == expression


@pytest.mark.parametrize(
    "expression",
    [
        "(a+)+", "(a*)*b", "((a+))+", "(?:a|a)+", "(a|b)*", "(a?){30}", "(?:(?:a+)b?)*", "(.*a){9}",
        "([ab]+)*", "(a{1,9}){2,}", "(?P<n>a+)*", "(?i:a+)+", "(a+)*?", "(a+)++",
    ],
)  # fmt: skip
def test_repetitions_of_choices_are_refused_where_they_stand(expression: str) -> None:
    with pytest.raises(PatternError, match="could run for ever") as caught:
        compile_regex(expression)
    assert expression[caught.value.position] in "*+{"


@pytest.mark.parametrize(
    "expression", [".*.*.*.*x", r"\w*\d*\w*x", "a?" * 30 + "a" * 30, "(a|a)" * 30]
)
def test_too_many_choices_in_a_row_are_refused(expression: str) -> None:
    with pytest.raises(PatternError, match="too many repetitions"):
        compile_regex(expression)


@pytest.mark.parametrize(
    "expression", ["(", "a)", "[a", "*", r"\p{Punct}", "(?P<n>a)(?P<n>b)", "a{99999999999}"]
)
def test_what_is_no_expression_is_refused(expression: str) -> None:
    with pytest.raises(PatternError, match="no regular expression"):
        compile_regex(expression)


def test_the_flag_x_is_refused() -> None:
    with pytest.raises(PatternError, match="flag x"):
        compile_regex("(?x)a # (b+)+")


@given(EXPRESSIONS)
def test_what_is_let_through_is_done_in_time(expression: str) -> None:
    try:
        compiled = compile_regex(expression)
    except PatternError:
        return
    start = time.perf_counter()
    for text in ("a" * LONGEST_TEXT, "ab" * (LONGEST_TEXT // 2), "a" * (LONGEST_TEXT - 1) + "!"):
        re.sub(compiled, "", text)
    assert time.perf_counter() - start < 10
