"""The hooks for pre-commit and the action for GitHub, run as those run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from clients.programs import need
from small_library import ORCA, SMALL, write_files

ROOT = Path(__file__).parent.parent.parent
ENTRY = "entries/2022/yu2022orca.toml"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs with mlsysbib in it, found first."""
    folder = tmp_path / "programs" / "mlsysbib" / "bin"
    folder.mkdir(parents=True)
    code = "from mlsysbib.cli import main; main()"
    tool = folder / "mlsysbib"
    tool.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}' \"$@\"\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def run(*command: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    return done.returncode, done.stdout + done.stderr


def git(*arguments: str, folder: Path) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    code, said = run("git", *who, *arguments, folder=folder)
    assert code == 0, said
    return said.strip()


def hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return found


@pytest.fixture
def library(tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with a small library and our hooks, which find the tool beside them."""
    need("git")
    assert programs.is_dir()
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    offered = tmp_path / "offered"
    # What is installed is the business of pip; here the tool is there already.
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    text = text.replace("language: python", "language: unsupported")
    write_files(offered, {".pre-commit-hooks.yaml": text})
    git("init", "-q", folder=offered)
    git("add", ".", folder=offered)
    git("commit", "-q", "-m", "Hooks", folder=offered)
    revision = git("rev-parse", "HEAD", folder=offered)
    ids = "".join(f"      - id: {hook['id']}\n" for hook in hooks())
    config = f"repos:\n  - repo: {offered}\n    rev: {revision}\n    hooks:\n{ids}"
    root = write_files(tmp_path / "library", {**SMALL, ".pre-commit-config.yaml": config})
    git("init", "-q", folder=root)
    assert run(*TOOL_FMT, folder=root)[0] == 0
    git("add", ".", folder=root)
    git("commit", "-q", "-m", "Library", folder=root)
    return root


TOOL_FMT = ("mlsysbib", "fmt", "-q")
PRE_COMMIT = (sys.executable, "-m", "pre_commit")


def commit(root: Path, path: str, text: str) -> tuple[int, str]:
    """Change a file as for a commit, and return what the hooks say."""
    write_files(root, {path: text})
    git("add", ".", folder=root)
    return run(*PRE_COMMIT, "run", folder=root)


def test_the_manifest_of_the_hooks_is_valid(tmp_path: Path) -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    assert run(*PRE_COMMIT, "validate-manifest", manifest, folder=tmp_path) == (0, "")
    assert [hook["id"] for hook in hooks()] == [
        "mlsysbib-check",
        "mlsysbib-fmt",
        "mlsysbib-verify",
    ]


def test_a_sound_library_passes_all_hooks(library: Path) -> None:
    code, said = run(*PRE_COMMIT, "run", "--all-files", folder=library)
    assert code == 0, said
    assert said.count("Passed") == 2


def test_a_fault_stops_the_commit(library: Path) -> None:
    good = (library / ENTRY).read_text("utf-8")
    code, said = commit(library, ENTRY, good.replace("2022", '"2022"'))
    assert code == 1
    assert f"{ENTRY}:9: error: published.year must be an integer" in said
    code, said = commit(library, ENTRY, good.replace("Yu, Gyeong-In", "others"))
    assert code == 1
    assert "(name-placeholder)" in said


def test_a_file_of_another_layout_is_laid_out(library: Path) -> None:
    good = (library / ENTRY).read_text("utf-8")
    code, said = commit(library, ENTRY, ORCA)
    assert code == 1
    assert "files were modified by this hook" in said
    assert (library / ENTRY).read_text("utf-8") == good


def test_what_is_no_part_of_a_library_is_not_looked_at(library: Path) -> None:
    code, said = commit(library, "notes.md", "# Notes\n")
    assert code == 0
    assert said.count("Skipped") == 3


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return found


def test_the_action_checks_and_says_it_to_github(
    library: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *_, step = action()["runs"]["steps"]
    names = {f"${{{{ inputs.{name} }}}}": name for name in action()["inputs"]}
    given = {"library": "library", "level": "warning"}
    for name, value in step["env"].items():
        monkeypatch.setenv(name, given[names[value]])
    monkeypatch.setenv("RUNNER_TEMP", str(programs.parent.parent))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(library.parent))
    script = ("bash", "-eo", "pipefail", "-c", step["run"])
    assert run(*script, folder=library.parent)[0] == 0
    write_files(library, {ENTRY: ORCA.replace("osdi", "ossdi")})
    code, said = run(*script, folder=library.parent)
    assert code == 1
    assert f"::error file=library/{ENTRY},line=6,title=venue-unknown::unknown venue 'ossdi'" in said


def test_the_action_is_whole() -> None:
    description = action()
    assert description["runs"]["using"] == "composite"
    assert all(step.get("uses") or step.get("shell") for step in description["runs"]["steps"])
    text = (ROOT / "action.yml").read_text("utf-8")
    used = {part.split("}}")[0].strip() for part in text.split("${{")[1:]}
    assert used == {f"inputs.{name}" for name in description["inputs"]}
    assert all("default" in value for value in description["inputs"].values())


def test_an_invented_list_of_authors_stops_the_commit(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLSYSBIB_INDEX", "none")
    title = "Orca: A Distributed Serving System"
    entry = "@inproceedings{{o, title={{{}}}, author={{{}}}, booktitle={{OSDI}}, year={{2022}}}}\n"
    code, said = commit(library, "refs.bib", entry.format(title, "Roe, Max and Poe, Edna"))
    assert code == 1
    assert "refs.bib:1: o: differs (serious): author" in said
    assert commit(library, "refs.bib", entry.format(title, "Yu, G. and others"))[0] == 0
