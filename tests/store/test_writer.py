from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.model.entry import (
    Arxiv,
    Entry,
    Links,
    Notes,
    Preprint,
    Provenance,
    Published,
    Relation,
)
from mlsysbib.model.library import Library
from mlsysbib.model.names import Person
from mlsysbib.model.venues import Edition, Venue, Volume
from mlsysbib.store.schema import build
from mlsysbib.store.writer import dump_entry, dump_venue
from mlsysbib.text.toml import parse_toml
from strategies import entries

ROOT = Path(__file__).parent.parent.parent
FULL = Entry(
    key="li2022full",
    title="{Alpa}: $O(n)$",
    system="Alpa",
    aliases=("alpa",),
    other_titles=("Alpa, as It Was Called",),
    type="report",
    authors=("Li, Zhuohan", Person("Yu, Jr", "G"), "{OpenAI}"),
    topics=("training", "serving/llm"),
    status="superseded",
    awards=("Best Paper",),
    ignore={"key-form": "old", "a rule": 'with "quotes"'},
    published=Published(venue="osdi", year=2022, month=7, pages="1-2"),
    arxiv=Arxiv(id="2201.12023", class_="cs.LG", date=dt.date(2022, 1, 28), authors=("Li, Z",)),
    preprint=Preprint(server="bioRxiv", year=2021),
    links=Links(code="https://c", pdf="https://p"),
    notes=Notes(comment="Tab\there\nback\\slash"),
    relations=(Relation(kind="extends", key="a"), Relation(kind="not-same-as", key="b")),
    provenance=Provenance(sources=("dblp",), checked=dt.date(2024, 5, 1), note="N"),
)
FULL_TEXT = r"""title = "{Alpa}: $O(n)$"
system = "Alpa"
aliases = ["alpa"]
other-titles = ["Alpa, as It Was Called"]
type = "report"
authors = [
  "Li, Zhuohan",
  { family = "Yu, Jr", given = "G" },
  "{OpenAI}",
]
topics = ["training", "serving/llm"]
status = "superseded"
awards = ["Best Paper"]

[ignore]
key-form = "old"
"a rule" = "with \"quotes\""

[published]
venue = "osdi"
year = 2022
pages = "1-2"
month = 7

[arxiv]
id = "2201.12023"
class = "cs.LG"
date = 2022-01-28
authors = [
  "Li, Z",
]

[preprint]
server = "bioRxiv"
year = 2021

[links]
pdf = "https://p"
code = "https://c"

[notes]
comment = "Tab\there\nback\\slash"

[[relations]]
kind = "extends"
key = "a"

[[relations]]
kind = "not-same-as"
key = "b"

[provenance]
sources = ["dblp"]
checked = 2024-05-01
note = "N"
"""


def read_entry(text: str, key: str) -> Entry:
    return build({"key": key, **parse_toml(text)}, Entry, "f.toml", text)


def test_the_layout_has_one_order_and_an_author_a_line() -> None:
    assert dump_entry(FULL) == FULL_TEXT
    assert read_entry(FULL_TEXT, "li2022full") == FULL


def test_what_is_absent_is_not_written() -> None:
    bare = Entry(key="k", title="T", arxiv=Arxiv(id="2201.00001"))
    assert dump_entry(bare) == 'title = "T"\n\n[arxiv]\nid = "2201.00001"\n'


@given(entries())
def test_entries_are_read_back(entry: Entry) -> None:
    text = dump_entry(entry)
    assert read_entry(text, entry.key) == entry
    assert dump_entry(read_entry(text, entry.key)) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_stands_on_one_line_and_is_read_back(text: str) -> None:
    entry = Entry(key="k", title=text or "T", arxiv=Arxiv(id="2201.00001"))
    written = dump_entry(entry)
    assert read_entry(written, "k") == entry
    assert written.split("\n")[1:] == ["", "[arxiv]", 'id = "2201.00001"', ""]


def test_every_shipped_entry_has_the_one_layout(library: Library) -> None:
    astray = [
        path
        for path, entry in zip(library.contents.paths, library.contents.entries, strict=True)
        if dump_entry(entry) != (ROOT / path).read_text("utf-8")
    ]
    assert astray == []


def test_every_shipped_venue_has_the_one_layout(library: Library) -> None:
    astray = [
        id_
        for id_, venue in library.contents.venues.items()
        if dump_venue(venue) != (ROOT / "venues" / f"{id_}.toml").read_text("utf-8")
    ]
    assert astray == []


VENUE = Venue(
    id="v",
    acronym="V",
    kind="conference",
    issn=("1", "2"),
    match=(r"\bV(?![a-z])", "it's", "tab\there"),
    editions={
        "2023": Edition(
            start=dt.date(2023, 1, 2),
            volumes={"2": Volume(isbn="978", doi_prefix="10.1/2"), "1": Volume(isbn="977")},
        ),
        "2022": Edition(month=5),
    },
)


def test_patterns_of_a_venue_stand_as_they_are_and_editions_in_order() -> None:
    assert dump_venue(VENUE) == (
        'acronym = "V"\nkind = "conference"\nissn = ["1", "2"]\n'
        'match = [\n  \'\\bV(?![a-z])\',\n  "it\'s",\n  "tab\\there",\n]\n'
        "\n[editions.2022]\nmonth = 5\n"
        "\n[editions.2023]\nstart = 2023-01-02\n"
        '\n[editions.2023.volumes.1]\nisbn = "977"\n'
        '\n[editions.2023.volumes.2]\nisbn = "978"\ndoi-prefix = "10.1/2"\n'
    )


@pytest.mark.parametrize("patterns", [("a'b\"c\\d",), ("'",), ("\\",), ("é\u200b",), ("",)])
def test_any_pattern_is_read_back(patterns: tuple[str, ...]) -> None:
    venue = Venue(id="v", acronym="V", kind="workshop", match=patterns)
    text = dump_venue(venue)
    assert build({"id": "v", **parse_toml(text)}, Venue, "f.toml", text) == venue


def test_a_venue_is_read_back() -> None:
    text = dump_venue(VENUE)
    assert build({"id": "v", **parse_toml(text)}, Venue, "f.toml", text) == VENUE
