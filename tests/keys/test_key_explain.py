from __future__ import annotations

from mlsysbib.keys.pattern import compile_pattern, explain
from mlsysbib.keys.propose import DEFAULT
from mlsysbib.model.entry import Entry, Published

PAPER = Entry(
    key="emerging2022optical",
    title="Emerging Optical Interconnects",
    published=Published(venue="sosp", year=2022),
)


def test_each_step_is_shown() -> None:
    steps = explain(compile_pattern("x-[title:skipwords:select(2,1):lower]"), PAPER).steps
    assert [(step.part, step.action, step.value) for step in steps] == [
        (1, "text", "x-"),
        (2, "title", "Emerging Optical Interconnects"),
        (2, ":skipwords", "Emerging Optical Interconnects"),
        (2, ":select(2,1)", "Optical"),
        (2, ":lower", "optical"),
    ]


def test_a_failing_alternative_is_shown_up_to_where_it_fails() -> None:
    explained = explain(DEFAULT, PAPER)
    assert explained.key == "emerging2022optical"
    first, second = explained.steps[:2]
    assert (str(first), str(second)) == (
        "[auth:required:lower]  auth -> ''",
        "[auth:required:lower]  :required -> missing: this alternative fails",
    )
    assert explained.steps[2].alternative == 2
    assert {step.alternative for step in explained.steps} == {1, 2}


def test_no_key_at_all_is_an_explanation_too() -> None:
    explained = explain(compile_pattern("[auth:required];[VOLUME]"), PAPER)
    assert (explained.key, len(explained.steps)) == ("", 3)
    assert "no value for [auth:required], [VOLUME]" in explained.failure
