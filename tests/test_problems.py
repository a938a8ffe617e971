from __future__ import annotations

import pytest

from mlsysbib.problems import (
    LEVELS,
    ChoiceError,
    Level,
    LoadError,
    MlsysbibError,
    Problem,
    RuleId,
    did_you_mean,
    near_matches,
)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.toml", 9, "field-type", "no year"), "a.toml:9: error: no year (field-type)"),
        (Problem("a.toml", 0, "toml-syntax", "bad"), "a.toml: error: bad (toml-syntax)"),
        (
            Problem("a.toml", 1, "heading-level", "bad", "do good"),
            "a.toml:1: info: bad (heading-level)\n  hint: do good",
        ),
    ],
)
def test_a_problem_is_one_line_and_its_hint_another(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_the_problems_of_a_failure_are_in_the_order_of_their_places() -> None:
    places = [("b", 1), ("a", 10), ("a", 2)]
    problems = [Problem(path, line, "key-form", "t") for path, line in places]
    error = LoadError(iter(problems))
    assert [(p.path, p.line) for p in error.problems] == [("a", 2), ("a", 10), ("b", 1)]
    assert str(error).splitlines() == [str(p) for p in error.problems]
    assert isinstance(error, MlsysbibError)


def test_a_problem_of_no_rule_cannot_be_made() -> None:
    slip: RuleId = "key-unknwon"  # type: ignore[assignment]  # what a type checker says, too
    with pytest.raises(ValueError, match="no rule is called 'key-unknwon'"):
        Problem("a.toml", 1, slip, "bad")


def test_a_problem_weighs_as_much_as_its_rule_or_less() -> None:
    given: tuple[Level | None, ...] = (None, *LEVELS)
    rules: tuple[RuleId, ...] = ("key-duplicate", "key-misplaced", "key-unusual")
    levels = [
        [Problem("a", 1, rule, "t", **({"level": level} if level else {})).level for level in given]
        for rule in rules
    ]
    assert levels == [
        ["error", "error", "warning", "info"],
        ["warning", "warning", "warning", "info"],
        ["info", "info", "info", "info"],
    ]


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
