"""Cluster: groups of rows that are one, where pairs may contradict each other.

A chain of good pairs can join two records that are plainly different (a paper without venue and
year fits both the conference's and the journal's). So the best pairs join first, and two groups
join only while the pairs between them that agree are no fewer than those that do not.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools, Ints


JOINS = 2
# No number of pairs that agree outvotes this.
NEVER = -100_000


class Edges(NamedTuple):
    """Judged pairs, with votes for (above 0) and against joining them; JOINS is reason enough."""

    low: Ints
    high: Ints
    vote: Ints
    score: npt.NDArray[np.float64]

    def take(self, keep: Bools) -> Edges:
        """Return some of the pairs."""
        return Edges(self.low[keep], self.high[keep], self.vote[keep], self.score[keep])


def components(
    size: int, low: Iterable[int], high: Iterable[int], kinds: Sequence[int] = ()
) -> list[list[int]]:
    """Return the connected groups of two and more rows, in order.

    With `kinds`, as bits, groups that have none in common join only where a pair of its own says
    so: what may be a thesis as well as a paper makes no paper of a thesis.
    """
    parent = list(range(size))
    kind_of = list(kinds)
    for a, b in zip(low, high, strict=True):
        first, second = _root(parent, a), _root(parent, b)
        if first != second:
            if kind_of:
                either = kind_of[first], kind_of[second]
                both = either[0] & either[1]
                if not both and kinds[a] & kinds[b]:
                    continue
                kind_of[first] = kind_of[second] = both or either[0] | either[1]
            # The lowest row leads, so that groups come out in order.
            parent[max(first, second)] = min(first, second)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for row in range(size):
        if parent[row] != row:
            groups[_root(parent, row)].append(row)
    return [[root, *groups[root]] for root in sorted(groups)]


def _root(parent: list[int], row: int) -> int:
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row


def clusters(size: int, edges: Edges) -> list[list[int]]:
    """Return the groups of rows that are one record, each sorted, in order of their first rows."""
    same = edges.vote >= JOINS
    groups = components(size, edges.low[same].tolist(), edges.high[same].tolist())
    group_of = np.full(size, -1, np.int64)
    for number, group in enumerate(groups):
        group_of[group] = number
    inside = (group_of[edges.low] == group_of[edges.high]) & (group_of[edges.low] >= 0)
    disputed = set(group_of[edges.low[inside & (edges.vote < 0)]].tolist())
    found = [group for number, group in enumerate(groups) if number not in disputed]
    if disputed:
        in_dispute = np.zeros(len(groups), np.bool_)
        in_dispute[list(disputed)] = True
        is_disputed = inside & in_dispute[group_of[edges.low]]
        found += _agglomerate(edges.take(is_disputed))
    return sorted(found)


def _agglomerate(edges: Edges) -> Iterator[list[int]]:
    """Join groups by falling score while the pairs between them speak for it."""
    members: dict[int, list[int]] = {}
    home: dict[int, int] = {}
    votes: dict[int, dict[int, int]] = {}
    for a, b, vote in zip(
        edges.low.tolist(), edges.high.tolist(), edges.vote.tolist(), strict=True
    ):
        for one, other in ((a, b), (b, a)):
            members.setdefault(one, [one])
            home[one] = one
            votes.setdefault(one, {})[other] = vote
    same = np.flatnonzero(edges.vote >= JOINS)
    order = same[np.lexsort((edges.high[same], edges.low[same], -edges.score[same]))]
    for a, b in zip(edges.low[order].tolist(), edges.high[order].tolist(), strict=True):
        one, other = home[a], home[b]
        if one == other or votes[one].get(other, 0) < 0:
            continue
        if len(members[one]) < len(members[other]):
            one, other = other, one
        _absorb(one, other, votes)
        for row in members[other]:
            home[row] = one
        members[one] += members.pop(other)
    for group in members.values():
        if len(group) > 1:
            yield sorted(group)


def _absorb(one: int, other: int, votes: dict[int, dict[int, int]]) -> None:
    """Add the votes of one group to another's, on both ends."""
    for third, vote in votes.pop(other).items():
        del votes[third][other]
        if third != one:
            total = votes[one].get(third, 0) + vote
            votes[one][third] = votes[third][one] = total
