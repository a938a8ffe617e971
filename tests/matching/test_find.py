from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest

from mlsysbib.matching import Pages, Reference, Verdict, compare, find_duplicates, link, prepare
from mlsysbib.matching.kinds import WorkKind
from mlsysbib.matching.venues import NO_VENUE, named_venue
from raw_references import raw

PAPER = raw(
    id_="kwon2023efficient",
    title="Efficient Memory Management for Large Language Model Serving with PagedAttention",
    authors=("Kwon, Woosuk", "Li, Zhuohan", "Zhuang, Siyuan"),
    venue="SOSP",
    year="2023",
    pages="611-626",
    doi="10.1145/3600006.3613165",
)
COPY = raw(
    id_="vllm",
    title="Efficient memory management for large language model serving with pagedattention",
    authors=("W. Kwon", "Z. Li", "S. Zhuang"),
    venue="Proceedings of the 29th Symposium on Operating Systems Principles",
    year="2023",
)
PREPRINT = raw(
    id_="vllm-arxiv",
    title=PAPER.title,
    authors=("Kwon, Woosuk", "Li, Zhuohan", "Zhuang, Siyuan"),
    venue="arXiv preprint arXiv:2309.06180",
    year="2023",
)
OTHER = raw(
    id_="yu2022orca",
    title="Orca: A Distributed Serving System for Transformer-Based Generative Models",
    authors=("Yu, Gyeong-In",),
    venue="OSDI",
    year="2022",
)


def test_clusters_are_versions_and_works_are_papers() -> None:
    found = find_duplicates([PAPER, OTHER, PREPRINT, COPY])
    assert found.clusters == ((0, 3),)
    assert found.works == ((0, 2, 3),)
    assert {(a, b): verdict for a, b, verdict in found.matches.pairs()} == {
        (0, 2): Verdict.VERSION_OF,
        (0, 3): Verdict.SAME,
        (2, 3): Verdict.VERSION_OF,
    }


def test_a_match_shows_its_evidence_in_order_of_the_pair() -> None:
    (match,) = find_duplicates([COPY, PAPER]).matches
    assert (match.a, match.b, match.verdict) == (COPY, PAPER, Verdict.SAME)
    lines = list(map(str, match.evidence))
    assert lines[0] == "+ title: the same words"
    assert "+ authors: 3 of 3 family names agree" in lines
    assert f"+ venue: {COPY.venue.label} / SOSP" in lines
    assert match.score == sum(evidence.points for evidence in match.evidence)


def test_a_veto_is_shown_first() -> None:
    other = PAPER.__class__(id="b", title=f"{PAPER.title} 2", authors=PAPER.authors)
    match = compare(PAPER, other)
    assert match.verdict is Verdict.DIFFERENT
    assert str(match.evidence[0]) == "! numbers: in the titles: none / 2"


def test_people_have_the_last_word() -> None:
    apart = {frozenset({"kwon2023efficient", "vllm"}): Verdict.DIFFERENT}
    found = find_duplicates([PAPER, COPY], apart)
    assert not found.matches
    assert found.clusters == ()
    together = {frozenset({"kwon2023efficient", "yu2022orca"}): Verdict.SAME}
    found = find_duplicates([PAPER, OTHER], together)
    assert found.clusters == ((0, 1),)
    assert str(found.matches[0].evidence[0]) == "! decision: declared same"


def test_a_decision_holds_against_a_chain() -> None:
    third = Reference(id="third", title=PAPER.title, authors=PAPER.authors)
    apart = {frozenset({"kwon2023efficient", "vllm"}): Verdict.DIFFERENT}
    found = find_duplicates([PAPER, COPY, third], apart)
    assert all({0, 1} - set(cluster) for cluster in found.clusters)


def test_versions_of_one_work_are_no_finding() -> None:
    known = [msgspec.structs.replace(each, work="vllm") for each in (PAPER, PREPRINT)]
    assert not find_duplicates(known).matches


def test_versions_of_one_work_are_never_one_cluster() -> None:
    known = [msgspec.structs.replace(each, work="vllm") for each in (PAPER, PREPRINT)]
    bare = Reference(id="bare", title=PAPER.title, authors=PAPER.authors)
    for cluster in find_duplicates([*known, bare]).clusters:
        assert not {0, 1} <= set(cluster)


def test_link_leaves_pairs_of_one_side_alone() -> None:
    matches = link([PAPER, COPY], [PREPRINT, OTHER])
    assert list(matches.pairs()) == [(0, 2, Verdict.VERSION_OF), (1, 2, Verdict.VERSION_OF)]
    assert [match.b for match in matches] == [PREPRINT, PREPRINT]


def test_equal_ids_are_two_references() -> None:
    assert find_duplicates([PAPER, PAPER]).clusters == ((0, 1),)


@pytest.mark.parametrize("references", [[], [PAPER]])
def test_nothing_to_find(references: list[Reference]) -> None:
    found = find_duplicates(references)
    assert (len(found.matches), found.clusters, found.works) == (0, (), ())
    assert not link(references, [])


def test_progress_is_reported_stage_by_stage() -> None:
    seen: list[tuple[str, float]] = []
    find_duplicates([PAPER, COPY], progress=lambda stage, share: seen.append((stage, share)))
    stages = [stage for stage, _ in seen]
    assert [*dict.fromkeys(stages)] == ["normalize", "block", "match", "cluster"]
    assert all(0 <= share <= 1 for _, share in seen)
    assert all(one <= other for (a, one), (b, other) in pairwise(seen) if a == b)


def test_workers_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mlsysbib.matching.normalize.LEAST_PART", 1)
    references = [PAPER, COPY, PREPRINT, OTHER]
    one, two = find_duplicates(references), find_duplicates(references, workers=2)
    assert one[1:] == two[1:]
    assert list(one.matches) == list(two.matches)


def test_a_title_that_recurs_needs_proof() -> None:
    columns = [
        raw(
            id_=f"{year}-{number}",
            title="Book Review Column",
            authors=("Aberer, Karl",),
            venue="SIGMOD Record",
            year=str(year),
            pages=str((year - 1990) * 40 + number),
        )
        for year in range(2000, 2004)
        for number in range(1, 3)
    ]
    assert find_duplicates(columns).clusters == ()
    assert compare(columns[0], columns[0]).verdict is Verdict.SAME


@pytest.mark.parametrize("year", [2014, 2016])
def test_what_may_be_either_does_not_make_one_of_two_kinds(year: int) -> None:
    paper = msgspec.structs.replace(PAPER, kind=WorkKind.PAPER, doi="", pages=Pages())
    thesis = msgspec.structs.replace(
        paper,
        id="thesis",
        kind=WorkKind.THESIS,
        venue=named_venue("UC Berkeley"),
        year=year,
        authors=PAPER.authors[:1],
    )
    bare = [
        msgspec.structs.replace(paper, id=f"misc{n}", kind=WorkKind.ANY, venue=NO_VENUE)
        for n in range(3)
    ]
    for references in ([paper, thesis, *bare], [*bare, thesis, paper]):
        found = find_duplicates(references)
        for group in (*found.clusters, *found.works):
            assert {paper.id, thesis.id} - {references[place].id for place in group}


def test_what_is_prepared_once_gives_the_same() -> None:
    one, other = [PAPER, COPY], [PREPRINT, OTHER]
    known = prepare(other)
    for _ in range(2):
        assert list(link(one, known)) == list(link(one, other))
        assert find_duplicates(known)[1:] == find_duplicates(other)[1:]
