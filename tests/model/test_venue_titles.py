from __future__ import annotations

import datetime as dt

import pytest

from mlsysbib.model.library import Library
from mlsysbib.model.venues import (
    Edition,
    NameLength,
    Venue,
    VenueTable,
    fill_template,
)
from mlsysbib.problems import ChoiceError

VALUES = {"ordinal": "16th", "year": "2022", "yy": "22", "acronym": "OSDI", "track": ""}
OSDI = Venue(
    id="osdi",
    acronym="OSDI",
    kind="conference",
    name="Symposium on Operating Systems Design and Implementation",
    proceedings="[{ordinal} ]Symposium on Operating Systems (OSDI {yy})[, {track}]",
    series="OSDI '{yy}",
    aliases=("osdi-conf",),
    editions={
        "2022": Edition(ordinal="16th", start=dt.date(2022, 7, 11)),
        "1999": Edition(
            acronym="OSDI-3",
            proceedings="Third Symposium, {year}[, vol. {volume}]",
            series="S {year}",
        ),
    },
)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("", ""),
        ("Symposium", "Symposium"),
        ("{acronym} '{yy}", "OSDI '22"),
        ("[{ordinal} ]Symposium {year}", "16th Symposium 2022"),
        ("Symposium[ ({track})]", "Symposium"),
        ("A[ {track}] B[ {year}] C", "A B 2022 C"),
        ("[{track}][{year}]", "2022"),
        ("[{track} of {year}]x", "x"),
        # Outside of brackets a text without the value is no text at all.
        ("Track {track}", ""),
        ("{unknown} {year}", ""),
        ("[{year}] {track}", ""),
    ],
)
def test_a_template_drops_the_parts_without_a_value(template: str, text: str) -> None:
    assert fill_template(template, VALUES) == text


@pytest.mark.parametrize(
    ("year", "length", "title"),
    [
        (2022, "full", "16th Symposium on Operating Systems (OSDI 22)"),
        (2022, "short", "16th Symp. Oper. Syst. (OSDI 22)"),
        (2022, "acronym", "OSDI 2022"),
        # An edition that is not in the table has all that the venue knows.
        (2030, "full", "Symposium on Operating Systems (OSDI 30)"),
        (2008, "full", "Symposium on Operating Systems (OSDI 08)"),
        (1999, "full", "Third Symposium, 1999"),
        (1999, "acronym", "OSDI-3 1999"),
    ],
)
def test_a_title_has_three_lengths(year: int, length: NameLength, title: str) -> None:
    assert OSDI.title(year, length) == title


def test_track_and_volume_are_part_of_a_title() -> None:
    assert OSDI.title(2022, track="Posters").endswith("(OSDI 22), Posters")
    assert OSDI.title(1999, volume="2") == "Third Symposium, 1999, vol. 2"


def test_a_series_follows_its_edition() -> None:
    assert [OSDI.series_in(year) for year in (2022, 1999)] == ["OSDI '22", "S 1999"]


def test_a_venue_without_a_template_has_its_name_or_its_acronym() -> None:
    journal = Venue(id="j", acronym="JMLR", kind="journal", name="Journal of Machine Learning")
    assert journal.title(2020) == "Journal of Machine Learning"
    assert journal.title(2020, "short") == "J. Mach. Learn."
    assert journal.title(2020, "acronym") == "JMLR"
    assert Venue(id="w", acronym="W", kind="workshop").title(2020) == "W"
    named = Venue(
        id="j", acronym="CACM", kind="journal", name="Communications", short="Commun. ACM"
    )
    assert named.title(2020, "short") == "Commun. ACM"


def test_the_shipped_venues_have_all_three_lengths_in_each_year(library: Library) -> None:
    lengths: tuple[NameLength, ...] = ("full", "short", "acronym")
    for venue in library.venues.values():
        for year in [*map(int, venue.editions), 1970, 2099]:
            titles = [venue.title(year, length) for length in lengths]
            assert all(titles), (venue.id, year)
            assert not any(mark in title for title in titles for mark in "{}[]"), titles


@pytest.mark.parametrize(
    ("venue", "year", "length", "title"),
    [
        ("neurips", 2017, "acronym", "NIPS 2017"),
        ("neurips", 2018, "acronym", "NeurIPS 2018"),
        ("neurips", 2018, "full", "Advances in Neural Information Processing Systems"),
        (
            "osdi",
            2022,
            "full",
            "16th USENIX Symposium on Operating Systems Design and Implementation (OSDI 22)",
        ),
        ("tpds", 2022, "full", "IEEE Transactions on Parallel and Distributed Systems"),
        ("tpds", 2022, "short", "IEEE Trans. Parallel Distrib. Syst."),
        ("tpds", 2022, "acronym", "IEEE TPDS"),
    ],
)
def test_titles_of_shipped_venues(
    library: Library, venue: str, year: int, length: NameLength, title: str
) -> None:
    assert library.venues[venue].title(year, length) == title


def test_a_table_finds_venues_by_identifier_and_alias() -> None:
    table = VenueTable({"sosp": Venue(id="sosp", acronym="SOSP", kind="conference"), "osdi": OSDI})
    assert list(table) == ["osdi", "sosp"]
    assert len(table) == 2
    assert table["osdi-conf"] is table["osdi"] is table.get_venue("OSDI") is OSDI
    assert table.get("nsdi") is None
    assert "osdi-conf" in table


def test_an_unknown_venue_names_near_ones() -> None:
    table = VenueTable({"osdi": OSDI})
    with pytest.raises(ChoiceError, match="unknown venue 'OSDY'; did you mean osdi"):
        table.get_venue("OSDY")
    with pytest.raises(KeyError):
        table["osdy"]
