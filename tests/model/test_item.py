from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from mlsysbib.model.entry import Arxiv, Entry, Links, Preprint, Published
from mlsysbib.model.item import Container, Resolver
from mlsysbib.model.item_types import ItemType, StoredType
from mlsysbib.model.library import Library
from mlsysbib.model.venues import Edition, Venue, VenueKind, VenueTable, Volume

EDITION = Edition(
    ordinal="28th",
    place="Vancouver, Canada",
    start=dt.date(2023, 3, 25),
    end=dt.date(2023, 3, 29),
    isbn="978-0",
    volumes={"2": Volume(isbn="978-2")},
)
ASPLOS = Venue(
    id="asplos",
    acronym="ASPLOS",
    kind="conference",
    name="Architectural Support",
    proceedings="Proceedings of the {ordinal} Conference[, Volume {volume}]",
    series="ASPLOS '{yy}",
    publisher="ACM",
    publisher_place="New York",
    issn=("1111-1111", "2222-2222"),
    editions={"2023": EDITION, "2024": Edition(month=4, publisher="Other", publisher_place="Rome")},
)
VENUES = VenueTable({"asplos": ASPLOS})
PUBLISHED = Published(venue="asplos", year=2023, pages="1-14", doi="10.1145/1")
ARXIV = Arxiv(id="2201.00001", title="Earlier Title", authors=("Solo, Han",))
OTHER = Preprint(
    server="bioRxiv", id="2021.01", year=2021, month=5, doi="10.1101/1", url="https://b"
)
AUTHORS = ("Yu, Gyeong-In", "Jeong, Joo Seong")
BOTH = Entry(key="k", title="Title", authors=AUTHORS, published=PUBLISHED, arxiv=ARXIV)


def resolver() -> Resolver:
    return Resolver(VENUES)


def test_a_published_paper_has_what_its_edition_adds() -> None:
    (item,) = resolver().resolve(BOTH)
    assert item.container == Container(
        title="Proceedings of the 28th Conference",
        acronym="ASPLOS",
        event="ASPLOS 2023",
        place="Vancouver, Canada",
        series="ASPLOS '23",
        publisher="ACM",
        publisher_place="New York",
        isbn="978-0",
        issn="1111-1111",
        month=3,
        start=dt.date(2023, 3, 25),
        end=dt.date(2023, 3, 29),
    )
    assert (item.type, item.title, item.authors) == (ItemType.PAPER, "Title", AUTHORS)
    assert (item.year, item.month, item.pages, item.doi) == (2023, 3, "1-14", "10.1145/1")
    assert item.arxiv is ARXIV
    assert item.entry is BOTH


def test_the_preprint_has_its_own_title_and_authors() -> None:
    (item,) = resolver().resolve(BOTH, "preprint")
    assert (item.key, item.type, item.title) == ("k", ItemType.PREPRINT, "Earlier Title")
    assert item.authors == ("Solo, Han",)
    assert (item.year, item.month) == (2022, 1)
    assert (item.server, item.server_id, item.container.publisher) == (
        "arXiv",
        "2201.00001",
        "arXiv",
    )
    assert (item.pages, item.doi) == ("", "")


def test_a_preprint_without_title_and_authors_of_its_own_has_those_of_the_entry() -> None:
    (item,) = resolver().resolve(replace(BOTH, arxiv=Arxiv(id="2201.00001")), "preprint")
    assert (item.title, item.authors) == ("Title", AUTHORS)


@pytest.mark.parametrize(
    ("versions", "choice", "keys"),
    [
        ({"published": PUBLISHED, "arxiv": ARXIV}, "published", ["k"]),
        ({"published": PUBLISHED, "arxiv": ARXIV}, "both", ["k", "k-arxiv"]),
        ({"published": PUBLISHED, "preprint": OTHER}, "both", ["k", "k-preprint"]),
        ({"published": PUBLISHED}, "both", ["k"]),
        ({"arxiv": ARXIV}, "both", ["k"]),
        ({"preprint": OTHER}, "both", ["k"]),
    ],
)
def test_both_versions_have_keys_of_their_own(
    versions: dict[str, Published | Arxiv | Preprint], choice: str, keys: list[str]
) -> None:
    entry = Entry(key="k", title="T", **versions)  # type: ignore[arg-type]
    assert [item.key for item in resolver().resolve(entry, choice)] == keys  # type: ignore[arg-type]


def test_the_preprint_of_an_article_is_none() -> None:
    entry = replace(BOTH, type="article")
    types = [item.type for item in resolver().resolve(entry, "both")]
    assert types == [ItemType.ARTICLE, ItemType.PREPRINT]


def test_there_is_an_item_whatever_is_chosen() -> None:
    only_published = replace(BOTH, arxiv=None)
    only_preprint = replace(BOTH, published=None)
    assert resolver().resolve(only_published, "preprint")[0].type is ItemType.PAPER
    assert resolver().resolve(only_preprint, "published")[0].type is ItemType.PREPRINT


def test_a_preprint_of_another_server() -> None:
    entry = Entry(key="k", title="T", authors=AUTHORS, preprint=OTHER)
    (item,) = resolver().resolve(entry)
    assert (item.type, item.year, item.month, item.doi) == (ItemType.PREPRINT, 2021, 5, "10.1101/1")
    assert (item.server, item.server_id, item.container.publisher) == (
        "bioRxiv",
        "2021.01",
        "bioRxiv",
    )
    assert (item.url, item.arxiv) == ("https://b", None)


def test_what_the_paper_says_itself_comes_before_what_its_edition_says() -> None:
    published = Published(
        venue="asplos", year=2023, volume="2", month=4, isbn="978-9", url="https://u"
    )
    (item,) = resolver().resolve(Entry(key="k", title="T", published=published))
    assert (item.volume, item.month, item.isbn, item.url) == ("2", 4, "978-9", "https://u")
    assert item.container.title == "Proceedings of the 28th Conference, Volume 2"
    assert item.container.isbn == "978-2"


def test_an_edition_may_have_another_publisher_and_a_month_without_days() -> None:
    published = Published(venue="asplos", year=2024)
    links = Links(pdf="https://pdf")
    (item,) = resolver().resolve(Entry(key="k", title="T", published=published, links=links))
    assert (item.container.publisher, item.container.publisher_place) == ("Other", "Rome")
    assert (item.month, item.url) == (4, "https://pdf")
    # The template asks for the ordinal, which the edition lacks.
    assert item.container.title == "Architectural Support"


def test_a_container_outside_of_the_table_is_taken_as_it_stands() -> None:
    published = Published(container_title="Proc. of Something", year=2001)
    (item,) = resolver().resolve(Entry(key="k", title="T", published=published))
    assert item.container == Container(title="Proc. of Something")
    assert item.type is ItemType.PAPER


def test_two_volumes_of_an_edition_are_not_mixed_up() -> None:
    shared = resolver()
    items = [
        shared.resolve(Entry(key="k", title="T", published=replace(PUBLISHED, volume=volume)))[0]
        for volume in ("2", "", "2", "3")
    ]
    assert [item.container.isbn for item in items] == ["978-2", "978-0", "978-2", "978-0"]


@pytest.mark.parametrize(
    ("kind", "stored", "type_"),
    [
        ("conference", "", ItemType.PAPER),
        ("workshop", "", ItemType.PAPER),
        ("journal", "", ItemType.ARTICLE),
        ("preprint-server", "", ItemType.PREPRINT),
        ("conference", "report", ItemType.REPORT),
        ("conference", "thesis", ItemType.THESIS),
        ("journal", "book", ItemType.BOOK),
        ("journal", "chapter", ItemType.CHAPTER),
        ("journal", "software", ItemType.SOFTWARE),
        ("journal", "dataset", ItemType.DATASET),
        ("journal", "web", ItemType.WEB),
    ],
)
def test_the_type_is_the_stored_one_or_that_of_the_venue(
    kind: VenueKind, stored: StoredType, type_: ItemType
) -> None:
    venue = Venue(id="v", acronym="V", kind=kind)
    entry = Entry(key="k", title="T", type=stored, published=Published(venue="v", year=2020))
    (item,) = Resolver(VenueTable({"v": venue})).resolve(entry)
    assert item.type is type_
    assert item.container.event == ("" if kind == "journal" else "V 2020")


def test_a_stored_type_holds_for_preprints_too() -> None:
    report = replace(BOTH, type="report")
    assert resolver().resolve(report, "preprint")[0].type is ItemType.REPORT
    report = Entry(key="k", title="T", type="report", preprint=OTHER)
    assert resolver().resolve(report)[0].type is ItemType.REPORT


def test_every_shipped_entry_has_items_in_every_choice(library: Library) -> None:
    shared = Resolver(library.venues)
    for entry in library.values():
        for choice in ("published", "preprint", "both"):
            items = shared.resolve(entry, choice)
            assert all(item.year for item in items)
            assert all(item.type is ItemType.PREPRINT or item.container.title for item in items)


def test_a_container_that_is_only_named_is_one_and_the_same_for_good() -> None:
    shared = resolver()
    containers = []
    for title in ("A", "B", "A"):
        published = Published(container_title=title, year=2020)
        (item,) = shared.resolve(Entry(key="k", title="T", published=published))
        containers.append(item.container)
    assert [container.title for container in containers] == ["A", "B", "A"]
    # The writer of BibTeX knows containers by their address.
    assert containers[0] is containers[2]


def test_what_a_paper_says_of_its_publisher_comes_before_what_its_venue_says() -> None:
    own: dict[str, Any] = {"publisher": "P", "publisher_place": "Q", "place": "R", "series": "S"}
    made = resolver()
    plain = Entry(key="a", title="T", published=Published(venue="asplos", year=2023))
    entries = [
        Entry(key=key, title="T", published=Published(venue="asplos", year=2023, **own))
        for key in ("k", "l")
    ]
    first, second = (made.resolve(entry)[0].container for entry in entries)
    assert first is second  # so that a writer knows what is shared
    usual = made.resolve(plain)[0].container
    assert first == replace(usual, **own)
    assert usual.publisher not in {"", "P"}


def test_a_paper_that_does_not_say_where_is_a_document() -> None:
    for type_, expected in (("", "document"), ("article", "document"), ("book", "book")):
        entry = Entry(key="k", title="T", type=type_, published=Published(year=2020))  # type: ignore[arg-type]
        assert entry.lacks_venue == (expected == "document")
        assert resolver().resolve(entry)[0].type.value == expected
