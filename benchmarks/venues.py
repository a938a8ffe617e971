"""How many container titles are recognised as the venue that a list says, and at what cost.

python benchmarks/venues.py STRINGS.tsv ...

A list has a line of names first, then `title<TAB>year<TAB>venue` and columns that are passed over;
`-` is a title of no venue of the table. A title taken for another venue is a false claim. Where the
venues of a list were found by rules, some two in a hundred are wrong, and count against the tool.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from measuring import machine, table, write_result

from mlsysbib.model.venue_matching import VenueMatcher
from mlsysbib.model.venues import VenueTable
from mlsysbib.store.reader import read_contents

_ROOT = Path(__file__).parent.parent


def main() -> None:
    """Measure, print and keep the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("strings", nargs="+", type=Path)
    venues = VenueTable(read_contents(str(_ROOT)).venues)
    matcher = VenueMatcher(venues)
    start = time.process_time()
    matcher.recognise("x")
    made = time.process_time() - start
    rows = [measure(matcher, path) for path in parser.parse_args().strings]
    head = ("list", "titles", "right", "false claims", "CPU, 1,000 titles")
    note = f"{len(venues)} venues; their names are taken apart once, in {made * 1000:.0f} ms."
    write_result(
        "venues", f"# Venues in container titles\n\n{machine()}.\n\n{table(head, rows)}\n{note}\n"
    )


def measure(matcher: VenueMatcher, path: Path) -> tuple[str, ...]:
    """Return the row of one list."""
    wanted = list(_titles(path))
    start = time.process_time()
    found = [matcher.recognise(title) for title, _ in wanted]
    cost = time.process_time() - start
    names = [one.venue if one else "-" for one in found]
    right = sum(name == venue for name, (_, venue) in zip(names, wanted, strict=True))
    claims = sum(name not in {venue, "-"} for name, (_, venue) in zip(names, wanted, strict=True))
    count = len(wanted)
    return (
        path.stem,
        str(count),
        f"{right / count:.2%}",
        f"{claims / count:.2%}",
        f"{cost / count * 1000:.2f} s",
    )


def _titles(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines()[1:]:
        title, _, venue, *_ = line.split("\t")
        yield title, venue


if __name__ == "__main__":
    main()
