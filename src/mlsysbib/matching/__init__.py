"""Duplicates: references that are one, and versions of one work.

The pipeline is `normalize -> block -> match -> cluster`; `find` runs it. Strings are read in
`titles`, `people` and `places`, and pairs measured in `features`, `wording` and `authorship`.
"""

from mlsysbib.matching.decisions import Decisions
from mlsysbib.matching.evidence import Evidence
from mlsysbib.matching.find import Findings, compare, find_duplicates, link
from mlsysbib.matching.match import Verdict
from mlsysbib.matching.matches import Match, Matches
from mlsysbib.matching.reference import Reference

__all__ = [
    "Decisions", "Evidence", "Findings", "Match", "Matches", "Reference", "Verdict", "compare",
    "find_duplicates", "link",
]  # fmt: skip
