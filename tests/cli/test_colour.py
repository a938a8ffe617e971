from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine
from small_library import ORCA, small_library

RED, YELLOW, GREEN = "\x1b[31m", "\x1b[33m", "\x1b[32m"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a title that has a blank too many."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    bad = ORCA.replace("Serving System", "Serving  System")
    return small_library(tmp_path, {"entries/2022/yu2022orca.toml": bad})


@pytest.mark.parametrize("place", ["before", "behind", "joined"])
def test_problems_are_in_colour_where_that_is_wished(
    place: str, root: Path, command: CommandLine
) -> None:
    option = {
        "before": ("--color", "always", "check"),
        "behind": ("check", "--color", "always"),
        "joined": ("check", "--color=always"),
    }[place]
    outcome = command(*option, "--library", root)
    assert f"yu2022orca.toml:1: {YELLOW}warning\x1b[0m: " in outcome.out
    plain = command("check", "--library", root)
    assert "\x1b" not in plain.out
    assert plain.code == outcome.code == 1


def test_a_failure_is_red_and_a_difference_has_two_colours(
    root: Path, command: CommandLine
) -> None:
    fixed = command("check", "--fix", "--dry-run", "--color", "always", "--library", root)
    assert f"{RED}-title" in fixed.out
    assert f"{GREEN}+title" in fixed.out
    failed = command("show", "nobody", "--color", "always", "--library", root)
    assert f"{RED}error\x1b[0m: unknown key" in failed.err


def test_data_has_no_colour_ever(root: Path, command: CommandLine) -> None:
    for arguments in (("export",), ("search", "orca"), ("check", "-f", "json"), ("list",)):
        coloured = command(*arguments, "--color", "always", "--library", root)
        assert coloured.out == command(*arguments, "--library", root).out
        assert "\x1b" not in coloured.out


def test_never_and_no_color_win_over_a_terminal(
    root: Path, command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert "\x1b" not in command("check", "--color", "never", "--library", root).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in command("check", "--library", root).out
    assert YELLOW in command("check", "--color", "always", "--library", root).out


@pytest.mark.parametrize("arguments", [("--color",), ("--color", "blue"), ("--color=",)])
def test_another_wish_is_a_usage_error(arguments: tuple[str, ...], command: CommandLine) -> None:
    outcome = command("check", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--color is auto, always or never, not " in outcome.err


def test_behind_two_dashes_it_is_a_query(root: Path, command: CommandLine) -> None:
    assert command("search", "--library", root, "--", "--color").code in {0, 2}
