"""Files may stand in any folder below the one of their kind; they are written where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine
from made_papers import COURSE, COURSE_PATH, VENUE, files_of, made_library

LIST_PATH = "reading-lists/2026/spring/course.md"
VENUE_PATH = "venues/usenix/osdi.toml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> Path:
    """A library of made-up papers with its list and its venue in folders of their own."""
    assert command
    root = made_library(tmp_path / "library", {LIST_PATH: COURSE, VENUE_PATH: VENUE})
    (root / COURSE_PATH).unlink()
    (root / "venues/osdi.toml").unlink()
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    return root


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("key", "rename", "doe2021gizmo", "doe2021early"), "doe2021early"),
        (("merge", "doe2022gizmo", "doe2021gizmo"), "doe2022gizmo"),
    ],
)
def test_a_list_follows_where_it_stands(
    arguments: tuple[str, ...], key: str, command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    assert command(*arguments).code == 0
    after = files_of(root)
    assert after[LIST_PATH].decode() == COURSE.replace("doe2021gizmo", key)
    assert {path for path in after if path not in before} <= {"entries/2021/doe2021early.toml"}
    assert command("check", "--no-duplicates", "--level", "error").code == 0


def test_a_venue_is_laid_out_where_it_stands(command: CommandLine, root: Path) -> None:
    assert command("fmt", "-q").code == 0
    tidy = files_of(root)
    put(root, VENUE_PATH, tidy[VENUE_PATH].decode().replace(" = ", "="))
    assert command("fmt", root / "venues").err == f"{VENUE_PATH}: formatted\n1 file formatted\n"
    assert files_of(root) == tidy


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        (LIST_PATH, "# Course\n\n- @nobody2020\n", (3, "key-unknown")),
        (VENUE_PATH, VENUE + 'short = "{yaer}"\n', (5, "template-malformed")),
        (VENUE_PATH, VENUE.replace(r"['\b", r"['(\b"), (4, "pattern-malformed")),
        (
            VENUE_PATH,
            VENUE + "[editions.2022]\nstart = 2022-07-13\nend = 2022-07-11\n"
            "[editions.2023]\nplace = 'x'\n",
            (7, "edition-malformed"),
        ),
        (
            VENUE_PATH,
            VENUE + '[editions.2022]\nisbn = "978-1-939133-28-0"\n[editions.2023]\nplace = "x"\n',
            (6, "isbn-malformed"),
        ),
    ],
)
def test_a_problem_is_reported_where_its_file_stands(
    path: str, text: str, found: tuple[int, str], command: CommandLine, root: Path
) -> None:
    put(root, path, text)
    outcome = command("check", "--no-duplicates")
    assert outcome.code == 1
    line, rule = found
    told = [said for said in outcome.out.splitlines() if said.endswith(f"({rule})")]
    assert [said.split(" ")[0] for said in told] == [f"{path}:{line}:"]


def test_a_hint_names_the_file_of_the_venue(command: CommandLine, root: Path) -> None:
    put(root, VENUE_PATH, VENUE + '[editions.2022]\nplace = "x"\n')
    outcome = command("check", "--no-duplicates")
    assert f"the nearest is that of 2022; editions stand in {VENUE_PATH}\n" in outcome.out
    outcome = command("check", "--no-duplicates", "--for", "acm")
    assert f"add publisher to {VENUE_PATH}\n" in outcome.out


def test_a_problem_of_a_list_that_is_exported_names_its_file(
    command: CommandLine, root: Path
) -> None:
    put(root, LIST_PATH, "# Course\n\n- @nobody2020\n")
    assert f"{LIST_PATH}:3: error: " in command("export", "--list", "course").err
    command("site", "build", "-o", "site")
    assert f"{LIST_PATH}:3: error: " in command("site", "build", "-o", "site").err


@pytest.mark.parametrize(
    ("path", "other", "kind"),
    [
        (LIST_PATH, "reading-lists/2025/course.md", "reading list"),
        (VENUE_PATH, "venues/acm/osdi.toml", "venue"),
    ],
)
def test_of_two_files_of_one_name_none_wins_in_silence(
    path: str, other: str, kind: str, command: CommandLine, root: Path
) -> None:
    put(root, other, (root / path).read_text("utf-8"))
    before = files_of(root)
    message = f"{path}: error: the name of this {kind} is taken by {other} (file-duplicate)\n"
    for arguments in (("list",), ("merge", "doe2022gizmo", "doe2021gizmo"), ("fmt",)):
        outcome = command(*arguments)
        assert (outcome.code, outcome.out) == (3, "")
        assert outcome.err.startswith(message)
    assert command("check", "--no-duplicates").out.startswith(message)
    assert files_of(root) == before
