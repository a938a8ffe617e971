"""Plan what a library takes over from foreign references: nothing is written here."""

from __future__ import annotations

from collections.abc import Container, Iterable
from enum import Enum
from typing import Literal

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.keys.propose import content_order, propose_keys, taken_names
from mlsysbib.matching.merging import Contradiction, absorb
from mlsysbib.matching.reconcile import Outcome, Progress, Reconciled, reconcile
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library

OnDuplicate = Literal["report", "update", "skip"]


class Action(Enum):
    """What is done with a foreign reference."""

    NEW = "new"
    VERSION = "version added"
    UPDATED = "updated"
    SAME = "same"
    POSSIBLE = "possible"


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one foreign reference.

    `entry` is the library's, as it will be; `is_changed` says whether its file is to be written.
    `notes` say what a person may want to know: why, and what the reference says otherwise.
    """

    foreign: Entry
    line: int
    action: Action
    entry: Entry
    is_changed: bool = False
    notes: tuple[str, ...] = ()


def plan_import(
    reads: Iterable[Read],
    library: Library,
    on_duplicate: OnDuplicate = "report",
    *,
    progress: Progress | None = None,
) -> tuple[Planned, ...]:
    """Return what becomes of each reference that has an entry, in their order."""
    found, works = reconcile(reads, library, progress=progress)
    planner = _Planner(library, on_duplicate)
    together = {number for group in works for number in group}
    alone = [
        (number,)
        for number, result in enumerate(found)
        if result.outcome is Outcome.NEW and number not in together
    ]
    planner.admit([[found[number].foreign for number in group] for group in (*works, *alone)])
    return tuple(map(planner.plan, found))


def missing_venue(entry: Entry, library: Library) -> str:
    """Return the venue that an entry of another library names and this one lacks; "" for none."""
    venue = entry.published.venue if entry.published else ""
    return "" if venue in library.venues else venue


def settle(entry: Entry, *, topics: Container[str], names: Container[str]) -> Entry:
    """Return an entry of another library as one can hold it that has these topics and names.

    A topic gives way to the nearest above it that is there. What it says of entries that are not
    there is left out, and an alias that is taken.
    """
    nearest = (_nearest(topic, topics) for topic in entry.topics)
    return msgspec.structs.replace(
        entry,
        topics=tuple(dict.fromkeys(filter(None, nearest))),
        aliases=tuple(alias for alias in entry.aliases if alias not in names),
        relations=tuple(relation for relation in entry.relations if relation.key in names),
    )


def _nearest(topic: str, topics: Container[str]) -> str:
    while topic and topic not in topics:
        topic = topic.rpartition("/")[0]
    return topic


class _Planner:
    """Plans reference by reference; an entry that two references change is changed once."""

    def __init__(self, library: Library, on_duplicate: OnDuplicate) -> None:
        self.library, self.on_duplicate = library, on_duplicate
        self.current: dict[str, Entry] = {}
        self.keys: dict[int, str] = {}
        self.names: set[str] = set()

    def admit(self, works: list[list[Entry]]) -> None:
        """Give keys to new papers; references to one new paper, in whatever version, share one."""
        newcomers = [foreign for group in works for foreign in group]
        places = {id(newcomers[place]): n for n, place in enumerate(content_order(newcomers))}

        def is_behind(foreign: Entry) -> tuple[bool, int]:
            return foreign.published is None, places[id(foreign)]

        keys = propose_keys(
            # Its published version names a paper, wherever it stands in the input.
            [min(group, key=is_behind) for group in works],
            taken_names(self.library),
            venues=self.library.venues,
        )
        for group, key in zip(works, keys, strict=True):
            for foreign in group:
                self.keys[id(foreign)] = key
        self.names = {name.casefold() for name in (*taken_names(self.library), *keys)}

    def plan(self, result: Reconciled) -> Planned:
        """Return what becomes of one reference, after those that were planned before."""
        foreign, line = result.foreign, result.read.line
        if result.entry is None:
            return self._new(foreign, line)
        if result.outcome is Outcome.POSSIBLE:
            return Planned(
                foreign=foreign,
                line=line,
                action=Action.POSSIBLE,
                entry=result.entry,
                notes=result.evidence,
            )
        return self._known(result, result.entry)

    def _new(self, foreign: Entry, line: int) -> Planned:
        key = self.keys[id(foreign)]
        if key in self.current:
            before = self.current[key]
            entry, contradictions = absorb(before, foreign)
            notes = _otherwise(contradictions)
            if _adds_version(before, foreign):
                action = Action.VERSION
            else:
                action, notes = Action.SAME, ("twice in the input", *notes)
        else:
            entry = msgspec.structs.replace(foreign, key=key, aliases=self._free(foreign.aliases))
            action, notes = Action.NEW, ()
        self.current[key] = entry
        return Planned(
            foreign=foreign, line=line, action=action, entry=entry, is_changed=True, notes=notes
        )

    def _free(self, aliases: tuple[str, ...]) -> tuple[str, ...]:
        """Return the aliases that no paper has yet, under its key or as an alias; they are now."""
        free = []
        for alias in aliases:
            if alias.casefold() not in self.names:
                self.names.add(alias.casefold())
                free.append(alias)
        return tuple(free)

    def _known(self, result: Reconciled, own: Entry) -> Planned:
        own = self.current.get(own.key, own)
        adds_version = result.outcome is Outcome.OTHER_VERSION
        merged, contradictions = absorb(own, result.foreign)
        notes = _otherwise(contradictions)
        is_wanted = adds_version if self.on_duplicate == "report" else self.on_duplicate == "update"
        has_more = _facts(merged) != _facts(own)
        if not (is_wanted and has_more):
            if has_more:
                notes = ("has more; --on-duplicate update takes it", *notes)
            return Planned(
                foreign=result.foreign,
                line=result.read.line,
                action=Action.SAME,
                entry=own,
                notes=notes,
            )
        self.current[own.key] = merged
        return Planned(
            foreign=result.foreign,
            line=result.read.line,
            action=Action.VERSION if adds_version else Action.UPDATED,
            entry=merged,
            is_changed=True,
            notes=notes,
        )


def _otherwise(contradictions: Iterable[Contradiction]) -> tuple[str, ...]:
    return tuple(f"says otherwise: {found}" for found in contradictions)


def _adds_version(entry: Entry, foreign: Entry) -> bool:
    """Say whether a reference is of a version that the entry of its paper lacks."""
    if foreign.published:
        return entry.published is None
    return (entry.arxiv or entry.preprint) is None


def _facts(entry: Entry) -> Entry:
    """Return an entry without its provenance: a new source alone is no news."""
    return msgspec.structs.replace(entry, provenance=Entry(key="", title="").provenance)
