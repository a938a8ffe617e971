"""Accuracy on labelled sets, which are not part of this repository."""

from __future__ import annotations

import csv
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mlsysbib.matching import Reference, Verdict, find_duplicates, link
from mlsysbib.matching.records import Record
from raw_references import raw, reader

# Pairwise F1 of the verdict `same`; one setting for all sets.
LEAST_F1 = {
    "dblp_acm": 0.985,
    "cora": 0.885,
    "diabetes": 0.999,
    "respiratory": 0.992,
    "cardiac_sample": 1.0,
    "digital_work": 0.997,
}


@pytest.mark.parametrize("name", LEAST_F1)
def test_labelled_sets(shared: Path, name: str) -> None:
    folder = shared / "dedup" / name
    lines = (folder / "records.jsonl").read_bytes().splitlines()
    references = [reader().read(msgspec.json.decode(line, type=Record)) for line in lines]
    sources = {json.loads(line)["source"] for line in lines}
    if len(sources) > 1:
        by_source = [json.loads(line)["source"] for line in lines]
        one = [r for r, source in zip(references, by_source, strict=True) if source == by_source[0]]
        other = [
            r for r, source in zip(references, by_source, strict=True) if source != by_source[0]
        ]
        both = [*one, *other]
        pairs = [
            (both[a].id, both[b].id) for a, b, v in link(one, other).pairs() if v is Verdict.SAME
        ]
    else:
        found = find_duplicates(references)
        pairs = [
            (references[a].id, references[b].id)
            for cluster in found.clusters
            for a, b in combinations(cluster, 2)
        ]
    assert f1(set(map(frozenset, pairs)), truth(folder)) >= LEAST_F1[name]


def truth(folder: Path) -> set[frozenset[str]]:
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return set(map(frozenset, rows))


def f1(found: set[frozenset[str]], expected: set[frozenset[str]]) -> float:
    return 2 * len(found & expected) / (len(found) + len(expected))


def read_rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def list_items(shared: Path) -> dict[tuple[str, int], Reference]:
    return {
        (item["list"], item["pos"]): raw(
            id_=f"{item['list']}:{item['pos']}",
            title=item["title"],
            venue=item["venue_tag"] or item["venue"] or "",
            year=str(item["year"] or ""),
            system=item["nickname"] or "",
        )
        for file in sorted((shared / "lists").glob("*.jsonl"))
        for item in read_rows(file)
        if "pos" in item
    }


def test_lists_of_this_field(shared: Path) -> None:
    items = list_items(shared)
    references = list(items.values())
    matches = find_duplicates(references).matches
    verdicts = {
        frozenset({references[a].id, references[b].id}): verdict
        for a, b, verdict in matches.pairs()
    }

    def verdict_of(row: dict[str, Any]) -> Verdict:
        pair = frozenset(items[row[side][0], row[side][1]].id for side in "ab")
        return verdicts.get(pair, Verdict.DIFFERENT)

    for name in ("duplicates", "duplicates_identical"):
        for row in read_rows(shared / "lists" / f"{name}.jsonl"):
            preprints = ["arxiv" in row[venue].lower() for venue in ("venue_a", "venue_b")]
            if preprints[0] != preprints[1]:
                assert verdict_of(row) is Verdict.VERSION_OF
            elif row["uid"] == "byteps-osdi20":
                # Another title altogether: only the name and the issue speak for it.
                assert verdict_of(row) in {Verdict.SAME, Verdict.POSSIBLE_SAME}
            else:
                assert verdict_of(row) is Verdict.SAME
    for row in read_rows(shared / "lists" / "near_misses.jsonl"):
        assert verdict_of(row) not in {Verdict.SAME, Verdict.VERSION_OF}
