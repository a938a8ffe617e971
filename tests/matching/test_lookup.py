"""A reference is asked of the library first, then of the indexes; the engine judges both."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from mlsysbib.formats.base import Read
from mlsysbib.index.building import build_index
from mlsysbib.index.layout import About
from mlsysbib.index.lookup import Index
from mlsysbib.index.record import Record
from mlsysbib.index.store import Store
from mlsysbib.matching.lookup import look_up
from mlsysbib.matching.reconcile import Outcome, Reconciled
from mlsysbib.model.entry import Arxiv, Entry, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.venues import Venue

AUTHORS = ("Doe, Jane", "Mustermann, Zoë", "Roe, Richard")
PUBLISHED = Record(
    title="Sleepy Pipelines for GPU Accelerators", authors=AUTHORS, year=2022, venue="osdi",
    pages="1-18", doi="10.9999/sleepy.1", dblp="conf/osdi/Doe22", sources=("dblp",),
)  # fmt: skip
PREPRINT = Record(
    title="Sleepy Pipelines for GPU Accelerators", authors=AUTHORS, year=2021, arxiv="2103.00007",
    sources=("arxiv",),
)  # fmt: skip
TWIN = Record(
    title="Sleepy Pipelines for GPU Accelerators", authors=("Other, Olga", "Else, Emil"),
    year=2012, container="A Made Workshop", sources=("dblp",),
)  # fmt: skip
OWN = Entry(
    key="doe2020own", title="Own Things of the Library", authors=AUTHORS,
    published=Published(venue="osdi", year=2020, doi="10.9999/own"),
)  # fmt: skip
OSDI = Venue(id="osdi", acronym="OSDI", kind="conference", match=(r"\bOSDI\b",))
LIBRARY = Library(Contents(root="", entries=(OWN,), venues={"osdi": OSDI}))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    own = Record(
        title="Own Things of the Library", authors=AUTHORS, year=2021, container="Wrong",
        doi="10.9999/own", arxiv="2001.00001", dblp="journals/made/Own",
    )  # fmt: skip
    works = ((TWIN,), (PUBLISHED, PREPRINT), (own,))
    build_index(str(tmp_path / "made"), works, About(name="made"))
    return Index([Store(str(tmp_path / "made"))])


def found(entry: Entry, index: Index) -> Reconciled:
    (answer,) = look_up([Read(entry=entry)], LIBRARY, index).results
    return answer


CITED = Entry(
    key="sleepy", title="Sleepy pipelines for {GPU} accelerators", authors=AUTHORS[:2],
    authors_cut=True, published=Published(container_title="Proc. of OSDI", year=2022),
)  # fmt: skip


def test_what_an_index_knows_comes_with_our_venue_and_its_source(index: Index) -> None:
    answer = found(CITED, index)
    assert answer.outcome is Outcome.SAME
    assert answer.entry
    assert answer.entry.published
    assert answer.entry.published.venue == "osdi"
    assert answer.entry.title == "Sleepy Pipelines for {GPU} Accelerators"
    assert answer.entry.arxiv == Arxiv(id="2103.00007")
    assert answer.entry.provenance.sources == ("dblp", "arxiv")
    assert answer.record == PUBLISHED
    assert answer.work
    assert answer.work.index == "made"


def test_a_preprint_is_the_published_work(index: Index) -> None:
    preprint = msgspec.structs.replace(CITED, published=None, arxiv=Arxiv(id="2103.00007"))
    answer = found(preprint, index)
    assert answer.outcome is Outcome.SAME
    assert answer.record == PUBLISHED


def test_a_title_with_a_wrong_word_is_found_among_near_ones(tmp_path: Path) -> None:
    build_index(str(tmp_path / "made"), ((PUBLISHED, PREPRINT),), About(name="made"))
    index = Index([Store(str(tmp_path / "made"))])
    wrong = msgspec.structs.replace(CITED, title="Sleepy Pipeline for GPU Accelerators")
    assert found(wrong, index).record == PUBLISHED


def test_a_title_alone_does_not_suffice(index: Index) -> None:
    stranger = msgspec.structs.replace(CITED, authors=("Somebody, Else", "Third, Person"))
    assert found(stranger, index).outcome is not Outcome.SAME


def test_a_twin_title_is_told_by_its_authors(index: Index) -> None:
    published = Published(container_title="A Made Workshop", year=2012)
    twin = msgspec.structs.replace(CITED, authors=TWIN.authors, published=published)
    assert found(twin, index).record == TWIN


def test_the_library_is_asked_first(index: Index) -> None:
    published = Published(container_title="OSDI", year=2020)
    own = msgspec.structs.replace(CITED, title=OWN.title, authors=AUTHORS, published=published)
    answer = found(own, index)
    assert (answer.entry, answer.work) == (OWN, None)


def test_a_record_of_a_work_of_the_library_leads_to_its_entry(index: Index) -> None:
    # The library lacks the preprint's identifier, and the record has it.
    odd = Entry(key="own", title="Things", authors=("Doe, Jane",), arxiv=Arxiv(id="2001.00001"))
    answer = found(odd, index)
    if answer.outcome in {Outcome.SAME, Outcome.OTHER_VERSION}:
        assert (answer.entry, answer.work) == (OWN, None)


def test_without_an_index_all_is_as_before() -> None:
    assert found(CITED, Index()).outcome is Outcome.NEW
