"""Grouping: judged pairs become clusters of one version and works in any version.

Nothing here looks beyond the rows that good pairs connect, so rows may be grouped a part at a time.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mlsysbib.matching.cluster import JOINS, clusters, components
from mlsysbib.matching.judged import CODE
from mlsysbib.matching.match import Verdict

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools, Columns
    from mlsysbib.matching.features import Features
    from mlsysbib.matching.judged import Judged

    Rows = npt.NDArray[np.int64] | npt.NDArray[np.int32]
    Codes = npt.NDArray[np.int8]

_SAME, _POSSIBLE_SAME = CODE[Verdict.SAME], CODE[Verdict.POSSIBLE_SAME]
VERSION = CODE[Verdict.VERSION_OF]
# Groups up to this size are compared in full before they are split.
_MOST_IN_FULL = 300


class Groups(NamedTuple):
    """Groups of two rows or more; `cluster_of` gives each row the first one of its cluster."""

    clusters: list[list[int]]
    works: list[list[int]]
    cluster_of: Rows


def group(columns: Columns, judged: Judged) -> Groups:
    """Cluster judged pairs, and join the clusters that are versions of one work."""
    _complete(columns, judged)
    found = clusters(len(columns), judged.edges())
    cluster_of = np.arange(len(columns))
    for some in found:
        cluster_of[some] = some[0]
    features, _, codes, is_decided = judged.kept(keep_different=False)
    codes = agreed(codes, cluster_of, features, is_decided)
    return Groups(found, _works(columns, features, codes), cluster_of)


def agreed(codes: Codes, cluster_of: Rows, features: Features, is_decided: Bools) -> Codes:
    """Return verdicts as the clusters have them; those of people stand."""
    together = cluster_of[features.low] == cluster_of[features.high]
    codes = np.where(together & ~is_decided, _SAME, codes)
    found: Codes = np.where(
        ~together & (codes == _SAME) & ~is_decided, _POSSIBLE_SAME, codes
    ).astype(np.int8)
    return found


def _complete(columns: Columns, judged: Judged) -> None:
    """Judge every pair inside the groups that good pairs join."""
    edges = judged.edges()
    same = edges.vote >= JOINS
    groups = components(len(columns), edges.low[same].tolist(), edges.high[same].tolist())
    pairs = [
        pair
        for some in groups
        if 2 < len(some) <= _MOST_IN_FULL  # noqa: PLR2004 - of two, the pair is known
        for pair in combinations(some, 2)
    ]
    judged.add(np.array(pairs, np.int64).reshape(-1, 2))
    judged.forbid(pairs)


def _works(columns: Columns, features: Features, codes: Codes) -> list[list[int]]:
    """Join what is one work, the surest pairs first."""
    linked = np.flatnonzero(codes >= VERSION)
    low, high = features.low[linked], features.high[linked]
    best = np.lexsort((high, low, -codes[linked]))
    kinds = columns.kind.tolist()
    return components(len(kinds), low[best].tolist(), high[best].tolist(), kinds)
