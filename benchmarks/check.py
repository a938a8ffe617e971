"""Compare `check` of a library of N files with reading it, and with biber's check of its .bib.

    python benchmarks/check.py [--counts 300 3000 30000] [--records FILE.jsonl]... [--rounds N]

Papers that are made of the shipped ones keep the braces of their titles; those of records have
none, so that nearly every title is found fault with.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

from measuring import TOOL, Cost, Job, compare, machine, run_in_turn, version_of, write_result

HERE = os.path.dirname(os.path.abspath(__file__))
_COLD = "read cold (`show` of one entry)"
# Biber takes minutes for more; what duplicates cost, `duplicates.py` measures.
_MOST_FOR_BIBER, _MOST_FOR_DUPLICATES = 300, 3000


def main() -> None:
    """Measure, print and keep the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--counts", type=int, nargs="*", default=[300, 3000, 30000])
    parser.add_argument("--records", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    biber = version_of("biber", "--version") if shutil.which("biber") else "biber is not installed"
    head = (
        f"CPU time of the whole process, medians of {chosen.rounds} rounds, in turn, without "
        f"snapshots; {machine()}; {biber}."
    )
    parts = [f"# Check\n\n{head}\n"]
    for count in chosen.counts:
        with tempfile.TemporaryDirectory() as folder:
            costs, said = _measure(count, folder, chosen.records, chosen.rounds)
        parts.append(f"\n## {count:,} files\n\n{said}\n\n{compare(costs, _COLD, 'to reading')}")
    write_result("check", "".join(parts))


def _measure(
    count: int, folder: str, records: list[str], rounds: int
) -> tuple[dict[str, Cost], str]:
    library, bib = os.path.join(folder, "library"), os.path.join(folder, "refs.bib")
    options = [option for path in records for option in ("--records", path)]
    maker = os.path.join(HERE, "make_library.py")
    subprocess.run([sys.executable, maker, str(count), library, *options], check=True)
    off = {"MLSYSBIB_CACHE": "off"}
    export = (TOOL, "export", "-q", "--library", library, "--for", "biblatex", "-o", bib)
    subprocess.run(export, check=True, env=os.environ | off)
    key = next(
        name.removesuffix(".toml")
        for _, _, names in os.walk(os.path.join(library, "entries"))
        for name in sorted(names)
    )
    check = (TOOL, "check", "--library", library)
    jobs = [
        Job(_COLD, (TOOL, "show", key, "--library", library), off),
        Job("`check --no-duplicates`", _whatever(*check, "--no-duplicates"), off),
        Job("the same, `--level info`", _whatever(*check, "--no-duplicates", *_INFO), off),
    ]
    if count <= _MOST_FOR_DUPLICATES:
        jobs.append(Job("`check`, duplicates too", _whatever(*check), off))
    if count <= _MOST_FOR_BIBER and shutil.which("biber"):
        command = ("biber", "--tool", "--validate-datamodel", "-q", "-O", os.devnull, bib)
        jobs.append(Job("biber --tool --validate-datamodel, of the .bib", command, {}))
    done = subprocess.run(
        [*check, "--no-duplicates", *_INFO], capture_output=True, text=True, check=False
    )
    return run_in_turn(jobs, rounds), done.stderr.strip()


_INFO = ("--level", "info")


def _whatever(*command: str) -> tuple[str, ...]:
    """Return a command that succeeds although there are findings."""
    return ("sh", "-c", f"{shlex.join(command)} || test $? = 1")


if __name__ == "__main__":
    main()
