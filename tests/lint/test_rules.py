from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from command_line import CommandLine
from manual_pages import Example, Page
from mlsysbib.formats.targets import TARGETS
from mlsysbib.lint import RULES, get_rule
from mlsysbib.lint.check import check
from mlsysbib.lint.duplicate_entries import find_duplicate_entries
from mlsysbib.lint.rule import LibraryCheck, Rule
from mlsysbib.lint.style_warnings import find_style_warnings
from mlsysbib.model.entry import Entry
from mlsysbib.problems import LEVEL_OF, LEVELS, ChoiceError, LoadError
from small_library import small_library

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "mlsysbib"
# Found where one asks for it, and asked for where the rule is shown.
LAYERS: dict[str, LibraryCheck] = {
    "entry-duplicate": find_duplicate_entries,
    "style-field-missing": find_style_warnings(TARGETS["elsevier"]),
}


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
        monkeypatch.setenv("MLSYSBIB_LIBRARY", library_of(root, Page.of(rule).before or example))
        if Page.of(rule).before:
            _commit(root)
            for path in Page.of(rule).before:
                (root / path).unlink()
            library_of(root, example)
        said = "".join("".join(command(*arguments)[1:]) for arguments in _commands(rule, example))
        found = {id_: level for level, id_ in _SAID.findall(said)}
        return found | dict.fromkeys(
            re.findall(r"\((import-possible)\)$", said, re.MULTILINE), "info"
        )

    def in_library(rule: Rule, example: Example) -> dict[str, str]:
        layers = {str(rule.id): LAYERS[rule.id]} if rule.id in LAYERS else {}
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
    if Page.of(rule).before:
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
    assert Page.of(rule).good
    found = find(rule, Page.of(rule).good)
    assert rule.id not in found
    assert {id_ for id_, level in found.items() if level != "info"} == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_of_a_rule_is_found(rule: Rule, find: Finder) -> None:
    found = find(rule, Page.of(rule).bad)
    assert found[rule.id] == rule.level
    others = {id_ for id_, level in found.items() if level != "info"} - {rule.id}
    assert others <= ALSO.get(rule.id, set())


# What an example cannot but break besides.
ALSO = {
    # What a list of two does to the next.
    "block-broken": {"title-missing"},
    "match-possible": {"venue-missing"},
    # It has the title of a paper that the library knows.
    "year-missing": {"match-possible"},
    "import-possible": {"match-possible", "venue-missing"},
    "reference-duplicate": set(),
}


def test_every_rule_has_its_row_and_its_manual_page() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(ids) == sorted(LEVEL_OF)
    assert sorted(ids) == sorted(path.stem for path in (PACKAGE / "lint" / "manual").iterdir())


def test_a_rule_without_code_is_named_where_its_problems_are_made() -> None:
    texts = [
        path.read_text("utf-8")
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).as_posix() not in {"problems.py", "lint/__init__.py"}
    ]
    made = "\n".join(texts)
    silent = {rule.id for rule in RULES if rule.check is None and rule.check_entry is None}
    assert {id_ for id_ in silent if not re.search(rf'"{id_}"|\({id_}\)', made)} == set()


def test_a_function_finds_faults_of_the_rule_that_it_stands_for() -> None:
    odd = [
        msgspec.convert({"key": "k", **tomllib.loads(text)}, Entry)
        for rule in RULES
        if rule.check_entry
        for path, text in Page.of(rule).bad.items()
        if path.startswith("entries/")
    ]
    for rule in RULES:
        if rule.check_entry:
            found = {finding.rule for entry in odd for finding in rule.check_entry(entry)}
            assert found == {rule.id}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_manual_page_has_a_summary_a_reason_and_two_examples(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].{10,90}\.", rule.summary)
    assert re.match(r".+\n\n\S.+\n(.+\n|\n(?!Good))*\nGood `[^`]+`:\n\n    .+", rule.manual)
    assert rule.manual.count("\nBad `") == len(Page.of(rule).bad)
    assert rule.manual.endswith("\n")
    assert rule.level in LEVELS
    assert ("--fix" in rule.manual) == (rule.fix is not None)


def test_a_rule_is_found_by_its_id() -> None:
    assert get_rule("venue-unknown").summary == "The venue of an entry must be in the venue table."
    with pytest.raises(
        ChoiceError, match="unknown rule 'venue-unknwon'; did you mean venue-unknown"
    ):
        get_rule("venue-unknwon")
