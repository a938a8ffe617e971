from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from made_papers import made_library
from mlsysbib.formats.base import Read
from mlsysbib.matching.reconcile import Outcome, Reconciled, prepare_library, reconcile
from mlsysbib.model.entry import Arxiv, Entry, Published
from mlsysbib.model.library import Library
from mlsysbib.store.reader import read_contents

GIZMO = Entry(
    key="theirs",
    title="Gizmo: imaginary accelerators for everyone",
    authors=("Doe, J.", "Muster, M."),
    published=Published(venue="osdi", year=2022),
)


def reconciled(entries: Iterable[Entry], library: Library) -> tuple[Reconciled, ...]:
    return reconcile([Read(entry=entry) for entry in entries], library).results


@pytest.fixture
def made(tmp_path: Path) -> Library:
    return Library(read_contents(str(made_library(tmp_path))))


def preprint(title: str, *authors: str, arxiv: str) -> Entry:
    return Entry(key="theirs", title=title, authors=authors, arxiv=Arxiv(id=arxiv))


@pytest.mark.parametrize(
    ("foreign", "outcome", "key"),
    [
        (GIZMO, Outcome.SAME, "doe2022gizmo"),
        (
            preprint("Another Title", "Doe, Jane", arxiv="2101.00001"),
            Outcome.SAME,
            "doe2021gizmo",
        ),
        (
            preprint("Orca: A Distributed Serving System", "Yu, Gyeong-In", arxiv="2201.00003"),
            Outcome.OTHER_VERSION,
            "yu2022orca",
        ),
        (
            Entry(
                key="theirs",
                title="Efficient Memory Management",
                authors=("Kwon, Woosuk",),
                published=Published(venue="osdi", year=2023),
            ),
            Outcome.OTHER_VERSION,
            "kwon2023efficient",
        ),
        (msgspec.structs.replace(GIZMO, authors=()), Outcome.POSSIBLE, "doe2022gizmo"),
        (msgspec.structs.replace(GIZMO, title="Sprockets on Parade"), Outcome.NEW, None),
    ],
)
def test_what_a_reference_is_to_a_library(
    foreign: Entry, outcome: Outcome, key: str | None, made: Library
) -> None:
    (found,) = reconciled([foreign], made)
    assert found.foreign is foreign
    assert (found.outcome, found.entry and found.entry.key) == (outcome, key)


def test_a_doubt_comes_with_its_reasons(made: Library) -> None:
    (found,) = reconciled([msgspec.structs.replace(GIZMO, authors=())], made)
    assert any("title: the same words" in line for line in found.evidence)
    assert any("authors: unknown" in line for line in found.evidence)


def test_the_order_is_that_of_the_references(made: Library) -> None:
    new = msgspec.structs.replace(GIZMO, title="Sprockets on Parade")
    foreign = [new, GIZMO, new]
    found = reconciled(foreign, made)
    assert [result.foreign for result in found] == foreign
    assert [result.outcome for result in found] == [Outcome.NEW, Outcome.SAME, Outcome.NEW]


def test_every_entry_of_a_library_is_known_to_it(made: Library) -> None:
    found = reconciled(tuple(made.values()), made)
    assert {(result.outcome, result.entry is result.foreign) for result in found} == {
        (Outcome.SAME, True)
    }


def test_keys_do_not_matter(made: Library) -> None:
    new = msgspec.structs.replace(GIZMO, key="doe2022gizmo", title="Sprockets on Parade")
    assert [result.outcome for result in reconciled([new], made)] == [Outcome.NEW]


def test_nothing_is_known_to_an_empty_library(made: Library) -> None:
    empty = Library(msgspec.structs.replace(made.contents, entries=(), paths=(), reading_lists={}))
    assert [result.outcome for result in reconciled([GIZMO], empty)] == [Outcome.NEW]
    assert reconcile([], made) == ((), ())


def test_a_title_of_one_word_leaves_a_doubt_even_with_its_authors(tmp_path: Path) -> None:
    text = 'title = "Cogs"\nauthors = ["Roe, Rita"]\n\n[published]\nvenue = "osdi"\nyear = 2023\n'
    root = made_library(tmp_path, {"entries/2023/roe2023cogs.toml": text})
    published = Published(container_title="Days of Widgets", year=2023)
    foreign = Entry(key="theirs", title="Cogs", authors=("Roe, Rita",), published=published)
    (found,) = reconciled([foreign], Library(read_contents(str(root))))
    assert (found.outcome, found.entry and found.entry.key) == (Outcome.POSSIBLE, "roe2023cogs")


def test_what_the_library_lacks_is_grouped_by_work(made: Library) -> None:
    new = msgspec.structs.replace(GIZMO, title="Sprockets on Parade Through Many Small Towns")
    paper = msgspec.structs.replace(new, key="other")
    draft = preprint(new.title, *map(str, new.authors), arxiv="2201.00007")
    found = reconcile([Read(entry=entry) for entry in (new, GIZMO, draft, paper)], made)
    assert found.works == ((0, 2, 3),)
    assert [result.outcome for result in found.results] == [
        Outcome.NEW, Outcome.SAME, Outcome.NEW, Outcome.NEW
    ]  # fmt: skip


def test_a_prepared_library_gives_the_same(made: Library) -> None:
    prepared = prepare_library(made)
    for foreign in ([GIZMO], list(made.values())):
        reads = [Read(entry=entry) for entry in foreign]
        assert reconcile(reads, made, prepared=prepared) == reconcile(reads, made)
