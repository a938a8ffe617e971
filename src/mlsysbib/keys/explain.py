"""Show how a pattern comes to its key, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from mlsysbib.keys.pattern import Pattern, key_of
from mlsysbib.keys.subject import NO_VENUES, Subject
from mlsysbib.model.entry import Entry
from mlsysbib.model.venues import VenueTable


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what a marker gave, or what a modifier made of it.

    `alternative` and `part` count from 1. `value` is None where the alternative fails.
    """

    alternative: int
    part: int
    source: str
    action: str
    value: str | None

    def __str__(self) -> str:
        """Return the step as a line of text."""
        value = "missing: this alternative fails" if self.value is None else repr(self.value)
        return f"{self.source}  {self.action} -> {value}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps of a pattern, and the key that they lead to; "" and `failure` where to none."""

    steps: tuple[Step, ...]
    key: str
    failure: str = ""


def explain(pattern: Pattern, entry: Entry, venues: VenueTable = NO_VENUES) -> Explanation:
    """Return every step up to the alternative that gives a key.

    The key is the pattern's own: a proposal would make it canonical and unique.
    """
    subject = Subject(entry, venues)
    steps: list[Step] = []
    for number, parts in enumerate(pattern.alternatives, start=1):
        for place, part in enumerate(parts, start=1):
            steps += (
                Step(number, place, part.source, action, value)
                for action, value in part.steps(subject)
            )
            if steps[-1].value is None:
                break
        else:
            if key := key_of(parts, subject):
                return Explanation(tuple(steps), key)
    return Explanation(tuple(steps), "", str(pattern.failure(subject)))
