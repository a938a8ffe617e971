"""Programs that read what is exported: found, run, or asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

# TeX breaks its messages into lines; wide ones keep each message whole.
_SETTINGS = {"LC_ALL": "C.UTF-8", "max_print_line": "20000", "error_line": "254"}
_LONGEST = 300


def need(*programs: str, tex_files: tuple[str, ...] = ()) -> None:
    """Skip the test where a program is missing; fail where all are said to be there."""
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing and tex_files:
        missing = [name for name in tex_files if not find_tex_file(name)]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    if os.environ.get("MLSYSBIB_REQUIRE_CLIENTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


_NODE = Path(__file__).parent / "node"


def run_node(script: str, *arguments: str, folder: Path, stdin: str) -> str:
    """Run a script of tests/clients/node, whose packages `npm ci` there installs."""
    need("node")
    if not _NODE.joinpath("node_modules").is_dir():
        reason = f"no packages: run npm ci in {_NODE}"
        if os.environ.get("MLSYSBIB_REQUIRE_CLIENTS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    command = ("node", str(_NODE / script), *arguments)
    done = subprocess.run(
        command,
        cwd=folder,
        input=stdin,
        capture_output=True,
        timeout=_LONGEST,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def find_tex_file(name: str) -> str:
    """Return the path of a file that TeX can find, or ""."""
    if shutil.which("kpsewhich") is None:
        return ""
    command = ["kpsewhich", name]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def run(*command: str, folder: Path, stdin: str = "", quiet: bool = False) -> str:
    """Run a program in a folder and return all that it prints, whatever its exit code.

    With `quiet`, what it prints on stderr is left out.
    """
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | _SETTINGS,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else subprocess.STDOUT,
        timeout=_LONGEST,
        encoding="utf-8",
        errors="replace",
        check=False,
    ).stdout


def run_well(*command: str, folder: Path) -> str:
    """Run a program that must succeed without a word on stderr; return its stdout."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | _SETTINGS,
        capture_output=True,
        timeout=_LONGEST,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout
