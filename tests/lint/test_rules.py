from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import CommandLine
from mlsysbib.formats.targets import TARGETS
from mlsysbib.lint import RULES, get_rule
from mlsysbib.lint.check import check
from mlsysbib.lint.duplicate_entries import find_duplicate_entries
from mlsysbib.lint.rule import LEVELS, Example, Rule
from mlsysbib.lint.style_warnings import find_style_warnings
from mlsysbib.problems import ChoiceError, LoadError, Problem
from small_library import small_library

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "mlsysbib"
# Modules in which problems are made, and words with hyphens there that are no rules.
EMITTING = [
    *PACKAGE.glob("store/*.py"),
    *PACKAGE.glob("formats/bibtex/reader.py"),
    *PACKAGE.glob("formats/*/reader.py"),
    *PACKAGE.glob("selecting/reading_lists/*.py"),
    *PACKAGE.glob("intake/**/*.py"),
    *PACKAGE.glob("lint/*.py"),
    *(
        PACKAGE / name
        for name in (
            "cli/add.py cli/check.py cli/fmt.py cli/import_.py cli/libraries.py cli/selecting.py "
            "cli/tidy.py formats/references.py keys/continuity.py keys/key_map.py "
            "model/venue_matching.py selecting/citations.py"
        ).split()
    ),
]
NO_RULES = frozenset(
    "citation-key collection-title container-title date-parts esec-fse event-title non-dropping "
    "chapter-number event-place publisher-place "
    "pre-print preprint-server reading-lists utf-8-sig dry-run no-duplicates elsarticle-num".split()
)
# Found where one asks for it, and asked for where the rule is shown.
LAYERS = {
    "entry-duplicate": find_duplicate_entries,
    "style-field-missing": find_style_warnings(TARGETS["elsevier"]),
}
ID = re.compile(r"[a-z]+(?:-[a-z]+)+")


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


Finder = Callable[[Rule, Example], dict[str, str]]


@pytest.fixture
def find(tmp_path: Path, command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Finder:
    """Return what is found in an example, rule -> level, by the command that its files are for."""

    def in_files(rule: Rule, example: Example) -> dict[str, str]:
        root = tmp_path / "library"
        monkeypatch.setenv("MLSYSBIB_LIBRARY", library_of(root, rule.before or example))
        if rule.before:
            _commit(root)
            for path in rule.before:
                (root / path).unlink()
            library_of(root, example)
        said = "".join("".join(command(*arguments)[1:]) for arguments in _commands(rule, example))
        found = {id_: level for level, id_ in _SAID.findall(said)}
        return found | dict.fromkeys(
            re.findall(r"\((import-possible)\)$", said, re.MULTILINE), "info"
        )

    def in_library(rule: Rule, example: Example) -> dict[str, str]:
        layers = {id_: layer for id_, layer in LAYERS.items() if id_ == rule.id}
        try:
            _, problems = check(library_of(tmp_path, example), {}, least="info", layers=layers)
        except LoadError as error:
            problems = list(error.problems)
        return {problem.rule: problem.level for problem in problems}

    def found(rule: Rule, example: Example) -> dict[str, str]:
        return in_files(rule, example) if _commands(rule, example) else in_library(rule, example)

    return found


_SAID = re.compile(r": (error|warning|info): .*\(([a-z-]+)\)$", re.MULTILINE)


def _commands(rule: Rule, example: Example) -> list[tuple[str, ...]]:
    """Return the commands that read the files of an example; none if it is only a library."""
    if rule.before:
        return [("key", "check", "--against", "HEAD")]
    if rule.id == "comment-lost":
        return [("fmt",)]
    (name, text), *_ = example.items()
    if "/" in name or name in {"topics.toml", "mlsysbib.toml"}:
        return []
    Path(name).write_text(text, encoding="utf-8")
    if name == "keys.tsv":
        return [("export", "--key-map", name, "-o", "refs.bib")]
    reading = ("import", "--dry-run", name)
    return [reading, ("tidy", name)] if name.endswith(".bib") else [reading]


def _commit(root: Path) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "Before")):
        subprocess.run(("git", *arguments), cwd=root, check=True)  # noqa: S607  # as the tool does


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_of_a_rule_passes_all_rules(rule: Rule, find: Finder) -> None:
    assert rule.good
    found = find(rule, rule.good)
    assert rule.id not in found
    assert {id_ for id_, level in found.items() if level != "info"} == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_of_a_rule_is_found(rule: Rule, find: Finder) -> None:
    found = find(rule, rule.bad)
    assert found[rule.id] == rule.level
    others = {id_ for id_, level in found.items() if level != "info"} - {rule.id}
    assert others <= ALSO.get(rule.id, set())


# What an example cannot but break besides.
ALSO = {
    # What a list of two does to the next.
    "block-broken": {"title-missing"},
    "match-possible": {"venue-missing"},
    "import-possible": {"match-possible", "venue-missing"},
    "reference-duplicate": set(),
}


def test_what_is_found_has_a_rule() -> None:
    words: set[str] = set()
    for path in EMITTING:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.update(ID.findall(node.value) if ID.fullmatch(node.value) else ())
                words.update(re.findall(r"\(([a-z]+(?:-[a-z]+)+)\)$", node.value))
    assert words - NO_RULES - {rule.id for rule in RULES} == set()
    # A rule that judges nothing itself must be told by one of these.
    silent = {rule.id for rule in RULES if rule.check is None and rule.check_entry is None}
    assert silent - words == set()


def test_wherever_a_problem_is_made_its_rule_is_looked_for() -> None:
    making = {
        path
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == Problem.__name__
    }
    assert making <= set(EMITTING)


def test_every_module_of_a_rule_stands_in_the_table() -> None:
    modules = {path.stem for path in PACKAGE.glob("lint/rules/*.py")} - {"__init__"}
    assert {rule.id.replace("-", "_") for rule in RULES} == modules
    assert len(RULES) == len(modules)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_manual_page_has_a_summary_a_reason_and_two_examples(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].{10,90}\.", rule.summary)
    assert re.match(r".+\n\n\S.+\n(.+\n|\n(?!Good))*\nGood `[^`]+`:\n\n    .+", rule.manual)
    assert rule.manual.count("\nBad `") == len(rule.bad)
    assert rule.manual.endswith("\n")
    assert rule.level in LEVELS
    assert ("--fix" in rule.manual) == (rule.fix is not None)


def test_a_rule_is_found_by_its_id() -> None:
    assert get_rule("venue-unknown").summary == "The venue of an entry must be in the venue table."
    with pytest.raises(
        ChoiceError, match="unknown rule 'venue-unknwon'; did you mean venue-unknown"
    ):
        get_rule("venue-unknwon")
