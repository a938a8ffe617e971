from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from mlsysbib.matching import Verdict, compare, find_duplicates
from mlsysbib.matching.entries import decisions_of_entries, references_of_entry
from mlsysbib.matching.kinds import WorkKind
from mlsysbib.matching.venues import Kind
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published, Relation
from mlsysbib.model.item_types import StoredType
from mlsysbib.model.library import Library
from mlsysbib.model.venues import Venue

SOSP = Venue(id="sosp", acronym="SOSP", kind="conference", name="Operating Systems Principles")
ENTRY = Entry(
    key="kwon2023efficient",
    title="Efficient Memory Management for Large Language Model Serving with {PagedAttention}",
    system="vLLM",
    authors=("Kwon, Woosuk", "Li, Zhuohan"),
    published=Published(venue="sosp", year=2023, pages="611-626"),
    arxiv=Arxiv(id="2309.06180", date=dt.date(2023, 9, 12)),
)


def test_an_entry_is_one_reference_a_version() -> None:
    published, preprint = references_of_entry(ENTRY, {"sosp": SOSP})
    assert (published.id, published.venue.id) == (ENTRY.key, "sosp")
    assert (preprint.id, preprint.arxiv, preprint.year) == (
        "kwon2023efficient@preprint",
        "2309.06180",
        2023,
    )
    assert published.work == preprint.work == ENTRY.key


def test_a_lone_preprint_keeps_the_key() -> None:
    entry = Entry(key="a2024b", title="A B", preprint=Preprint(server="bioRxiv", year=2024))
    (reference,) = references_of_entry(entry, {})
    assert (reference.id, reference.venue.kind) == ("a2024b", Kind.PREPRINT)


def test_versions_of_one_entry_are_no_duplicates() -> None:
    assert not find_duplicates(references_of_entry(ENTRY, {"sosp": SOSP})).matches


def test_relations_are_decisions() -> None:
    other = Entry(key="b2024c", title="B", relations=(Relation(kind="not-same-as", key="a2024b"),))
    assert decisions_of_entries([other]) == {frozenset({"a2024b", "b2024c"}): Verdict.DIFFERENT}


def test_the_shipped_library_has_no_duplicates(library: Library) -> None:
    references = [
        reference
        for entry in library.values()
        for reference in references_of_entry(entry, library.venues)
    ]
    found = find_duplicates(references, decisions_of_entries(library.values()))
    certain = [match for match in found.matches if not match.verdict.is_possible]
    assert not certain


@pytest.mark.parametrize(
    ("stored", "said", "kind"),
    [
        ("", None, WorkKind.PAPER),
        ("chapter", None, WorkKind.PAPER),
        ("thesis", None, WorkKind.THESIS),
        ("web", None, WorkKind.WEB),
        # What a file has under the type for all the rest may be a preprint.
        ("web", "", WorkKind.ANY),
        ("web", "web", WorkKind.WEB),
        ("", "talk", WorkKind.TALK),
        ("thesis", "", WorkKind.THESIS),
    ],
)
def test_the_kind_is_the_types_or_what_the_text_says(
    stored: StoredType, said: str | None, kind: WorkKind
) -> None:
    entry = msgspec.structs.replace(ENTRY, type=stored)
    kinds = {reference.kind for reference in references_of_entry(entry, {"sosp": SOSP}, said)}
    assert kinds == {kind}


def test_a_venue_of_two_names_is_shown_under_one() -> None:
    published, _ = references_of_entry(ENTRY, {"sosp": SOSP})
    assert published.venue.label == "SOSP"
    assert "+ venue: SOSP" in map(str, compare(published, published).evidence)
