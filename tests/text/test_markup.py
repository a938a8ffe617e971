from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.text.markup import (
    MarkupError,
    Run,
    RunKind,
    are_well_formed,
    escape_markup,
    format_markup,
    is_well_formed,
    parse_markup,
    plain_text,
)
from strategies import RUNS, SIGNS, TEXTS

PLAIN, KEPT, MATH = RunKind.PLAIN, RunKind.KEPT, RunKind.MATH


@pytest.mark.parametrize(
    ("title", "runs"),
    [
        ("", []),
        ("Serving at Scale", [(PLAIN, "Serving at Scale")]),
        ("{GPU}", [(KEPT, "GPU")]),
        ("Pre-{LLM} Era", [(PLAIN, "Pre-"), (KEPT, "LLM"), (PLAIN, " Era")]),
        ("{A}{B}", [(KEPT, "A"), (KEPT, "B")]),
        (r"$O(\log n)$ Sums", [(MATH, r"O(\log n)"), (PLAIN, " Sums")]),
        ("$x_{ij}^{2}$", [(MATH, "x_{ij}^{2}")]),
        (r"$\$5$", [(MATH, r"\$5")]),
        ("{a}$b$c", [(KEPT, "a"), (MATH, "b"), (PLAIN, "c")]),
        (r"Costs \$5, {\{x\}}", [(PLAIN, "Costs $5, "), (KEPT, "{x}")]),
        (r"C:\\new", [(PLAIN, r"C:\new")]),
        # A backslash before anything but a mark is one.
        (r"C:\new", [(PLAIN, r"C:\new")]),
        ("ends in \\", [(PLAIN, "ends in \\")]),
    ],
)
def test_a_title_is_split_into_runs(title: str, runs: list[tuple[RunKind, str]]) -> None:
    assert is_well_formed(title)
    assert [(run.kind, run.text) for run in parse_markup(title)] == runs


@pytest.mark.parametrize(
    ("title", "complaint"),
    [
        ("{Orca: A System", "the { at '{Orca: A System' is never closed"),
        ("Orca}: A System", "a } without its { at '}: A System'"),
        ("{Orca {GPU}}", "a mark inside a mark, at '{Orca {GPU}}'"),
        ("{Orca $x$}", "a mark inside a mark"),
        ("{}", "an empty mark"),
        ("$$", "an empty mark"),
        ("Costs $5", "the $ at '$5' is never closed"),
        # An escaped mark closes nothing.
        (r"{Orca\}", "is never closed"),
        (r"$x\$", "is never closed"),
    ],
)
def test_marks_that_do_not_close_are_refused(title: str, complaint: str) -> None:
    assert not is_well_formed(title)
    with pytest.raises(MarkupError, match=re.escape(complaint)):
        parse_markup(title)


@given(RUNS)
def test_runs_are_read_back_from_the_title_they_make(runs: tuple[Run, ...]) -> None:
    title = format_markup(runs)
    assert parse_markup(title) == runs
    assert format_markup(parse_markup(title)) == title
    assert plain_text(title) == "".join(run.text for run in runs)


@given(st.text(SIGNS) | st.text("{}$\\a\n", max_size=8))
def test_a_title_is_refused_or_means_the_same_when_written_again(title: str) -> None:
    try:
        runs = parse_markup(title)
    except MarkupError:
        assert not is_well_formed(title)
    else:
        assert is_well_formed(title)
        assert parse_markup(format_markup(runs)) == runs


@given(st.lists(st.text("{}$\\a\n", max_size=5), max_size=4))
def test_titles_are_well_formed_together_if_each_is(titles: list[str]) -> None:
    assert are_well_formed(titles) == all(map(is_well_formed, titles))


@given(TEXTS)
def test_an_escaped_text_reads_as_itself(text: str) -> None:
    assert plain_text(escape_markup(text)) == text
    assert all(run.kind is PLAIN for run in parse_markup(escape_markup(text)))
