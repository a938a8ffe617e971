"""Measure duplicate detection: accuracy and cost on labelled sets, beside peers; growth with size.

    python benchmarks/duplicates.py --data DIR...
    python benchmarks/duplicates.py --reliability DIR...
    python benchmarks/duplicates.py --scale 10000 100000 1000000 --from DIR_OR_FILE...

Each DIR holds `records.jsonl`, `pairs.csv` and `meta.json`. Every system reads the same records in
a process of its own; CPU (user and system, start-up and reading included) and peak memory are that
process's. A pair counts as found if the verdict is `same`: the labels of these sets tell a
conference abstract from its article, so `version-of` is no match here. Records with two sources
are linked across them; others are searched as one.

`--peer-python` names the interpreter that has bib-dedupe, which asks for an environment of its own.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

Pairs = set[tuple[str, str]]
Rows = list[dict[str, Any]]

RESULTS = Path(__file__).parent / "results"
# Threads of numeric libraries would spend CPU that the comparison does not ask for; and compiled
# modules are kept, as an installed package has them.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "OMP_NUM_THREADS": "1",
}


def pair(a: str, b: str) -> tuple[str, str]:
    """Return two identifiers in order."""
    return (a, b) if a < b else (b, a)


# --- the systems; each runs in a process of its own ---------------------------------------------


def find_ours(folder: Path) -> Iterator[tuple[str, str]]:
    """Find pairs of one version of one work with this package."""
    return find_with_this(folder, works=False)


def find_our_works(folder: Path) -> Iterator[tuple[str, str]]:
    """Find pairs of one work with this package, in whatever version."""
    return find_with_this(folder, works=True)


def find_with_this(folder: Path, *, works: bool) -> Iterator[tuple[str, str]]:
    """Find pairs with this package; records of two sources are linked across them."""
    from mlsysbib.matching import Verdict, find_duplicates, link

    wanted = {Verdict.SAME, Verdict.VERSION_OF} if works else {Verdict.SAME}
    sides = read_sides(folder)
    if len(sides) == 2:
        one, other = sides
        both = [*one, *other]
        for a, b, verdict in link(one, other).pairs():
            if verdict in wanted:
                yield both[a].id, both[b].id
        return
    references = [reference for side in sides for reference in side]
    found = find_duplicates(references)
    for group in found.works if works else found.clusters:
        for a, b in combinations(group, 2):
            yield references[a].id, references[b].id


def read_sides(folder: Path) -> list[list[Any]]:
    """Return the references of a set, those of each source apart."""
    import msgspec

    from mlsysbib.matching.records import Record, RecordReader
    from mlsysbib.model.library import Library
    from mlsysbib.model.venue_matching import VenueMatcher
    from mlsysbib.store.reader import read_contents

    class Row(Record, frozen=True):
        source: str = ""

    library = Library(read_contents(str(Path(__file__).parent.parent)))
    reader = RecordReader(VenueMatcher(library.venues))
    decoder = msgspec.json.Decoder(Row)
    sides: dict[str, list[Any]] = defaultdict(list)
    with (folder / "records.jsonl").open("rb") as lines:
        for line in lines:
            row = decoder.decode(line)
            sides[row.source].append(reader.read(row))
    return list(sides.values())


def find_with_bib_dedupe(folder: Path) -> Iterator[tuple[str, str]]:
    """Find pairs with bib-dedupe."""
    import pandas as pd
    from bib_dedupe.bib_dedupe import block, cluster, match, prep

    records = [
        {
            "ID": row["id"],
            "ENTRYTYPE": "article",
            "author": " and ".join(row["authors"]),
            "journal": row["venue"],
            **{name: row[name] for name in ("title", "year", "pages", "volume", "number", "doi")},
            "abstract": "",
        }
        for row in read_rows(folder / "records.jsonl")
    ]
    matched = match(block(prep(pd.DataFrame(records), cpu=1), cpu=1), cpu=1)
    for group in cluster(matched):
        yield from combinations(group, 2)


def find_by_title_and_year(folder: Path) -> Iterator[tuple[str, str]]:
    """Find pairs of equal title, case and punctuation aside, and equal year."""
    return groups(
        read_rows(folder / "records.jsonl"),
        lambda row: "".join(filter(str.isalnum, row["title"].lower())) + row["year"],
    )


def find_by_doi(folder: Path) -> Iterator[tuple[str, str]]:
    """Find pairs of equal DOI."""
    return groups(read_rows(folder / "records.jsonl"), lambda row: row["doi"].lower())


def groups(rows: Rows, key: Callable[[dict[str, Any]], str]) -> Iterator[tuple[str, str]]:
    """Return the pairs of rows with one key."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if value := key(row):
            found[value].append(row["id"])
    for group in found.values():
        yield from combinations(group, 2)


SYSTEMS = {
    "mlsysbib": find_ours,
    "mlsysbib, works": find_our_works,
    "bib-dedupe": find_with_bib_dedupe,
    "title and year": find_by_title_and_year,
    "doi": find_by_doi,
}


def work(system: str, folder: Path, out: Path) -> None:
    """Run one system on one set, and write its pairs and what they cost."""
    pairs = [pair(a, b) for a, b in SYSTEMS[system](folder)]
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu = sum(use.ru_utime + use.ru_stime for use in (own, children))
    memory = max(own.ru_maxrss, children.ru_maxrss) / 1024
    out.write_text(json.dumps({"pairs": pairs, "cpu": cpu, "memory": memory}), encoding="utf-8")


# --- what is made of them -----------------------------------------------------------------------


class Result(NamedTuple):
    """What one system did on one set."""

    pairs: Pairs
    cpu: float
    memory: float


class Score(NamedTuple):
    """Pairwise accuracy."""

    precision: float
    recall: float
    f1: float


def run(system: str, folder: Path, python: str) -> Result | None:
    """Run one system in a process of its own; None where it is not installed or fails."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "result.json"
        command = [python, __file__, "--worker", system, "--data", str(folder), "--out", str(out)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=ENVIRONMENT)
        if done.returncode:
            print(f"{system}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
        result = json.loads(out.read_text(encoding="utf-8"))
    return Result({(a, b) for a, b in result["pairs"]}, result["cpu"], result["memory"])


def score(found: Pairs, folder: Path) -> Score:
    """Compare pairs with the truth; of two sources only pairs across them count."""
    truth = read_truth(folder)
    sides = sources(folder)
    if len(sides) == 2:
        side_of = {id_: name for name, ids in sides.items() for id_ in ids}
        found = {(a, b) for a, b in found if side_of[a] != side_of[b]}
    right = len(found & truth)
    precision, recall = right / max(1, len(found)), right / max(1, len(truth))
    return Score(precision, recall, 2 * right / max(1, len(found) + len(truth)))


def read_truth(folder: Path) -> Pairs:
    """Return the labelled pairs of a set."""
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return {pair(a, b) for a, b in rows}


def sources(folder: Path) -> dict[str, set[str]]:
    """Return the identifiers of each source of a set."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(folder / "records.jsonl"):
        found[row.get("source", "")].add(row["id"])
    return dict(found)


def read_rows(file: Path) -> Rows:
    """Read JSON lines."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measure_accuracy(folders: list[Path], peer_python: str) -> str:
    """Return the table of all systems on all sets."""
    compile_own_modules()
    table = [["set", "system", "precision", "recall", "F1", "CPU s", "MB", "CPU, times ours"]]
    for folder in folders:
        ours = 0.0
        for system in SYSTEMS:
            python = peer_python if system == "bib-dedupe" else sys.executable
            if (result := run(system, folder, python)) is None:
                continue
            ours = ours or result.cpu
            accuracy = [f"{value:.4f}" for value in score(result.pairs, folder)]
            cost = [f"{result.cpu:.2f}", f"{result.memory:.0f}", f"{result.cpu / ours:.1f}"]
            table.append([folder.name, system, *accuracy, *cost])
    return markdown(table)


# Sets whose labels say what is one work, and not one version of it.
OF_WORKS = frozenset({"dblp_scholar", "realbib"})
BINS = (0.0, 0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)


def measure_reliability(folders: list[Path], _: str) -> str:
    """Return how often verdicts are right, by what confidence says of them."""
    rows: dict[tuple[str, int], list[tuple[float, bool]]] = defaultdict(list)
    for folder in folders:
        truth = read_truth(folder)
        for verdict, confidence, ids in judged_pairs(folder):
            if verdict == "same" or folder.name in OF_WORKS:
                place = sum(confidence >= edge for edge in BINS)
                rows[verdict, place].append((confidence, ids in truth))
    table = [["verdict", "confidence", "pairs", "said", "right"]]
    for (verdict, place), found in sorted(rows.items()):
        said, right = (sum(column) / len(found) for column in zip(*found, strict=True))
        span = f"{BINS[place - 1]:.2f} to {min(BINS[place], 1):.2f}"
        table.append([verdict, span, f"{len(found):,}", f"{said:.3f}", f"{right:.3f}"])
    return markdown(table)


def judged_pairs(folder: Path) -> Iterator[tuple[str, float, tuple[str, str]]]:
    """Yield each pair that is not different, with its verdict and what confidence says of it."""
    from mlsysbib.matching import find_duplicates, link
    from mlsysbib.matching.confidence import confidences

    sides = read_sides(folder)
    references = [reference for side in sides for reference in side]
    matches = link(*sides) if len(sides) == 2 else find_duplicates(references).matches
    found = confidences(matches.codes, matches.judgement, matches.is_decided).tolist()
    for (a, b, verdict), confidence in zip(matches.pairs(), found, strict=True):
        yield verdict.value, confidence, pair(references[a].id, references[b].id)


def compile_own_modules() -> None:
    """Import this package once, so that its compiled modules are there."""
    command = [sys.executable, "-c", "import mlsysbib.matching"]
    subprocess.run(command, check=True, env=ENVIRONMENT)


def measure_growth(counts: list[int], sources_of_records: list[Path]) -> str:
    """Return the table of costs by number of made records."""
    compile_own_modules()
    points: list[tuple[int, float]] = []
    table = [["records", "F1", "CPU s", "MB", "CPU µs a record"]]
    for count in counts:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            maker = Path(__file__).with_name("make_records.py")
            command = [sys.executable, maker, "--count", str(count), "--out", folder, "--from"]
            subprocess.run([*map(str, command), *map(str, sources_of_records)], check=True)
            if (result := run("mlsysbib", folder, sys.executable)) is None:
                continue
            found = score(result.pairs, folder)
        points.append((count, result.cpu))
        cost = [f"{result.cpu:.2f}", f"{result.memory:.0f}", f"{result.cpu / count * 1e6:.0f}"]
        table.append([f"{count:,}", f"{found.f1:.4f}", *cost])
    lines = [markdown(table)]
    if len(points) > 1:
        lines.append(f"\nCPU grows as n^{exponent(points):.2f}.\n")
        draw(points)
    return "".join(lines)


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the slope of the line between the ends, on two logarithmic axes."""
    (least, low), (most, high) = points[0], points[-1]
    return math.log(high / low) / math.log(most / least)


def draw(points: list[tuple[int, float]]) -> None:
    """Draw the growth, where matplotlib is installed."""
    try:
        from matplotlib import pyplot as plt
    except ImportError:
        return
    figure, axes = plt.subplots(figsize=(5, 3.5))
    axes.loglog(*zip(*points, strict=True), marker="o", label="measured")
    count, cpu = points[0]
    axes.loglog(*zip(*((n, cpu * n / count) for n, _ in points), strict=True), "--", label="linear")
    axes.set_xlabel("records")
    axes.set_ylabel("CPU seconds")
    axes.legend()
    figure.savefig(RESULTS / "duplicates-growth.svg", bbox_inches="tight")


def markdown(rows: Iterable[list[str]]) -> str:
    """Return rows as a Markdown table, the first as its head."""
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> int:
    """Run what is asked for, print it, and keep it in `results/`."""
    parser = argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.description = __doc__
    parser.add_argument("--data", type=Path, nargs="+", default=[])
    parser.add_argument("--reliability", type=Path, nargs="+", default=[])
    parser.add_argument("--scale", type=int, nargs="+", default=[])
    parser.add_argument("--from", dest="sources", type=Path, nargs="+", default=[])
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--worker", choices=SYSTEMS, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work(arguments.worker, arguments.data[0], arguments.out)
        return 0
    RESULTS.mkdir(exist_ok=True)
    jobs = (
        ("duplicates.md", measure_accuracy, arguments.data, arguments.peer_python),
        ("reliability.md", measure_reliability, arguments.reliability, ""),
        ("duplicates-growth.md", measure_growth, arguments.scale, arguments.sources),
    )
    for name, measure, wanted, option in jobs:
        if wanted:
            text = measure(wanted, option)
            print(text)
            (RESULTS / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
