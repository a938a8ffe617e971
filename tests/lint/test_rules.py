from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from mlsysbib.formats.targets import TARGETS
from mlsysbib.lint import RULES, get_rule
from mlsysbib.lint.check import check
from mlsysbib.lint.rule import Example, Rule
from mlsysbib.lint.style_warnings import find_style_warnings
from mlsysbib.problems import ChoiceError
from small_library import small_library

PACKAGE = Path(__file__).parent.parent.parent / "src" / "mlsysbib"
# The parts that find problems, and texts of theirs that look like rules.
EMITTING = [*PACKAGE.glob("store/*.py"), PACKAGE / "reading_lists" / "resolve.py"]
# Found where one asks for it, and asked for where the rule is shown.
LAYERS = {"style-field-missing": find_style_warnings(TARGETS["elsevier"])}
NO_RULES = {"reading-lists", "library-missing"}


def library_of(root: Path, example: Example) -> str:
    """Write the small library with an example; what stands for bytes or a link becomes that."""
    files = {
        path: text.encode().replace(rb"\xe9", b"\xe9") if rb"\xe9" in text.encode() else text
        for path, text in example.items()
        if not text.startswith("-> ")
    }
    small_library(root, files)
    for path, text in example.items():
        if text.startswith("-> "):
            (root / path).unlink()
            (root / path).symlink_to(text.removeprefix("-> ").strip())
    return str(root)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_of_a_rule_passes_all_rules(tmp_path: Path, rule: Rule) -> None:
    assert rule.good
    layers = {id_: layer for id_, layer in LAYERS.items() if id_ == rule.id}
    assert check(library_of(tmp_path, rule.good), {}, layers=layers)[1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_of_a_rule_is_found(tmp_path: Path, rule: Rule) -> None:
    layers = {id_: layer for id_, layer in LAYERS.items() if id_ == rule.id}
    _, problems = check(library_of(tmp_path, rule.bad), {}, layers=layers)
    assert [problem.rule for problem in problems] == [rule.id]
    assert problems[0].path in rule.bad


def test_what_is_found_has_a_rule_and_each_rule_is_found_somewhere() -> None:
    words = {
        node.value
        for path in EMITTING
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    found = {word for word in words if re.fullmatch(r"[a-z]+(?:-[a-z]+)+", word)} - NO_RULES
    assert found == {rule.id for rule in RULES if rule.check is None} - LAYERS.keys()


def test_every_module_of_a_rule_stands_in_the_table() -> None:
    modules = {path.stem for path in PACKAGE.glob("lint/rules/*.py")} - {"__init__"}
    assert {rule.id.replace("-", "_") for rule in RULES} == modules
    assert len(RULES) == len(modules)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_manual_page_has_a_summary_a_reason_and_two_examples(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].{10,90}\.", rule.summary)
    assert re.match(r".+\n\n\S.+\n(.+\n)*\nGood `[^`]+`:\n\n    .+", rule.manual)
    assert rule.manual.count("\nBad `") == len(rule.bad)
    assert rule.manual.endswith("\n")


def test_a_rule_is_found_by_its_id() -> None:
    assert get_rule("venue-unknown").summary == "The venue of an entry must be in the venue table."
    with pytest.raises(
        ChoiceError, match="unknown rule 'venue-unknwon'; did you mean venue-unknown"
    ):
        get_rule("venue-unknwon")
