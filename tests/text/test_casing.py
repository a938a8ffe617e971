from __future__ import annotations

import pytest
from hypothesis import given

from mlsysbib.text.casing import sentence_case
from mlsysbib.text.markup import format_markup, parse_markup
from strategies import TITLES


@pytest.mark.parametrize(
    ("title", "lowered"),
    [
        ("Efficient Memory Management", "Efficient memory management"),
        (
            "Serving with {PagedAttention} and {GPU}s on {Summit}",
            "Serving with {PagedAttention} and {GPU}s on {Summit}",
        ),
        # Capitals inside a word keep it, as no headline makes them.
        ("Fast GPU Kernels for vLLM and DNNs", "Fast GPU kernels for vLLM and DNNs"),
        # The first letter after a colon or a sentence stays.
        ("Orca: A Distributed System", "Orca: A distributed system"),
        ("Attention Is All You Need? An Answer", "Attention is all you need? An answer"),
        ("Stop! Go On. Yes — But No", "Stop! Go on. Yes — But no"),
        ("“Quoted Words” Stay", "“Quoted words” stay"),
        ("Why: “The Reason” Counts", "Why: “The reason” counts"),
        ("Learning (Almost) Everything", "Learning (almost) everything"),
        ("Low-Rank Adaptation", "Low-rank adaptation"),
        ("A/B Tests in Moore's Law", "A/B tests in Moore's law"),
        ("A Note on A and I", "A note on A and I"),
        ("Über Größe: Éclairs Électriques", "Über größe: Éclairs électriques"),
        ("$O(N)$ Sums of Terms", "$O(N)$ sums of terms"),
        ("{Orca}: Serving", "{Orca}: Serving"),
        ("Sort: {GPU} Style", "Sort: {GPU} style"),
        ("2D Grids and 3D Meshes", "2D grids and 3D meshes"),
        ("深度 Learning", "深度 learning"),
        ("", ""),
    ],
)
def test_headline_capitals_are_lowered(title: str, lowered: str) -> None:
    assert format_markup(sentence_case(title)) == lowered


@given(TITLES)
def test_only_capitals_of_plain_words_change(title: str) -> None:
    before, after = parse_markup(title), sentence_case(title)
    assert [run.kind for run in after] == [run.kind for run in before]
    for old, new in zip(before, after, strict=True):
        assert old == new or old.kind.value == "plain"
        assert old.text.casefold() == new.text.casefold()


@given(TITLES)
def test_twice_lowered_is_once_lowered(title: str) -> None:
    once = sentence_case(title)
    assert sentence_case(format_markup(once)) == once


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Health Care in the U.S. and U.K.", "Health care in the U.S. and U.K."),
        ("R&D at AT&T: C++ and I/O Tests", "R&D at AT&T: C++ and I/O tests"),
        (
            "Monte Carlo Tree Search in Europe's Markets",
            "Monte Carlo tree search in Europe's markets",
        ),
        ("A Bayesian Approach in Python", "A Bayesian approach in Python"),
        ("Vitamin C and Plan B", "Vitamin C and plan B"),
        # In sentence case already: its capitals are those of names.
        ("The rise of Gizmo and Wombat in tests", "The rise of Gizmo and Wombat in tests"),
        (
            "Über die Theorie der Wärme und die Bewegung",
            "Über die Theorie der Wärme und die Bewegung",
        ),
    ],
)
def test_names_and_initialisms_keep_their_capitals(title: str, expected: str) -> None:
    assert "".join(run.text for run in sentence_case(title)) == expected
