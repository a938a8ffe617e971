from __future__ import annotations

import numpy as np

from mlsysbib.matching.cluster import JOINS, Edges, clusters, components


def edges(*rows: tuple[int, int, int, float]) -> Edges:
    low, high, vote, score = zip(*rows, strict=True)
    return Edges(
        np.array(low, np.int32),
        np.array(high, np.int32),
        np.array(vote, np.int32),
        np.array(score, np.float64),
    )


def test_components_come_in_order() -> None:
    assert components(6, [4, 0, 1], [5, 1, 2]) == [[0, 1, 2], [4, 5]]


def test_a_chain_is_one_cluster_if_nothing_contradicts() -> None:
    assert clusters(3, edges((0, 1, JOINS, 9), (1, 2, JOINS, 8))) == [[0, 1, 2]]


def test_a_contradicted_chain_breaks_at_its_weakest_link() -> None:
    # 0 and 2 are plainly two; 1 fits both, 0 better.
    found = clusters(3, edges((0, 1, JOINS, 9), (1, 2, JOINS, 7), (0, 2, -2 * JOINS, 0)))
    assert found == [[0, 1]]


def test_many_that_agree_outvote_one_that_does_not() -> None:
    pairs = [(a, b, JOINS, 9.0) for a in range(4) for b in range(a + 1, 4) if (a, b) != (0, 3)]
    assert clusters(4, edges(*pairs, (0, 3, -JOINS, 0.0))) == [[0, 1, 2, 3]]


def test_possible_pairs_alone_join_nothing() -> None:
    assert clusters(2, edges((0, 1, JOINS - 1, 6))) == []


def test_groups_without_a_kind_in_common_stay_apart() -> None:
    paper, thesis, unknown = 1, 2, 3
    kinds = [paper, unknown, thesis]
    assert components(3, [0, 1], [1, 2], kinds) == [[0, 1]]
    # A pair that is one in spite of its kinds was joined by more than likeness.
    assert components(3, [0, 1], [1, 2], [paper, thesis, unknown]) == [[0, 1, 2]]
