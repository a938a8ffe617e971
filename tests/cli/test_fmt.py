from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine

MESSY = """\
system="BatchMaker"
title   = "Low Latency"
[published]
year=2018
venue = "eurosys"
"""
TIDY = """\
title = "Low Latency"
system = "BatchMaker"

[published]
venue = "eurosys"
year = 2018
"""
PATH = "entries/2018/gao2018low.toml"


@pytest.fixture
def entry(toy_root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An entry that is laid out otherwise, in a library of its own."""
    monkeypatch.chdir(toy_root)
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(toy_root))
    path = toy_root / PATH
    path.write_text(MESSY, encoding="utf-8")
    return path


def test_fmt_lays_out_what_is_laid_out_otherwise(command: CommandLine, entry: Path) -> None:
    assert command("fmt") == (0, "", f"{PATH}: formatted\n1 file formatted\n")
    assert entry.read_text("utf-8") == TIDY
    assert command("fmt") == (0, "", "0 files formatted\n")


def test_a_check_shows_the_difference_and_writes_nothing(command: CommandLine, entry: Path) -> None:
    outcome = command("fmt", "--check")
    assert (outcome.code, outcome.err) == (1, "1 file would be formatted\n")
    assert outcome.out.startswith(f"--- {PATH}\n+++ {PATH}\n@@ ")
    assert '-system="BatchMaker"\n' in outcome.out
    assert entry.read_text("utf-8") == MESSY


def test_a_file_with_comments_is_left_alone_and_a_finding(
    command: CommandLine, entry: Path
) -> None:
    text = MESSY.replace("[published]", "# from the publisher\n[published]")
    entry.write_text(text, encoding="utf-8")
    for arguments in ((), ("--check",)):
        outcome = command("fmt", "-q", *arguments)
        assert outcome == (1, "", f"{PATH}:3: error: a comment would be lost (comment-lost)\n")
        assert entry.read_text("utf-8") == text
    assert command("fmt", "-q", "--drop-comments") == (0, "", "")
    assert entry.read_text("utf-8") == TIDY


def test_a_hash_in_a_text_is_no_comment(command: CommandLine, entry: Path) -> None:
    entry.write_text(MESSY.replace("Low Latency", 'Low \\" # Latency in C#'), encoding="utf-8")
    assert command("fmt", "-q").code == 0
    assert 'title = "Low \\" # Latency in C#"\n' in entry.read_text("utf-8")


def test_a_venue_is_laid_out_too(command: CommandLine, entry: Path, toy_root: Path) -> None:
    venue = toy_root / "venues" / "sosp.toml"
    old = venue.read_text("utf-8")
    venue.write_text(old.replace(" = ", "="), encoding="utf-8")
    assert command("fmt", "venues").err == "venues/sosp.toml: formatted\n1 file formatted\n"
    assert venue.read_text("utf-8") == old
    assert entry.read_text("utf-8") == MESSY


@pytest.mark.parametrize(
    ("path", "expected"),
    [(PATH, TIDY), ("entries", TIDY), (".", TIDY), ("entries/2019", MESSY), ("venues", MESSY)],
)
def test_only_what_is_named_is_laid_out(
    path: str, expected: str, command: CommandLine, entry: Path
) -> None:
    assert command("fmt", path).code == 0
    assert entry.read_text("utf-8") == expected


def test_windows_lines_become_others(command: CommandLine, entry: Path) -> None:
    entry.write_bytes(TIDY.replace("\n", "\r\n").encode())
    assert command("fmt", "--check").code == 1
    command("fmt")
    assert entry.read_bytes() == TIDY.encode()


def test_a_file_without_reading_stops_everything(
    command: CommandLine, entry: Path, toy_root: Path
) -> None:
    (toy_root / "entries" / "2019" / "xue2019fast.toml").write_text("title =", encoding="utf-8")
    outcome = command("fmt")
    assert (outcome.code, outcome.out) == (3, "")
    assert "entries/2019/xue2019fast.toml:1: error:" in outcome.err
    assert entry.read_text("utf-8") == MESSY


def test_what_files_say_of_each_other_does_not_stop_a_layout(
    command: CommandLine, entry: Path
) -> None:
    entry.write_text(MESSY.replace("eurosys", "nowhere"), encoding="utf-8")
    assert command("fmt").code == 0
    assert entry.read_text("utf-8") == TIDY.replace("eurosys", "nowhere")


def test_the_files_of_the_toy_library_are_laid_out(command: CommandLine) -> None:
    assert command("fmt", "--check") == (0, "", "0 files would be formatted\n")


def test_the_shipped_library_inside_the_wheel_cannot_be_laid_out(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MLSYSBIB_LIBRARY")
    outcome = command("fmt")
    assert outcome.code == 3
    assert "no library here" in outcome.err
    assert "`mlsysbib init` makes a library here" in outcome.err
