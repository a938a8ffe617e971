from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from mlsysbib.lint import RULES
from mlsysbib.lint.check import check
from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library
from mlsysbib.model.venues import Venue
from small_library import KWON, ORCA, SMALL, small_library

ROOT = Path(__file__).parent.parent.parent
SOSP = Venue(id="sosp", acronym="SOSP", kind="conference", aliases=("sosp-old",))


def test_the_shipped_library_has_no_fault(library: Library) -> None:
    contents, problems = check(str(ROOT), {})
    assert problems == []
    assert contents == library.contents


def test_all_layers_are_checked_at_once(tmp_path: Path) -> None:
    root = small_library(
        tmp_path,
        {
            "entries/a.toml": "title =",
            "entries/2022/yu2022orca.toml": ORCA.replace("osdi", "ossdi"),
            "reading-lists/course.md": "---\nstyle: fancy\n---\n- @kwon2023eficient\n- @{yaer:1}\n",
            "venues/osdi.toml": SMALL["venues/osdi.toml"] + "match = [\n  'OSDI',\n  '(OSDI',\n]\n",
        },
    )
    contents, problems = check(str(root), {})
    assert len(contents.entries) == 2
    assert [(problem.path, problem.line, problem.rule) for problem in problems] == [
        ("entries/2022/yu2022orca.toml", 6, "venue-unknown"),
        ("entries/a.toml", 1, "toml-syntax"),
        ("reading-lists/course.md", 1, "style-unknown"),
        ("reading-lists/course.md", 4, "key-unknown"),
        ("reading-lists/course.md", 5, "query-malformed"),
        ("venues/osdi.toml", 5, "pattern-malformed"),
    ]
    assert problems[3].hint == "did you mean kwon2023efficient?"


@pytest.mark.parametrize("name", ["sosp", "sosp-old"])
def test_inherited_venues_are_known(tmp_path: Path, name: str) -> None:
    files: dict[str, str | bytes] = {"entries/2022/yu2022orca.toml": ORCA.replace("osdi", name)}
    root = str(small_library(tmp_path, {**files, "mlsysbib.toml": ""}))
    assert check(root, {"sosp": SOSP})[1] == []
    assert [problem.rule for problem in check(root, {})[1]] == ["venue-unknown"]


def test_two_entries_of_one_key_do_not_stop_the_check(tmp_path: Path) -> None:
    root = small_library(tmp_path, {"entries/kwon2023efficient.toml": KWON})
    _, problems = check(str(root), {})
    assert [(problem.path, problem.rule) for problem in problems] == [
        ("entries/kwon2023efficient.toml", "key-duplicate")
    ]


def test_an_entry_is_excused_from_a_rule_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def doubt(library: Library) -> Iterator[Finding]:
        for path in library.contents.paths:
            yield Finding(path, ("title",), "a doubt", "look again", "warning")

    rule = msgspec.structs.replace(RULES[0], id="title-doubt", check=doubt)
    monkeypatch.setattr("mlsysbib.lint.check.RULES", (rule,))
    excused = ORCA + '\n[ignore]\ntitle-doubt = "it is right"\n'
    root = small_library(tmp_path, {"entries/2022/yu2022orca.toml": excused})
    assert list(map(str, check(str(root), {})[1])) == [
        "entries/2023/kwon2023efficient.toml:1: warning: a doubt (title-doubt)\n  hint: look again"
    ]
