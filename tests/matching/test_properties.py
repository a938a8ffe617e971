"""Properties that hold for any references."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mlsysbib.matching import Reference, Verdict, compare, find_duplicates, link
from raw_references import raw

WORDS = st.sampled_from(
    "a of the deep learning training inference systems for GPU clusters Zero: zero-offload 2 II "
    "serving large language models efficient (abstract) erratum: {LLM} $x^2$ 深度 part".split()
)
TITLES = st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=30)
NAMES = st.sampled_from(
    ["Kwon, Woosuk", "W. Kwon", "Kwon W", "Li, Mu", "Li, Ming", "van der Berg, Jan", "et al.", "?"]
)
REFERENCES = st.builds(
    raw,
    id_=st.text("abc", max_size=3),
    title=TITLES,
    authors=st.lists(NAMES, max_size=3).map(tuple),
    venue=st.sampled_from(["", "OSDI", "osdi '20", "arXiv", "CoRR", "J. Syst.", "VLDB", "VLDB J."]),
    year=st.sampled_from(["", "2019", "2020", "n.d."]),
    pages=st.sampled_from(["", "1-10", "11-20", "11", "S12", "21-Aug"]),
    volume=st.sampled_from(["", "1", "2(3)", "1)"]),
    doi=st.sampled_from(["", "10.1/a", "10.1/b", "10.2/c", "10.48550/arXiv.1909.08053"]),
    arxiv=st.sampled_from(["", "1909.08053", "1909.08053v2"]),
    work=st.sampled_from(["", "", "w"]),
)
LISTS = st.lists(REFERENCES, max_size=8)


@given(REFERENCES, REFERENCES)
def test_comparing_is_symmetric(a: Reference, b: Reference) -> None:
    one, other = compare(a, b), compare(b, a)
    assert (one.verdict, one.score) == (other.verdict, other.score)
    assert (other.a, other.b) == (b, a)


@given(REFERENCES)
def test_a_reference_with_title_authors_and_place_is_itself(a: Reference) -> None:
    match = compare(a, a)
    assert match.verdict in {Verdict.SAME, Verdict.POSSIBLE_SAME, Verdict.DIFFERENT}


@settings(deadline=None)
@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    references: list[Reference], random: object
) -> None:
    order = list(range(len(references)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = [references[position] for position in order]
    assert _as_references(references) == _as_references(shuffled)


def _as_references(references: list[Reference]) -> tuple[object, ...]:
    found = find_duplicates(references)
    matches = sorted(
        (tuple(sorted((repr(match.a), repr(match.b)))), match.verdict.value, match.score)
        for match in found.matches
    )
    groups = [
        sorted(sorted(repr(references[position]) for position in group) for group in groups)
        for groups in (found.clusters, found.works)
    ]
    return matches, groups


@settings(deadline=None)
@given(LISTS)
def test_twice_the_same_input_gives_the_same(references: list[Reference]) -> None:
    one, other = find_duplicates(references), find_duplicates(references)
    assert one[1:] == other[1:]
    assert list(one.matches) == list(other.matches)


@settings(deadline=None)
@given(LISTS)
def test_clusters_and_verdicts_agree(references: list[Reference]) -> None:
    found = find_duplicates(references)
    cluster_of = {row: number for number, group in enumerate(found.clusters) for row in group}
    for a, b, verdict in found.matches.pairs():
        assert a < b
        together = a in cluster_of and cluster_of[a] == cluster_of.get(b)
        assert together == (verdict is Verdict.SAME)


@settings(deadline=None)
@given(LISTS, LISTS)
def test_linking_finds_pairs_across_only(one: list[Reference], other: list[Reference]) -> None:
    for a, b, verdict in link(one, other).pairs():
        assert a < len(one) <= b
        assert verdict is not Verdict.DIFFERENT
