"""Writing and reading again gives the same entries, but for the losses that are written down."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carried import carried, left_over, without_marks
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options, Read, entries_of, problems_of
from mlsysbib.formats.losses import LOSSES
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import flat
from mlsysbib.problems import Problem

ENTRIES = st.lists(carried(), max_size=4, unique_by=lambda entry: entry.key).map(tuple)


def round_trip(entries: tuple[Entry, ...], name: str, target: str = "") -> tuple[Read, ...]:
    format_ = FORMATS[name]
    load = format_.load
    assert load is not None
    options = Options(
        target=format_.target(target),
        links="both",
        eprint="always",
        title_case="as-is",
    )
    library = Library(Contents(root="", entries=entries))
    return load(format_.dump(flat(entries), library, options))


def plain(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(map(without_marks, entries))


def facts(read: tuple[Read, ...]) -> tuple[Entry, ...]:
    """Return what was read, without topics read as keywords and fields kept as written."""
    return tuple(msgspec.structs.replace(entry, keywords=(), kept={}) for entry in entries_of(read))


def serious(read: tuple[Read, ...]) -> list[Problem]:
    problems = [problem for problem in problems_of(read) if problem.level != "info"]
    return [problem for problem in problems if problem.rule != "year-missing"]


# What one target keeps of the losses of its format.
KEPT = {
    "acm": frozenset({"published.isbn"}),
    "zotero": frozenset({"published.isbn", "published.pages", "type.software"}),
}


@pytest.mark.parametrize("target", ["natbib", "plain", "ieee", "acm", "zotero"])
@settings(deadline=None)
@given(entries=ENTRIES)
def test_bibtex(entries: tuple[Entry, ...], target: str) -> None:
    kept = KEPT.get(target, frozenset({"published.pages"}))
    expected = tuple(left_over(entry, "bibtex", kept=kept) for entry in entries)
    read = round_trip(entries, "bibtex", target)
    assert facts(read) == expected
    assert serious(read) == []


@settings(deadline=None)
@given(ENTRIES)
def test_biblatex(entries: tuple[Entry, ...]) -> None:
    read = round_trip(entries, "biblatex")
    assert facts(read) == tuple(left_over(entry, "biblatex") for entry in entries)
    assert serious(read) == []


@pytest.mark.parametrize("name", ["csl-json", "ris", "zotero-rdf"])
@settings(deadline=None)
@given(entries=ENTRIES)
def test_formats_without_our_marks(entries: tuple[Entry, ...], name: str) -> None:
    read = round_trip(entries, name)
    assert plain(facts(read)) == plain(tuple(left_over(entry, name) for entry in entries))
    assert serious(read) == []


@settings(deadline=None, max_examples=20)
@given(ENTRIES)
def test_what_was_read_is_written_and_read_the_same(entries: tuple[Entry, ...]) -> None:
    for name in LOSSES:
        once = entries_of(round_trip(entries, name))
        assert entries_of(round_trip(once, name)) == once


def test_every_format_that_is_read_has_its_losses_written_down() -> None:
    assert LOSSES.keys() == {name for name, format_ in FORMATS.items() if format_.load}


def test_the_shipped_library_comes_back(library: Library) -> None:
    entries = tuple(library.values())
    for name in LOSSES:
        load = FORMATS[name].load
        assert load is not None
        options = Options(target=FORMATS[name].target(), title_case="as-is")
        read = load(FORMATS[name].dump(flat(entries), library, options))
        assert [entry.key for entry in entries_of(read)] == [entry.key for entry in entries]
        assert [entry.year for entry in entries_of(read)] == [entry.year for entry in entries]
        assert [len(e.authors) for e in entries_of(read)] == [len(e.authors) for e in entries]
        assert [e.is_preprint for e in entries_of(read)] == [e.is_preprint for e in entries]
        assert {problem for problem in problems_of(read) if problem.level == "error"} == set()
