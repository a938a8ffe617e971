"""Decisions: what people have said of pairs of references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mlsysbib.matching.match import Verdict

if TYPE_CHECKING:
    from mlsysbib.matching.reference import Reference

# Verdicts of people on two references, each named by its `work`, else by its `id`.
Decisions = Mapping[frozenset[str], Verdict]


def decided_rows(
    references: Sequence[Reference], decisions: Decisions
) -> dict[tuple[int, int], Verdict]:
    """Return the pairs of rows that people decided on."""
    rows: dict[str, list[int]] = {name: [] for names in decisions for name in names}
    for row, reference in enumerate(references):
        name = reference.work or reference.id
        if name in rows:
            rows[name].append(row)
    return decided_pairs(rows, decisions)


def decided_pairs(
    rows: Mapping[str, Sequence[int]], decisions: Decisions
) -> dict[tuple[int, int], Verdict]:
    """Return the pairs of rows that people decided on, by the rows that each name has."""
    found: dict[tuple[int, int], Verdict] = {}
    for names, verdict in decisions.items():
        first, *rest = sorted(names)
        for one in rows.get(first, ()):
            for other in rows.get(rest[0], ()) if rest else ():
                found[min(one, other), max(one, other)] = verdict
    return found
