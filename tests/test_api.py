"""What other programs use: the README's lines run, results are typed, errors are ours."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import mlsysbib
from conftest import ROOT, TOY
from small_library import small_library

README = (ROOT / "README.md").read_text("utf-8")
MANUAL = (ROOT / "docs" / "python.md").read_text("utf-8")
TWICE = """\
@article{a, title={Orca: A Distributed Serving System}, author={Yu, Gyeong-In}, year={2022}}
@inproceedings{b:1, title={{Orca}: A Distributed Serving System}, author={Gyeong-In Yu},
  booktitle={OSDI}, year={2022}}
@misc{c, title={Nothing of the Kind}, author={Le, Tan}, year={1999}}
"""


@pytest.fixture
def library() -> mlsysbib.Papers:
    return mlsysbib.open_library(TOY)


@pytest.mark.usefixtures("shipped")
def test_the_lines_of_the_readme_run(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  # our own page
    shown = capsys.readouterr().out
    assert shown.startswith("2022; Orca: A Distributed Serving System for ")
    assert "@inproceedings{kwon2023efficient," in shown
    assert "\nsame orca yu2022orca (" in shown
    assert len(code.strip().splitlines()) <= 15


@pytest.mark.usefixtures("shipped")
def test_the_lines_of_the_manual_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_library(tmp_path / "my-papers")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    first, *others = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)
    # The second line of the first opens a library of one's own; the papers are the shipped one's.
    for code in (first, "library = mlsysbib.open_library()", *others):
        exec(compile(code, "python.md", "exec"), names)  # noqa: S102  # our own page
    assert capsys.readouterr().out == "unknown field 'yaer'; did you mean year?\n"


def test_what_is_exported_is_what_the_command_writes(library: mlsysbib.Papers) -> None:
    assert library.export() == (ROOT / "tests" / "golden" / "natbib.bib").read_text("utf-8")
    chosen = library.query("key:gao2018low")
    assert [entry.key for entry in chosen] == ["gao2018low"]
    assert library.export(chosen, "biblatex").startswith("@inproceedings{gao2018low,")


def test_a_library_says_what_it_is(library: mlsysbib.Papers) -> None:
    assert repr(library) == f"<Papers {TOY}: {len(library)} entries, {len(library.venues)} venues>"
    assert "Papers" in dir(mlsysbib)


def test_duplicates_are_named_by_their_keys() -> None:
    (found,) = mlsysbib.find_duplicates(TWICE)
    assert (found.first, found.second) == ("a", "b:1")
    assert "same" in found.verdict
    assert found.evidence


def test_a_library_without_duplicates_has_none(library: mlsysbib.Papers) -> None:
    assert [pair for pair in library.find_duplicates() if "possible" not in pair.verdict] == []


def test_what_cannot_be_parsed_costs_itself() -> None:
    first, broken = mlsysbib.load("@misc{a, title={T}, year=2020}\n@misc{b, title={T")
    assert first.entry
    assert first.entry.key == "a"
    assert (broken.entry, broken.line) == (None, 2)
    assert [problem.rule for problem in broken.problems] == ["block-broken"]


def test_errors_of_an_input_are_ours(library: mlsysbib.Papers, tmp_path: Path) -> None:
    with pytest.raises(mlsysbib.ChoiceError, match="did you mean acm"):
        library.export(target="amc")
    with pytest.raises(mlsysbib.ChoiceError, match="unknown format 'bibtxe'; did you mean bibtex"):
        library.export(form="bibtxe")  # type: ignore[arg-type]  # what a type checker says, too
    with pytest.raises(mlsysbib.ChoiceError, match="are read"):
        mlsysbib.load("", "html")
    with pytest.raises(mlsysbib.LoadError, match=r"no mlsysbib\.toml here"):
        mlsysbib.open_library(tmp_path)
    with pytest.raises(KeyError):
        library["nothing"]
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        mlsysbib.opne  # noqa: B018


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, mlsysbib; print(*(n for n in sys.modules if n.startswith('mlsysbib.')))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


def test_the_package_tells_type_checkers_that_it_is_typed() -> None:
    assert (ROOT / "src" / "mlsysbib" / "py.typed").is_file()
