"""Find: the pipeline, from references to pairs and clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mlsysbib.matching.block import candidate_pairs, decode
from mlsysbib.matching.decisions import Decisions, decided_rows
from mlsysbib.matching.grouping import agreed, group
from mlsysbib.matching.judged import Judged, Wanted
from mlsysbib.matching.matches import Match, Matches
from mlsysbib.matching.normalize import Part, canonical_order, join, read_in_parts

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.reference import Reference

    Bools = npt.NDArray[np.bool_]
    Rows = npt.NDArray[np.int64] | npt.NDArray[np.int32]
    Codes = npt.NDArray[np.int8]

# Called with the stage and the share of it that is done.
Progress = Callable[[str, float], None]

_PAIRS_AT_ONCE = 50_000


class Findings(NamedTuple):
    """What was found; clusters and works hold positions in the input, two or more each."""

    matches: Matches
    # References that are one version of one work.
    clusters: tuple[tuple[int, ...], ...]
    # References that are one work, in whatever version.
    works: tuple[tuple[int, ...], ...]


class Prepared(NamedTuple):
    """References that are read: kept, they are searched and joined with others at little cost."""

    references: tuple[Reference, ...]
    parts: tuple[Part, ...]


References = Sequence["Reference"] | Prepared


def prepare(references: References, *, workers: int = 1) -> Prepared:
    """Read references, once for any number of searches; `workers` processes share the work."""
    if isinstance(references, Prepared):
        return references
    return Prepared(tuple(references), tuple(read_in_parts(references, workers)))


def find_duplicates(
    references: References,
    decisions: Decisions | None = None,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Findings:
    """Find the references that are one, or versions of one work.

    The order of the references does not matter to the result; `workers` processes share the work.
    """
    search = Search([references], decisions, workers=workers, progress=progress)
    judged = search.judge()
    search.report("cluster", 0.0)
    findings = search.findings(judged)
    search.report("cluster", 1.0)
    return findings


def link(
    references: References,
    against: References,
    decisions: Decisions | None = None,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Matches:
    """Find what `references` and `against` have in common; pairs within either are left alone."""
    search = Search([references, against], decisions, workers=workers, progress=progress)
    return search.matches(search.judge(lambda low, high: search.side[low] != search.side[high]))


def compare(a: Reference, b: Reference, decisions: Decisions | None = None) -> Match:
    """Say what two references are to each other, and why.

    Only the two are looked at, so a title that recurs year after year is not known as such.
    """
    search = Search([[a, b]], decisions)
    judged = Judged(search.columns, search.decided)
    judged.measure(np.array([0]), np.array([1]), keep_all=True, with_versions=True)
    return search.matches(judged, keep_different=True)[0]


class Search:
    """The references of one search, in canonical order, with what people decided.

    `side` says of each row which of the inputs it comes from, counted from 0.
    """

    def __init__(
        self,
        inputs: Sequence[References],
        decisions: Decisions | None = None,
        *,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> None:
        """Read what was not read before, and put all inputs into one order."""
        self.workers = workers
        self.report = progress or (lambda *_: None)
        self.report("normalize", 0.0)
        prepared = [prepare(references, workers=workers) for references in inputs]
        parts = [part for one in prepared for part in one.parts]
        self.references = [reference for one in prepared for reference in one.references]
        self.order = canonical_order(parts)
        self.columns = join(parts, self.order)
        sizes = [len(one.references) for one in prepared]
        self.side = np.repeat(np.arange(len(sizes)), sizes)[self.order]
        ordered = [self.references[place] for place in self.order.tolist()]
        self.decided = decided_rows(ordered, decisions) if decisions else {}
        self.report("normalize", 1.0)

    @property
    def _is_first(self) -> Bools | None:
        """Which rows are of the first source, where there are two."""
        return self.side == 0 if len(self.side) and self.side.max() == 1 else None

    def judge(self, wanted: Wanted | None = None) -> Judged:
        """Judge the candidate pairs; of `wanted`, those only that it asks for."""
        self.report("block", 0.0)
        pairs = candidate_pairs(self.columns, wanted, self._is_first)
        self.report("block", 1.0)
        judged = Judged(self.columns, self.decided, workers=self.workers, side=self.side)
        for start in range(0, len(pairs), _PAIRS_AT_ONCE):
            some = pairs[start : start + _PAIRS_AT_ONCE]
            judged.measure(*decode(some))
            self.report("match", (start + len(some)) / len(pairs))
        decided = np.array([*self.decided], np.int64).reshape(-1, 2)
        low, high = decided.T
        judged.add(decided[wanted(low, high)] if wanted else decided)
        return judged

    def judge_pairs(self, pairs: Iterable[tuple[int, int]]) -> Judged:
        """Judge these pairs and no others: positions among all references, inputs end to end."""
        row_of = np.empty(len(self.order), np.int64)
        row_of[self.order] = np.arange(len(self.order))
        rows = np.sort(row_of[np.array([*pairs], np.int64).reshape(-1, 2)], axis=1)
        judged = Judged(self.columns, self.decided, workers=self.workers, side=self.side)
        judged.measure(np.empty(0, np.int64), np.empty(0, np.int64))
        judged.add(rows)
        return judged

    def findings(self, judged: Judged) -> Findings:
        """Cluster the judged pairs, and make the verdicts agree with the clusters."""
        groups = group(self.columns, judged)
        return Findings(
            self.matches(judged, groups.cluster_of),
            self._positions(groups.clusters),
            self._positions(groups.works),
        )

    def _positions(self, groups: list[list[int]]) -> tuple[tuple[int, ...], ...]:
        """Return groups of rows as positions in the input, in its order."""
        return tuple(sorted(tuple(sorted(self.order[group].tolist())) for group in groups))

    def matches(
        self, judged: Judged, cluster_of: Rows | None = None, *, keep_different: bool = False
    ) -> Matches:
        """Return the pairs that are not different, in order of the input."""
        features, judgement, codes, is_decided = judged.kept(keep_different=keep_different)
        if cluster_of is not None:
            codes = agreed(codes, cluster_of, features, is_decided)
        positions = np.column_stack([self.order[features.low], self.order[features.high]])
        swaps = positions[:, 0] > positions[:, 1]
        positions.sort(axis=1)
        by_position = np.lexsort((positions[:, 1], positions[:, 0]))
        return Matches(
            references=self.references,
            columns=self.columns,
            features=features.take(by_position),
            judgement=judgement.take(by_position),
            codes=codes[by_position].astype(np.int8),
            is_decided=is_decided[by_position],
            is_swapped=swaps[by_position],
            positions=positions[by_position],
        )
