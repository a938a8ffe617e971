"""Judged: pairs with their features, judgements and votes, as they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from mlsysbib.matching import features as measures
from mlsysbib.matching.cluster import JOINS, NEVER, Edges
from mlsysbib.matching.columns import sorted_once
from mlsysbib.matching.guards import is_other_kind, is_same_issue
from mlsysbib.matching.match import VERDICTS, Judgement, Verdict, judge
from mlsysbib.matching.match import join as join_judgements

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools, Columns
    from mlsysbib.matching.features import Features

    Rows = npt.NDArray[np.int64] | npt.NDArray[np.int32]
    Codes = npt.NDArray[np.int8]
    Sides = npt.NDArray[np.int64]

# Says which pairs of rows to look at.
Wanted = Callable[["Rows", "Rows"], "Bools"]

CODE = {verdict: code for code, verdict in enumerate(VERDICTS)}
_DIFFERENT = CODE[Verdict.DIFFERENT]
# What a pair says about joining its two clusters, by code.
_VOTES = np.array([-2, -2, 1, -2, JOINS], np.int32)
_DECIDED_VOTE = 1_000_000


class Judged:
    """Pairs as they are judged: features of those that may match, votes of all."""

    def __init__(
        self,
        columns: Columns,
        decided: Mapping[tuple[int, int], Verdict],
        *,
        workers: int = 1,
        side: Sides | None = None,
    ) -> None:
        """Begin with no pairs; `decided` are pairs of rows on which people have the last word.

        `side` says which source each row is from, where there are several.
        """
        self.columns, self.decided, self.workers, self.side = columns, decided, workers, side
        self.features: list[Features] = []
        self.judgements: list[Judgement] = []
        self.votes: list[Edges] = []

    def measure(
        self, low: Rows, high: Rows, *, keep_all: bool = False, with_versions: bool = False
    ) -> None:
        """Judge some pairs that were not judged before, known versions of one work left out."""
        columns = self.columns
        work = columns.work
        apart = (work[low] == 0) | (work[low] != work[high]) | with_versions
        features = measures.measure(
            columns, low[apart], high[apart], workers=self.workers, keep_all=keep_all
        )
        if self.side is not None:
            # Of two sources that list a work once each, one leaves out that it is an abstract.
            across = self.side[features.low] != self.side[features.high]
            form_differs = features.form_differs & ~(across & is_same_issue(features))
            features = features._replace(form_differs=form_differs)
        judgement = judge(features)
        keep = (judgement.verdict != _DIFFERENT) | keep_all
        for pair, _ in self._decisions(features.low, features.high):
            keep[pair] = True  # people may have said that they are one
        votes = np.where(is_other_kind(features), NEVER, _VOTES[judgement.verdict])
        self.features.append(features.take(keep))
        self.judgements.append(judgement.take(keep))
        self.votes.append(Edges(features.low, features.high, votes, judgement.total))

    def select(self, wanted: Wanted) -> Judged:
        """Return the pairs that are wanted, as they were judged."""
        found = Judged(self.columns, self.decided, workers=self.workers, side=self.side)
        for features, judgement in zip(self.features, self.judgements, strict=True):
            keep = wanted(features.low, features.high)
            found.features.append(features.take(keep))
            found.judgements.append(judgement.take(keep))
        for votes in self.votes:
            keep = wanted(votes.low, votes.high)
            found.votes.append(votes.take(keep))
        return found

    def add(self, pairs: npt.NDArray[np.int64]) -> None:
        """Judge those of some pairs (rows of low and high) that were not judged yet."""
        keys = pairs[:, 0] << 32 | pairs[:, 1]
        known = np.concatenate(
            [
                np.empty(0, np.int64),
                *(votes.low.astype(np.int64) << 32 | votes.high for votes in self.votes),
            ]
        )
        known, keys = np.sort(known), sorted_once(keys)
        is_known = np.searchsorted(known, keys, "right") > np.searchsorted(known, keys, "left")
        keys = keys[~is_known]
        self.measure(keys >> 32, keys & 0xFFFFFFFF, keep_all=True)

    def forbid(self, pairs: list[tuple[int, int]]) -> None:
        """Let known versions of one work be no cluster, whatever joins them."""
        work = self.columns.work
        known = [(low, high) for low, high in pairs if work[low] and work[low] == work[high]]
        if known:
            low, high = np.array(known, np.int32).T
            votes = np.full(len(known), -_DECIDED_VOTE, np.int32)
            self.votes.append(Edges(low, high, votes, np.zeros(len(known))))

    def edges(self) -> Edges:
        """Return the votes of all pairs, with those of people outweighing all."""
        low, high, vote, score = (
            np.concatenate(column) for column in zip(*self.votes, strict=True)
        )
        vote = vote.astype(np.int64)
        for pair, verdict in self._decisions(low, high):
            vote[pair] = _DECIDED_VOTE if verdict is Verdict.SAME else -_DECIDED_VOTE
            score[pair] = _DECIDED_VOTE
        return Edges(low, high, vote, score)

    def kept(self, *, keep_different: bool) -> tuple[Features, Judgement, Codes, Bools]:
        """Return the pairs that may match, with their codes and whether people decided them."""
        features, judgement = measures.join(self.features), join_judgements(self.judgements)
        codes = judgement.verdict.copy()
        is_decided = np.zeros(len(codes), np.bool_)
        for pair, verdict in self._decisions(features.low, features.high):
            codes[pair], is_decided[pair] = CODE[verdict], True
        keep = (codes != _DIFFERENT) | keep_different
        return features.take(keep), judgement.take(keep), codes[keep], is_decided[keep]

    def _decisions(self, low: Rows, high: Rows) -> Iterable[tuple[int, Verdict]]:
        """Return the places of decided pairs."""
        decided = self.decided
        if decided:
            for place, pair in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
                if pair in decided:
                    yield place, decided[pair]
