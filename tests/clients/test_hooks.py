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
        "mlsysbib-tidy",
        "mlsysbib-duplicates",
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
    assert said.count("Skipped") == 5


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return found


def checked_by_action(
    folder: Path, programs: Path, monkeypatch: pytest.MonkeyPatch, **given: str
) -> tuple[int, str]:
    """Run the last step of the action as the runner does, and return what it says."""
    *_, step = action()["runs"]["steps"]
    names = {f"${{{{ inputs.{name} }}}}": name for name in action()["inputs"]}
    for name, value in step["env"].items():
        default = action()["inputs"][names[value]]["default"]
        monkeypatch.setenv(name, given.get(names[value], default))
    monkeypatch.setenv("RUNNER_TEMP", str(programs.parent.parent))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    script = tmp_script(folder, step["run"])
    return run("bash", "--noprofile", "--norc", "-eo", "pipefail", script, folder=folder)


def tmp_script(folder: Path, text: str) -> str:
    path = folder.parent / "step.sh"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_action_checks_and_says_it_to_github(
    library: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = library.parent
    assert checked_by_action(checkout, programs, monkeypatch, library="library")[0] == 0
    write_files(library, {ENTRY: ORCA.replace("osdi", "ossdi")})
    code, said = checked_by_action(checkout, programs, monkeypatch, library="library")
    assert code == 1
    assert f"::error file=library/{ENTRY},line=6,title=venue-unknown::unknown venue 'ossdi'" in said


TITLE = "Orca: A Distributed Serving System"
TRUE = (
    "@inproceedings{{{}, title={{{}}}, author={{Yu, G. and others}}, booktitle={{OSDI}}, "
    "year=2022}}\n"
)


def test_the_action_checks_bibliographies_and_says_it_to_github(
    library: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLSYSBIB_INDEX", "none")
    true = TRUE.format("a", TITLE)
    invented = true.replace("Yu, G. and others", "Roe, Max and Poe, Edna")
    files = {"a paper/refs.bib": f"% mine\n\n{invented}", "two.bib": true + TRUE.format("b", TITLE)}
    write_files(library, files)
    all_checks = "verify tidy duplicates"
    code, said = checked_by_action(
        library, programs, monkeypatch, bib="**/refs.bib\ntwo.bib\n", checks=all_checks
    )
    assert code == 1
    assert "::error file=a paper/refs.bib,line=3,title=a%3A differs::differs (serious)" in said
    assert "::warning file=two.bib,line=1,endLine=2,title=not tidy::should be:" in said
    assert "::warning file=two.bib,line=2,title=duplicate::same: two.bib:1: a" in said
    # Of two files each is a bibliography by itself: a paper may stand in both.
    assert said.count("title=duplicate") == 1
    write_files(library, {"one.bib": true})
    assert checked_by_action(library, programs, monkeypatch, bib="one.bib")[0] == 0
    for given, complaint in (
        ({"bib": "none/*.bib"}, "no file matches none/*.bib"),
        ({"bib": "one.bib", "checks": "verfy"}, "there is no check verfy"),
    ):
        code, said = checked_by_action(library, programs, monkeypatch, **given)
        assert (code, complaint in said) == (2, True)


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
    said = commit(library, "refs.bib", entry.format(title, "Yu, G. and others"))[1]
    assert "mlsysbib verify..........................................................Passed" in said


def test_a_bibliography_that_is_not_tidy_or_names_a_paper_twice_stops_the_commit(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLSYSBIB_INDEX", "none")
    true = TRUE.format("o", TITLE)
    code, said = commit(library, "refs.bib", true)
    assert code == 1
    assert "+  author        = {Yu, Gyeong-In}," in said
    # What is asked for is what tidy itself writes.
    assert run("mlsysbib", "tidy", "-i", "refs.bib", folder=library)[0] == 0
    tidy = (library / "refs.bib").read_text("utf-8")
    code, said = commit(library, "refs.bib", tidy)
    assert (code, said.count("Passed")) == (0, 3)
    code, said = commit(library, "refs.bib", tidy + tidy.replace("{o,", "{p,"))
    assert code == 1
    assert "same  refs.bib:1: o  refs.bib:" in said
    code, said = commit(library, "more.bib", tidy)
    assert "more.bib" not in said
