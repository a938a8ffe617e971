from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.library import Library
from mlsysbib.model.venue_editions import parse_ordinal
from mlsysbib.model.venue_matching import Recognised, VenueMatcher, recognise_venue
from mlsysbib.model.venues import Edition, Venue, VenueTable

TITLES = [
    line.split("\t")
    for line in Path(__file__).with_name("book-titles.tsv").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def matcher(library: Library) -> VenueMatcher:
    return VenueMatcher(library.venues)


def named(found: Recognised | None) -> tuple[str, int | None] | None:
    """Return the venue and the year of what was recognised."""
    return (found.venue, found.year) if found else None


@pytest.mark.parametrize(("venue", "year", "text"), TITLES)
def test_a_book_title_of_a_publishers_export_is_recognised(
    matcher: VenueMatcher, venue: str, year: str, text: str
) -> None:
    found = matcher.recognise(text)
    assert named(found) == (venue, int(year) if year else None)
    assert found
    assert not found.is_beside


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Symposium on Cheese 2020",
        "Learning fast and slow",
        "Osdian Studies",
        "2023",
        "Proceedings",
        "IEEE Conference",
        "San Diego, CA, USA",
        "PMLR",
    ],
)
def test_what_is_not_in_the_table_is_not_recognised(matcher: VenueMatcher, text: str) -> None:
    assert matcher.recognise(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Proc. 29th Symp. Oper. Syst. Princ.", ("sosp", 2023)),
        ("Proc. of the 40th Int. Conf. on Mach. Learn.", ("icml", 2023)),
        ("Proc. ACM Symp. Cloud Comput.", ("socc", None)),
        ("Adv. Neural Inf. Process. Syst.", ("neurips", None)),
        ("Int. Conf. for High Perform. Comput., Netw., Storage and Anal. 2021", ("sc", 2021)),
        ("J. ACM", ("jacm", None)),
        ("Proc Natl Acad Sci U S A", ("pnas", None)),
        ("IEEE Trans. Parallel Distrib. Syst.", ("tpds", None)),
        # Words too many, too few, or other ones.
        ("Proc. Int. Conf. Mach. Learn. Appl.", None),
        ("Proc. Int. Conf. Comput. Syst.", None),
        ("Proc. Symp. Oper. Syst.", None),
        ("Workshop Mach. Learn. Syst. Princ.", None),
    ],
)
def test_abbreviated_words_are_recognised(
    matcher: VenueMatcher, text: str, expected: tuple[str, int | None] | None
) -> None:
    assert named(matcher.recognise(text)) == expected


def test_a_shipped_title_in_short_is_recognised_as_its_own(
    library: Library, matcher: VenueMatcher
) -> None:
    mistaken = []
    for entry in library.values():
        published = entry.published
        if published is None or not published.venue or published.track:
            continue
        title = library.venues[published.venue].title(published.year, "short")
        found = matcher.recognise(title)
        # Two conferences may share the volume of a joint year.
        if found is None or library.venues[found.venue].title(published.year, "short") != title:
            mistaken.append((published.venue, title))
    assert mistaken == []


def test_each_shipped_title_is_recognised_as_its_own(
    library: Library, matcher: VenueMatcher
) -> None:
    mistaken = {}
    for id_, venue in library.venues.items():
        for year in map(int, venue.editions):
            title = venue.title(year)
            found = matcher.recognise(title)
            if found is None or library.venues[found.venue].title(year) != title:
                mistaken[title] = (id_, found and found.venue)
    assert mistaken == {}


def test_the_longest_match_wins() -> None:
    table = VenueTable(
        {
            "micro": Venue(id="micro", acronym="M", kind="conference", match=("micro",)),
            "ieee-micro": Venue(
                id="ieee-micro", acronym="I", kind="journal", match=("ieee micro",)
            ),
        }
    )
    assert named(VenueMatcher(table).recognise("IEEE Micro")) == ("ieee-micro", None)
    assert named(VenueMatcher(table).recognise("Micro 2020")) == ("micro", 2020)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("V 1999", 1999),
        ("V '99", 1999),
        ("V’07", 2007),
        ("V '69", 1969),
        ("Conf of V (Conf 21)", 2021),
        ("V21", 2021),
        ("First V", 1986),
        ("21st V", 2006),
        ("the Twenty-First V", 2006),
        ("V", None),
        ("Third V", None),
        ("V 20210", None),
        ("V vol. 12345", None),
    ],
)
def test_years_in_the_forms_that_titles_give_them(text: str, year: int | None) -> None:
    editions = {"1986": Edition(ordinal="1st"), "2006": Edition(ordinal="Twenty-First")}
    venue = Venue(id="v", acronym="V", kind="conference", match=(r"\bV",), editions=editions)
    assert named(VenueMatcher(VenueTable({"v": venue})).recognise(text)) == ("v", year)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1st", 1), ("22nd", 22), ("103rd", 103), ("16TH", 16), ("first", 1), ("Twelfth", 12),
        ("twentieth", 20), ("Thirty-Fourth", 34), ("fortieth", 40), ("sixty-ninth", 69),
        ("annual", 0), ("the", 0), ("16", 0), ("th", 0), ("twenty-annual", 0), ("", 0),
        ("16th and 17th", 0),
    ],
)  # fmt: skip
def test_ordinals_in_digits_and_words(text: str, number: int) -> None:
    assert parse_ordinal(text) == number


@given(st.integers(1, 999))
def test_ordinals_in_digits_are_read(number: int) -> None:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    assert parse_ordinal(f" {number}{suffix} ") == number


@given(st.text("V'’ 0123456789thsnd-(){}\\") | st.text())
def test_whatever_stands_around_it_a_venue_is_recognised(text: str) -> None:
    venue = Venue(id="v", acronym="V", kind="conference", match=("^V",))
    found = VenueMatcher(VenueTable({"v": venue})).recognise(f"V {text}")
    assert found is not None
    assert found.year is None or 1900 <= found.year < 2100


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # The year of the paper counts, and not one of the title.
        (
            Published(container_title="Proc. of OSDI 2020", year=2022),
            Published(venue="osdi", year=2022),
        ),
        # What the edition knows goes, what it does not stays.
        (
            Published(container_title="NeurIPS", year=2022, volume="35", pages="1-2"),
            Published(venue="neurips", year=2022, pages="1-2"),
        ),
        (
            Published(container_title="NeurIPS", year=2022, volume="99"),
            Published(venue="neurips", year=2022, volume="99"),
        ),
        (
            Published(container_title="OSDI", year=2022, isbn="978-1-939133-28-1"),
            Published(venue="osdi", year=2022),
        ),
        (
            Published(container_title="Symposium on Cheese", year=2022),
            Published(container_title="Symposium on Cheese", year=2022),
        ),
        (
            Published(venue="sosp", container_title="OSDI", year=2022),
            Published(venue="sosp", container_title="OSDI", year=2022),
        ),
        (None, None),
    ],
)
def test_an_entry_gets_the_venue_that_its_title_means(
    matcher: VenueMatcher, before: Published | None, after: Published | None
) -> None:
    entry = recognise_venue(Entry(key="k", title="T", published=before), matcher)
    assert entry.published == after
