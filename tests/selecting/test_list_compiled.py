from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine, Program
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Library
from mlsysbib.selecting.reading_lists.resolve import resolve
from mlsysbib.selecting.reading_lists.source import Text, parse_source


def compiled(text: str, library: Library) -> str:
    resolved = resolve(text, library, "list.md")
    assert resolved.problems == ()
    return FORMATS["markdown"].dump(resolved.selection, library, Options(target=TARGETS["web"]))


def test_a_list_compiles_twice_to_the_same_bytes(toy: Library) -> None:
    text = toy.reading_lists["course"]
    assert compiled(text, toy) == compiled(text, toy)


def test_every_line_of_prose_survives_in_its_order(toy: Library) -> None:
    text = toy.reading_lists["course"]
    prose = [line.text for line in parse_source(text).lines if isinstance(line, Text) and line.text]
    assert "Mail questions to staff@example.org." in prose
    # Looking for a line in an iterator goes on from where the last was found.
    lines = iter(compiled(text, toy).splitlines())
    assert all(line in lines for line in prose)


def test_a_compiled_list_is_a_list_without_citations(toy: Library) -> None:
    once = compiled(toy.reading_lists["course"], toy)
    assert compiled(once, toy) == once


@pytest.mark.parametrize("style", ["awesome", "numbered", "table", "annotated"])
def test_windows_lines_compile_to_the_same_bytes(style: str, toy: Library) -> None:
    text = toy.reading_lists["course"].replace("style: awesome", f"style: {style}")
    assert compiled(text.replace("\n", "\r\n"), toy) == compiled(text, toy)


def test_the_folder_it_is_called_from_does_not_matter(
    program: Program, command: CommandLine, tmp_path: Path, toy: Library
) -> None:
    arguments = ("export", "--list", "course", "-f", "markdown")
    there = command(*arguments)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    program.folder = tmp_path / "deep" / "er"
    elsewhere = program.run(*arguments, "--library", toy.contents.root)
    assert (there.code, elsewhere.code) == (0, 0)
    assert elsewhere.out == there.out
    program.folder = Path(toy.contents.root, "entries")
    del program.environment["MLSYSBIB_LIBRARY"]
    assert program.run(*arguments).out == there.out


def test_a_list_in_a_file_compiles_as_one_of_the_library(
    command: CommandLine, tmp_path: Path, toy: Library
) -> None:
    (tmp_path / "mine.md").write_text(toy.reading_lists["course"], encoding="utf-8")
    mine = command("export", "--list", "mine.md", "-f", "markdown")
    assert mine == command("export", "--list", "course", "-f", "markdown")
