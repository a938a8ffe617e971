from __future__ import annotations

import datetime as dt
from typing import Literal

import pytest
from msgspec.structs import replace

from mlsysbib.matching.merging import absorb, merge_entries
from mlsysbib.model.entry import Arxiv, Entry, Links, Provenance, Published, Relation

PUBLISHED = Entry(
    key="doe2022gizmo",
    title="Gizmo: Imaginary Accelerators",
    authors=("Doe, Jane",),
    published=Published(venue="osdi", year=2022),
)
PREPRINT = Entry(
    key="doe2021gizmo",
    title="{Gizmo}: Imaginary Accelerators",
    authors=("Doe, Jane",),
    arxiv=Arxiv(id="2101.00001"),
)


def test_what_one_does_not_know_comes_from_the_other() -> None:
    for kept, dropped in ((PUBLISHED, PREPRINT), (PREPRINT, PUBLISHED)):
        entry, contradictions = merge_entries(kept, dropped, "keep")
        assert contradictions == ()
        assert (entry.key, entry.aliases) == (kept.key, (dropped.key,))
        assert (entry.published, entry.arxiv) == (PUBLISHED.published, PREPRINT.arxiv)


def test_of_one_title_the_one_with_marks_stays() -> None:
    plain = Entry(key="a", title="Gizmo at Scale")
    marked = Entry(key="b", title="{Gizmo} at scale")
    for kept, dropped in ((plain, marked), (marked, plain)):
        assert merge_entries(kept, dropped, "keep")[0].title == marked.title


def test_lists_are_joined_and_nothing_is_twice() -> None:
    related = Relation(kind="related", key="roe2020x")
    decision = Relation(kind="not-same-as", key="b")
    first = Entry(
        key="a", title="T", topics=("x", "y"), aliases=("A",), relations=(related, decision)
    )
    second = Entry(key="b", title="T", topics=("y", "z"), aliases=("B",), relations=(related,))
    entry, _ = merge_entries(first, second, "keep")
    assert entry.topics == ("x", "y", "z")
    assert entry.aliases == ("A", "b", "B")
    assert entry.relations == (related,)


def test_a_publication_is_taken_whole() -> None:
    first = Entry(key="a", title="T", published=Published(venue="osdi", year=2022, pages="1-9"))
    second = Entry(key="b", title="T", published=Published(venue="sosp", year=2022, doi="10.1/x"))
    kept, contradictions = merge_entries(first, second, "keep")
    assert kept.published == first.published
    assert merge_entries(first, second, "drop")[0].published == second.published
    assert [found.field for found in contradictions] == [
        "published.venue",
        "published.pages",
        "published.doi",
    ]


def test_one_publication_is_put_together() -> None:
    first = Entry(key="a", title="T", published=Published(venue="osdi", year=2022, pages="1-9"))
    second = Entry(key="b", title="T", published=Published(venue="osdi", year=2022, doi="10.1/x"))
    entry, contradictions = merge_entries(first, second, "keep")
    assert contradictions == ()
    assert entry.published == Published(venue="osdi", year=2022, pages="1-9", doi="10.1/x")


def test_sources_are_joined_and_the_older_check_counts() -> None:
    dates = [dt.date(2024, 5, 1), dt.date(2023, 5, 1)]
    first, second = (
        Entry(key=key, title="T", provenance=Provenance(sources=(key,), checked=day, note=key))
        for key, day in zip("ab", dates, strict=True)
    )
    entry, _ = merge_entries(first, second, "keep")
    assert entry.provenance == Provenance(sources=("a", "b"), checked=dates[1], note="a b")


@pytest.mark.parametrize(("prefer", "taken"), [("keep", "1"), ("drop", "2")])
def test_one_link_of_two_and_the_other_in_the_note(prefer: str, taken: str) -> None:
    first = Entry(key="a", title="T", links=Links(code="1", pdf="p"))
    second = Entry(key="b", title="T", links=Links(code="2", video="v"))
    entry, (found,) = merge_entries(first, second, "keep" if prefer == "keep" else "drop")
    assert entry.links == Links(code=taken, pdf="p", video="v")
    assert str(found) == "links.code: '1' against '2'"
    lost = "2" if taken == "1" else "1"
    assert entry.provenance.note == f"Merged with b, which had links.code '{lost}'."


def test_a_reference_adds_facts_but_no_names_and_no_topics() -> None:
    foreign = Entry(
        key="Foreign:Key",
        title="Gizmo: Imaginary Accelerators",
        authors=("Doe, Jane",),
        aliases=("other",),
        topics=("serving",),
        status="draft",
        published=Published(venue="osdi", year=2022, pages="3-4"),
        provenance=Provenance(sources=("import",), note="theirs"),
    )
    entry, contradictions = absorb(PUBLISHED, foreign)
    assert contradictions == ()
    assert entry.published == foreign.published
    assert (entry.aliases, entry.topics, entry.status) == ((), (), "")
    assert entry.provenance == Provenance(sources=("import",))


def test_what_the_entry_says_stands_against_a_reference() -> None:
    foreign = Entry(key="x", title="Gizmo: Real Accelerators", published=PUBLISHED.published)
    entry, (found,) = absorb(PUBLISHED, foreign)
    assert entry == PUBLISHED
    assert (found.field, found.dropped) == ("title", "Gizmo: Real Accelerators")


@pytest.mark.parametrize(("prefer", "reason"), [("keep", "ours"), ("drop", "theirs")])
def test_a_rule_is_ignored_for_the_preferred_reason(
    prefer: Literal["keep", "drop"], reason: str
) -> None:
    first = Entry(key="a", title="T", ignore={"key-form": "ours", "name-form": "x"})
    second = Entry(key="b", title="T", ignore={"key-form": "theirs", "arxiv-form": "y"})
    entry, _ = merge_entries(first, second, prefer)
    assert entry.ignore == {"key-form": reason, "name-form": "x", "arxiv-form": "y"}


def test_that_a_paper_is_an_article_goes_with_its_journal() -> None:
    journal = Published(container_title="Nature", year=2020)
    venue = Published(venue="osdi", year=2020)
    article = Entry(key="b", title="T", type="article", published=journal)
    merged, _ = merge_entries(Entry(key="a", title="T", published=venue), article, "keep")
    assert (merged.type, merged.published) == ("", venue)
    merged, _ = merge_entries(Entry(key="a", title="T", published=venue), article, "drop")
    assert (merged.type, merged.published) == ("article", journal)
    bare = Entry(key="a", title="T", published=Published(year=2020))
    merged, _ = merge_entries(bare, article, "keep")
    assert (merged.type, merged.published) == ("article", journal)


TEN = tuple(f"Author, {letter}." for letter in "ABCDEFGHIJ")


@pytest.mark.parametrize("is_kept_cut", [True, False])
def test_a_list_of_authors_that_was_cut_is_completed(*, is_kept_cut: bool) -> None:
    whole = Entry(key="a", title="T", authors=TEN, published=Published(venue="osdi", year=2022))
    cut = replace(whole, key="b", authors=TEN[:2], authors_cut=True)
    kept, dropped = (cut, whole) if is_kept_cut else (whole, cut)
    merged, contradictions = merge_entries(kept, dropped, "keep")
    assert (merged.authors, merged.authors_cut, contradictions) == (TEN, False, ())


def test_a_list_that_was_cut_elsewhere_stays_with_its_mark() -> None:
    cut = replace(PUBLISHED, authors=("Doe, J.",), authors_cut=True)
    for kept, dropped in ((PUBLISHED, cut), (cut, PUBLISHED)):
        merged, contradictions = merge_entries(kept, dropped, "keep")
        assert (merged.authors, merged.authors_cut) == (kept.authors, kept.authors_cut)
        assert [found.field for found in contradictions] == ["authors"]
    merged, _ = merge_entries(PUBLISHED, replace(PREPRINT, authors_cut=True), "keep")
    assert merged.arxiv == PREPRINT.arxiv
    assert not merged.authors_cut
