"""The command line as tests call it: inside of this process, or as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import mlsysbib
from mlsysbib.cli import run


class Outcome(NamedTuple):
    """What a command did: exit code, stdout and stderr."""

    code: int
    out: str
    err: str


class CommandLine:
    """Runs commands in this process, as `main` would."""

    def __init__(
        self, capture: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._capture, self._monkeypatch = capture, monkeypatch

    def __call__(self, *arguments: str | Path, stdin: str = "") -> Outcome:
        self._capture.readouterr()
        stream = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        self._monkeypatch.setattr("sys.stdin", stream)
        code = run([str(argument) for argument in arguments])
        out, err = self._capture.readouterr()
        return Outcome(code, out.decode(), err.decode())


class Program:
    """Starts the program as a process of its own."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder = folder
        self.arguments = [sys.executable, "-c", "from mlsysbib.cli import main; main()"]
        self.environment = os.environ | {
            "MLSYSBIB_CACHE": "off",
            "MLSYSBIB_LIBRARY": str(library),
            "PYTHONPATH": str(Path(mlsysbib.__file__).parent.parent),
        }

    def heed_interrupts(self) -> None:
        """Take Ctrl-C: what was started in the background may have been told to ignore it."""
        heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
        self.arguments[2] = f"{heed}; {self.arguments[2]}"

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self.arguments, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment | environment,
        )

    def run(self, *arguments: str, **environment: str) -> Outcome:
        with self.start(*arguments, **environment) as process:
            out, err = process.communicate(timeout=30)
        return Outcome(process.returncode, out.decode(), err.decode())
