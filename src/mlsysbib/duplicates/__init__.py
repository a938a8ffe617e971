"""Duplicates: references that are one, and versions of one work.

The pipeline is `normalize -> block -> match -> cluster`; `find` runs it. Strings are read in
`titles`, `people` and `places`, and pairs measured in `features`, `wording` and `authorship`.
"""

from mlsysbib.duplicates.evidence import Evidence
from mlsysbib.duplicates.find import Decisions, Findings, compare, find_duplicates, link
from mlsysbib.duplicates.match import Verdict
from mlsysbib.duplicates.matches import Match, Matches
from mlsysbib.duplicates.reference import Reference

__all__ = [
    "Decisions", "Evidence", "Findings", "Match", "Matches", "Reference", "Verdict", "compare",
    "find_duplicates", "link",
]  # fmt: skip
