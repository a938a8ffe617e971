"""Real lists, against tables of their items; they are not part of this repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mlsysbib.intake.lists import ForeignList, Item, read_foreign_list
from mlsysbib.model.library import Library
from naive_matching import adopt_text, compile_list, with_entries

SEEDS = {
    "rui-index": "003_c0ecde97338b8638.txt",
    "after-tensorflow": "001_7cdfc5a77aaa535d.txt",
    "ml-systems-papers": "002_d6aa75a485fae661.txt",
    "research-space": "004_8e4e2985fcc63d55.txt",
}
PASTED = "000_663905c95308f586.txt"
# The library names these otherwise than the lists do: no title, name and venue tells.
UNMATCHED = 5


class Row(NamedTuple):
    title: str
    venue: str
    year: int | None
    section: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def row_of(item: Item) -> Row:
    links = tuple((link.text, link.url) for link in item.links)
    return Row(item.title, item.venue, item.year, item.section, links)


def expected(row: dict[str, Any], library: Library) -> Row:
    venue = row["venue_id"] or ""
    id_ = library.venues[venue].id if venue else ""
    links = tuple((link["text"], link["url"]) for link in row["links"])
    return Row(row["title"], id_, row["year"], tuple(row["section"]), links)


def table(shared: Path, name: str) -> list[dict[str, Any]]:
    lines = (shared / "lists" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read(shared: Path, name: str, library: Library) -> ForeignList:
    text = (shared / "seeds" / name).read_text("utf-8")
    return read_foreign_list(text, library.venues, name)


@pytest.mark.parametrize("name", SEEDS)
def test_items_are_read_exactly(
    name: str, shared: Path, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = read(shared, SEEDS[name], library)
    found = {item.lines[0]: item for item in foreign.items}
    rows = table(shared, name)
    wrong = [row["raw"] for row in rows if row_of(found[row["line"]]) != expected(row, library)]
    figures = f"{name}: {len(rows) - len(wrong)} of {len(rows)} items exactly right"
    with capsys.disabled():
        print("", figures, *wrong, sep="\n")  # noqa: T201  # the figures are what this is for
    assert len(wrong) <= 0.02 * len(rows)
    assert sorted(found) == sorted(row["line"] for row in rows)


@pytest.mark.parametrize("name", SEEDS)
def test_what_else_items_say(name: str, shared: Path, library: Library) -> None:
    found = {item.lines[0]: item for item in read(shared, SEEDS[name], library).items}
    for row in table(shared, name):
        item = found[row["line"]]
        assert (item.kind, item.track, list(item.annotations)) == (
            row["kind"],
            row["track"] or "",
            row["annotations"],
        )
        # A name is left out rather than guessed.
        assert item.nickname in {"", row["nickname"] or ""}


def test_a_page_pasted_as_text_has_the_items_of_its_source(shared: Path, library: Library) -> None:
    rows = [expected(row, library)[:3] for row in table(shared, "rui-index")]
    items = read(shared, PASTED, library).items
    assert len(items) == 53
    assert [item.title for item in items if row_of(item)[:3] not in rows] == []


@pytest.mark.parametrize("seed", [*SEEDS.values(), PASTED])
def test_real_lists_are_adopted_for_good(seed: str, shared: Path, library: Library) -> None:
    text = (shared / "seeds" / seed).read_text("utf-8")
    adopted = adopt_text(text, library)
    more = with_entries(library, adopted.drafts)
    page = compile_list(adopted.source_text, more)
    assert adopt_text(page, more).source_text == adopted.source_text
    assert adopt_text(adopted.source_text, more).source_text == adopted.source_text


def test_papers_find_their_entries(
    shared: Path, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    unmatched = []
    for name, seed in SEEDS.items():
        adopted = adopt_text((shared / "seeds" / seed).read_text("utf-8"), library)
        items = read(shared, seed, library).items
        papers = [item for item in items if item.kind == "paper"]
        unmatched += [
            f"{name}: {item.title}" for item in papers if item.lines[0] not in adopted.matched
        ]
    with capsys.disabled():
        print(f"\n{len(unmatched)} papers without an entry:", *unmatched, sep="\n  ")  # noqa: T201  # as above
    assert len(unmatched) <= UNMATCHED
