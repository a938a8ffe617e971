"""Matches: the pairs that were found, put into words only where they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np

from mlsysbib.matching.confidence import confidences
from mlsysbib.matching.evidence import Evidence, explain
from mlsysbib.matching.match import VERDICTS, Verdict

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools, Columns
    from mlsysbib.matching.features import Features
    from mlsysbib.matching.match import Judgement
    from mlsysbib.matching.reference import Reference


class Match(NamedTuple):
    """Two references, what they are to each other, and why.

    `score` are points, `confidence` is how likely the verdict is right, from 0 to 1.
    """

    a: Reference
    b: Reference
    verdict: Verdict
    score: float
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Matches(Sequence[Match]):
    """Pairs, in order of their positions in the input; each was judged once, when it was found."""

    references: Sequence[Reference]
    columns: Columns
    features: Features
    judgement: Judgement
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
        a, b = self.positions[pair].tolist()
        score = sum(float(points[pair]) for points in self.judgement.points.values())
        verdict = VERDICTS[self.codes[pair]]
        return Match(
            self.references[a],
            self.references[b],
            verdict,
            round(score, 2),
            self.confidence_of(pair),
            self._evidence(pair),
        )

    def confidence_of(self, pair: int) -> float:
        """Return how likely the verdict on a pair is right, from 0 to 1."""
        some = np.array([pair])
        found = confidences(self.codes[some], self.judgement.take(some), self.is_decided[some])
        return round(float(found[0]), 3)

    def _evidence(self, pair: int) -> tuple[Evidence, ...]:
        swap, verdict = bool(self.is_swapped[pair]), VERDICTS[self.codes[pair]]
        first, second = self.positions[pair].tolist()
        both = self.references[first], self.references[second]
        evidence = explain(self.columns, both, self.features, self.judgement, pair, swap=swap)
        if self.is_decided[pair]:
            declared = Evidence("decision", 0.0, f"declared {verdict.value}", is_veto=True)
            return (declared, *evidence)
        if self.codes[pair] != self.judgement.verdict[pair]:
            return (*evidence, _by_others(verdict))
        return evidence

    def pairs(self) -> Iterator[tuple[int, int, Verdict]]:
        """Return positions in the input and verdicts, without the cost of evidence."""
        for (a, b), code in zip(self.positions.tolist(), self.codes.tolist(), strict=True):
            yield a, b, VERDICTS[code]


def _by_others(verdict: Verdict) -> Evidence:
    if verdict is Verdict.SAME:
        return Evidence("cluster", 0.0, "other references join the two")
    return Evidence("cluster", 0.0, "other references hold the two apart")
