"""What is kept of an export: the same bytes as without it, and nothing that has grown old."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from command_line import CommandLine
from mlsysbib.formats import FORMATS
from small_library import small_library

KEPT = [
    (format_.name, target, *more)
    for format_ in FORMATS.values()
    for target in format_.targets
    for more in ((), ("--version", "both", "--max-authors", "1", "--title-case", "as-is"))
]
# What depends on other files than the library's, or writes other files than the one.
NOT_KEPT = [
    ("vllm",),
    ("--list", "course"),
    ("--cited-in", "paper.md"),
    ("--keys-from", "keys.txt"),
    ("--key-pattern", "[auth][year]"),
    ("--key-map", "map.txt"),
    ("--bib", "other.bib", "-f", "markdown", "-o", "list.md"),
    ("--into", "page.md"),
]


@pytest.fixture
def library(command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that has long been at rest, with a cache beside it."""
    del command  # it names the library of all tests, which is to be another one here
    root = small_library(tmp_path / "library", {"reading-lists/course.md": "# Course\n"})
    (tmp_path / "paper.md").write_text("As [@kwon2023efficient] says.\n")
    (tmp_path / "keys.txt").write_text("kwon2023efficient\n")
    (tmp_path / "map.txt").write_text("kwon2023efficient -> vllm\n")
    (tmp_path / "page.md").write_text("<!-- mlsysbib:begin all -->\n<!-- mlsysbib:end all -->\n")
    rest(root)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    monkeypatch.setenv("MLSYSBIB_CACHE", str(tmp_path / "cache"))
    return root


def rest(root: Path) -> None:
    """Make all files of a library some time old, and each time another."""
    then = time.time_ns() - 3600 * 10**9
    for path in root.rglob("*.*"):
        os.utime(path, ns=(then, then))


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "cache").glob("*-*.msgpack"))


@pytest.mark.parametrize("option", KEPT, ids=" ".join)
def test_what_is_kept_has_the_bytes_of_what_is_rendered(
    option: tuple[str, ...], library: Path, command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, target, *more = option
    arguments = ("export", "-f", name, "--for", target, *more)
    first, second = command(*arguments), command(*arguments)
    assert len(kept(library.parent)) == 1
    monkeypatch.setenv("MLSYSBIB_CACHE", "off")
    assert first == second == command(*arguments)
    assert first.code == 0


def test_what_is_kept_is_not_read_again(library: Path, command: CommandLine) -> None:
    command("export")
    (path,) = kept(library.parent)
    path.write_bytes(path.read_bytes().replace(b"Efficient", b"Different"))
    assert "Different Memory Management" in command("export").out


def test_each_choice_of_options_is_kept_for_itself(library: Path, command: CommandLine) -> None:
    choices = ((), ("--for", "acm"), ("-f", "csl-json"))
    texts = [command("export", *options).out for options in choices]
    assert [command("export", *options).out for options in choices] == texts
    assert len(set(texts)) == len(kept(library.parent)) == 3


def test_a_file_is_told_of_as_if_it_had_been_rendered(library: Path, command: CommandLine) -> None:
    assert command("export", "-o", "refs.bib").err == "refs.bib: 2 entries\n"
    assert command("export", "-o", "refs.bib").err == "refs.bib: 2 entries, unchanged\n"
    assert command("export", "-o", "refs.bib", "--check") == (0, "", "")
    (library.parent / "refs.bib").write_text("mine\n")
    assert command("export", "-o", "refs.bib", "--check").code == 1
    assert len(kept(library.parent)) == 1


def test_a_change_shows_at_once(library: Path, command: CommandLine) -> None:
    before = command("export").out
    path = library / "entries" / "2023" / "kwon2023efficient.toml"
    path.write_text(path.read_text("utf-8").replace("Efficient", "Frugal"), encoding="utf-8")
    assert command("export").out == before.replace("Efficient", "Frugal") != before


def test_a_library_that_has_become_wrong_is_refused(library: Path, command: CommandLine) -> None:
    command("export")
    (library / "entries" / "2023" / "kwon2023efficient.toml").write_text("title = ")
    assert command("export").code == 3


@pytest.mark.parametrize("option", NOT_KEPT, ids=" ".join)
def test_what_is_not_the_whole_library_is_not_kept(
    option: tuple[str, ...], library: Path, command: CommandLine
) -> None:
    assert command("export", *option).code == 0
    assert not kept(library.parent)
