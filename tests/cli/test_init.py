from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from command_line import CommandLine
from conftest import ROOT
from mlsysbib.model.library import Library

ENTRY = """\
title = "A Made-Up Paper"
authors = ["Doe, Jane"]

[published]
venue = "osdi"
year = 2022
"""


@pytest.fixture(autouse=True)
def _no_library(command: CommandLine, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start in an empty folder, with the shipped library alone."""
    assert command
    assert shipped.is_file()
    monkeypatch.delenv("MLSYSBIB_LIBRARY")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


MADE = {
    ".github/workflows/library.yml",
    "mlsysbib.toml",
    "topics.toml",
    "reading-lists/first.md",
    "entries/README.md",
    "venues/README.md",
}


def test_a_new_library_passes_check_and_fmt(command: CommandLine, tmp_path: Path) -> None:
    outcome = command("init")
    assert (outcome.code, outcome.out) == (0, "")
    assert files(tmp_path) == MADE
    assert command("check") == (0, "", "0 entries, 0 errors, 0 warnings\n")
    assert command("fmt", "--check").code == 0
    assert command("export") == (0, "", "")


def test_a_new_library_knows_the_venues_that_are_shipped(
    command: CommandLine, tmp_path: Path
) -> None:
    command("init", "mine", "-q")
    os.chdir(tmp_path / "mine")
    (tmp_path / "mine" / "entries" / "doe2022made.toml").write_text(ENTRY, encoding="utf-8")
    assert command("check", "-q") == (0, "", "")
    text = command("export").out
    assert "16th USENIX Symposium on Operating Systems Design and Implementation (OSDI 22)" in text
    assert command("search", "-q", "--keys", "venue:osdi").out == "doe2022made\n"


def test_a_venue_of_the_librarys_own_goes_before_the_shipped_one(
    command: CommandLine, tmp_path: Path
) -> None:
    command("init", "-q")
    (tmp_path / "entries" / "doe2022made.toml").write_text(ENTRY, encoding="utf-8")
    venue = 'acronym = "OSDI"\nkind = "conference"\nname = "Our Own Days"\n'
    (tmp_path / "venues" / "osdi.toml").write_text(venue, encoding="utf-8")
    assert "booktitle     = {Our Own Days}" in command("export").out


def test_the_title_is_the_one_given_or_the_folders_name(
    command: CommandLine, tmp_path: Path
) -> None:
    command("init", "-q", "mine")
    command("init", "-q", "other", "--title", 'A "quoted" \\ title')
    assert 'title = "mine"\n' in (tmp_path / "mine" / "mlsysbib.toml").read_text("utf-8")
    outcome = command("export", "-f", "markdown", "--library", "other")
    assert outcome.out.startswith('# A "quoted" \\\\ title\n')


def test_a_library_is_never_made_over_another(command: CommandLine, tmp_path: Path) -> None:
    command("init", "-q")
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    outcome = command("init", "--title", "Other")
    assert (outcome.code, outcome.out) == (2, "")
    assert "mlsysbib.toml exists: this is a library already" in outcome.err
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_nothing_is_written_where_a_file_is_in_the_way(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "topics.toml").write_text("mine", encoding="utf-8")
    outcome = command("init")
    assert (outcome.code, outcome.out) == (2, "")
    assert "in the way, nothing was written: ./topics.toml" in outcome.err
    assert files(tmp_path) == {"topics.toml"}


def test_a_dry_run_writes_nothing(command: CommandLine, tmp_path: Path) -> None:
    outcome = command("init", "--dry-run", "new")
    assert outcome.code == 0
    assert set(outcome.err.splitlines()) == {f"new/{name}: would be written" for name in MADE}
    assert not list(tmp_path.iterdir())


def test_the_list_of_a_new_library_compiles(command: CommandLine) -> None:
    command("init", "-q")
    outcome = command("export", "--list", "first", "-f", "markdown")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("# My first reading list\n\n## Week 1\n")


def cited(tmp_path: Path) -> set[str]:
    text = (tmp_path / "reading-lists" / "course.md").read_text("utf-8")
    return set(re.findall(r"^- @(\w+)", text, re.MULTILINE))


def test_a_course_compiles_at_once(command: CommandLine, tmp_path: Path) -> None:
    outcome = command("init", "course", "--title", "CS 598: Systems")
    assert (outcome.code, outcome.out) == (0, "")
    stems = {path.stem for path in (tmp_path / "entries").rglob("*.toml")}
    assert cited(tmp_path) < stems
    assert command("check") == (0, "", f"{len(stems)} entries, 0 errors, 0 warnings\n")
    assert command("fmt", "--check").code == 0
    page = command("export", "--list", "course", "-f", "markdown")
    assert (page.code, page.err) == (0, "")
    assert page.out.startswith("# CS 598: Systems\n\nTwo papers a week.")
    assert "**required**" in page.out
    assert "**optional**" in page.out
    further = page.out.partition("### Further reading")[2].partition("## Week 4")[0]
    assert len(re.findall(r"^- \[", further, re.MULTILINE)) >= 2
    assert command("export", "--list", "course", "-o", "course.html", "-q") == (0, "", "")


def test_a_course_takes_the_entries_as_they_are_shipped(
    command: CommandLine, tmp_path: Path, library: Library
) -> None:
    command("init", "course", "-q", "mine")
    os.chdir(tmp_path / "mine")
    for path in (tmp_path / "mine" / "entries").rglob("*.toml"):
        expected = command("export", path.stem, "--library", str(ROOT)).out
        assert command("export", path.stem).out == expected
        assert path.relative_to(tmp_path / "mine").as_posix() == library.path_of(path.stem)
    assert command("search", "-q", "--keys", "topic:serving", "key:yu2022orca").out


def test_the_list_of_a_course_compiles_with_the_shipped_library_too(
    command: CommandLine, tmp_path: Path
) -> None:
    command("init", "course", "-q", "mine")
    text = (tmp_path / "mine" / "reading-lists" / "course.md").read_text("utf-8")
    (tmp_path / "alone.md").write_text(text, encoding="utf-8")
    alone = command("export", "--list", "alone.md", "-f", "markdown")
    assert (alone.code, alone.err) == (0, "")
    assert alone == command("export", "--list", "course", "-f", "markdown", "--library", "mine")


def test_course_is_a_word_and_an_option_and_a_folder_with_its_path(
    command: CommandLine, tmp_path: Path
) -> None:
    assert command("init", "--course", "-q", "one").code == 0
    assert command("init", "course", "-q", "two").code == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert command("init", "-q", "./course").code == 0
    assert files(tmp_path / "course") == MADE
    assert command("init", "--course", "-q", "course/below").code == 0


@pytest.mark.parametrize("words", [("a", "b"), ("course", "a", "b")])
def test_one_folder_is_made_at_a_time(
    words: tuple[str, ...], command: CommandLine, tmp_path: Path
) -> None:
    outcome = command("init", *words)
    assert outcome.code == 2
    assert "one folder at a time, not a and b" in outcome.err
    assert not list(tmp_path.iterdir())


def test_a_library_is_not_made_in_a_file(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert "'taken' is a file" in command("init", "taken").err


@pytest.mark.parametrize("title", ["CS 598: Systems", 'The "Systems" course', "It's\nme"])
def test_the_title_of_a_course_is_that_of_its_list(title: str, command: CommandLine) -> None:
    command("init", "course", "-q", "--title", title)
    assert command("list").out.rstrip().endswith("  " + " ".join(title.split()))
