"""Compare the export of a library of N files with what peers need for the same or the nearest job.

    python benchmarks/export.py [--counts 300 3000 30000] [--records FILE.jsonl]... [--rounds N]

Peers that are not installed are named and left out: pandoc; citation-js by `npm ci` in peers/.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

from measuring import TOOL, Cost, Job, compare, machine, run_in_turn, version_of, write_result

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "peers")
_COLD, _WARM = "mlsysbib, cold", "mlsysbib, valid snapshot"


def main() -> None:
    """Measure, print and keep the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--counts", type=int, nargs="*", default=[300, 3000, 30000])
    parser.add_argument("--records", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    parts = [f"# Export to BibTeX\n\n{_head(chosen.rounds)}\n"]
    for count in chosen.counts:
        with tempfile.TemporaryDirectory() as folder:
            costs = _measure(count, folder, chosen.records, chosen.rounds)
        parts.append(f"\n## {count:,} files\n\n{compare(costs, _COLD, 'to cold')}")
    write_result("export", "".join(parts))


def _head(rounds: int) -> str:
    peers = [version_of("pandoc", "--version")] if shutil.which("pandoc") else []
    absent = "" if peers and _has_citation_js() else " Peers without a row are not installed."
    return (
        f"CPU time of the whole process, medians of {rounds} rounds, in turn; {machine()}; "
        f"bibtexparser {_version('bibtexparser')}{''.join(f', {peer}' for peer in peers)}."
        f"{absent} Cold means: every file is read, parsed, typed and checked."
    )


def _version(package: str) -> str:
    from importlib.metadata import version  # asked once

    return version(package)


def _has_citation_js() -> bool:
    return os.path.isdir(os.path.join(PEERS, "node_modules", "@citation-js", "core"))


def _measure(count: int, folder: str, records: list[str], rounds: int) -> dict[str, Cost]:
    library, cache = os.path.join(folder, "library"), os.path.join(folder, "cache")
    options = [option for path in records for option in ("--records", path)]
    maker = os.path.join(HERE, "make_library.py")
    subprocess.run([sys.executable, maker, str(count), library, *options], check=True)
    bib, csl = os.path.join(folder, "all.bib"), os.path.join(folder, "all.json")
    # Files that have just been made are not kept in a snapshot: they could change unseen.
    time.sleep(3)
    export = (TOOL, "export", "-q", "--library", library)
    off, on = {"MLSYSBIB_CACHE": "off"}, {"MLSYSBIB_CACHE": cache}
    for path, form in ((bib, "bibtex"), (csl, "csl-json")):
        subprocess.run([*export, "-f", form, "-o", path], check=True, env=os.environ | on)
    out = os.path.join(folder, "out")
    jobs = [
        Job(_COLD, (*export, "-f", "bibtex"), off, out),
        Job(_WARM, (*export, "-f", "bibtex"), on, out),
        Job("mlsysbib, cold, to CSL-JSON", (*export, "-f", "csl-json"), off, out),
        Job(
            "bibtexparser, reads and writes the .bib",
            (sys.executable, os.path.join(PEERS, "round_trip.py"), bib),
            {},
            out,
        ),
    ]
    if shutil.which("pandoc"):
        command = ("pandoc", "-f", "bibtex", "-t", "csljson", bib)
        jobs.append(Job("pandoc, .bib to CSL-JSON", command, {}, out))
    if _has_citation_js():
        command = ("node", os.path.join(PEERS, "csl_to_bib.cjs"), csl)
        jobs.append(Job("citation-js, CSL-JSON to .bib", command, {}, out))
    return run_in_turn(jobs, rounds)


if __name__ == "__main__":
    main()
