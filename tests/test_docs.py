"""What the docs show of reading lists compiles, and is what the program writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command_line import CommandLine
from conftest import ROOT
from mlsysbib.cli.course import syllabus
from mlsysbib.model.library import Library
from mlsysbib.selecting.reading_lists.resolve import resolve

TEXT = (ROOT / "docs" / "reading-lists.md").read_text("utf-8")
LISTS = [text for text in re.findall(r"```markdown\n(.*?)```", TEXT, re.DOTALL) if "@" in text]


@pytest.mark.parametrize("text", LISTS)
def test_the_lists_of_the_docs_compile(text: str, library: Library) -> None:
    resolved = resolve(text, library, "docs")
    assert resolved.problems == ()
    assert len(resolved.selection.entries()) > 3


def test_the_syllabus_of_the_docs_is_the_one_that_is_written() -> None:
    assert len(LISTS) == 2
    assert LISTS[1] == syllabus("CS 598: Systems for Machine Learning")


def test_every_line_that_the_docs_explain_stands_in_the_syllabus() -> None:
    table = TEXT.rpartition("| Line |")[2]
    for cell in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE):
        for shown in re.findall(r"`([^`]+)`", cell):
            first, _, rest = shown.partition("...")
            assert first in LISTS[1]
            assert rest in LISTS[1]


@pytest.mark.usefixtures("shipped")
def test_the_commands_for_a_course_run(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MLSYSBIB_LIBRARY")
    title = "CS 598: Systems for Machine Learning"
    assert command("init", "course", "cs598", "--title", title).code == 0
    monkeypatch.chdir(tmp_path / "cs598")
    arguments = ("export", "--list", "course", "-o", "course.html", "--bib", "course.bib")
    assert command(*arguments).code == 0
    page = (tmp_path / "cs598" / "course.html").read_text("utf-8")
    assert 'id="week-1-training-on-many-machines"' in page
    assert f"<title>{title}</title>" in page
