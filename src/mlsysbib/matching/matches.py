"""Matches: the pairs that were found, put into words only where they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np

from mlsysbib.matching.evidence import Evidence, explain
from mlsysbib.matching.match import VERDICTS, Verdict, judge

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools, Columns
    from mlsysbib.matching.features import Features
    from mlsysbib.matching.reference import Reference


class Match(NamedTuple):
    """Two references, what they are to each other, and why."""

    a: Reference
    b: Reference
    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Matches(Sequence[Match]):
    """Pairs, in order of their positions in the input."""

    columns: Columns
    features: Features
    codes: npt.NDArray[np.int8]
    is_decided: Bools
    is_swapped: Bools
    positions: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> Match: ...
    @overload
    def __getitem__(self, index: slice) -> list[Match]: ...
    def __getitem__(self, index: int | slice) -> Match | list[Match]:
        """Return a pair, or several, with the evidence."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        pair = range(len(self))[index]
        features = self.features.take(np.array([pair]))
        judgement = judge(features)
        swap = bool(self.is_swapped[pair])
        evidence = explain(self.columns, features, judgement, 0, swap=swap)
        verdict = VERDICTS[self.codes[pair]]
        if self.is_decided[pair]:
            evidence = (
                Evidence("decision", 0.0, f"declared {verdict.value}", is_veto=True),
                *evidence,
            )
        elif verdict is not VERDICTS[judgement.verdict[0]]:
            evidence = (*evidence, _by_others(verdict))
        rows = int(features.low[0]), int(features.high[0])
        a, b = rows[::-1] if swap else rows
        references = self.columns.references
        return Match(
            references[a], references[b], verdict, round(float(judgement.total[0]), 2), evidence
        )

    def pairs(self) -> Iterator[tuple[int, int, Verdict]]:
        """Return positions in the input and verdicts, without the cost of evidence."""
        for (a, b), code in zip(self.positions.tolist(), self.codes.tolist(), strict=True):
            yield a, b, VERDICTS[code]


def _by_others(verdict: Verdict) -> Evidence:
    if verdict is Verdict.SAME:
        return Evidence("cluster", 0.0, "other references join the two")
    return Evidence("cluster", 0.0, "other references hold the two apart")
