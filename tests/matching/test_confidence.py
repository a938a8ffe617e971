"""How likely verdicts are right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.matching import Verdict, compare, find_duplicates
from raw_references import raw

TITLES = (
    "Widgets in the Wild: Streaming and Compression of Sprockets",
    "Widgets in the Wild 2: Streaming of Sprockets",
    "Editorial",
)
PAPER = raw(
    TITLES[0],
    id_="paper",
    authors=("Doe, Jane", "Muster, Max", "Roe, Rita"),
    venue="SIGCOMM",
    year="2024",
    pages="38-56",
    doi="10.1145/1.2",
)
BARE = raw(TITLES[0], id_="bare", authors=("Doe, Jane", "Muster, Max", "Roe, Rita"))


@given(
    st.sampled_from([*TITLES, ""]),
    st.sampled_from([*TITLES, ""]),
    st.sampled_from(["", "2023", "2024"]),
    st.sampled_from(["", "Doe, Jane", "Roe, Rita"]),
)
def test_confidence_is_a_share(one: str, other: str, year: str, author: str) -> None:
    match = compare(PAPER, raw(one or other, authors=(author,), year=year, venue="arXiv"))
    assert 0 <= match.confidence <= 1


def test_more_that_agrees_makes_a_match_more_likely() -> None:
    (full,) = find_duplicates([PAPER, PAPER]).matches
    (bare,) = find_duplicates([PAPER, BARE]).matches
    assert full.verdict is bare.verdict is Verdict.SAME
    assert full.confidence > bare.confidence > 0.9


def test_what_people_decided_is_certain() -> None:
    decided = {frozenset({"paper", "bare"}): Verdict.VERSION_OF}
    match = compare(PAPER, BARE, decided)
    assert (match.verdict, match.confidence) == (Verdict.VERSION_OF, 1.0)
