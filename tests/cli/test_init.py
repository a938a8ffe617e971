from __future__ import annotations

import os
from pathlib import Path

import pytest

from command_line import CommandLine

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
    assert outcome.out.startswith('# A "quoted" \\ title\n')


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
