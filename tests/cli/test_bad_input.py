"""Inputs that cannot be read or written: exit code 3, the place by name, nothing half-done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import CommandLine

PATH = "entries/2018/gao2018low.toml"
OLD = "% the old file\n"


@pytest.fixture
def entry(toy_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An entry to be broken, in a library of its own, and an old output to be kept."""
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(toy_root))
    (tmp_path / "refs.bib").write_text(OLD, encoding="utf-8")
    return toy_root / PATH


def assert_refused(command: CommandLine, tmp_path: Path, *messages: str) -> None:
    """Assert that an export names each fault, and leaves the old output and no other file."""
    before = sorted(tmp_path.iterdir())
    outcome = command("export", "-o", "refs.bib")
    assert (outcome.code, outcome.out) == (3, "")
    for message in messages:
        assert message in outcome.err
    count = len(messages)
    assert outcome.err.endswith(
        f"{count} {'problem' if count == 1 else 'problems'}; nothing was written\n"
    )
    assert "Traceback" not in outcome.err
    assert (tmp_path / "refs.bib").read_text("utf-8") == OLD
    assert sorted(tmp_path.iterdir()) == before


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old.encode(), new.encode())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text + b"x = [\n", ":19: error: unclosed array, expected `]` (toml-syntax)"),
        (replaced("system", "sytem"), ":2: error: unknown field 'sytem' in the top level"),
        (replaced("doi =", "dio ="), ":15: error: unknown field 'dio' in [published]"),
        (
            replaced("year = 2018", 'year = "2018"'),
            ":13: error: published.year must be an integer, not the text '2018' (field-type)",
        ),
        (
            replaced("year = 2018", "year = 20188"),
            ":13: error: published.year must be an integer <= 9999, not 20188 (field-type)",
        ),
        (
            replaced("eurosys", "eurosis"),
            ":12: error: unknown venue 'eurosis' (venue-unknown)\n  hint: did you mean eurosys",
        ),
        (
            replaced('"serving"', '"severing"'),
            ":9: error: unknown topic 'severing' (topic-unknown)",
        ),
        (replaced("Gao, Pin", "Gao, , Pin"), ":4: error: 'Gao, , Pin' is no name of the form"),
        (replaced("{RNN}", "{RNN"), ":1: error: title has the { at "),
        (replaced("Latency", "Lat\\qency"), ":1: error: "),
        (lambda _: b"", ": error: the title is missing, or empty (field-missing)"),
        (lambda text: text.replace(b"Gao", b"G\xe3o"), ":4: error: this is not UTF-8"),
        (lambda text: text.decode().encode("utf-16"), ":1: error: this is not UTF-8"),
    ],
)
def test_a_broken_entry_is_named_with_its_line(
    change: Callable[[bytes], bytes],
    message: str,
    command: CommandLine,
    entry: Path,
    tmp_path: Path,
) -> None:
    content = entry.read_bytes()
    entry.write_bytes(change(content))
    assert entry.read_bytes() != content
    assert_refused(command, tmp_path, f"{PATH}{message}")


def test_the_same_key_in_another_case_is_refused(
    command: CommandLine, entry: Path, tmp_path: Path
) -> None:
    (entry.parent.parent / "2017" / "GAO2018low.toml").write_bytes(entry.read_bytes())
    assert_refused(
        command,
        tmp_path,
        "error: key 'gao2018low' is taken by entries/2017/GAO2018low.toml (key-duplicate)",
        "entries/2017/GAO2018low.toml: error: 'GAO2018low' is no canonical key (key-form)",
    )


def test_an_alias_that_is_another_entrys_key_is_refused(
    command: CommandLine, entry: Path, tmp_path: Path
) -> None:
    text = entry.read_text("utf-8")
    entry.write_text(f'aliases = ["Bae2022L3"]\n{text}', encoding="utf-8")
    message = f"{PATH}:1: error: alias 'Bae2022L3' is taken by entries/2022/bae2022l3.toml"
    assert_refused(command, tmp_path, message)


def test_every_broken_file_is_named_at_once(
    command: CommandLine, entry: Path, toy_root: Path, tmp_path: Path
) -> None:
    entry.write_text("title =", encoding="utf-8")
    (toy_root / "topics.toml").write_text("a = 1\n", encoding="utf-8")
    (toy_root / "venues" / "sosp.toml").write_text("acronym = 1\nkind = 'x'\n", encoding="utf-8")
    outcome = command("export", "-o", "refs.bib")
    assert outcome.code == 3
    for place in (f"{PATH}:1:", "topics.toml:1:", "venues/sosp.toml:1:", "venues/sosp.toml:2:"):
        assert place in outcome.err
    assert (tmp_path / "refs.bib").read_text("utf-8") == OLD


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_that_is_no_library_is_refused(
    name: str, command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for arguments in (["export"], ["search", "x"], ["check"], ["fmt"], ["stats"], ["list"]):
        outcome = command(*arguments, "--library", name)
        assert (outcome.code, outcome.out) == (3, "")
        assert f"{tmp_path / name}: error: no mlsysbib.toml here (library-missing)" in outcome.err
        assert "--library DIR names one" in outcome.err


def test_a_file_in_place_of_a_library_is_a_usage_error(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    outcome = command("export", "--library", "file")
    assert (outcome.code, outcome.out) == (2, "")
    assert "'file' is a file" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "err"),
    [
        (["-o", "no/refs.bib"], "no/refs.bib: error: No such file or directory\n"),
        (["-o", "folder"], "folder: error: Is a directory\n"),
        (["-o", "folder", "--check"], "folder: error: Is a directory\n"),
        (["-o", "refs.bib/x.bib"], "refs.bib/x.bib: error: Not a directory\n"),
        (["-o", "/dev/full"], "/dev/full: error: No space left on device\n"),
        (["--into", "no.md"], "no.md: error: No such file or directory\n"),
        (["--into", "folder"], "folder: error: Is a directory\n"),
        (["--cited-in", "no.aux"], "no.aux: error: No such file or directory\n"),
        (["--cited-in", "folder"], "folder: error: Is a directory\n"),
        (["--keys-from", "no.txt"], "no.txt: error: No such file or directory\n"),
        (["--keys-from", "folder"], "folder: error: Is a directory\n"),
        (["--key-map", "no.tsv"], "no.tsv: error: No such file or directory\n"),
    ],
)
def test_a_file_that_cannot_be_read_or_written_is_named(
    arguments: list[str], err: str, command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "refs.bib").write_text(OLD, encoding="utf-8")
    outcome = command("export", *arguments)
    assert outcome == (3, "", err)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "refs.bib"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--cited-in", "latin1.md"],
        ["--keys-from", "latin1.md"],
        ["--list", "latin1.md"],
        ["--into", "latin1.md"],
    ],
)
def test_an_input_that_is_not_utf8_is_named_with_its_line(
    arguments: list[str], command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "latin1.md").write_bytes(b"first\nKone\xe8n\xfd\n")
    outcome = command("export", *arguments)
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("latin1.md:2: error: this is not UTF-8 (file-encoding)\n")


def test_a_byte_order_mark_is_no_part_of_an_input(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "keys.txt").write_bytes("\ufeffgao2018low\n".encode())
    outcome = command("export", "--keys-from", "keys.txt")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("@inproceedings{gao2018low,")


def test_a_kind_of_file_that_nobody_cites_in_is_a_usage_error(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "paper.docx").touch()
    outcome = command("export", "--cited-in", "paper.docx")
    assert (outcome.code, outcome.out) == (2, "")
    assert "unknown kind of file '.docx'" in outcome.err


def test_a_list_with_unknown_keys_is_written_as_far_as_it_goes(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "mine.md").write_text("# A\n- @nope2020\n- @gao2018low\n", encoding="utf-8")
    outcome = command("export", "--list", "mine.md", "-o", "refs.md")
    assert outcome.code == 1
    assert "mine.md:2: error: unknown key 'nope2020' (key-unknown)\n" in outcome.err
    assert "EuroSys'18" in (tmp_path / "refs.md").read_text("utf-8")
