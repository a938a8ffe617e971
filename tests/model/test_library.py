from __future__ import annotations

import pytest

from mlsysbib.model.entry import Arxiv, Entry, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.venues import Venue
from mlsysbib.problems import ChoiceError

ORCA = Entry(
    key="yu2022orca",
    title="{Orca}",
    system="Orca",
    aliases=("Orca-OSDI", "kwon2023efficient"),
    topics=("serving/llm",),
    published=Published(venue="osdi", year=2022, doi="10.1145/AbC"),
)
PLAIN = Entry(key="nobody2020plain", title="Plain")
KWON = Entry(
    key="kwon2023efficient",
    title="vLLM",
    system="vLLM",
    topics=("serving", "memory"),
    arxiv=Arxiv(id="2309.06180"),
)
CONTENTS = Contents(
    root="/lib",
    entries=(KWON, PLAIN, ORCA),
    paths=(
        "entries/2023/kwon2023efficient.toml",
        "entries/nobody2020plain.toml",
        "entries/2022/yu2022orca.toml",
    ),
    venues={"osdi": Venue(id="osdi", acronym="OSDI", kind="conference")},
    venue_paths={"osdi": "venues/usenix/osdi.toml"},
    topics={"serving": "Serving", "serving/llm": "LLM"},
    reading_lists={"course": "# Course"},
    list_paths={"course": "reading-lists/2026/course.md"},
)
LIBRARY = Library(CONTENTS)


def test_entries_are_listed_by_key_in_order() -> None:
    assert list(LIBRARY) == ["kwon2023efficient", "nobody2020plain", "yu2022orca"]
    assert len(LIBRARY) == 3
    assert list(LIBRARY.values()) == [KWON, PLAIN, ORCA]


@pytest.mark.parametrize("name", ["yu2022orca", "YU2022Orca", "orca-osdi", "ORCA-OSDI"])
def test_keys_and_aliases_are_found_case_aside(name: str) -> None:
    assert LIBRARY[name] is LIBRARY.get_entry(name) is ORCA
    assert name in LIBRARY


def test_a_key_wins_over_an_alias() -> None:
    assert LIBRARY["KWON2023EFFICIENT"] is KWON


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("yu2022orc", "unknown key 'yu2022orc'; did you mean yu2022orca"),
        ("orca", "unknown key 'orca'; the system of that name is yu2022orca"),
        ("VLLM", "unknown key 'VLLM'; the system of that name is kwon2023efficient"),
        ("zzzzzz", "unknown key 'zzzzzz'$"),
        ("", "unknown key ''$"),
    ],
)
def test_an_unknown_key_names_what_may_be_meant(name: str, message: str) -> None:
    with pytest.raises(ChoiceError, match=message):
        LIBRARY.get_entry(name)
    assert LIBRARY.get(name) is None


def test_a_path_is_that_of_the_entrys_file() -> None:
    assert LIBRARY.path_of("yu2022orca") == "entries/2022/yu2022orca.toml"
    assert LIBRARY.path_of("new2024entry") == "new2024entry"
    assert LIBRARY.path_of_venue("osdi") == "venues/usenix/osdi.toml"
    assert LIBRARY.path_of_list("course") == "reading-lists/2026/course.md"


def test_venues_may_be_those_of_another_table() -> None:
    assert list(LIBRARY.venues) == ["osdi"]
    assert list(Library(CONTENTS, {}).venues) == []
    assert LIBRARY.topics == {"serving": "Serving", "serving/llm": "LLM"}
    assert LIBRARY.reading_lists == {"course": "# Course"}
