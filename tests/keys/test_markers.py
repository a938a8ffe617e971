from __future__ import annotations

import re

import pytest

from mlsysbib.keys import markers
from mlsysbib.keys.markers import ENTRY_TYPES, FIELDS
from mlsysbib.keys.pattern import compile_pattern
from mlsysbib.keys.subject import Subject
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.item_types import FAMILIES
from mlsysbib.model.names import Person, StoredName
from mlsysbib.model.venues import Edition, Venue, VenueTable

VENUES = VenueTable(
    {
        "sosp": Venue(
            id="sosp",
            acronym="SOSP",
            kind="conference",
            name="Symposium on Operating Systems Principles",
            publisher="ACM",
            series="SOSP '{yy}",
            editions={"2023": Edition(place="Koblenz, Germany", month=10)},
        ),
        "pvldb": Venue(
            id="pvldb", acronym="PVLDB", kind="journal", name="Proc. VLDB", issn=("1-2",)
        ),
        "neurips": Venue(
            id="neurips",
            acronym="NeurIPS",
            kind="conference",
            editions={"2012": Edition(acronym="NIPS")},
        ),
    }
)
VLLM = Entry(
    key="kwon2023efficient",
    title="Efficient Memory Management for Large Language Model Serving with {PagedAttention}",
    system="vLLM",
    authors=(
        "Kwon, Woosuk", "Li, Zhuohan", "Zhuang, Siyuan", "Sheng, Ying", "Zheng, Lianmin",
        "Yu, Cody Hao", "Gonzalez, Joseph E.", "Zhang, Hao", "Stoica, Ion",
    ),
    topics=("serving/memory",),
    published=Published(venue="sosp", year=2023, pages="611-626", doi="10.1145/3600006.3613165"),
    arxiv=Arxiv(id="2309.06180", class_="cs.LG"),
)  # fmt: skip
ROW = re.compile(r"    (?P<name>[\w.]+)(?: \((?P<example>\w+)\))?: (?P<value>.+)")


def value(marker: str, entry: Entry = VLLM) -> str:
    return markers.find_marker(marker)(Subject(entry, VENUES))


def by(*authors: StoredName) -> Entry:
    return Entry(key="", title="", authors=authors, published=Published(venue="sosp", year=2020))


def titled(title: str) -> Entry:
    return Entry(key="", title=title, published=Published(venue="sosp", year=2020))


def rows() -> list[re.Match[str]]:
    return [
        found for line in (markers.__doc__ or "").splitlines() if (found := ROW.fullmatch(line))
    ]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["name"])
def test_the_manual_page_is_right(row: re.Match[str]) -> None:
    assert value(row["example"] or row["name"]) == row["value"]


def test_the_manual_page_is_complete() -> None:
    assert {row["name"] for row in rows()} == {*markers.MARKERS, *markers.NUMBERED, "DOI"}


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("KEY", "kwon2023efficient"),
        ("CITATIONKEY", "kwon2023efficient"),
        (
            "TITLE",
            "Efficient Memory Management for Large Language Model Serving with PagedAttention",
        ),
        ("YEAR", "2023"),
        ("MONTH", "October"),
        ("BOOKTITLE", "Symposium on Operating Systems Principles"),
        ("JOURNAL", ""),
        ("SERIES", "SOSP '23"),
        ("PUBLISHER", "ACM"),
        ("ADDRESS", "Koblenz, Germany"),
        ("LOCATION", "Koblenz, Germany"),
        ("VOLUME", ""),
        ("NUMBER", ""),
        ("ISSUE", ""),
        ("PAGES", "611-626"),
        ("pages", "611-626"),
        ("EID", ""),
        ("DOI", "10.1145/3600006.3613165"),
        ("doi", "10.1145/3600006.3613165"),
        ("URL", ""),
        ("ISBN", ""),
        ("ISSN", ""),
        ("EPRINT", "2309.06180"),
        ("PRIMARYCLASS", "cs.LG"),
        ("EPRINTCLASS", "cs.LG"),
        ("KEYWORDS", "serving/memory"),
        ("pureauth", "Kwon"),
        ("pureauthors2", "KwonLiEtAl"),
    ],
)
def test_field(marker: str, expected: str) -> None:
    assert value(marker) == expected


def test_authors_as_a_field() -> None:
    assert value("AUTHOR", by("van der Berg, Jan", "{OpenAI}")) == "Jan van der Berg and OpenAI"


def test_every_field_is_empty_and_no_error_where_an_entry_says_nothing() -> None:
    bare = Entry(key="", title="", preprint=Preprint(server="", year=2020))
    full = {"YEAR"}
    assert {name for name in FIELDS if value(name, bare)} == full
    assert {name for name in markers.MARKERS if value(name, bare)} == {
        "year", "shortyear", "firstyear", "entrytype",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("marker", "two", "three"),
    [
        ("authEtAl", "LiYu", "LiEtAl"),
        ("auth.etal", "Li.Yu", "Li.etal"),
        ("auth.auth.ea", "Li.Yu", "Li.Yu.ea"),
        ("authors", "LiYu", "LiYuOu"),
        ("authors2", "LiYu", "LiYuEtAl"),
        ("authorsAlpha", "LY", "LYO"),
        ("authshort", "LY", "LYO"),
        ("authorLast", "Yu", "Ou"),
        ("auth1_2", "Y", "Y"),
        ("auth9_9", "", ""),
        ("auth9_0", "", ""),
    ],
)
def test_numbers_of_authors(marker: str, two: str, three: str) -> None:
    authors = ("Li, A.", "Yu, B.", "Ou, C.")
    assert value(marker, by(*authors[:2])) == two
    assert value(marker, by(*authors)) == three


@pytest.mark.parametrize(
    "marker", ["auth.etal", "authEtAl", "auth.auth.ea", "authors3", "authshort"]
)
def test_one_author_stands_alone(marker: str) -> None:
    assert value(marker, by("Ben-Nun, Tal")) == "BenNun"


def test_alpha_label_counts_particles_and_cuts_at_four() -> None:
    assert value("authorsAlpha", by("van der Aalst, Wil")) == "vdAal"
    assert value("authorsAlpha", by("van der Aalst, Wil", "Li, A.")) == "vdAL"
    assert value("authorsAlpha", by("A, A", "B, B", "C, C", "D, D")) == "ABCD"
    assert value("authorsAlpha", by("A, A", "B, B", "C, C", "D, D", "E, E")) == "ABC+"
    assert value("authorsAlpha", by("{DeepSeek-AI}")) == "Dee"


def test_particle_and_initials() -> None:
    entry = by(Person("Berg", "Émile", "van der"), "Li, Bo")
    assert value("auth", entry) == "Berg"
    assert value("authFirstFull", entry) == "vanderBerg"
    assert value("authForeIni", entry) == "E"
    assert value("authorLastForeIni", entry) == "B"
    assert value("authForeIni", by("{OpenAI}")) == ""


def test_title_markers_of_jabrefs_manual() -> None:
    paper = titled("An awesome paper on JabRef")
    assert value("title", paper) == "An Awesome Paper on JabRef"
    assert value("camel", paper) == "An Awesome Paper On JabRef"
    assert value("shorttitle", paper) == "awesome paper JabRef"
    assert value("veryshorttitle", paper) == "awesome"
    pattern = compile_pattern("demo[TITLE:abbr]")
    assert pattern.make_key(Subject(paper)) == "demoAapoJ"


def test_pages_give_their_lowest_and_highest_number() -> None:
    entry = by()
    entry = Entry(
        key="", title="", published=Published(venue="sosp", year=2020, pages="7,41,73--97")
    )
    assert (value("firstpage", entry), value("lastpage", entry)) == ("7", "97")


def test_venue() -> None:
    old = Entry(key="", title="", published=Published(venue="neurips", year=2012))
    assert value("venue", old) == "NIPS"
    assert value("venue", Entry(key="", title="", arxiv=Arxiv(id="2309.06180"))) == "arXiv"
    unknown = Entry(key="", title="", published=Published(venue="nowhere", year=2012))
    assert value("venue", unknown) == "nowhere"


def test_journal() -> None:
    entry = Entry(
        key="", title="", published=Published(venue="pvldb", year=2020, volume="13", number="12")
    )
    got = [value(name, entry) for name in ("JOURNAL", "BOOKTITLE", "VOLUME", "NUMBER", "ISSN")]
    assert got == ["Proc. VLDB", "", "13", "12", "1-2"]
    assert value("entrytype", entry) == "Article"


def test_first_year_is_the_oldest_versions() -> None:
    entry = Entry(
        key="", title="", published=Published(venue="sosp", year=2023), arxiv=Arxiv(id="2112.00001")
    )
    assert (value("firstyear", entry), value("year", entry)) == ("2021", "2023")


def test_entry_types_are_total() -> None:
    assert set(ENTRY_TYPES) == set(FAMILIES)
