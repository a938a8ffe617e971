"""A command that fails on its way leaves every file of the library as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import CommandLine
from made_papers import COURSE_PATH, GIZMO_PATH, PREPRINT_PATH, VENUE, files_of, made_library
from mlsysbib.cli import INTERRUPTED, UNREADABLE, USAGE
from mlsysbib.store import files

ADDED = "@misc{poe, title = {Sprockets of Many Kinds}, author = {Poe, P.}, year = {%d}}\n"
MESSY = {
    "venues/osdi.toml": VENUE.replace(" = ", "="),
    "entries/2020/roe2020cogs.toml": (
        'title="Cogs (ABC)"\nauthors=["Roe, R."]\n[published]\ncontainer-title="X"\nyear=2020\n'
    ),
    "entries/2021/roe2021cogs.toml": (
        'title="Cams (DEF)"\nauthors=["Roe, R."]\n[published]\ncontainer-title="X"\nyear=2021\n'
    ),
}
COMMANDS = [
    ("key", "rename", "doe2021gizmo", "doe2021early"),
    ("merge", "doe2022gizmo", "doe2021gizmo"),
    ("fmt",),
    ("check", "--fix", "--no-duplicates"),
    ("import", "refs.bib", "my list.md"),
    ("add", "--from-bibtex", "refs.bib"),
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> Path:
    """A library of made-up papers that are not laid out, and files to add to it."""
    assert command
    root = made_library(tmp_path / "library", MESSY)
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    Path("refs.bib").write_text(
        ADDED % 2001 + ADDED.replace("poe,", "roe,").replace("Sprockets", "Shafts") % 2002, "utf-8"
    )
    Path("my list.md").write_text("# A list\n\n- @yu2022orca\n", encoding="utf-8")
    return root


def failing(step: Callable[..., object], number: int, error: BaseException) -> Callable[..., None]:
    """Return a function that does what another does, but fails at some call."""
    calls = iter(range(1, 100))

    def fail(*arguments: object) -> None:
        if next(calls) == number:
            raise error
        step(*arguments)

    return fail


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("number", [1, 2])
def test_a_write_that_fails_undoes_those_before_it(
    arguments: tuple[str, ...],
    number: int,
    command: CommandLine,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = files_of(root)
    with monkeypatch.context() as patch:
        error = OSError(28, "No space left on device")
        patch.setattr(os, "replace", failing(os.replace, number, error))
        outcome = command(*arguments)
    assert outcome.code == UNREADABLE
    assert outcome.err.endswith(": error: No space left on device\n")
    assert files_of(root) == before
    assert command(*arguments).code != UNREADABLE
    assert files_of(root) != before


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_an_interruption_undoes_what_was_written(
    arguments: tuple[str, ...], command: CommandLine, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(root)
    step = failing(files.write_atomically, 2, KeyboardInterrupt())
    monkeypatch.setattr(files, "write_atomically", step)
    assert command(*arguments).code == INTERRUPTED
    assert files_of(root) == before


@pytest.mark.parametrize("arguments", COMMANDS[:2], ids=" ".join)
def test_a_file_that_cannot_be_deleted_undoes_everything(
    arguments: tuple[str, ...], command: CommandLine, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(root)
    monkeypatch.setattr(os, "unlink", failing(os.unlink, 1, PermissionError(13, "Not yours")))
    assert command(*arguments).code == UNREADABLE
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (COMMANDS[0], COURSE_PATH),
        (COMMANDS[1], COURSE_PATH),
        (COMMANDS[1], PREPRINT_PATH),
        (COMMANDS[2], "venues/osdi.toml"),
        (COMMANDS[3], "entries/2021/roe2021cogs.toml"),
        (("add", "--from-bibtex", "known.bib"), GIZMO_PATH),
    ],
)
def test_a_file_that_can_no_more_be_read_stops_all_writing(
    arguments: tuple[str, ...],
    path: str,
    command: CommandLine,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = "@misc{g, title = {Gizmo: Imaginary Accelerators for Everyone}, author = {Doe, Jane"
    Path("known.bib").write_text(
        ADDED % 2001 + known + " and Muster, Max}, doi = {10.1234/x}, year = {2022}}\n", "utf-8"
    )
    before = files_of(root)

    def read_no_more(asked: str) -> bytes:
        if asked.endswith(path):
            raise OSError(5, "Input/output error", asked)
        return Path(asked).read_bytes()

    for module in ("store.files", "cli.merge", "cli.fmt", "cli.check", "cli.add"):
        monkeypatch.setattr(f"mlsysbib.{module}.read_bytes", read_no_more)
    outcome = command(*arguments)
    assert outcome.code == UNREADABLE
    assert outcome.err.endswith(f"{path}: error: Input/output error\n")
    assert files_of(root) == before


@pytest.mark.parametrize("late", ["missing.bib", "refs.docx", "missing.md"])
def test_a_file_that_cannot_be_imported_stops_those_before_it(
    late: str, command: CommandLine, root: Path
) -> None:
    before = files_of(root)
    outcome = command("import", "refs.bib", "my list.md", late)
    assert outcome.code in {USAGE, UNREADABLE}
    assert files_of(root) == before


def test_one_file_of_an_import_knows_what_those_before_it_bring(
    command: CommandLine, root: Path
) -> None:
    Path("again.bib").write_text(Path("refs.bib").read_text("utf-8"), "utf-8")
    Path("new.md").write_text(
        "# New\n\n## Cogs\n\n- [Sprockets of Many Kinds](https://example.org/s), Poe, 2001\n",
        "utf-8",
    )
    for arguments in (("--dry-run",), ()):
        outcome = command("import", *arguments, "refs.bib", "again.bib", "new.md")
        assert outcome.err.endswith("5 references: 2 new, 2 same, 1 matched\n")
    assert "- @poe2001sprockets" in (root / "reading-lists/new.md").read_text("utf-8")


def test_a_library_is_made_whole_or_not_at_all(
    command: CommandLine, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert root.is_dir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing(os.replace, 3, OSError(28, "No space left on device")))
        assert command("init", "mine").code == UNREADABLE
    assert files_of(Path("mine")) == {}
    assert command("init", "mine").code == 0
