from __future__ import annotations

import pytest

from mlsysbib.problems import (
    ChoiceError,
    LoadError,
    MlsysbibError,
    Problem,
    did_you_mean,
    near_matches,
)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.toml", 9, "year-type", "no year"), "a.toml:9: error: no year (year-type)"),
        (Problem("a.toml", 0, "r-r", "bad"), "a.toml: error: bad (r-r)"),
        (
            Problem("a.toml", 1, "r-r", "bad", "do good", "warning"),
            "a.toml:1: warning: bad (r-r)\n  hint: do good",
        ),
    ],
)
def test_a_problem_is_one_line_and_its_hint_another(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_the_problems_of_a_failure_are_in_the_order_of_their_places() -> None:
    problems = [Problem("b", 1, "r", "t"), Problem("a", 10, "r", "t"), Problem("a", 2, "r", "t")]
    error = LoadError(iter(problems))
    assert [(p.path, p.line) for p in error.problems] == [("a", 2), ("a", 10), ("b", 1)]
    assert str(error).splitlines() == [str(p) for p in error.problems]
    assert isinstance(error, MlsysbibError)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("ossdi", ["osdi", "nsdi"]),
        ("OSDI", ["osdi", "nsdi"]),
        ("neurips", ["NeurIPS"]),
        ("zzz", []),
        ("", []),
    ],
)
def test_near_matches_come_best_first_in_their_own_spelling(name: str, near: list[str]) -> None:
    assert near_matches(name, ["nsdi", "osdi", "sosp", "NeurIPS"]) == near


def test_hints() -> None:
    assert did_you_mean("abc1", ["abc2", "abc3", "abc4", "abc5"]).count(" or ") == 2
    assert did_you_mean("abc1", ["abc2", "xyz"]) == "did you mean abc2?"
    assert did_you_mean("a1", []) == ""


def test_a_choice_names_what_it_is_of() -> None:
    error = ChoiceError("venue", "ossdi", ["osdi"])
    assert (error.kind, error.name, error.hint) == ("venue", "ossdi", "did you mean osdi?")
    assert str(error) == "unknown venue 'ossdi'; did you mean osdi?"
    assert str(ChoiceError("venue", "x", ["osdi"])) == "unknown venue 'x'"
    assert str(ChoiceError("venue", "osdy", ["osdi"], "look again")) == (
        "unknown venue 'osdy'; look again"
    )
