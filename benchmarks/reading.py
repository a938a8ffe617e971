"""Compare the reading of a .bib, names split and LaTeX decoded, with bibtexparser's; time `tidy`.

python benchmarks/reading.py [--count 30000] [--records FILE.jsonl]... [--rounds N]

The file is an export of a made library, so that both read the same fields.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version

from measuring import TOOL, Job, machine, run_in_turn, table, write_result

HERE = os.path.dirname(os.path.abspath(__file__))
_TIDIED = 500


def main() -> None:
    """Measure, print and keep the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=30000)
    parser.add_argument("--records", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        large = _make(chosen.count, chosen.records, folder)
        small = _make(_TIDIED, chosen.records, folder)
        peers = os.path.join(HERE, "peers")
        reading = run_in_turn(
            [
                Job(name, (sys.executable, os.path.join(peers, script), large), {})
                for name, script in (("mlsysbib", "read_ours.py"), (_PEER, "read_names.py"))
            ],
            chosen.rounds,
        )
        tidying = run_in_turn(
            [
                Job("`mlsysbib --version`", (TOOL, "--version"), {}),
                Job(f"`mlsysbib tidy` of {_TIDIED}", (TOOL, "tidy", "-q", small), {}),
            ],
            chosen.rounds,
        )
    base = reading["mlsysbib"].cpu
    rows = [
        (name, f"{cost.cpu:,.2f}", f"{cost.cpu / base:.1f}", f"{cost.peak:.0f}")
        for name, cost in reading.items()
    ]
    write_result(
        "reading",
        f"# Reading BibTeX\n\nMedians of {chosen.rounds} rounds, in turn; {machine()}; "
        f"bibtexparser {version('bibtexparser')}.\n\n"
        f"## {chosen.count:,} entries, LaTeX decoded, names split\n\n"
        + table(("program", "CPU s", "to mlsysbib", "peak MB"), rows)
        + "\n## A file repaired from the shipped library\n\n"
        + table(
            ("command", "CPU s"), [(name, f"{cost.cpu:.2f}") for name, cost in tidying.items()]
        ),
    )


_PEER = "bibtexparser, three middlewares"


def _make(count: int, records: list[str], folder: str) -> str:
    """Make a library of some size and return its .bib."""
    library, bib = os.path.join(folder, f"{count}"), os.path.join(folder, f"{count}.bib")
    options = [option for path in records for option in ("--records", path)]
    maker = os.path.join(HERE, "make_library.py")
    subprocess.run([sys.executable, maker, str(count), library, *options], check=True)
    subprocess.run([TOOL, "export", "-q", "--library", library, "-o", bib], check=True)
    return bib


if __name__ == "__main__":
    main()
