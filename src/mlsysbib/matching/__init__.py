"""Matching: references that are one, and versions of one work.

The pipeline is `normalize -> block -> match -> cluster`; `find` runs it on typed references.
Titles are taken apart in `titles`, and pairs measured in `features`, `wording` and `authorship`.
References come from entries (`entries`) or from raw records (`records`).
"""

from mlsysbib.matching.decisions import Decisions
from mlsysbib.matching.evidence import Evidence
from mlsysbib.matching.find import (
    Findings,
    Prepared,
    compare,
    find_duplicates,
    link,
    prepare,
)
from mlsysbib.matching.match import Verdict
from mlsysbib.matching.matches import Match, Matches
from mlsysbib.matching.reference import Author, Pages, Reference
from mlsysbib.matching.venues import Venue

__all__ = [
    "Author", "Decisions", "Evidence", "Findings", "Match", "Matches", "Pages", "Prepared",
    "Reference", "Venue", "Verdict", "compare", "find_duplicates", "link", "prepare",
]  # fmt: skip
