"""Every example of the manual runs, its reference is what the program says, its links lead on."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from command_line import CommandLine
from conftest import ROOT
from mlsysbib.cli import cli

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "CHANGELOG.md",
        ROOT / "index-data" / "README.md",
        *(ROOT / "docs").rglob("*.md"),
    )
)
_BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, *languages: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    return [code for language, code in _BLOCK.findall(text) if language in languages]


# What does not end by itself.
SERVERS = {"mcp", "lsp"}
CONSOLES = [page for page in PAGES if blocks(page, "console")]


def steps(page: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a page's consoles with what is shown below it."""
    for block in blocks(page, "console"):
        _, *parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
        yield from zip(parts[::2], parts[1::2], strict=True)


def shown_as(expected: str) -> re.Pattern[str]:
    """Return what an output has to match: `...` is the rest of a line, or any lines."""
    lines = [
        "(?:.*\n)*?"
        if line == "..."
        else re.escape(line.removesuffix("...")) + (".*\n" if line.endswith("...") else "\n")
        for line in expected.splitlines()
    ]
    return re.compile("".join(lines))


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("page", CONSOLES)
def test_what_a_console_shows_is_what_the_program_says(
    page: str, command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MLSYSBIB_LIBRARY")
    for line, expected in steps(page):
        name, *arguments = shlex.split(line)
        if name == "cat":  # it shows what file the next commands are about
            Path(arguments[0]).write_text(expected, "utf-8")
        elif name == "cd":
            monkeypatch.chdir(arguments[0])
        elif name == "mlsysbib" and arguments[0] not in SERVERS:
            outcome = command(*arguments)
            assert outcome.code in {0, 1}, outcome.err
            pattern = shown_as(expected)
            said = (outcome.out + outcome.err, outcome.err + outcome.out, outcome.out, outcome.err)
            assert any(map(pattern.fullmatch, said)), (line, said[0])


def commands(page: str) -> Iterator[list[str]]:
    """Yield the arguments of each command in the shell's blocks of a page."""
    for block in blocks(page, "sh", "bash", "console", ""):
        for line in block.replace("\\\n", " ").splitlines():
            words = (
                shlex.split(line.removeprefix("$ "), comments=True) if "mlsysbib" in line else []
            )
            if words[:1] == ["mlsysbib"]:
                end = next((i for i, word in enumerate(words) if word in {"|", ">", "&&"}), None)
                yield words[1:end]


@pytest.mark.parametrize("page", [page for page in PAGES if any(commands(page))])
def test_every_command_that_is_shown_can_be_given(page: str) -> None:
    for words in commands(page):
        with click.Context(cli, info_name="mlsysbib") as context:
            command: click.Command = cli
            while isinstance(command, click.Group):
                _, found, words = command.resolve_command(context, words)  # noqa: PLW2901
                assert found is not None
                command = found
            if words not in (["--help"], ["-h"]):
                command.make_context(command.name, [*words], parent=context)


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("page", [p for p in PAGES if "tutorials" in p and blocks(p, "python")])
def test_the_programs_of_a_tutorial_run(page: str) -> None:
    for code in blocks(page, "python"):
        exec(compile(code, page, "exec"), {})  # noqa: S102  # our own page


def anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub and the site make them."""
    text = _BLOCK.sub("", path.read_text("utf-8"))
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_between_pages_leads_somewhere(page: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", _BLOCK.sub("", (ROOT / page).read_text("utf-8")))
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if re.match(r"\w+:", target):
            continue
        found = ROOT / page if not path else (ROOT / page).parent / unquote(path)
        known = anchors(found) if found.suffix == ".md" and found.is_file() else set()
        if not found.exists() or (anchor and anchor not in known):
            broken.append(target)
    assert broken == []


def test_the_reference_manual_pages_and_completions_are_what_the_program_says() -> None:
    pytest.importorskip("click_man")
    # What other tests have done to the commands of this process is not what a user is told.
    code = "import json, make_reference; print(json.dumps(make_reference.made_files()))"
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("src", "tools"))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        check=True,
    )
    made: dict[str, str] = json.loads(done.stdout)
    assert len(made) > 30
    here = {path: (ROOT / path).read_text("utf-8") for path in made if (ROOT / path).is_file()}
    assert [path for path in made if made[path] != here.get(path)] == []
    kept = {path for path in (ROOT / "share").rglob("*") if path.is_file()}
    assert kept == {ROOT / path for path in made if path.startswith("share/")}
