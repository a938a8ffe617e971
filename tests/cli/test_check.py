from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import CommandLine
from mlsysbib.lint import RULES
from mlsysbib.model.library import Library
from small_library import ORCA, small_library

PATH = "entries/2018/gao2018low.toml"
pytestmark = pytest.mark.usefixtures("shipped")


@pytest.fixture
def broken(toy_root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with three errors, in two entries and a list."""
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(toy_root))
    entry = toy_root / PATH
    text = entry.read_text("utf-8").replace('"serving"', '"servin"').replace("eurosys", "eurosis")
    entry.write_text(text, encoding="utf-8")
    (toy_root / "reading-lists" / "b.md").write_text("\n- @gao2018lo\n", encoding="utf-8")
    return toy_root


def test_a_clean_library_has_nothing_to_show(command: CommandLine) -> None:
    outcome = command("check")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith("27 entries, 0 errors, ")


def test_each_problem_is_a_line_with_its_place_and_rule(command: CommandLine, broken: Path) -> None:
    outcome = command("check")
    assert outcome.code == 1
    assert outcome.out.splitlines() == [
        f"{PATH}:9: error: unknown topic 'servin' (topic-unknown)",
        "  hint: did you mean serving or serving/llm?",
        f"{PATH}:12: error: unknown venue 'eurosis' (venue-unknown)",
        "  hint: did you mean eurosys or neurips?",
        "reading-lists/b.md:2: error: unknown key 'gao2018lo' (key-unknown)",
        "  hint: did you mean gao2018low?",
    ]
    lines = (broken / PATH).read_text("utf-8").splitlines()
    assert (lines[8], lines[11]) == ('topics = ["servin"]', 'venue = "eurosis"')


def test_json_has_the_same_problems_in_parts(command: CommandLine, broken: Path) -> None:
    assert broken.is_dir()
    problems = json.loads(command("check", "-f", "json").out)
    assert [(p["path"], p["line"], p["rule"], p["level"]) for p in problems] == [
        (PATH, 9, "topic-unknown", "error"),
        (PATH, 12, "venue-unknown", "error"),
        ("reading-lists/b.md", 2, "key-unknown", "error"),
    ]
    assert problems[0]["text"] == "unknown topic 'servin'"


def test_github_gets_commands_that_stand_beside_the_lines(
    command: CommandLine, broken: Path
) -> None:
    assert broken.is_dir()
    lines = command("check", "-f", "github").out.splitlines()
    assert len(lines) == 3
    assert lines[0] == (
        f"::error file={PATH},line=9,title=topic-unknown::unknown topic 'servin'"
        "%0Ahint: did you mean serving or serving/llm?"
    )


def test_what_has_a_meaning_for_github_is_escaped(
    command: CommandLine, toy_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(toy_root))
    text = (toy_root / PATH).read_text("utf-8")
    odd = toy_root / "entries" / "a,b: 100%.toml"
    odd.write_text(text.replace('"serving"', '"50%\\r\\n"'), encoding="utf-8")
    lines = command("check", "-f", "github", "--no-duplicates").out.splitlines()
    head = "::error file=entries/a%2Cb%3A 100%25.toml,line=9,title=topic-unknown::"
    assert f"{head}unknown topic '50%25\\r\\n'" in lines
    assert all("\r" not in line for line in lines)


@pytest.mark.parametrize(
    ("workspace", "expected"), [(".", "library/"), ("library", ""), ("elsewhere", "")]
)
def test_paths_are_those_of_the_checkout_that_github_knows(
    workspace: str,
    expected: str,
    command: CommandLine,
    broken: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(broken.parent / workspace))
    assert command("check", "-f", "github").out.startswith(f"::error file={expected}{PATH},")


def test_no_problem_is_an_empty_array_in_json(command: CommandLine) -> None:
    assert json.loads(command("check", "-f", "json", "key:gao2018low").out) == []
    assert command("check", "-f", "github", "key:gao2018low").out == ""


@pytest.mark.parametrize(
    ("subjects", "count"),
    [
        ([PATH], 2),
        (["entries/2018"], 2),
        (["entries/2019"], 0),
        (["reading-lists"], 1),
        (["."], 3),
        (["reading-lists", PATH], 3),
        (["key:gao2018low"], 2),
        (["year:2019"], 0),
        (["batchmaker"], 2),
    ],
)
def test_only_problems_of_what_is_named_are_shown(
    subjects: list[str],
    count: int,
    command: CommandLine,
    broken: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(broken)
    outcome = command("check", "-f", "json", *subjects)
    assert len(json.loads(outcome.out)) == count
    assert outcome.code == (1 if count else 0)


def test_quiet_leaves_the_problems_and_drops_the_count(command: CommandLine, broken: Path) -> None:
    assert broken.is_dir()
    outcome = command("check", "-q")
    assert outcome.err == ""
    assert len(outcome.out.splitlines()) == 6


def test_a_file_without_reading_hides_no_other_problem(command: CommandLine, broken: Path) -> None:
    (broken / "venues" / "sosp.toml").write_text("acronym = [", encoding="utf-8")
    rules = {problem["rule"] for problem in json.loads(command("check", "-f", "json").out)}
    assert rules >= {"toml-syntax", "topic-unknown", "key-unknown", "venue-unknown"}


def test_every_rule_has_a_manual_page(command: CommandLine) -> None:
    listed = command("check", "--explain", "all")
    assert listed.code == 0
    assert [tuple(line.split()[:2]) for line in listed.out.splitlines()] == [
        (rule.id, rule.level) for rule in RULES
    ]
    for rule in RULES:
        page = command("check", "--explain", rule.id)
        assert page.code == 0
        assert page.out.startswith(rule.summary)
        assert "Good `" in page.out
        assert "Bad `" in page.out


def test_an_unknown_rule_names_the_near_ones(command: CommandLine) -> None:
    outcome = command("check", "--explain", "topic-unknow")
    assert (outcome.code, outcome.out) == (2, "")
    assert "did you mean topic-unknown" in outcome.err


def test_a_subject_that_is_no_path_and_no_query_is_a_usage_error(command: CommandLine) -> None:
    outcome = command("check", "yaer:2018")
    assert (outcome.code, outcome.out) == (2, "")
    assert "unknown field 'yaer'; did you mean year?" in outcome.err


ORCA_PATH = "entries/2022/yu2022orca.toml"
UNCLEAN = """\
title = "Orca: Serving on GPU  Clusters."
authors = ["Yu, Gyeong-In"]

[published]
venue = "osdi"
year = 2022
pages = "521--538"
doi = "https://doi.org/10.1145/3600006.3613165"
"""
CLEAN = """\
title = "Orca: Serving on {GPU} Clusters"
authors = [
  "Yu, Gyeong-In",
]

[published]
venue = "osdi"
year = 2022
pages = "521-538"
doi = "10.1145/3600006.3613165"
"""


@pytest.fixture
def unclean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small library whose one published entry has four faults that can be fixed."""
    root = small_library(tmp_path / "small", {ORCA_PATH: UNCLEAN})
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    return root


def test_what_is_certain_is_fixed_in_the_one_layout(command: CommandLine, unclean: Path) -> None:
    rules = "title-unprotected-acronym, text-unclean, doi-malformed, pages-malformed"
    said = f"{ORCA_PATH}: fixed ({rules})\n2 entries, 0 errors, 0 warnings\n"
    assert command("check", "--fix") == (0, "", said)
    assert (unclean / ORCA_PATH).read_text("utf-8") == CLEAN
    before = (unclean / ORCA_PATH).stat().st_mtime_ns
    assert command("check", "--fix").err == "2 entries, 0 errors, 0 warnings\n"
    assert (unclean / ORCA_PATH).stat().st_mtime_ns == before


def test_a_dry_run_shows_what_a_fix_would_write(command: CommandLine, unclean: Path) -> None:
    outcome = command("check", "--fix", "--dry-run")
    assert outcome.code == 0
    assert '-pages = "521--538"\n' in outcome.out
    assert '+pages = "521-538"\n' in outcome.out
    assert '+title = "Orca: Serving on {GPU} Clusters"\n' in outcome.out
    assert (unclean / ORCA_PATH).read_text("utf-8") == UNCLEAN
    alone = command("check", "--dry-run")
    assert (alone.code, alone.out) == (2, "")
    assert "--dry-run goes with --fix" in alone.err


def test_only_what_is_named_is_fixed(command: CommandLine, unclean: Path) -> None:
    assert command("check", "--fix", "key:kwon2023efficient").code == 0
    assert (unclean / ORCA_PATH).read_text("utf-8") == UNCLEAN
    command("check", "--fix", "key:yu2022orca")
    assert (unclean / ORCA_PATH).read_text("utf-8") == CLEAN


def test_a_file_with_comments_is_not_fixed(command: CommandLine, unclean: Path) -> None:
    text = UNCLEAN + "# compare with the paper\n"
    (unclean / ORCA_PATH).write_text(text, encoding="utf-8")
    outcome = command("check", "--fix")
    assert outcome.code == 1
    assert f"{ORCA_PATH}:9: error: a comment would be lost (comment-lost)" in outcome.err
    assert (unclean / ORCA_PATH).read_text("utf-8") == text


def test_notes_are_shown_where_they_are_asked_for(command: CommandLine, unclean: Path) -> None:
    (unclean / ORCA_PATH).write_text(CLEAN.replace('pages = "521-538"\n', ""), encoding="utf-8")
    assert command("check").out == ""
    outcome = command("check", "--level", "info")
    assert outcome.code == 0
    assert outcome.out == f"{ORCA_PATH}:6: info: no pages and no article number (pages-missing)\n"
    assert outcome.err == "2 entries, 0 errors, 0 warnings, 1 note\n"
    (problem,) = json.loads(command("check", "--level", "info", "-f", "json").out)
    assert (problem["level"], problem["rule"]) == ("info", "pages-missing")
    github = command("check", "--level", "info", "-f", "github").out
    assert github.startswith(f"::notice file={ORCA_PATH},line=6,title=pages-missing::no pages")
    (unclean / ORCA_PATH).write_text(CLEAN.replace("{GPU}", "GPU"), encoding="utf-8")
    assert command("check").code == 1
    assert command("check", "--level", "error").code == 0


def test_duplicates_may_be_left_out(command: CommandLine, unclean: Path) -> None:
    twin = UNCLEAN.replace("https://doi.org/10.1145/3600006.3613165", "")
    (unclean / "entries" / "yu2022serving.toml").write_text(twin, encoding="utf-8")
    rules = [p["rule"] for p in json.loads(command("check", "-f", "json").out)]
    assert "entry-duplicate" in rules
    less = [p["rule"] for p in json.loads(command("check", "-f", "json", "--no-duplicates").out)]
    assert less == [rule for rule in rules if rule != "entry-duplicate"]


def test_what_a_style_would_warn_of_is_named_where_one_asks(command: CommandLine) -> None:
    outcome = command("check", "--for", "elsevier", "key:bae2022l3")
    assert outcome.code == 1
    assert outcome.out == (
        "entries/2022/bae2022l3.toml:11: warning: elsarticle-num, elsarticle-harv, "
        "elsarticle-num-names: empty pages in bae2022l3 (style-field-missing)\n  hint: add pages\n"
    )
    assert command("check", "--for", "springer", "key:bae2022l3").out == ""
    assert "did you mean acm" in command("check", "--for", "amc").err


def test_without_a_library_the_shipped_one_is_checked(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    monkeypatch.delenv("MLSYSBIB_LIBRARY")
    monkeypatch.chdir(tmp_path)
    count = len(library)
    assert command("check") == (0, "", f"{count} entries, 0 errors, 0 warnings\n")
    warned = command("check", "--for", "acm", "key:han2016deep")
    assert (warned.code, warned.err) == (1, f"{count} entries, 0 errors, 3 warnings\n")
    assert warned.out.count("entries/2016/han2016deep.toml: warning: ACM-Reference-Format: ") == 3
    assert command("check", "--fix").code == 3
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("subject", ["entries/2022/yu2022orc.toml", "entries/1999", "nothing.md"])
def test_a_path_that_is_not_there_is_no_query_without_faults(
    subject: str, command: CommandLine
) -> None:
    outcome = command("check", subject)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{subject}: no such file or folder here or in the library" in outcome.err


def test_a_path_in_the_library_is_one_from_anywhere(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = ORCA.replace("Serving System", "serving  System")
    root = small_library(tmp_path / "library", {"entries/2022/yu2022orca.toml": bad})
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    path = "entries/2022/yu2022orca.toml"
    assert command("check", "--library", root, path).out.startswith(f"{path}:1: ")
    assert command("check", "--library", root, "entries/2023").out == ""


def test_a_formula_between_blanks_is_clean(command: CommandLine, tmp_path: Path) -> None:
    title = ORCA.replace("A Distributed Serving System", "Sorting in $O(n^2)$ Time")
    root = small_library(tmp_path, {"entries/2022/yu2022orca.toml": title})
    assert command("check", "--library", root).out == ""
