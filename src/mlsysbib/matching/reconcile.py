"""Match foreign references against a library: the same work, another version, or unknown.

What import, tidy and the adopting of lists stand on. A title alone never suffices: it takes an
identifier, or title and authors and a year that fits. Doubt is an outcome of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from mlsysbib.formats.base import Read
from mlsysbib.index.record import Record, Work
from mlsysbib.matching.cluster import components
from mlsysbib.matching.entries import decisions_of_entries, references_of_entry
from mlsysbib.matching.find import Prepared, Search, prepare
from mlsysbib.matching.match import VERDICTS, Verdict
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.venue_matching import VenueMatcher, recognise_venue

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Bools
    from mlsysbib.matching.judged import Judged
    from mlsysbib.matching.matches import Match, Matches
    from mlsysbib.matching.reference import Reference


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


class Reconciliation(NamedTuple):
    """What each foreign reference that has an entry is to the library, in their order.

    `works` are groups of two or more that the library does not know and that are one work, in
    whatever version: positions among the results, counted from 0.
    """

    results: tuple[Reconciled, ...]
    works: tuple[tuple[int, ...], ...]


# Called with the stage and the share of it that is done.
Progress = Callable[[str, float], None]

_FOREIGN = "foreign reference "
_CERTAIN = VERDICTS.index(Verdict.VERSION_OF)


def prepare_library(library: Library) -> Prepared:
    """Read all that a library holds, once for any number of reconciliations with it."""
    return prepare(
        [r for entry in library.values() for r in references_of_entry(entry, library.venues)]
    )


def reconcile(
    reads: Iterable[Read],
    library: Library,
    *,
    prepared: Prepared | None = None,
    candidates: Sequence[Collection[str]] = (),
    progress: Progress | None = None,
) -> Reconciliation:
    """Say of each foreign reference that has an entry what it is, and which unknown ones are one.

    The entry's venue is recognised first. `prepared` is what `prepare_library` made of the library,
    for those who reconcile it several times. `candidates` are the keys of those entries that each
    is compared with, where that is known; then the references are not compared with each other.
    """
    matcher = VenueMatcher(library.venues)
    foreign = [(read, recognise_venue(read.entry, matcher)) for read in reads if read.entry]
    references: list[Reference] = []
    numbers: list[int] = []
    for number, (read, entry) in enumerate(foreign):
        for reference in references_of_entry(entry, library.venues, read.kind):
            name = f"{_FOREIGN}{number}"
            references.append(msgspec.structs.replace(reference, id=name, work=name))
            numbers.append(number)
    search = Search(
        [references, prepared or prepare_library(library)],
        decisions_of_entries(library.values()),
        progress=progress,
    )
    is_foreign = search.side == 0
    if candidates:
        judged = search.judge_pairs(_pairs(search.references, numbers, candidates))
    else:
        judged = search.judge(lambda low, high: is_foreign[low] | is_foreign[high])
    across = judged.select(lambda low, high: is_foreign[low] != is_foreign[high])
    best = _best(search.matches(across), np.array(numbers, np.int64))
    results = tuple(
        _reconciled(read, entry, best.get(number), library)
        for number, (read, entry) in enumerate(foreign)
    )
    return Reconciliation(results, _works(search, judged, numbers, set(best)))


def _pairs(
    references: Sequence[Reference], numbers: Sequence[int], candidates: Sequence[Collection[str]]
) -> Iterator[tuple[int, int]]:
    """Yield the positions of each foreign reference and of the versions of its candidates."""
    versions: defaultdict[str, list[int]] = defaultdict(list)
    for position, reference in enumerate(references[len(numbers) :], len(numbers)):
        versions[reference.work].append(position)
    for position, number in enumerate(numbers):
        for key in candidates[number]:
            yield from ((position, other) for other in versions[key])


def _best(matches: Matches, numbers: npt.NDArray[np.int64]) -> dict[int, tuple[Match, bool]]:
    """Return the best match of each foreign entry, and whether it is certain."""
    certain = _are_certain(matches)
    # The foreign references came first.
    number = numbers[matches.positions[:, 0]] if len(matches) else np.empty(0, np.int64)
    score = np.round(matches.judgement.total, 2)
    places = np.arange(len(matches))
    order = np.lexsort((places, -score, -matches.codes.astype(np.int64), ~certain, number))
    found: dict[int, tuple[Match, bool]] = {}
    for place in order.tolist():
        if int(number[place]) not in found:
            found[int(number[place])] = matches[place], bool(certain[place])
    return found


def _are_certain(matches: Matches) -> Bools:
    """Say which matches rest on more than the title: on an identifier or on the authors."""
    features = matches.features
    backed = (features.doi > 0) | (features.arxiv > 0) | (matches.judgement.points["authors"] > 0)
    found: Bools = (matches.codes >= _CERTAIN) & backed
    return found


def _reconciled(
    read: Read, foreign: Entry, best: tuple[Match, bool] | None, library: Library
) -> Reconciled:
    if best is None:
        return Reconciled(read, foreign, Outcome.NEW)
    match, is_certain = best
    entry = library[match.b.work]
    evidence = tuple(map(str, match.evidence))
    if not is_certain:
        return Reconciled(read, foreign, Outcome.POSSIBLE, entry, evidence)
    has_version = (foreign.is_preprint and entry.arxiv) or (
        foreign.published and entry.published and match.verdict is Verdict.SAME
    )
    outcome = Outcome.SAME if has_version else Outcome.OTHER_VERSION
    return Reconciled(read, foreign, outcome, entry, evidence)


def _works(
    search: Search, judged: Judged, numbers: Sequence[int], known: set[int]
) -> tuple[tuple[int, ...], ...]:
    """Return the groups of unknown foreign entries that are one work."""
    is_unknown = np.zeros(len(search.order), np.bool_)
    is_unknown[: len(numbers)] = [number not in known for number in numbers]
    rows = is_unknown[search.order]
    unknown = judged.select(lambda low, high: rows[low] & rows[high])
    pairs = [
        (numbers[group[0]], numbers[place])
        for group in search.findings(unknown).works
        for place in group[1:]
    ]
    low, high = zip(*pairs, strict=True) if pairs else ((), ())
    return tuple(map(tuple, components(max(numbers, default=-1) + 1, low, high)))
