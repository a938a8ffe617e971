"""Run programs in turn and measure what each costs; imports little, so that it measures little.

Costs are the CPU time of a process and of those it waited for (user + system), which other work
on the machine disturbs less than the time on the clock.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TOOL = os.path.join(os.path.dirname(sys.executable), "mlsysbib")


@dataclass(frozen=True)
class Job:
    """A program to run; what it writes on stdout goes to `output`, or nowhere."""

    name: str
    command: tuple[str, ...]
    settings: Mapping[str, str]
    output: str = os.devnull


@dataclass(frozen=True)
class Cost:
    """CPU seconds and the peak of the memory in use, in MB."""

    cpu: float
    peak: float


def run(job: Job) -> Cost:
    """Run a job and return what it cost; stop everything if it fails."""
    with open(job.output, "wb") as output, tempfile.TemporaryFile() as errors:
        # An installed tool is compiled; one that runs from its sources shall be, too.
        without = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "MLSYSBIB_LIBRARY")
        inherited = {name: value for name, value in os.environ.items() if name not in without}
        process = subprocess.Popen(
            job.command, env=inherited | job.settings, stdout=output, stderr=errors, cwd="/"
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            sys.exit(f"{job.name} failed: {errors.read().decode('utf-8', 'replace')}")
    # Linux counts the peak in kB, macOS in bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def run_in_turn(jobs: Iterable[Job], rounds: int) -> dict[str, Cost]:
    """Run all jobs once to warm the caches, then in rounds; return each one's median cost."""
    jobs = tuple(jobs)
    costs: dict[str, list[Cost]] = {job.name: [] for job in jobs}
    for round_ in range(rounds + 1):
        for job in jobs:
            cost = run(job)
            if round_:
                costs[job.name].append(cost)
    return {
        name: Cost(statistics.median(c.cpu for c in found), max(c.peak for c in found))
        for name, found in costs.items()
    }


def count_instructions(job: Job) -> int | None:
    """Return the instructions that a job takes, in millions; None without valgrind.

    They vary by less than a hundredth, where times vary by a tenth.
    """
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return None
    with tempfile.NamedTemporaryFile() as log:
        command = (
            valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null",
            f"--log-file={log.name}",
            # A script is run by the interpreter that it names: valgrind needs it named.
            *([sys.executable] if job.command[0] == TOOL else []), *job.command,
        )  # fmt: skip
        run(Job(job.name, command, {**job.settings, "PYTHONHASHSEED": "0"}))
        found = re.search(rb"Collected : (\d+)", log.read())
    return round(int(found[1]) / 1e6) if found else None


def version_of(*command: str) -> str:
    """Return the first line that a program says of its version."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout.splitlines() or [""])[0].strip()


def machine() -> str:
    """Return what the figures depend on, in a line."""
    cores = os.cpu_count()
    return (
        f"{cores} cores, {platform.system()} on {platform.machine()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table; all columns but the first are of figures."""
    lines = [head, ("---", *["---:"] * (len(head) - 1)), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def compare(costs: dict[str, Cost], base: str, label: str) -> str:
    """Return a table of costs, each with its ratio to that of `base` under `label`."""
    rows = [
        (name, f"{cost.cpu * 1000:,.0f}", f"{cost.cpu / costs[base].cpu:.2f}", f"{cost.peak:.0f}")
        for name, cost in costs.items()
    ]
    return table(("program", "CPU ms", label, "peak MB"), rows)


def write_result(name: str, text: str) -> None:
    """Print a result, and keep it under `results/`."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "results")
    sys.stdout.write(text)
    with open(os.path.join(folder, f"{name}.md"), "w", encoding="utf-8") as file:
        file.write(text)
