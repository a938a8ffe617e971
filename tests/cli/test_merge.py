from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine
from made_papers import (
    COURSE,
    COURSE_PATH,
    GIZMO_PATH,
    PREPRINT_PATH,
    WIDGETS_PATH,
    files_of,
    made_library,
)

MERGED = """\
title = "Gizmo: Imaginary Accelerators for Everyone"
aliases = ["Doe:Gizmo", "doe2021gizmo"]
authors = [
  "Doe, Jane",
  "Muster, Max",
]
topics = ["serving"]

[published]
venue = "osdi"
year = 2022
pages = "1-9"

[arxiv]
id = "2101.00001"
title = "{Gizmo}: An Imaginary Accelerator"
authors = [
  "Doe, Jane",
]

[links]
code = "https://example.org/gizmo"
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> Path:
    """A library of made-up papers, as the command line's own."""
    assert command
    root = made_library(tmp_path / "library")
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    return root


def test_a_preprint_and_its_publication_become_one_entry(command: CommandLine, root: Path) -> None:
    outcome = command("merge", "doe2022gizmo", "doe2021gizmo")
    assert (outcome.code, outcome.err) == (0, f"{PREPRINT_PATH}: removed\n")
    assert f"--- {GIZMO_PATH}\n" in outcome.out
    assert '+id = "2101.00001"\n' in outcome.out
    assert (root / GIZMO_PATH).read_text("utf-8") == MERGED
    assert not (root / PREPRINT_PATH).exists()
    for key in ("doe2021gizmo", "Doe:Gizmo"):
        assert command("search", "-q", "--keys", f"key:{key}").out == "doe2022gizmo\n"


def test_lists_and_relations_follow_and_none_is_there_twice(
    command: CommandLine, root: Path
) -> None:
    command("merge", "doe2022gizmo", "doe2021gizmo", "-q")
    assert (root / COURSE_PATH).read_text("utf-8") == COURSE.replace(
        "@doe2021gizmo", "@doe2022gizmo"
    )
    text = (root / WIDGETS_PATH).read_text("utf-8")
    assert text.count("[[relations]]") == text.count('key = "doe2022gizmo"') == 1
    assert command("list").code == 0


def test_a_dry_run_shows_the_same_and_writes_nothing(command: CommandLine, root: Path) -> None:
    before = files_of(root)
    dry = command("merge", "doe2022gizmo", "doe2021gizmo", "--dry-run")
    assert (dry.code, dry.err) == (0, f"{PREPRINT_PATH}: would be removed\n")
    assert files_of(root) == before
    assert command("merge", "doe2022gizmo", "doe2021gizmo").out == dry.out
    assert files_of(root) != before


def test_a_contradiction_writes_nothing(command: CommandLine, root: Path) -> None:
    before = files_of(root)
    outcome = command("merge", "yu2022orca", "roe2023widgets")
    assert (outcome.code, outcome.out) == (1, "")
    assert "title: '{Orca}: A Distributed Serving System' against 'Widgets, Revis" in outcome.err
    assert "\n  published.year: '2022' against '2023'\n" in outcome.err
    assert "\n  hint: --prefer keep or --prefer drop" in outcome.err
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("prefer", "taken", "lost"),
    [
        ("keep", ("{Orca}: A Distributed Serving System", 2022), ("Widgets, Revisited", 2023)),
        ("drop", ("Widgets, Revisited", 2023), ("{Orca}: A Distributed Serving System", 2022)),
    ],
)
def test_a_preference_settles_it_and_the_other_value_is_noted(
    prefer: str,
    taken: tuple[str, int],
    lost: tuple[str, int],
    command: CommandLine,
    root: Path,
) -> None:
    outcome = command("merge", "yu2022orca", "roe2023widgets", "--prefer", prefer, "-q")
    assert (outcome.code, outcome.err) == (0, "")
    text = (root / "entries/2022/yu2022orca.toml").read_text("utf-8")
    assert text.startswith(f'title = "{taken[0]}"\naliases = ["roe2023widgets"]\n')
    assert f"year = {taken[1]}\n" in text
    assert f"Merged with roe2023widgets, which had title '{lost[0]}'; " in text
    assert f"year '{lost[1]}'" in text


@pytest.mark.parametrize(
    ("drop", "message"),
    [
        ("Doe:Gizmo", "doe2022gizmo and Doe:Gizmo are one entry already: doe2022gizmo"),
        ("doe2022gizmo", "are one entry already"),
        ("doe2021gizmos", "unknown key 'doe2021gizmos'"),
    ],
)
def test_what_cannot_be_merged(drop: str, message: str, command: CommandLine, root: Path) -> None:
    before = files_of(root)
    outcome = command("merge", "doe2022gizmo", drop, "--prefer", "keep")
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- @doe2022gizmo\n- @doe2021gizmo\n- @yu2022orca\n", "- @doe2022gizmo\n- @yu2022orca\n"),
        ("- @doe2021gizmo\n- @doe2022gizmo\n", "- @doe2022gizmo\n"),
        ("- @doe2022gizmo first\n* [@doe2021gizmo]\n", "- @doe2022gizmo first\n"),
        ("- @doe2022gizmo\n- @doe2021gizmo too\n", "- @doe2022gizmo\n- @doe2022gizmo too\n"),
        (
            "- @doe2022gizmo\n\n## B\n\n- @doe2021gizmo\n",
            "- @doe2022gizmo\n\n## B\n\n- @doe2022gizmo\n",
        ),
        (
            "- @doe2021gizmo\n- @yu2022orca\n- @yu2022orca\n",
            "- @doe2022gizmo\n- @yu2022orca\n- @yu2022orca\n",
        ),
        (
            "- @doe2022gizmo\n- @doe2022gizmo\n- @doe2021gizmo x\n",
            "- @doe2022gizmo\n- @doe2022gizmo\n- @doe2022gizmo x\n",
        ),
    ],
)
def test_a_bullet_that_only_repeats_the_one_above_goes(
    before: str, after: str, command: CommandLine, root: Path
) -> None:
    (root / COURSE_PATH).write_text(before, encoding="utf-8")
    assert command("merge", "doe2022gizmo", "doe2021gizmo", "-q").code == 0
    assert (root / COURSE_PATH).read_text("utf-8") == after
