from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine, Program
from mlsysbib import __version__
from mlsysbib.cli import COMMANDS


def complete(program: Program, *words: str) -> list[str]:
    """Return what a shell is told when the last word is being typed."""
    outcome = program.run(
        _MLSYSBIB_COMPLETE="bash_complete",
        COMP_WORDS=" ".join(("mlsysbib", *words)),
        COMP_CWORD=str(len(words)),
    )
    assert (outcome.code, outcome.err) == (0, "")
    return [line.partition(",")[2] for line in outcome.out.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("sear",), ["search"]),
        (("show", "kwo"), ["kwon2023efficient"]),
        (("export", "ba"), ["bae2022l3"]),
        (("export", "venue:s"), ["venue:sc", "venue:sosp"]),
        (("search", "topic:serving/"), ["topic:serving/llm"]),
        (("search", "list:c"), ["list:course"]),
        (("export", "--list", "c"), ["course"]),
        (("venue", "show", "eu"), ["eurosys"]),
        (("list", ""), ["course"]),
        (("export", "--for", "bib"), ["biblatex"]),
        (("show", "nothing"), []),
    ],
)
def test_a_shell_completes_what_the_library_holds(
    words: tuple[str, ...], expected: list[str], program: Program
) -> None:
    assert complete(program, *words) == expected


def test_a_broken_library_completes_nothing_and_says_nothing(
    program: Program, toy_root: Path
) -> None:
    (toy_root / "topics.toml").write_text("[", encoding="utf-8")
    program.environment["MLSYSBIB_LIBRARY"] = str(toy_root)
    assert complete(program, "show", "kwo") == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_page(name: str, command: CommandLine) -> None:
    page = command(name, "-h")
    assert (page.code, page.err) == (0, "")
    assert page.out.startswith(f"Usage: mlsysbib {name} ")
    assert page == command(name, "--help")


def test_the_first_page_lists_every_command_and_the_exit_codes(command: CommandLine) -> None:
    page = command("-h")
    assert page.code == 0
    for name, summary in COMMANDS.items():
        assert f"  {name} " in page.out
        assert summary in page.out
    assert "Exit codes: 0 done; 1 findings" in page.out
    assert "130\n  interrupted." in page.out


def test_the_version_is_the_packages(command: CommandLine) -> None:
    assert command("--version") == (0, f"mlsysbib {__version__}\n", "")


def test_without_a_command_the_help_page_is_shown_as_a_usage_error(command: CommandLine) -> None:
    outcome = command()
    assert outcome.code == 2
    assert "Usage: mlsysbib [OPTIONS] COMMAND" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["exprot"], "unknown command 'exprot'; did you mean export?"),
        (["zzz"], "unknown command 'zzz'; see mlsysbib -h"),
        (["export", "-f", "bibtx"], "did you mean bibtex or biblatex?"),
        (["export", "--for", "natbibb"], "did you mean natbib?"),
        (["export", "--version", "publishd"], "did you mean published?"),
        (["export", "--sort", "yaer"], "did you mean year"),
        (["export", "--frob"], "No such option"),
        (["export", "venue:ossp"], "unknown venue 'ossp'; did you mean sosp?"),
        (["search", "topic:serveing"], "unknown topic 'serveing'; did you mean serving"),
        (["search", "is:preprnt"], "unknown value of is: 'preprnt'; did you mean preprint?"),
        (["search", "has:cod"], "unknown value of has: 'cod'; did you mean code?"),
        (["search", "list:corse"], "unknown reading list 'corse'; did you mean course?"),
        (["export", "--list", "corse"], "unknown reading list 'corse'; did you mean course?"),
        (["list", "corse"], "unknown reading list 'corse'; did you mean course?"),
        (["venue", "show", "ossp"], "unknown venue 'ossp'; did you mean sosp?"),
        (["export", "--key-pattern", "[auht]"], "unknown marker 'auht'"),
        (["search", "(venue:sosp"], "a ) is missing here\n  (venue:sosp\n             ^"),
        (["search", "year:soon"], "'soon' is no year or range"),
        (["search", "venue:"], "venue: needs a value"),
    ],
)
def test_a_slip_is_a_usage_error_that_names_what_is_near(
    arguments: list[str], message: str, command: CommandLine
) -> None:
    outcome = command(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
