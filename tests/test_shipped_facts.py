"""What the entries hold is what the rows of facts say that they were made from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.names import read_name, short_name
from mlsysbib.text.markup import plain_text
from mlsysbib.text.pages import clean_pages
from mlsysbib.text.words import fold

TOOLS = Path(__file__).parent.parent / "tools"
DECISIONS = tomllib.loads((TOOLS / "decisions.toml").read_text("utf-8"))
# Names that a listing has spoiled.
MENDED: dict[str, str] = DECISIONS["names"]
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text).lower())


def versions(row: Row) -> dict[str, Row]:
    return {version["version"]: version for version in row["versions"]}


def title_of(row: Row) -> str:
    titles = [version["title"] for version in row["versions"] if version.get("title")]
    return str([*titles, row["listed_title"]][0])


@pytest.fixture(scope="module")
def found(library: Library) -> dict[str, Entry]:
    """Each entry by its arXiv identifier, its DOI and the letters of its titles."""
    entries: dict[str, Entry] = {}
    for entry in library.values():
        titles = {entry.plain_title, plain_text(entry.arxiv.title) if entry.arxiv else ""}
        entries |= dict.fromkeys(map(folded, filter(None, titles)), entry)
        if entry.published and entry.published.doi:
            entries[entry.published.doi.lower()] = entry
        if entry.arxiv:
            entries[entry.arxiv.id] = entry
    return entries


@pytest.fixture(scope="module")
def decided() -> set[str]:
    """The rows that a reader has left out, or whose publication was found elsewhere."""
    return {*DECISIONS["left_out"], *(row["uid"] for row in rows(TOOLS / "publications.jsonl"))}


def entry_of(row: Row, found: dict[str, Entry]) -> Entry | None:
    of = versions(row)
    marks = [of.get("arxiv", {}).get("arxiv"), of.get("published", {}).get("doi")]
    names = [*(mark.lower() for mark in marks if mark), folded(title_of(row))]
    return next((found[name] for name in names if name in found), None)


def test_every_row_has_an_entry(shared: Path, found: dict[str, Entry], decided: set[str]) -> None:
    missing = {
        row["uid"]
        for row in rows(shared / "facts" / "growth" / "growth.jsonl")
        if entry_of(row, found) is None
    }
    assert missing - decided == set()


# Addresses that a row does not tell, each read in a public .bib file of shared/bibs.
ADDRESSES = {
    "ansel2024pytorch": "10.1145/3620665.3640366",
    "dean2013tail": "10.1145/2408776.2408794",
    "lee2025paise": "10.1109/hpca61900.2025.00126",
    "park2015chimera": "10.1145/2694344.2694346",
}


def test_every_stored_fact_is_that_of_its_row(
    shared: Path, found: dict[str, Entry], decided: set[str]
) -> None:
    wrong: list[tuple[object, ...]] = []
    for row in rows(shared / "facts" / "growth" / "growth.jsonl"):
        entry = entry_of(row, found)
        if entry is None or row["uid"] in decided or not is_made_of(entry, row):
            continue
        published, told = entry.published, versions(row).get("published", {})
        stored = {
            "year": published.year if published else "",
            "pages": published.pages if published else "",
            "article_no": published.article if published else "",
            "number": published.number if published else "",
            "volume": published.volume if published else "",
            "doi": published.doi.lower() if published else "",
            "arxiv": entry.arxiv.id if entry.arxiv else "",
        }
        expected = told | {
            "pages": clean_pages(told.get("pages", "")),
            "doi": told.get("doi", "").lower(),
            "arxiv": versions(row).get("arxiv", {}).get("arxiv", ""),
        }
        # A record of the publication that has the address of which the first has none.
        others = {other.get("doi", "").lower() for other in row.get("other_published", ())}
        others.add(ADDRESSES.get(entry.key, ""))
        wrong += [
            (entry.key, field, value, expected.get(field))
            for field, value in stored.items()
            if value and value != expected.get(field) and value not in others
        ]
        lists = [
            [MENDED.get(name, name) for name in version["authors"]]
            for version in row["versions"]
            if version.get("authors")
        ]
        families = [folded(short_name(read_name(name))) for name in entry.authors]
        told_families = [[folded(name.partition(",")[0]) for name in names] for names in lists]
        if len(families) == len(lists[0]) and families not in told_families:
            wrong.append((entry.key, "authors", families, told_families))
    assert "\n".join(map(str, wrong)) == ""


def is_made_of(entry: Entry, row: Row) -> bool:
    """Say whether an entry is of the same version as its row: some were there before."""
    told = versions(row).get("published")
    of_both = ("arxiv" in versions(row)) == (entry.arxiv is not None)
    return (
        of_both
        and (entry.published is None) == (told is None)
        and folded(entry.plain_title) == folded(title_of(row))
    )
