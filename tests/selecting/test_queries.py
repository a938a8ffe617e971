from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from mlsysbib.model.entry import Arxiv, Entry
from mlsysbib.model.library import Contents, Library
from mlsysbib.selecting.query.selecting import select
from mlsysbib.text.words import fold

Test = Callable[[Entry], bool]


def venue(entry: Entry) -> str:
    if entry.published:
        return entry.published.venue
    return "arxiv" if entry.arxiv else ""


def authors(entry: Entry) -> str:
    return " ; ".join(str(name) for name in entry.authors).casefold()


def below(topic: str) -> Test:
    return lambda entry: any(f"{t}/".startswith(f"{topic}/") for t in entry.topics)


QUERIES: list[tuple[str, Test]] = [
    ("", lambda _: True),
    ("*", lambda _: True),
    # Bare words: key, title, system and authors.
    ("yu2022orca", lambda e: e.key == "yu2022orca"),
    ("PagedAttention", lambda e: "PagedAttention" in e.plain_title),
    ("zaharia", lambda e: "zaharia" in authors(e)),
    ("vllm", lambda e: "vllm" in f"{e.key} {e.plain_title} {e.system}".lower()),
    ('"pipeline parallelism"', lambda e: "pipeline parallelism" in e.plain_title.lower()),
    ("matei*zaharia", lambda e: "zaharia, matei" in authors(e)),
    # Accents and their absence.
    ("nguyễn", lambda e: "nguyen" in fold(authors(e)) or "nguyen" in fold(e.plain_title).lower()),
    ("NGUYEN", lambda e: "nguyen" in fold(authors(e)) or "nguyen" in fold(e.plain_title).lower()),
    # Fields.
    ("key:yu2022orca", lambda e: e.key == "yu2022orca"),
    ("key:YU*", lambda e: e.key.startswith("yu")),
    ("title:cluster", lambda e: "cluster" in fold(e.plain_title).lower()),
    ("TITLE:Cluster", lambda e: "cluster" in fold(e.plain_title).lower()),
    (
        'title:"efficient memory*serving"',
        lambda e: bool(re.search("efficient memory.*serving", e.plain_title, re.IGNORECASE)),
    ),
    ("author:stoica", lambda e: "stoica" in authors(e)),
    ('author:"Ion Stoica"', lambda e: "stoica, ion" in authors(e)),
    ("system:orca", lambda e: "orca" in e.system.lower()),
    ("venue:osdi", lambda e: venue(e) == "osdi"),
    ("venue:OSDI", lambda e: venue(e) == "osdi"),
    ("venue:osdi,sosp", lambda e: venue(e) in {"osdi", "sosp"}),
    ("venue:vldb", lambda e: venue(e) == "pvldb"),
    ("venue:os*", lambda e: venue(e) == "osdi"),
    ("venue:arxiv", lambda e: venue(e) == "arxiv"),
    ("doi:10.1145/3341301.3359646", lambda e: e.key == "narayanan2019pipedream"),
    ("doi:10.1145/*", lambda e: bool(e.published and e.published.doi.startswith("10.1145/"))),
    ("arxiv:2309.06180", lambda e: e.key == "kwon2023efficient"),
    ("arxiv:2309.*", lambda e: bool(e.arxiv and e.arxiv.id.startswith("2309."))),
    # Years.
    ("year:2020", lambda e: e.year == 2020),
    ("year:2020..2021", lambda e: e.year in {2020, 2021}),
    ("year:2023..", lambda e: e.year >= 2023),
    ("year:..2014", lambda e: e.year <= 2014),
    ("year:>=2023", lambda e: e.year >= 2023),
    ("year:>2022", lambda e: e.year >= 2023),
    ("year:<2014", lambda e: e.year < 2014),
    ("year:<=2014", lambda e: e.year <= 2014),
    ("year:2014,2016", lambda e: e.year in {2014, 2016}),
    # Topics hold those below them; the last part is enough to name one.
    ("topic:serving", below("serving")),
    ("topic:serving/llm", below("serving/llm")),
    ("topic:llm", below("serving/llm")),
    ("topic:/Serving/", below("serving")),
    ("topic:*llm*", lambda e: any("llm" in t for t in e.topics)),
    # Properties.
    ("is:preprint", lambda e: e.published is None),
    ("is:published", lambda e: e.published is not None),
    ("has:code", lambda e: bool(e.links.code)),
    ("has:doi", lambda e: bool(e.published and e.published.doi)),
    ("has:arxiv", lambda e: e.arxiv is not None),
    ("has:system", lambda e: bool(e.system)),
    ("has:pages", lambda e: bool(e.published and (e.published.pages or e.published.article))),
    # Terms together.
    ("venue:osdi year:2022", lambda e: venue(e) == "osdi" and e.year == 2022),
    ("venue:osdi -year:2022", lambda e: venue(e) == "osdi" and e.year != 2022),
    ("-has:doi", lambda e: not (e.published and e.published.doi)),
    ("--has:doi", lambda e: bool(e.published and e.published.doi)),
    ("year:2020 | year:2021 venue:osdi",
     lambda e: e.year == 2020 or (e.year == 2021 and venue(e) == "osdi")),
    ("(year:2020 | year:2021) venue:osdi", lambda e: e.year in {2020, 2021} and venue(e) == "osdi"),
    ("(year:2020|year:2021)venue:osdi", lambda e: e.year in {2020, 2021} and venue(e) == "osdi"),
    ("-(year:2020 | venue:osdi)", lambda e: e.year != 2020 and venue(e) != "osdi"),
    ("  venue:osdi\t", lambda e: venue(e) == "osdi"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "holds"), QUERIES, ids=[query for query, _ in QUERIES])
def test_a_query_finds_just_the_entries_it_describes(
    library: Library, query: str, holds: Test
) -> None:
    expected = [key for key, entry in library.items() if holds(entry)]
    assert expected
    assert [entry.key for entry in select(library, [query])] == expected


@pytest.mark.parametrize("kind", ["conference", "workshop", "journal"])
def test_a_kind_is_that_of_the_venue(library: Library, kind: str) -> None:
    ids = {id_ for id_, found in library.venues.items() if found.kind == kind}
    expected = [key for key, entry in library.items() if venue(entry) in ids]
    assert expected
    assert [entry.key for entry in select(library, [f"kind:{kind}"])] == expected
    assert [entry.key for entry in select(library, [f"is:{kind}"])] == expected


@pytest.mark.parametrize("query", ["nothinglikethis", "venue:zzz*", "topic:zz*"])
def test_a_query_may_find_nothing(library: Library, query: str) -> None:
    assert select(library, [query]) == ()


def test_several_queries_must_all_hold(library: Library) -> None:
    assert select(library, ["venue:osdi", "year:2022 | year:2020"]) == select(
        library, ["venue:osdi (year:2022 | year:2020)"]
    )


def test_a_list_is_asked_for_only_if_a_query_names_it(library: Library) -> None:
    def memberships() -> dict[str, frozenset[str]]:
        return {"course": frozenset({"yu2022orca", "kwon2023efficient"})}

    found = select(library, ["list:course year:2022"], memberships=memberships)
    assert [entry.key for entry in found] == ["yu2022orca"]

    def never() -> dict[str, frozenset[str]]:
        pytest.fail("no query asks for a list")

    select(library, ["orca"], memberships=never)


def test_what_has_no_latin_reading_is_looked_for_as_it_is() -> None:
    wang = Entry(
        key="wang", title="日本 and μs", authors=("王, 小明",), arxiv=Arxiv(id="2309.06180")
    )
    yu = Entry(key="yu", title="Orca", authors=("Yu, Gyeong-In",), arxiv=Arxiv(id="2309.06181"))
    library = Library(Contents(root="", entries=(wang, yu), paths=("wang", "yu")))
    for query in ("author:王", "王", "title:日本", "日*mus", "author:*小明*"):
        assert select(library, [query]) == (wang,), query
    for query in ("author:日本", "李", "日本語", "title:王", "author:\u0301x"):
        assert select(library, [query]) == (), query


TOPICS = {"edge": "Edge", "edge/phones": "Phones", "serving": "Serving", "serving/rag": "Retrieval"}
RENAMED = {"serving/mobile": "edge", "data/search": "serving/rag"}
BY_TOPIC = Library(
    Contents(
        root="/library",
        entries=tuple(
            Entry(key=topic.replace("/", "-"), title="T", topics=(topic,)) for topic in TOPICS
        ),
        topics=TOPICS,
        renamed_topics=RENAMED,
    )
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic:serving/mobile", ["edge", "edge-phones"]),
        ("topic:mobile", ["edge", "edge-phones"]),
        ("topic:Data/Search", ["serving-rag"]),
        # What was above a topic does not stand for it.
        ("topic:serving", ["serving", "serving-rag"]),
        ("topic:serving/mobile,rag", ["edge", "edge-phones", "serving-rag"]),
    ],
)
def test_the_former_path_of_a_topic_finds_what_has_its_place(query: str, found: list[str]) -> None:
    assert [entry.key for entry in select(BY_TOPIC, [query])] == found
