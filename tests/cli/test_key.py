from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from command_line import CommandLine
from made_papers import (
    COURSE,
    COURSE_PATH,
    GIZMO,
    GIZMO_PATH,
    WIDGETS,
    WIDGETS_PATH,
    files_of,
    made_library,
)

DRAFT = """\
title = "Orca: Another System of That Name"
authors = ["Yu, Ada"]

[published]
venue = "osdi"
year = 2022
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> Path:
    """A library of made-up papers, as the command line's own."""
    assert command
    root = made_library(tmp_path / "library")
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    return root


def git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Doe", "-c", "user.email=doe@example.org")
    subprocess.run(["git", "-C", root, *names, *arguments], check=True, capture_output=True)  # noqa: S607


def commit(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "papers")


def test_a_key_for_an_entry_as_if_it_were_new(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    for name in ("doe2022gizmo", "Doe:Gizmo"):
        assert command("key", "suggest", name) == (0, "doe2022gizmo\n", "")
    assert command("key", "suggest", "doe2022gizmo", "--pattern", "[auth]-[year]").out == (
        "doe-2022\n"
    )


def test_a_draft_gets_a_key_that_is_free(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    Path("draft.toml").write_text(DRAFT, encoding="utf-8")
    assert command("key", "suggest", "draft.toml") == (0, "yu2022orcaanother\n", "")
    assert command("key", "suggest", "draft.toml", "yu2022orca") == (
        0,
        "draft.toml\tyu2022orcaanother\nyu2022orca\tyu2022orca\n",
        "",
    )


def test_a_draft_named_as_another_paper_may_not_take_its_key(
    command: CommandLine, root: Path
) -> None:
    Path("yu2022orca.toml").write_text(DRAFT, encoding="utf-8")
    assert command("key", "suggest", "yu2022orca.toml") == (0, "yu2022orcaanother\n", "")
    own = next(root.rglob("yu2022orca.toml"))
    assert command("key", "suggest", own) == (0, "yu2022orca\n", "")


def test_a_pattern_is_explained_step_by_step(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    outcome = command("key", "explain", "[auth:lower][year]", "Doe:Gizmo")
    assert (outcome.code, outcome.err) == (0, "")
    assert "auth -> 'Doe'" in outcome.out
    assert "lower -> 'doe'" in outcome.out
    assert outcome.out.endswith("\nkey: doe2022\n")


def test_a_pattern_that_gives_nothing_is_a_finding(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    outcome = command("key", "explain", "[doi]", "doe2022gizmo")
    assert (outcome.code, outcome.out) == (1, "[doi]  doi -> ''\n")
    assert outcome.err.startswith("no key: the pattern [doi] gives nothing for 'doe2022gizmo'")


def test_everything_follows_a_renaming(command: CommandLine, root: Path) -> None:
    before = files_of(root)
    outcome = command("key", "rename", "doe2021gizmo", "doe2021early")
    assert (outcome.code, outcome.out) == (0, "")
    assert f"{root / 'entries/2021/doe2021gizmo.toml'}: removed\n" in outcome.err
    after = files_of(root)
    old = before.pop("entries/2021/doe2021gizmo.toml").decode()
    title, _, rest = old.partition("\n")
    new = f'{title}\naliases = ["doe2021gizmo"]\n{rest}'
    assert after == before | {
        "entries/2021/doe2021early.toml": new.encode(),
        GIZMO_PATH: GIZMO.replace("doe2021gizmo", "doe2021early").encode(),
        WIDGETS_PATH: WIDGETS.replace("doe2021gizmo", "doe2021early").encode(),
        COURSE_PATH: COURSE.replace("doe2021gizmo", "doe2021early").encode(),
    }
    assert command("search", "-q", "--keys", "key:doe2021gizmo").out == "doe2021early\n"


def test_a_dry_renaming_names_the_files_and_writes_none(command: CommandLine, root: Path) -> None:
    before = files_of(root)
    dry = command("key", "rename", "doe2021gizmo", "doe2021early", "--dry-run")
    assert dry.code == 0
    assert files_of(root) == before
    wet = command("key", "rename", "doe2021gizmo", "doe2021early")
    assert dry.err.replace("would be ", "") == wet.err
    assert wet.err != dry.err
    assert wet.err.count("\n") == 5


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("doe2022gizmo", "yu2022orca", "'yu2022orca' is the key of another paper"),
        ("doe2022gizmo", "Doe2022", "'Doe2022' is no key of this library"),
        ("doe2022gizmo", "doe2022gizmo", "is the key of this paper already"),
        ("Doe:Gizmo", "doe2022x", "'Doe:Gizmo' is an alias; the key of this paper is 'doe2022"),
        ("nobody", "doe2022x", "unknown key 'nobody'"),
    ],
)
def test_a_renaming_that_is_refused_writes_nothing(
    old: str, new: str, message: str, command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    outcome = command("key", "rename", old, new)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert files_of(root) == before


def test_keys_that_are_renamed_or_merged_still_lead_to_their_papers(
    command: CommandLine, root: Path
) -> None:
    commit(root)
    unbroken = (0, "", "6 keys and aliases of HEAD, 0 broken\n")
    assert command("key", "check", "--against", "HEAD") == unbroken
    command("key", "rename", "yu2022orca", "yu2022serving")
    command("merge", "doe2022gizmo", "doe2021gizmo")
    assert command("key", "check", "--against", "HEAD") == unbroken


def test_a_key_that_is_lost_is_a_finding(command: CommandLine, root: Path) -> None:
    commit(root)
    (root / WIDGETS_PATH).unlink()
    (root / GIZMO_PATH).write_text(GIZMO.replace('aliases = ["Doe:Gizmo"]\n', ""), "utf-8")
    outcome = command("key", "check", "--against", "HEAD")
    assert (outcome.code, outcome.err) == (1, "6 keys and aliases of HEAD, 2 broken\n")
    assert "roe2023widgets" in outcome.out
    assert "Doe:Gizmo" in outcome.out


def test_a_check_without_a_repository(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    outcome = command("key", "check", "--against", "HEAD")
    assert (outcome.code, outcome.out) == (3, "")
    assert "is in no git repository" in outcome.err


def test_the_map_of_aliases(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    assert command("key", "map") == (0, "Doe:Gizmo\tdoe2022gizmo\n", "")


def test_the_map_of_a_pattern(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    pairs = dict(
        line.split("\t")
        for line in command("key", "map", "--pattern", "[auth][year]").out.splitlines()
    )
    assert pairs == {
        "doe2021gizmo": "Doe2021",
        "doe2022gizmo": "Doe2022",
        "kwon2023efficient": "Kwon2023",
        "roe2023widgets": "Roe2023",
        "yu2022orca": "Yu2022",
    }


def test_a_map_as_a_script_for_sed(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    Path("keys.tsv").write_text("Doe:Gizmo\tgizmo\n", encoding="utf-8")
    script = command("key", "map", "--map", "keys.tsv", "-f", "sed").out
    Path("keys.sed").write_text(script, encoding="utf-8")
    done = subprocess.run(
        ["sed", "-E", "-f", "keys.sed"],  # noqa: S607
        input=r"\cite{yu2022orca,doe2022gizmo} doe2022gizmos",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == r"\cite{yu2022orca,gizmo} doe2022gizmos"


def test_a_pattern_and_a_map_exclude_each_other(command: CommandLine, root: Path) -> None:
    assert root.is_dir()
    outcome = command("key", "map", "--pattern", "[auth]", "--map", "keys.tsv")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--pattern and --map exclude each other" in outcome.err
