"""What is said of a reference: its verdict, the fields that are wrong, and what was asked."""

from __future__ import annotations

from enum import Enum

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.model.entry import Entry


class Verdict(Enum):
    """What a reference was found to be.

    Only what an index covers completely can be absent; what nothing at hand covers is unknown, and
    that is never said to be invented.
    """

    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Severity(Enum):
    """How much a difference weighs, after the criteria of conferences of 2026.

    `ERROR` is a real work with slips to report; `HALLUCINATED` a list of authors that is badly
    wrong, a title of one work with the authors of another, a venue that does not exist.
    """

    BENIGN = "benign"
    ERROR = "error"
    HALLUCINATED = "hallucinated"


_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


class Difference(msgspec.Struct, frozen=True):
    """A field that says what its work's record does not; `source` names the record.

    `field` is one of author, title, year, venue, pages, volume, doi, arxiv, publisher.
    """

    field: str
    given: str
    found: str
    severity: Severity = Severity.ERROR
    source: str = ""


class Hint(msgspec.Struct, frozen=True):
    """What is worth knowing and no contradiction: `published-as`, `fault`, `nearest`, `differs`."""

    kind: str
    text: str


class Asked(msgspec.Struct, frozen=True):
    """A source that was asked: whether it holds all papers of the venue and year, and this one."""

    source: str
    covers: bool
    found: bool


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """A reference with its verdict; `entry` is the version of the work that it was compared with.

    `is_excused` says that the file itself excuses the reference; its verdict stands all the same.
    """

    read: Read
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    hints: tuple[Hint, ...] = ()
    asked: tuple[Asked, ...] = ()
    entry: Entry | None = None
    source: str = ""
    excuse: str = ""

    @property
    def severity(self) -> Severity | None:
        """The heaviest of the differences; None where nothing is known to compare with."""
        if self.verdict is Verdict.UNKNOWN:
            return None
        if self.verdict is Verdict.ABSENT:
            return Severity.HALLUCINATED
        weights = (one.severity for one in self.differences)
        return max(weights, key=_WEIGHT.__getitem__, default=Severity.BENIGN)

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to look at it."""
        return self.verdict in {Verdict.DIFFERS, Verdict.ABSENT} and not self.excuse
