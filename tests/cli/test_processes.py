"""What only a process of its own shows: bytes, pipes, signals, the library that is found."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from command_line import CommandLine, Program
from mlsysbib.cli import INTERRUPTED, PIPE_CLOSED

TOY = Path(__file__).parent.parent / "toy"
OLD = b"% the old file\n"


def test_stdout_gets_the_bytes_of_the_golden_file_in_any_locale(program: Program) -> None:
    golden = (TOY.parent / "golden" / "biblatex.bib").read_bytes()
    with program.start(
        "export", "--for", "biblatex", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="latin-1"
    ) as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, golden, b"")


def test_a_closed_pipe_ends_it_quietly(program: Program) -> None:
    with program.start("export", "--version", "both") as process:
        assert process.stdout
        assert process.stderr
        # Nobody reads before the first byte is written, as `| head -0` would do.
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(timeout=30) == PIPE_CLOSED == 141
    assert err == b""


def test_a_closed_stdout_is_a_failure_without_traceback(program: Program) -> None:
    program.arguments = ["sh", "-c", 'exec "$@" >&-', "sh", *program.arguments]
    outcome = program.run("export")
    assert outcome == (3, "", "stdout: error: Bad file descriptor\n")


def test_a_full_disk_is_a_failure_without_traceback(program: Program) -> None:
    program.arguments = ["sh", "-c", 'exec "$@" >/dev/full', "sh", *program.arguments]
    outcome = program.run("export")
    assert outcome.code == 3
    assert outcome.err.startswith("error: No space left on device\n")
    assert "Traceback" not in outcome.err


def test_a_pipe_behind_dev_stdout_can_be_written_to(program: Program) -> None:
    outcome = program.run("export", "vllm", "-q", "-o", "/dev/stdout")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == program.run("export", "vllm").out != ""


def interrupt(program: Program, fifo: Path, *arguments: str) -> tuple[int, bytes, bytes]:
    """Run a command until it waits for the other end of a pipe, then press Ctrl-C."""
    program.heed_interrupts()
    os.mkfifo(fifo)
    with program.start(*arguments) as process:
        end = other_end(fifo, process)
        try:
            out, err = press_ctrl_c_until_it_ends(process)
        finally:
            process.kill()
            os.close(end)
    return process.returncode, out, err


def press_ctrl_c_until_it_ends(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Press again where a signal came between the opening and the reading, and woke nothing."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=3)
    pytest.fail("Ctrl-C does not end the process")


def other_end(fifo: Path, process: subprocess.Popen[bytes]) -> int:
    """Open a pipe to write as soon as a process has opened it to read."""
    while process.poll() is None:
        with contextlib.suppress(OSError):
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.01)
    pytest.fail("the process ended before it read the pipe")


def test_an_interruption_while_reading_leaves_the_old_file(
    program: Program, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    shutil.copytree(TOY, library)
    program.environment["MLSYSBIB_LIBRARY"] = str(library)
    (tmp_path / "refs.bib").write_bytes(OLD)
    fifo = library / "entries" / "2018" / "waits.toml"
    code, out, err = interrupt(program, fifo, "export", "-o", "refs.bib")
    assert (code, out) == (INTERRUPTED, b"") == (130, b"")
    assert err.strip() == b"interrupted; nothing was left half-written"
    assert (tmp_path / "refs.bib").read_bytes() == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "refs.bib"]


def test_an_interruption_while_waiting_for_keys_writes_nothing(
    program: Program, tmp_path: Path
) -> None:
    code, out, err = interrupt(program, tmp_path / "keys", "export", "--keys-from", "keys")
    assert (code, out) == (130, b"")
    assert b"Traceback" not in err


@pytest.mark.parametrize("step", ["os.replace", "os.chmod"])
def test_an_interruption_while_writing_leaves_the_old_file_and_no_other(
    step: str, command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press_ctrl_c(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "refs.bib").write_bytes(OLD)
    monkeypatch.setattr(step, press_ctrl_c)
    outcome = command("export", "-o", "refs.bib")
    assert (outcome.code, outcome.out) == (130, "")
    assert (tmp_path / "refs.bib").read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]


def test_a_failure_while_writing_leaves_the_old_file_and_no_other(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "/hidden/name")

    (tmp_path / "refs.bib").write_bytes(OLD)
    monkeypatch.setattr("os.replace", fail)
    outcome = command("export", "-o", "refs.bib")
    assert outcome == (3, "", "refs.bib: error: No space left on device\n")
    assert (tmp_path / "refs.bib").read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]


def test_the_nearest_library_above_is_the_one_that_is_meant(
    command: CommandLine, toy_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MLSYSBIB_LIBRARY")
    monkeypatch.chdir(toy_root / "entries" / "2018")
    assert command("search", "-q", "--keys").out.count("\n") == 27
    (toy_root / "entries" / "mlsysbib.toml").write_text("inherit-venues = false", encoding="utf-8")
    assert command("search", "-q", "--keys").out == ""


@pytest.mark.usefixtures("shipped")
def test_without_a_library_above_the_shipped_one_is_meant(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MLSYSBIB_LIBRARY")
    outcome = command("search", "--keys", "key:kwon2023efficient")
    assert (outcome.code, outcome.out) == (0, "kwon2023efficient\n")
    assert outcome.err.startswith("1 of ")


def test_an_option_goes_before_the_environment_and_that_before_the_folder(
    command: CommandLine, toy_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mlsysbib.toml").write_text("inherit-venues = false\n", encoding="utf-8")
    assert command("search").err == "27 of 27 entries\n"
    assert command("search", "--library", tmp_path).err == "0 of 0 entries\n"
    monkeypatch.delenv("MLSYSBIB_LIBRARY")
    assert command("search").err == "0 of 0 entries\n"
    assert command("search", "--library", toy_root).err == "27 of 27 entries\n"


def test_the_program_says_nothing_but_errors_where_it_is_to_be_quiet(program: Program) -> None:
    assert program.run("search", "-q", "nothing-of-this-name") == (0, "", "")
