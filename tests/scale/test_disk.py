"""The engine that works on disk finds what the one in memory finds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_line import CommandLine
from mlsysbib.matching import Reference, Verdict, find_duplicates
from mlsysbib.matching.decisions import Decisions
from mlsysbib.matching.records.files import read_records
from mlsysbib.model.library import Library
from mlsysbib.model.venue_matching import VenueMatcher
from mlsysbib.scale.disk import find_groups
from mlsysbib.store.reader import read_contents
from raw_references import ROOT, reader

VENUES = VenueMatcher(Library(read_contents(str(ROOT))).venues)
TITLES = (
    "Fast Joins of Sorted Runs in Memory",
    "Fast joins of sorted runs in main memory",
    "Towards Fast Joins of Sorted Runs",
    "JoinIt: Fast Joins of Sorted Runs in Memory",
    "JoinIt-2: Fast Joins of Sorted Runs on Disks",
    "Slow Sorts of Joined Runs, Part II",
    "Slow Sorts of Joined Runs",
    "Editorial",
    "",
)
PEOPLE = ("Lee, Ann", "Marsh, Petra", "Oakley, Dan", "A. Lee")
RECORD = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES),
        "authors": st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True),
        "venue": st.sampled_from(("", "VLDB", "SIGMOD", "arXiv", "Journal of Joins")),
        "year": st.sampled_from(("", "2001", "2002", "2003", "2004")),
        "pages": st.sampled_from(("", "1-12", "34-45")),
        "doi": st.sampled_from(("", "", "10.1234/a", "10.1234/b")),
        "type": st.sampled_from(("", "phdthesis", "article")),
    }
)
DECIDED = {
    frozenset({"r0", "r1"}): Verdict.SAME,
    frozenset({"r2", "r3"}): Verdict.DIFFERENT,
}


def write(path: Path, records: Iterable[object]) -> str:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return str(path)


def in_memory(path: str, decisions: Decisions) -> list[dict[str, str | int]]:
    read = read_records(path, reader())
    references = [one for one in read if isinstance(one, Reference)]
    found = find_duplicates(references, decisions)
    rows: dict[int, dict[str, str | int]] = {}
    for name, groups in (("cluster", found.clusters), ("work", found.works)):
        for number, group in enumerate(groups, 1):
            for position in group:
                rows.setdefault(position, {"id": references[position].id})[name] = number
    return [rows[position] for position in sorted(rows)]


@settings(max_examples=20, deadline=None)
@given(st.lists(RECORD, max_size=15), st.integers(1, 12), st.sampled_from(({}, DECIDED)))
def test_the_groups_are_those_of_the_search_in_memory(
    records: list[dict[str, object]], rows_at_once: int, decisions: Decisions
) -> None:
    with TemporaryDirectory() as folder:
        named = [record | {"id": f"r{number}"} for number, record in enumerate(records)]
        path = write(Path(folder) / "records.jsonl", named)
        (scratch := Path(folder) / "scratch").mkdir()
        found = find_groups([path], scratch, VENUES, decisions, rows_at_once=rows_at_once)
        assert list(found.lines()) == in_memory(path, decisions)


@pytest.mark.parametrize("name", ["cora", "dblp_acm"])
def test_the_groups_of_labelled_sets(shared: Path, tmp_path: Path, name: str) -> None:
    path = str(shared / "dedup" / name / "records.jsonl")
    found = find_groups([path], tmp_path, VENUES, {}, workers=2, rows_at_once=1_000)
    assert list(found.lines()) == in_memory(path, {})


def test_the_command_writes_the_same_file_with_either_engine(
    command: CommandLine, tmp_path: Path
) -> None:
    one = {"id": "a", "title": TITLES[0], "authors": ["Lee, Ann"], "venue": "VLDB", "year": "2001"}
    path = write(tmp_path / "in.jsonl", [one, 3, one | {"id": "b"}])
    outcomes = []
    for engine in ("memory", "disk"):
        out = tmp_path / f"{engine}.jsonl"
        outcomes.append(
            (command("duplicates", path, "-o", str(out), "--engine", engine), out.read_bytes())
        )
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0].code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "disk.jsonl",
        "in.jsonl",
        "memory.jsonl",
    ]


def test_the_engine_on_disk_is_for_raw_records(command: CommandLine, tmp_path: Path) -> None:
    assert command("duplicates", "--engine", "disk", "-o", str(tmp_path / "out")).code == 2
    assert not list(tmp_path.iterdir())
