from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from command_line import CommandLine
from made_papers import made_library

REFERENCE = """\
@misc{müller, title = {Größen}, author = {Müller, Änne},
  year = {2020}, howpublished = {a note}}
"""
PAPER = Path("refs.bib")


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> None:
    assert command
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(made_library(tmp_path / "library")))


def with_title(text: str) -> str:
    return REFERENCE.replace("Größen", f"Größen{text}")


@pytest.mark.parametrize(
    "data",
    [
        REFERENCE.encode("cp1252"),
        REFERENCE.encode("cp1252") + b"% \x81",
        REFERENCE.encode(),
        REFERENCE.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + REFERENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + REFERENCE.encode("utf-16-be"),
    ],
)
def test_what_needs_no_repair_keeps_its_bytes(command: CommandLine, data: bytes) -> None:
    PAPER.write_bytes(data)
    assert command("tidy", "--check", PAPER)[:2] == (0, "")
    outcome = command("tidy", "-i", PAPER)
    assert outcome.code == 0
    assert " 1 untouched," in outcome.err
    assert PAPER.read_bytes() == data


def test_what_the_encoding_of_a_file_lacks_is_written_in_latex(command: CommandLine) -> None:
    PAPER.write_bytes(with_title(" &#345;&#225;").encode("cp1252"))
    assert command("tidy", "--check", PAPER).code == 1
    assert command("tidy", PAPER, "-o", "new.bib").code == 0
    assert "warning" not in command("tidy", "-i", PAPER).err
    assert PAPER.read_bytes() == with_title(r" {\v{r}}á").encode("cp1252")
    assert Path("new.bib").read_bytes() == PAPER.read_bytes()
    assert command("tidy", "--check", PAPER)[:2] == (0, "")


def test_what_latex_lacks_too_makes_a_file_utf8_and_is_told(command: CommandLine) -> None:
    PAPER.write_bytes(with_title(" &#28145;").encode("cp1252"))
    outcome = command("tidy", "-q", "-i", PAPER)
    assert "refs.bib: warning: cp1252 lacks a character" in outcome.err
    assert PAPER.read_bytes() == with_title(" 深").encode()
    assert command("tidy", "-q", "--check", PAPER) == (0, "", "")


@pytest.mark.parametrize("options", [("-i",), ("--check",), ("-o", "new.bib"), ()])
def test_bytes_that_are_no_text_are_named_and_stay(
    command: CommandLine, options: tuple[str, ...]
) -> None:
    data = REFERENCE.encode("utf-8-sig") + b"% M\xfcller\n"
    PAPER.write_bytes(data)
    outcome = command("tidy", PAPER, *options)
    assert outcome.code == 0
    assert "refs.bib:3: warning: a byte that is not UTF-8" in outcome.err
    assert PAPER.read_bytes() == data


@pytest.mark.parametrize("option", ["-i", "--check"])
def test_stdin_is_no_file_to_write_into(command: CommandLine, option: str) -> None:
    outcome = command("tidy", "-", option, stdin=REFERENCE)
    assert outcome.code == 2
    assert "stdin" in outcome.err
    assert not Path("-").exists()


def test_a_dash_stands_for_stdin_and_stdout(command: CommandLine) -> None:
    assert command("tidy", "-q", "-", "-o", "-", stdin=REFERENCE) == (0, REFERENCE, "")
    assert not Path("-").exists()
