"""`mlsysbib export --split`: one file for each collection."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from command_line import CommandLine
from mlsysbib.formats import FORMATS
from mlsysbib.model.library import Library


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


def test_each_topic_has_a_file_and_each_paper_stands_in_all_of_its(
    command: CommandLine, tmp_path: Path, toy: Library
) -> None:
    outcome = command(
        "export", "--split", "topic", "--for", "zotero", "-f", "csl-json", "-o", "out"
    )
    assert (outcome.code, outcome.out) == (0, "")
    written = files(tmp_path / "out")
    keys = {name: {item["id"] for item in json.loads(text)} for name, text in written.items()}
    expected: dict[str, set[str]] = {}
    for entry in toy.values():
        for topic in entry.topics or ["without topic"]:
            name = topic.replace("/", "-").replace(" ", "-")
            expected.setdefault(f"{name}.json", set()).add(entry.key)
    assert keys == expected
    assert f"out{os.sep}serving-llm.json: 3 entries\n" in outcome.err


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("by", ["topic", "venue"])
def test_every_format_can_be_split(
    name: str, by: str, command: CommandLine, tmp_path: Path, toy: Library
) -> None:
    assert command("export", "-q", "--split", by, "-f", name, "-o", "out") == (0, "", "")
    written = files(tmp_path / "out")
    assert all(file.endswith(FORMATS[name].suffix) for file in written)
    together = "".join(written.values())
    is_page = name in {"markdown", "html"}
    if not is_page:
        assert all(key in together for key in toy)
    # The same as that one file asked for by itself, which has collections where a format does.
    if by == "venue" and not (is_page or FORMATS[name].target().collections):
        assert written[f"sosp{FORMATS[name].suffix}"] == (
            command("export", "venue:sosp", "-f", name).out
        )


def test_the_sections_of_a_list_keep_their_order(command: CommandLine, tmp_path: Path) -> None:
    command("export", "--list", "course", "--split", "section", "-o", "out", "-f", "ris")
    assert list(files(tmp_path / "out")) == [
        "week-1-training-further-reading.ris",
        "week-1-training.ris",
        "week-2-serving.ris",
        "week-4-communication.ris",
    ]
    command("export", "--list", "course", "--split", "section", "-o", "pages", "-f", "markdown")
    page = (tmp_path / "pages" / "week-2-serving.md").read_text("utf-8")
    assert page.startswith("# Week 2: Serving\n")


def test_only_what_changes_is_written_and_check_writes_nothing(
    command: CommandLine, tmp_path: Path
) -> None:
    arguments = ("export", "--split", "topic", "-o", "out")
    outcome = command(*arguments, "--check")
    assert outcome.code == 1
    assert "is missing" in outcome.err
    assert not (tmp_path / "out").exists()
    command(*arguments)
    assert command(*arguments, "--check") == (0, "", "")
    path = tmp_path / "out" / "data.bib"
    os.utime(path, (1, 1))
    assert f"out{os.sep}data.bib: 3 entries, unchanged\n" in command(*arguments).err
    assert path.stat().st_mtime == 1
    path.write_text("old\n")
    outcome = command(*arguments, "--check")
    assert outcome.code == 1
    assert "-old\n" in outcome.out
    assert path.read_text() == "old\n"


def test_files_that_are_left_over_are_named_and_left(command: CommandLine, tmp_path: Path) -> None:
    command("export", "--split", "topic", "-o", "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    (tmp_path / "out" / "data.json").write_text("another kind")
    outcome = command("export", "-q", "--split", "topic", "topic:serving", "-o", "out")
    assert outcome.code == 0
    name = os.path.join("out", "optical.bib")
    assert name not in outcome.err
    left = os.path.join("out", "data.bib")
    assert f"{left}: warning: is no part of this export; it was left alone\n" in outcome.err
    assert "notes.txt" not in outcome.err
    assert "data.json" not in outcome.err
    assert (tmp_path / "out" / "data.bib").exists()
    outcome = command("export", "--split", "topic", "topic:serving", "-o", "out", "--check")
    assert (outcome.code, outcome.out) == (1, "")
    assert f"{left}: error: is no part" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--split", "topic"], "--split needs -o DIR"),
        (["--split", "topic", "-o", "-"], "not to stdout"),
        (["--split", "topic", "-o", "d", "--bib", "x.bib"], "--split and --bib exclude"),
        (["--split", "topic", "--into", "x.md"], "--split and --into exclude"),
        (["--split", "section", "-o", "d"], "needs a list with sections"),
        (["--split", "author", "-o", "d"], "'author' is not one of topic, venue, section"),
    ],
)
def test_what_cannot_be_split_is_a_usage_error(
    arguments: list[str], message: str, command: CommandLine, tmp_path: Path
) -> None:
    outcome = command("export", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_left_as_it_is(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("mine")
    outcome = command("export", "--split", "topic", "-o", "out")
    assert (outcome.code, outcome.out) == (3, "")
    assert "out: error: " in outcome.err
    assert (tmp_path / "out").read_text() == "mine"


def test_unknown_keys_are_a_finding_and_the_rest_is_written(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "keys").write_text("kwon2023efficient\nnobody\n")
    outcome = command("export", "--keys-from", "keys", "--split", "topic", "-o", "out")
    assert outcome.code == 1
    assert list(files(tmp_path / "out")) == ["serving-llm.bib"]
