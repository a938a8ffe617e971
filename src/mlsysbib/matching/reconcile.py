"""Match foreign references against a library: the same work, another version, or unknown.

What import, tidy and the adopting of lists stand on. A title alone never suffices: it takes an
identifier, or title and authors and a year that fits. Doubt is an outcome of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import Enum

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.index.record import Record, Work
from mlsysbib.matching import Match, Reference, Verdict, link
from mlsysbib.matching.entries import decisions_of_entries, references_of_entry
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.venue_matching import VenueMatcher, recognise_venue


class Outcome(Enum):
    """What a foreign reference is to a library."""

    SAME = "same"  # a version that the library has
    OTHER_VERSION = "other version"  # a work that it has, in a version that it lacks
    POSSIBLE = "possible"  # a person should look
    NEW = "new"


class Reconciled(msgspec.Struct, frozen=True):
    """A foreign reference, and the library's own entry that it is; `evidence` is for people.

    `foreign` is its entry with the venue recognised. Where an index knows the work and not the
    library, `work` is it, and `entry` was made of its `record`.
    """

    read: Read
    foreign: Entry
    outcome: Outcome
    entry: Entry | None = None
    evidence: tuple[str, ...] = ()
    work: Work | None = None
    record: Record | None = None


# Called with the stage and the share of it that is done.
Progress = Callable[[str, float], None]

_RANK = {
    Verdict.SAME: 4,
    Verdict.VERSION_OF: 3,
    Verdict.POSSIBLE_SAME: 2,
    Verdict.POSSIBLE_VERSION: 1,
}
_FOREIGN = "foreign reference "


def reconcile(
    reads: Iterable[Read],
    library: Library,
    *,
    candidates: Sequence[Collection[str]] = (),
    progress: Progress | None = None,
) -> tuple[Reconciled, ...]:
    """Say of each foreign reference that has an entry what it is to the library, in their order.

    The entry's venue is recognised first. `candidates` are the keys of those entries that each is
    compared with, where that is known; otherwise they are looked for among all.
    """
    matcher = VenueMatcher(library.venues)
    foreign = [(read, recognise_venue(read.entry, matcher)) for read in reads if read.entry]
    own = [r for entry in library.values() for r in references_of_entry(entry, library.venues)]
    references = [
        msgspec.structs.replace(reference, id=f"{_FOREIGN}{number}", work="")
        for number, (read, entry) in enumerate(foreign)
        for reference in references_of_entry(entry, library.venues, read.kind)
    ]
    decisions = decisions_of_entries(library.values())
    pairs = _pairs(references, own, candidates) if candidates else None
    found = link(references, own, decisions, pairs=pairs, progress=progress)
    best: dict[int, Match] = {}
    for match in found:
        number = int(match.a.id.removeprefix(_FOREIGN))
        if number not in best or _weight(match) > _weight(best[number]):
            best[number] = match
    return tuple(
        _reconciled(read, entry, best.get(number), library)
        for number, (read, entry) in enumerate(foreign)
    )


def _pairs(
    references: Sequence[Reference], own: Sequence[Reference], candidates: Sequence[Collection[str]]
) -> Iterator[tuple[int, int]]:
    """Yield the positions of each reference and of the versions of its candidates."""
    versions: defaultdict[str, list[int]] = defaultdict(list)
    for position, reference in enumerate(own):
        versions[reference.work].append(position)
    for position, reference in enumerate(references):
        for key in candidates[int(reference.id.removeprefix(_FOREIGN))]:
            yield from ((position, other) for other in versions[key])


def _weight(match: Match) -> tuple[bool, int, float]:
    return _is_certain(match), _RANK[match.verdict], match.score


def _reconciled(read: Read, foreign: Entry, match: Match | None, library: Library) -> Reconciled:
    if match is None:
        return Reconciled(read, foreign, Outcome.NEW)
    entry = library[match.b.work]
    evidence = tuple(map(str, match.evidence))
    if not _is_certain(match):
        return Reconciled(read, foreign, Outcome.POSSIBLE, entry, evidence)
    has_version = (foreign.is_preprint and entry.arxiv) or (
        foreign.published and entry.published and match.verdict is Verdict.SAME
    )
    outcome = Outcome.SAME if has_version else Outcome.OTHER_VERSION
    return Reconciled(read, foreign, outcome, entry, evidence)


def _is_certain(match: Match) -> bool:
    """Say whether a match rests on more than the title: on an identifier or on the authors."""
    if match.verdict.is_possible:
        return False
    return _shares_identifier(match.a, match.b) or any(
        evidence.aspect == "authors" and evidence.points > 0 for evidence in match.evidence
    )


def _shares_identifier(first: Reference, second: Reference) -> bool:
    return any(
        getattr(first, name) and getattr(first, name).lower() == getattr(second, name).lower()
        for name in ("doi", "arxiv")
    )
