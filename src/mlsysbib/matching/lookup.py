"""Look up foreign references: in the library first, then in the indexes behind it.

What a record of an index is to a reference, the same engine says that compares references with the
library's entries. A record never overrides the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.index.entries import EntryMaker
from mlsysbib.index.lookup import Index
from mlsysbib.index.record import Record, Work
from mlsysbib.matching.reconcile import (
    Outcome,
    Progress,
    Reconciled,
    Reconciliation,
    reconcile,
)
from mlsysbib.model.entry import Entry, identifiers
from mlsysbib.model.library import Contents, Library

# Works whose titles are merely near are many, and most are none: so many are looked at.
_MOST_NEAR = 5
_CERTAIN = frozenset({Outcome.SAME, Outcome.OTHER_VERSION})
_DBLP = "DBLP:"


def look_up(
    reads: Iterable[Read], library: Library, index: Index, *, progress: Progress | None = None
) -> Reconciliation:
    """Say of each foreign reference what the library knows it as, else what an index does.

    Those without an entry are left out. Raises IndexFileError for an index that cannot be read.
    """
    reconciliation = reconcile(reads, library, progress=progress)
    found = list(reconciliation.results)
    unknown = [number for number, one in enumerate(found) if one.outcome is Outcome.NEW]
    if index and unknown:
        records = RecordMatcher(library, index)
        asked = [found[number] for number in unknown]
        for number, answer in zip(unknown, records.match(asked), strict=True):
            found[number] = answer
    still = {number for number, one in enumerate(found) if one.entry is None}
    works = ([number for number in group if number in still] for group in reconciliation.works)
    groups = tuple(tuple(group) for group in works if len(group) > 1)
    return Reconciliation(tuple(found), groups)


class RecordMatcher:
    """Matches references against records, as against a library that holds just those."""

    def __init__(self, library: Library, index: Index) -> None:
        self._library, self._index = library, index
        self._maker = EntryMaker(library.venues)

    @cached_property
    def _by_identifier(self) -> dict[str, Entry]:
        """The library's entries by DOI and arXiv identifier."""
        entries = self._library.values()
        return {value: entry for entry in entries for value, _ in identifiers(entry)}

    def match(self, unknown: Sequence[Reconciled]) -> list[Reconciled]:
        """Return what an index knows of references that the library does not know.

        Works of one identifier or title come first; for what is none of those, works with a title
        near to it are looked at.
        """
        answers = self._judge(unknown, [list(self._exact(one.foreign)) for one in unknown])
        open_numbers = [n for n, one in enumerate(answers) if one.outcome not in _CERTAIN]
        if open_numbers:
            some = [unknown[number] for number in open_numbers]
            near = [self._index.near_title(one.foreign.plain_title, _MOST_NEAR) for one in some]
            for number, answer in zip(open_numbers, self._judge(some, near), strict=True):
                if answer.outcome is not Outcome.NEW:
                    answers[number] = answer
        return [self._by_library(one) for one in answers]

    def _exact(self, foreign: Entry) -> Iterator[Work]:
        names = [
            ("arxiv" if where[0] == "arxiv" else "doi", value)
            for value, where in identifiers(foreign)
        ]
        if foreign.key.startswith(_DBLP):
            names.append(("dblp", foreign.key))
        yield from self._index.find(foreign.plain_title, names)
        if foreign.arxiv and foreign.arxiv.title:
            yield from self._index.by_title(foreign.arxiv.title)

    def _judge(
        self, unknown: Sequence[Reconciled], found: Sequence[Sequence[Work]]
    ) -> list[Reconciled]:
        """Compare each reference with the works that were found for it."""
        versions: dict[str, tuple[Entry, Record, Work]] = {}
        keys: dict[str, list[str]] = {}
        for work in {work.name: work for works in found for work in works}.values():
            made = self._maker.versions_of(work)
            keys[work.name] = [f"{work.name}.{number}" for number in range(len(made))]
            for key, (entry, record) in zip(keys[work.name], made, strict=True):
                versions[key] = msgspec.structs.replace(entry, key=key), record, work
        if not versions:
            return list(unknown)
        entries = tuple(entry for entry, _, _ in versions.values())
        shelf = Library(Contents(root="", entries=entries), self._library.venues)
        candidates = [[key for work in works for key in keys[work.name]] for works in found]
        reconciled = reconcile([one.read for one in unknown], shelf, candidates=candidates)
        answers = []
        for answer in reconciled.results:
            if answer.entry is None:
                answers.append(answer)
                continue
            _, record, work = versions[answer.entry.key]
            entry = msgspec.structs.replace(answer.entry, key="")
            answers.append(msgspec.structs.replace(answer, entry=entry, record=record, work=work))
        return answers

    def _by_library(self, answer: Reconciled) -> Reconciled:
        """Return an answer with the library's own entry, where the record names it."""
        if answer.entry is None or answer.outcome not in _CERTAIN:
            return answer
        for value, _ in identifiers(answer.entry):
            if own := self._by_identifier.get(value):
                return msgspec.structs.replace(answer, entry=own, record=None, work=None)
        return answer
