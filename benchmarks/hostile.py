"""Feed the readers spoiled inputs and growing shapes: nothing may crash, nothing may take too long.

python benchmarks/hostile.py [--count 100000] [--seed 1] [--size 4000] [--minutes N] [--keep DIR]

`--count 0` only grows the shapes, `--size 0` only feeds spoiled texts; `--minutes` is the CPU time
after which a reader is fed no more, `--only` names a single one.

Inputs are cut out of exports of the shipped library and, where MLSYSBIB_SHARED names them, out of
files of others; each is spoiled by chance. The cost of an input is its CPU time per byte beside the
median of those inputs of its reader in which something was found: what is refused at once costs
nothing, and shall not count. What is far above the median is timed three times more, and the best
counts; less than 1,000 bytes count as 1,000.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hostile_inputs import READERS, Count, make_input, read_texts, readers, shapes
from measuring import TOOL, machine, table, write_result

from mlsysbib.model.library import Library
from mlsysbib.store.reader import read_contents

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_LIMIT = 10.0
_AGAIN = 3
# A shape that takes less is too short to be timed; one that takes longer is not doubled.
_SHORTEST, _LONGEST = 0.02, 10.0


@dataclass
class Tally:
    """What became of a reader's inputs: ns per byte by number, and what was found or raised."""

    costs: dict[int, float] = field(default_factory=dict)
    accepted: list[int] = field(default_factory=list)
    crashes: list[tuple[int, str]] = field(default_factory=list)
    slow: dict[int, float] = field(default_factory=dict)

    @property
    def median(self) -> float:
        """The median cost of an input in which something was found."""
        return statistics.median(self.costs[number] for number in self.accepted)


def main() -> int:
    """Feed, print and keep the tables; 1 where anything crashed or was slow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--size", type=int, default=4_000)
    parser.add_argument("--keep", default="", metavar="DIR", help="write slow inputs there")
    parser.add_argument("--only", choices=READERS, action="append", metavar="READER")
    chosen = parser.parse_args()
    reading = readers(Library(read_contents(ROOT)))
    names = chosen.only or READERS
    tallies: dict[str, Tally] = {}
    if chosen.count:
        with tempfile.TemporaryDirectory() as folder:
            texts = read_texts(_sources(folder))
        for name in names:
            inputs = Inputs(name, texts[name], chosen.seed)
            tallies[name] = feed(reading[name], inputs, chosen.count, chosen.minutes * 60)
            _keep(chosen.keep, inputs, tallies[name])
    shapes_read = grow(reading, names, chosen.size) if chosen.size else ()
    growth = sorted(shapes_read, key=lambda row: -row[2])
    write_result("hostile", _report(chosen.seed, chosen.size, tallies, growth))
    is_clean = not any(tally.crashes or tally.slow for tally in tallies.values())
    return 0 if is_clean and not any(ratio > _MOST_GROWTH for _, _, ratio, _ in growth) else 1


def _sources(folder: str) -> Iterator[str]:
    """Export the shipped library into a folder; yield it, the shipped lists, and others' files."""
    for format_, name in (
        ("bibtex", "a.bib"), ("biblatex", "b.bib"), ("csl-json", "a.json"), ("ris", "a.ris"),
        ("markdown", "a.md"),
    ):  # fmt: skip
        path = os.path.join(folder, name)
        command = [TOOL, "export", "-q", "--library", ROOT, "-f", format_, "-o", path]
        subprocess.run(command, check=True)
    yield folder
    yield os.path.join(ROOT, "reading-lists")
    if shared := os.environ.get("MLSYSBIB_SHARED"):
        yield os.path.join(shared, "real-inputs")
        yield os.path.join(shared, "seeds")


def _timed(read: Count, text: str) -> tuple[float, int]:
    """Return the CPU seconds that a text takes, and how many things are found in it."""
    start = time.thread_time()
    found = read(text)
    return time.thread_time() - start, found


@dataclass(frozen=True)
class Inputs:
    """The inputs of a reader, by number."""

    reader: str
    texts: Sequence[Sequence[str]]
    seed: int

    def __getitem__(self, number: int) -> str:
        """Make one; the same each time."""
        return make_input(self.reader, self.texts, self.seed, number)


def feed(read: Count, inputs: Inputs, count: int, seconds: float) -> Tally:
    """Read so many inputs, in so much time at most, and those again that took long."""
    tally = Tally()
    end = time.thread_time() + seconds
    for number in range(count):
        if time.thread_time() > end:
            break
        text = inputs[number]
        try:
            cost, found = _timed(read, text)
        except Exception:  # noqa: BLE001  # any at all is a finding
            tally.crashes.append((number, traceback.format_exc()))
            continue
        tally.costs[number] = cost / _size(text) * 1e9
        if found:
            tally.accepted.append(number)
    limit = _LIMIT * tally.median
    for number in [number for number, cost in tally.costs.items() if cost > limit]:
        gc.collect()
        text = inputs[number]
        best = min(_timed(read, text)[0] for _ in range(_AGAIN)) / _size(text) * 1e9
        tally.costs[number] = min(tally.costs[number], best)
        if tally.costs[number] > limit:
            tally.slow[number] = tally.costs[number]
    return tally


# A call costs something by itself, which is not to count as that of a few bytes.
_FEWEST_BYTES = 1_000


def _size(text: str) -> int:
    return max(_FEWEST_BYTES, len(text.encode("utf-8", "surrogatepass")))


def _keep(folder: str, inputs: Inputs, tally: Tally) -> None:
    """Write the inputs that a person should look at."""
    if not folder:
        return
    os.makedirs(folder, exist_ok=True)
    crashed = dict(tally.crashes)
    for number in (*tally.slow, *crashed):
        path = os.path.join(folder, f"{inputs.reader}-{number}.txt")
        with open(path, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(inputs[number])
        sys.stderr.write(f"{path}: {tally.slow.get(number, 0):.0f} {crashed.get(number, '')}\n")


Growth = tuple[str, str, float, float]
# For each doubling of a shape 2.3 times as long: for two of them, so much.
_MOST_GROWTH = 2.3**2


def grow(reading: dict[str, Count], names: Sequence[str], size: int) -> Iterator[Growth]:
    """Yield reader, name, growth from n to 4n, and the seconds at 4n of each shape."""
    for reader, name, make in shapes():
        if reader not in names:
            continue
        step = max(1, len(make(3)) - len(make(2)))
        costs = []
        for factor in (1, 2, 4):
            text = make(max(1, size * factor // step))
            best = _timed(reading[reader], text)[0]
            if best < _LONGEST / 10:
                best = min(best, *(_timed(reading[reader], text)[0] for _ in range(2)))
            costs.append(best)
            if best > _LONGEST:
                break
        growth = (costs[-1] / costs[0]) ** (2 / max(1, len(costs) - 1))
        if costs[-1] > _SHORTEST:
            yield reader, name, growth, costs[-1]


def _report(seed: int, size: int, tallies: dict[str, Tally], growth: Sequence[Growth]) -> str:
    rows = []
    for name, tally in tallies.items():
        median = tally.median
        ratios = sorted(cost / median for cost in tally.costs.values())
        rows.append(
            (
                name, f"{len(tally.costs) + len(tally.crashes):,}", f"{len(tally.accepted):,}",
                f"{len(tally.crashes)}", f"{median:,.0f}",
                f"{ratios[len(ratios) * 999 // 1000]:.1f}", f"{ratios[-1]:.1f}",
                f"{len(tally.slow)}",
            )
        )  # fmt: skip
    head = (
        "reader", "inputs", "with entries", "crashes", "median ns/byte", "99.9 % below", "worst",
        f"above {_LIMIT:.0f} x",
    )  # fmt: skip
    growing = [
        (f"{reader}: `` {name} ``", f"{ratio:.1f}", f"{cost * 1000:,.0f}")
        for reader, name, ratio, cost in growth[:12]
    ]
    return (
        f"# Hostile inputs\n\nSeed {seed}; {machine()}.\n\n"
        "## Real texts, spoiled\n\n"
        "CPU time per byte, to the median of the inputs in which something was found.\n\n"
        + table(head, rows)
        + f"\n## Shapes that grow, from {size:,} to {4 * size:,} characters\n\n"
        f"{len(growth)} of {sum(1 for _ in shapes())} shapes take long enough to be timed; "
        "4 is linear, 16 quadratic. Those that grow most:\n\n"
        + table(("shape", "growth", "ms at the end"), growing)
    )


if __name__ == "__main__":
    sys.exit(main())
