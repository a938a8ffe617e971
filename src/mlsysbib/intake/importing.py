"""Plan what a library takes over from foreign references: nothing is written here."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from enum import Enum
from typing import Literal

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.intake.publications import (
    are_two_publications,
    is_in_journal,
    part_publications,
)
from mlsysbib.keys.propose import content_order, propose_keys, taken_names
from mlsysbib.matching.merging import Contradiction, absorb
from mlsysbib.matching.reconcile import Outcome, Progress, Reconciled, reconcile
from mlsysbib.model.entry import Entry, Relation, RelationKind
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
    unknown = [list(group) for group in (*works, *_alone(found, works))]
    # Further publications of a work that the library knows, which it has none of.
    further: dict[str, list[int]] = {}
    for number, result in enumerate(found):
        if result.entry and result.outcome in _CERTAIN and planner.is_further(result):
            further.setdefault(result.entry.key, []).append(number)
    planner.admit([[found[number].foreign for number in group] for group in unknown])
    for key, group in further.items():
        planner.admit([[found[number].foreign for number in group]], known=key)
    return tuple(map(planner.plan, found))


_CERTAIN = frozenset({Outcome.SAME, Outcome.OTHER_VERSION})


def _alone(
    found: Sequence[Reconciled], works: Iterable[tuple[int, ...]]
) -> Iterator[tuple[int, ...]]:
    together = {number for group in works for number in group}
    for number, result in enumerate(found):
        if result.outcome is Outcome.NEW and number not in together:
            yield (number,)


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
    """Plans reference by reference; an entry that two references change is changed once.

    A work that was published twice, as a paper and then in a journal, has an entry for each
    publication, and a relation says how they belong together.
    """

    def __init__(self, library: Library, on_duplicate: OnDuplicate) -> None:
        self.library, self.on_duplicate = library, on_duplicate
        self.current: dict[str, Entry] = {}
        self.keys: dict[int, str] = {}
        self.relations: dict[str, Relation] = {}
        self.names = {name.casefold() for name in taken_names(library)}
        self.titles: dict[tuple[str, int], list[str]] = {}
        for entry in library.values():
            self.titles.setdefault(_title_and_year(entry), []).append(entry.key)

    def admit(self, works: list[list[Entry]], known: str = "") -> None:
        """Give keys to new publications; references to one, in whatever version, share one.

        `known` is the key of the entry that the library has of the work.
        """
        newcomers = [foreign for group in works for foreign in group]
        places = {id(newcomers[place]): n for n, place in enumerate(content_order(newcomers))}

        def is_behind(foreign: Entry) -> tuple[bool, int]:
            return foreign.published is None, places[id(foreign)]

        venues = self.library.venues
        publications = [part_publications(sorted(group, key=is_behind), venues) for group in works]
        keys = iter(
            propose_keys(
                # Its published version names a paper, wherever it stands in the input.
                [one[0] for parts in publications for one in parts],
                self.names,
                venues=self.library.venues,
            )
        )
        for parts in publications:
            first = self.library[known] if known else None
            for part in parts:
                key = next(keys)
                self.names.add(key.casefold())
                self.keys |= {id(foreign): key for foreign in part}
                if first is not None:
                    self._relate(first, part[0], key)
                else:
                    first = msgspec.structs.replace(part[0], key=key)

    def _relate(self, first: Entry, other: Entry, key: str) -> None:
        """Note how a further publication belongs to the first: a journal's names its paper."""
        is_journal = [is_in_journal(entry, self.library.venues) for entry in (first, other)]
        kind: RelationKind = "journal-of" if is_journal[0] != is_journal[1] else "version-of"
        owner, named = (first.key, key) if is_journal == [True, False] else (key, first.key)
        if owner in self.library:
            # The library's own entry is left as it is; the relation counts both ways.
            owner, named, kind = named, owner, "version-of"
        self.relations.setdefault(owner, Relation(kind=kind, key=named))

    def is_further(self, result: Reconciled) -> bool:
        """Say whether a reference is another publication of a work than the library's."""
        own, foreign = result.entry, result.foreign
        return (
            own is not None
            and are_two_publications(own, foreign, self.library.venues)
            and self._again(foreign) is None
        )

    def _again(self, foreign: Entry) -> Entry | None:
        """Return the entry that says all that a reference says: by its title, year and authors."""
        for key in self.titles.get(_title_and_year(foreign), ()):
            own = self.current.get(key) or self.library[key]
            if own.authors == foreign.authors and _place(own) == _place(foreign):
                merged, contradictions = absorb(own, foreign)
                if not contradictions and _facts(merged) == _facts(own):
                    return own
        return None

    def plan(self, result: Reconciled) -> Planned:
        """Return what becomes of one reference, after those that were planned before."""
        foreign, line = result.foreign, result.read.line
        if id(foreign) in self.keys or result.entry is None:
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
        if key not in self.current and (own := self._again(foreign)):
            return Planned(foreign=foreign, line=line, action=Action.SAME, entry=own)
        if key in self.current:
            before = self.current[key]
            entry, contradictions = absorb(before, foreign)
            notes = _otherwise(contradictions)
            if _adds_version(before, foreign):
                action = Action.VERSION
            else:
                action, notes = Action.SAME, ("twice in the input", *notes)
        else:
            aliases = self._free(foreign.aliases)
            relation = self.relations.get(key)
            relations = (*foreign.relations, relation) if relation else foreign.relations
            entry = msgspec.structs.replace(foreign, key=key, aliases=aliases, relations=relations)
            action, notes = Action.NEW, ()
            self.titles.setdefault(_title_and_year(entry), []).append(key)
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


def _title_and_year(entry: Entry) -> tuple[str, int]:
    return entry.plain_title.casefold(), entry.year


def _place(entry: Entry) -> tuple[str, str] | None:
    published = entry.published
    return (published.venue, published.container_title) if published else None


def _facts(entry: Entry) -> Entry:
    """Return an entry without its provenance: a new source alone is no news."""
    return msgspec.structs.replace(entry, provenance=Entry(key="", title="").provenance)
