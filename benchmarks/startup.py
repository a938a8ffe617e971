"""Compare the start of the tool with the import of click, which it cannot do without.

python benchmarks/startup.py [--rounds N]
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version

from measuring import TOOL, Job, count_instructions, machine, run_in_turn, table, write_result

_PACKAGES = ("mlsysbib", "click", "msgspec", "toml-rs")
_OFF = {"MLSYSBIB_CACHE": "off"}
JOBS = (
    Job("`python -c pass`", (sys.executable, "-c", "pass"), _OFF),
    Job("`python -c 'import click'`", (sys.executable, "-c", "import click"), _OFF),
    Job("`mlsysbib --version`", (TOOL, "--version"), _OFF),
    Job("`mlsysbib export --format bibtex`", (TOOL, "export", "--format", "bibtex"), _OFF),
    Job("`mlsysbib export --format biblatex`", (TOOL, "export", "--format", "biblatex"), _OFF),
    Job("`mlsysbib export --format csl-json`", (TOOL, "export", "--format", "csl-json"), _OFF),
    Job("`mlsysbib search kwon`", (TOOL, "search", "kwon"), _OFF),
)
_BASE = JOBS[1].name


def main() -> None:
    """Measure, print and keep the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=41)
    rounds = parser.parse_args().rounds
    costs = run_in_turn(JOBS, rounds)
    counts = {job.name: count_instructions(job) for job in JOBS}
    rows = []
    for name, cost in costs.items():
        count, base = counts[name], counts[_BASE]
        rows.append(
            (
                name,
                f"{cost.cpu * 1000:.0f}",
                f"{cost.cpu / costs[_BASE].cpu:.2f}",
                f"{count}" if count else "-",
                f"{count / base:.2f}" if count and base else "-",
                f"{cost.peak:.0f}",
            )
        )
    head = ("command", "CPU ms", "to click", "M instructions", "to click", "peak MB")
    packages = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
    write_result(
        "startup",
        "# Start-up, with the shipped library\n\n"
        f"Medians of {rounds} rounds, in turn; {machine()}; {packages}.\n\n{table(head, rows)}",
    )


if __name__ == "__main__":
    main()
