from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mlsysbib.lint.check import check
from mlsysbib.lint.rule import Rule
from mlsysbib.model.library import Library
from mlsysbib.model.venues import Venue
from mlsysbib.problems import LEVELS, Finding, Level
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
            yield Finding("link-repeated", ("title",), "a doubt", "look again", path)

    rule = Rule("link-repeated", check=doubt)
    monkeypatch.setattr("mlsysbib.lint.check.RULES", (rule,))
    excused = ORCA + '\n[ignore]\nlink-repeated = "it is right"\n'
    root = small_library(tmp_path, {"entries/2022/yu2022orca.toml": excused})
    (problem,) = check(str(root), {})[1]
    where = "entries/2023/kwon2023efficient.toml:1: warning"
    assert str(problem) == f"{where}: a doubt (link-repeated)\n  hint: look again"


def found(root: Path, least: Level = "warning") -> list[tuple[str, int, str]]:
    _, problems = check(str(root), {}, least=least)
    return [(problem.path.rpartition("/")[2], problem.line, problem.rule) for problem in problems]


def test_an_excuse_must_name_a_rule_that_can_be_broken_and_say_why(tmp_path: Path) -> None:
    table = (
        '\n[ignore]\nname-intials = "a slip"\nvenue-unknown = "it is new"\npages-missing = " "\n'
        'title-shouted = "not any more"\n'
    )
    root = small_library(tmp_path, {"entries/2022/yu2022orca.toml": ORCA + table})
    assert found(root) == [
        ("yu2022orca.toml", 10, "ignore-unknown"),
        ("yu2022orca.toml", 11, "ignore-unknown"),
        ("yu2022orca.toml", 12, "ignore-unexplained"),
        ("yu2022orca.toml", 13, "ignore-unused"),
    ]
    slip, reader, *_ = check(str(root), {})[1]
    assert slip.hint == "did you mean name-initials or name-digits?"
    assert reader.text == "no entry is excused from 'venue-unknown'"


def test_an_excuse_is_judged_only_where_its_rule_was_asked(tmp_path: Path) -> None:
    table = '\n[ignore]\nkey-unusual = "old"\nentry-duplicate = "two papers of one name"\n'
    root = small_library(tmp_path, {"entries/2022/yu2022orca.toml": ORCA + table})
    assert found(root) == []
    notes = {rule for *_, rule in found(root, least="info")}
    assert notes == {"ignore-unused", "pages-missing", "link-missing"}


def test_rules_below_the_level_that_is_asked_are_not(tmp_path: Path) -> None:
    shouted = ORCA.replace("{Orca}: A Distributed Serving System", "A DISTRIBUTED SERVING SYSTEM")
    files = {"entries/2022/yu2022orca.toml": shouted.replace("Yu, Gyeong-In", "others")}
    root = small_library(tmp_path, files)
    rules = [[rule for *_, rule in found(root, least=least)] for least in LEVELS]
    assert rules[0] == ["name-placeholder"]
    assert rules[1] == ["title-shouted", "name-placeholder"]
    assert set(rules[2]) == {*rules[1], "pages-missing", "link-missing", "key-unusual"}


def test_what_is_found_is_told_in_the_same_order_however_files_are_named(tmp_path: Path) -> None:
    files = {f"entries/2022/x{n}.toml": ORCA.replace("osdi", "ossdi") for n in range(9)}
    root = small_library(tmp_path, files)
    assert check(str(root), {})[1] == sorted(check(str(root), {})[1])


def test_an_edition_whose_year_is_none_does_not_stop_the_check(tmp_path: Path) -> None:
    venue = SMALL["venues/osdi.toml"] + "\n[editions.next]\nplace = 'Here'\n"
    root = small_library(tmp_path, {"venues/osdi.toml": venue})
    problems = [problem for problem in check(str(root), {})[1] if problem.level != "info"]
    assert [(problem.rule, problem.line, problem.hint) for problem in problems] == [
        ("edition-unknown", 7, "editions stand in venues/osdi.toml"),
        ("field-type", 4, ""),
    ]


@pytest.mark.parametrize("name", [" Yu, Gyeong-In", "Yu, Gyeong-In ", "Yu,  Gyeong-In"])
def test_a_name_with_blanks_too_many_is_found(tmp_path: Path, name: str) -> None:
    entry = ORCA.replace("Yu, Gyeong-In", name)
    problems = check(str(small_library(tmp_path, {"entries/2022/yu2022orca.toml": entry})), {})[1]
    assert [(problem.rule, problem.line) for problem in problems] == [("text-unclean", 2)]


def test_a_publisher_that_the_venue_has_otherwise_is_named(tmp_path: Path) -> None:
    venue = 'acronym = "OSDI"\nkind = "conference"\npublisher = "USENIX Association"\n'
    own = ORCA + 'publisher = "A Press"\nseries = "Own"\n'
    files = {"venues/osdi.toml": venue, "entries/2022/yu2022orca.toml": own}
    _, problems = check(str(small_library(tmp_path, files)), {})
    assert [(problem.rule, problem.text) for problem in problems] == [
        ("edition-contradicted", "OSDI 2022 has publisher 'USENIX Association'")
    ]
