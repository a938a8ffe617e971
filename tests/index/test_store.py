"""What is built can be found again; what is no sound index is refused."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.index.building import build_index
from mlsysbib.index.layout import About, IndexFileError
from mlsysbib.index.lookup import Index
from mlsysbib.index.record import Record
from mlsysbib.index.store import Store
from mlsysbib.index.terms import fold_title, title_key

SLEEPY = Record(
    title="Sleepy Pipelines: Idle & Useful Accelerators",
    authors=("van Doe, Jane", "Mustermann, Zoë"),
    year=2022,
    venue="osdi",
    pages="1-18",
    doi="10.9999/Sleepy.1",
    dblp="conf/osdi/DoeM22",
    sources=("dblp",),
)
PREPRINT = Record(
    title="Sleepy Pipelines", authors=SLEEPY.authors, year=2021, arxiv="2103.00007",
    sources=("arxiv",),
)  # fmt: skip
CHINESE = Record(title="深度学习系统", authors=("王, 小明",), year=2020, container="计算机学报")
FORMULA = Record(title=r"Sums in $\mathcal{O}(n)$", authors=("Noether, Emmy",), year=1921)
WORKS = ((SLEEPY, PREPRINT), (CHINESE,), (FORMULA,))


def made(path: Path, works: tuple[tuple[Record, ...], ...] = WORKS) -> Store:
    build_index(str(path), works, About(name=path.stem), lambda: [("osdi", 2022, 49)])
    return Store(str(path))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return made(tmp_path / "made.index")


@pytest.mark.parametrize(
    "authors",
    [
        ["van Doe, Jane", "Mustermann, Zoë"],
        ["Zoe Mustermann", "J. van Doe"],
        ["Doe, J.", "Mustermann 0001, Z."],
    ],
)
def test_works_are_found_by_all_their_authors_and_a_year(authors: list[str], store: Store) -> None:
    assert [work.number for work in store.by_team(authors, 2022)] == [0]
    assert [work.number for work in store.by_team(authors, 2021)] == [0]
    assert store.by_team(authors, 2020) == []
    assert store.by_team([*authors, "Roe, Max"], 2022) == []
    assert store.by_team(authors[:1], 2022) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("doi", "https://doi.org/10.9999/SLEEPY.1"),
        ("arxiv", "2103.00007"),
        ("dblp", "DBLP:conf/osdi/DoeM22"),
    ],
)
def test_a_work_is_found_by_each_identifier_with_all_versions(
    store: Store, kind: str, value: str
) -> None:
    (work,) = store.by_identifier(kind, value)
    assert work.records == (SLEEPY, PREPRINT)


def test_an_identifier_of_another_kind_or_of_nothing_finds_nothing(store: Store) -> None:
    assert store.by_identifier("arxiv", "conf/osdi/DoeM22") == []
    assert store.by_identifier("doi", "no DOI") == []


@pytest.mark.parametrize(
    ("title", "record"),
    [
        ("SLEEPY PIPELINES - idle and useful accelerators".replace("and ", "& "), SLEEPY),
        ("sleepy pipelines", SLEEPY),
        ("深度学习系统", CHINESE),
        ("Sums in O(n)", FORMULA),
    ],
)
def test_a_title_is_found_whatever_its_case_and_punctuation(
    store: Store, title: str, record: Record
) -> None:
    assert [work.records[0] for work in store.by_title(title)] == [record]


def test_titles_in_other_scripts_are_not_one(store: Store) -> None:
    assert store.by_title("分布式系统") == []
    assert title_key("深度学习") != title_key("分布式系统")
    assert title_key("?!") == 0
    assert store.by_title("?!") == []


def test_a_title_with_a_wrong_word_is_a_candidate(store: Store) -> None:
    (work,) = store.near_title("Sleepy Pipeline: Idle but Useful Accelerators")
    assert work.records[0] == SLEEPY
    assert store.near_title("Something Else Altogether") == []


def test_coverage_names_the_venues_and_years_that_are_complete(store: Store) -> None:
    index = Index([store])
    assert list(index.covering("osdi", 2022)) == [store]
    assert list(index.covering("osdi", 2023)) == []


def test_several_indexes_are_asked_as_one(tmp_path: Path, store: Store) -> None:
    other = made(tmp_path / "other.index", ((PREPRINT,),))
    found = Index([store, other]).find("Sleepy Pipelines", [("arxiv", "2103.00007")])
    assert len(found) == 2
    assert not Index()


WORDS = st.sampled_from("attention serving memory 学习 model-parallel Ω graph of the".split())
TITLES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(titles=st.lists(TITLES, min_size=1, max_size=80))
def test_every_title_of_an_index_is_found(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str]
) -> None:
    works = tuple((Record(title=title, year=2000),) for title in titles)
    store = made(tmp_path_factory.mktemp("built") / "index", works)
    for title in titles:
        wanted = fold_title(title)
        found = [work.number for work in store.by_title(title)]
        assert found == [n for n, other in enumerate(titles) if fold_title(other) == wanted]
    assert [work.records[0].title for work in store.works()] == titles


def test_what_proceedings_say_is_filled_into_their_papers(tmp_path: Path) -> None:
    paper = Record(title="A Paper", year=2020, container="MADE", crossref="conf/made/2020")
    volume = Record(
        title="Proceedings of Made Things", year=2020, publisher="Press", isbn="1",
        dblp="conf/made/2020", collection=True,
    )  # fmt: skip
    store = made(tmp_path / "index", ((paper,), (volume,)))
    (work,) = store.by_title("A Paper")
    (record,) = work.records
    assert (record.container, record.publisher) == ("Proceedings of Made Things", "Press")
    assert store.by_title(volume.title) == []


def test_no_file_a_foreign_and_an_old_one_are_refused(tmp_path: Path, store: Store) -> None:
    with pytest.raises(IndexFileError, match="no such index"):
        Store(str(tmp_path / "none"))
    foreign = tmp_path / "foreign"
    sqlite3.connect(foreign).execute("CREATE TABLE t (a)").connection.commit()
    with pytest.raises(IndexFileError, match="no index that mlsysbib has built"):
        Store(str(foreign))
    old = tmp_path / "old"
    shutil.copy(store.path, old)
    sqlite3.connect(old).execute("PRAGMA user_version = 99").connection.commit()
    with pytest.raises(IndexFileError, match=r"version 99.*mlsysbib index build"):
        Store(str(old))
    text = tmp_path / "text"
    text.write_text("not a database, although long enough to look at\n" * 99)
    with pytest.raises(IndexFileError, match="cannot be read"):
        Store(str(text))


def test_an_index_that_is_cut_off_is_refused(tmp_path: Path, store: Store) -> None:
    content = Path(store.path).read_bytes()
    for size in (10, 5000, len(content) - 1, len(content) - 8192):
        cut = tmp_path / "cut"
        cut.write_bytes(content[:size])
        with pytest.raises(IndexFileError):
            Store(str(cut))


def test_a_damaged_block_is_named_and_not_a_traceback(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "damaged"
    shutil.copy(store.path, path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE blocks SET packed = zeroblob(99)")
    database.close()
    with pytest.raises(IndexFileError, match="damaged"):
        Store(str(path)).by_title("Sleepy Pipelines")


def failing() -> Iterator[tuple[Record, ...]]:
    yield (SLEEPY,)
    raise OSError("the source breaks off")


def test_a_build_that_fails_leaves_the_old_index_and_nothing_else(tmp_path: Path) -> None:
    store = made(tmp_path / "made.index")
    before = Path(store.path).read_bytes()
    with pytest.raises(OSError, match="breaks off"):
        build_index(store.path, failing(), About(name="made"))
    assert Path(store.path).read_bytes() == before
    assert os.listdir(tmp_path) == ["made.index"]


ENDLESS = """
import sys
from itertools import count
from mlsysbib.index.building import build_index
from mlsysbib.index.layout import About
from mlsysbib.index.record import Record
works = ((Record(title=f"Paper {n}", year=2000),) for n in count())
build_index(sys.argv[1], works, About(name="made"), progress=lambda n: print(n, flush=True))
"""


def test_a_build_that_is_killed_leaves_the_old_index_and_the_next_clears_up(
    tmp_path: Path,
) -> None:
    store = made(tmp_path / "made.index")
    before = Path(store.path).read_bytes()
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, store.path], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert Path(store.path).read_bytes() == before
    assert len(os.listdir(tmp_path)) == 2
    made(Path(store.path))
    assert os.listdir(tmp_path) == ["made.index"]


def test_two_builds_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    def slow() -> Iterator[tuple[Record, ...]]:
        yield (SLEEPY,)
        made(tmp_path / "made.index", ((CHINESE,),))
        yield (FORMULA,)

    build_index(str(tmp_path / "made.index"), slow(), About(name="made"))
    store = Store(str(tmp_path / "made.index"))
    assert [work.records for work in store.works()] == [(SLEEPY,), (FORMULA,)]


def test_an_index_that_is_open_stays_as_it_was_when_it_is_replaced(tmp_path: Path) -> None:
    store = made(tmp_path / "made.index")
    made(tmp_path / "made.index", ((CHINESE,),))
    time.sleep(0)
    assert store.by_title("Sleepy Pipelines")


def test_a_large_build_is_shared_among_processes_and_comes_out_the_same(tmp_path: Path) -> None:
    works = tuple((Record(title=f"Paper {n} of {n % 97}", year=2000),) for n in range(12_000))
    store = made(tmp_path / "large.index", works)
    assert store.about.works == 12_000
    assert [work.records for work in store.works()] == list(works)
    for number in (0, 8191, 8192, 11_999):
        (work,) = store.by_title(works[number][0].title)
        assert work.number == number
