"""Make bibliographic records with a known truth, from real ones.

    python benchmarks/make_records.py --from DIR_OR_FILE... --count 100000 --out DIR

Each made work has a title spliced from real ones, three words here and three there, and authors
drawn from real names. Its copies
have what real copies have: slips of the pen, initials, other spellings of the venue, missing
fields, fewer authors; some are the work's preprint instead. `pairs.csv` holds the pairs of one
version, `versions.csv` those of two.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import string
import sys
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Record = dict[str, Any]

# How many records a work has, and how often each thing happens to a copy.
COPIES = {1: 0.6, 2: 0.3, 3: 0.1}
SLIP, LOWER, INITIALS, VENUE, DROP, TRUNCATE, PREPRINT = 0.3, 0.2, 0.5, 0.4, 0.3, 0.1, 0.25
FIELDS_THAT_GO_MISSING = ("pages", "doi", "volume", "number", "url")


@dataclass(frozen=True)
class Pool:
    """What works are made of."""

    titles: list[list[str]]
    names: list[str]
    venues: list[str]
    counts: list[int]


def read_pool(paths: Iterable[Path]) -> Pool:
    """Read real records, from `records.jsonl` in folders or from JSON lines with `versions`."""
    titles, names, venues, counts = [], [], [], []
    for record in read_records(paths):
        title = str(record.get("title") or "").split()
        if len(title) > 3:
            titles.append(title)
        authors = [name for name in record.get("authors") or [] if "," in name or " " in name]
        names += authors
        counts.append(max(1, min(len(authors), 12)))
        if venue := record.get("venue") or record.get("booktitle") or record.get("journal"):
            venues.append(str(venue))
    return Pool(titles, sorted(set(names)), sorted(set(venues)), counts)


def read_records(paths: Iterable[Path]) -> Iterator[Record]:
    """Read the records of folders and files."""
    for path in paths:
        file = path / "records.jsonl" if path.is_dir() else path
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield from record.get("versions") or [record]


def make_records(pool: Pool, count: int, seed: int = 1) -> Iterator[tuple[int, str, Record]]:
    """Make records as (work, version, record), in random order of works."""
    chance = random.Random(seed)
    made = work = 0
    while made < count:
        base = make_work(pool, chance, work)
        copies = chance.choices(list(COPIES), list(COPIES.values()))[0]
        for copy in range(min(copies, count - made)):
            version, record = "published", base
            if copy and chance.random() < PREPRINT:
                version, record = "preprint", as_preprint(base, chance)
            if copy:
                record = spoil(record, chance)
            yield work, version, record | {"id": f"r{made}"}
            made += 1
        work += 1


def make_work(pool: Pool, chance: random.Random, work: int) -> Record:
    """Make one work as a publisher would list it."""
    title: list[str] = []
    for _ in range(chance.randint(2, 5)):
        words = chance.choice(pool.titles)
        start = chance.randrange(len(words) - 2)
        title += words[start : start + 3]
    first = chance.randint(1, 2000)
    return {
        "id": "",
        "title": " ".join(title),
        "authors": chance.sample(pool.names, min(chance.choice(pool.counts), len(pool.names))),
        "venue": chance.choice(pool.venues),
        "year": str(chance.randint(1990, 2025)),
        "pages": f"{first}-{first + chance.randint(3, 25)}",
        "doi": f"10.{chance.randint(1000, 1400)}/{work}.{chance.randint(0, 9999)}",
        "volume": str(chance.randint(1, 120)),
        "number": str(chance.randint(1, 12)),
        "url": "",
        "type": "",
        "source": "",
    }


def as_preprint(base: Record, chance: random.Random) -> Record:
    """Return the preprint of a work."""
    year = int(str(base["year"])) - chance.randint(0, 1)
    bare = dict.fromkeys(FIELDS_THAT_GO_MISSING, "")
    number = f"{year % 100:02}{chance.randint(1, 12):02}.{chance.randint(0, 99999):05}"
    return base | bare | {"year": str(year), "venue": f"arXiv preprint arXiv:{number}"}


def spoil(record: Record, chance: random.Random) -> Record:
    """Return a record as another source has it."""
    title, authors = str(record["title"]), list(record["authors"])
    venue = str(record["venue"])
    if chance.random() < SLIP:
        title = slip(title, chance)
    if chance.random() < LOWER:
        title = title.lower()
    if chance.random() < INITIALS:
        authors = [initials(name) for name in authors]
    if chance.random() < TRUNCATE:
        authors = authors[: max(1, len(authors) // 2)]
    if chance.random() < VENUE and "arXiv" not in venue:
        venue = " ".join(word[:4] + "." if len(word) > 5 else word for word in venue.split())
    dropped = {name: "" for name in FIELDS_THAT_GO_MISSING if chance.random() < DROP}
    return record | dropped | {"title": title, "authors": authors, "venue": venue}


def slip(text: str, chance: random.Random) -> str:
    """Drop, double, swap or replace one letter."""
    place = chance.randrange(1, max(2, len(text) - 1))
    before, here, after = text[:place], text[place : place + 1], text[place + 1 :]
    forms = (before + after, before + here * 2 + after, before + after[:1] + here + after[1:])
    return chance.choice((*forms, before + chance.choice(string.ascii_lowercase) + after))


def initials(name: str) -> str:
    """Return `Kwon, Woosuk` as `Kwon, W.`, `Woosuk Kwon` as `W. Kwon`."""
    family, comma, given = name.partition(",")
    if comma:
        return f"{family}, {' '.join(word[0] + '.' for word in given.split())}"
    *given_names, family = name.split()
    return " ".join([*(word[0] + "." for word in given_names), family])


def write_records(out: Path, made: Iterable[tuple[int, str, Record]], seed: int = 1) -> None:
    """Write the data set: records in random order, true pairs, and what it is."""
    out.mkdir(parents=True, exist_ok=True)
    works: dict[int, list[tuple[str, str]]] = {}
    lines: list[str] = []
    for work, version, record in made:
        works.setdefault(work, []).append((version, str(record["id"])))
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    random.Random(seed).shuffle(lines)
    (out / "records.jsonl").write_text("".join(lines), encoding="utf-8")
    counts = {"pairs": 0, "versions": 0}
    with (
        (out / "pairs.csv").open("w", encoding="utf-8", newline="") as pairs,
        (out / "versions.csv").open("w", encoding="utf-8", newline="") as versions,
    ):
        writers = {"pairs": csv.writer(pairs), "versions": csv.writer(versions)}
        for writer in writers.values():
            writer.writerow(("id1", "id2"))
        for members in works.values():
            for (one, a), (other, b) in combinations(members, 2):
                name = "pairs" if one == other else "versions"
                writers[name].writerow((a, b))
                counts[name] += 1
    meta = {"kind": "made", "n": len(lines), **counts}
    (out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Make one data set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--from", dest="sources", type=Path, nargs="+", required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    pool = read_pool(arguments.sources)
    write_records(
        arguments.out, make_records(pool, arguments.count, arguments.seed), arguments.seed
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
