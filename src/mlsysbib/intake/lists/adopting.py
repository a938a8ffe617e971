"""Adopt a list: a foreign one becomes a source of ours, and drafts of what the library lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from mlsysbib.intake.lists.drafts import Draft, draft_entry, merge_drafts
from mlsysbib.intake.lists.foreign import ForeignList, Item
from mlsysbib.intake.lists.layout import ENOUGH
from mlsysbib.intake.lists.titles import title_key
from mlsysbib.intake.lists.writing import write_source
from mlsysbib.model.entry import Entry
from mlsysbib.model.selection import Style
from mlsysbib.model.venues import VenueTable
from mlsysbib.problems import Problem

# The entry of an item, or None where the library has none.
Match = Callable[[Item], Entry | None]
# A key for each of some new entries, in their order.
Propose = Callable[[Sequence[Entry]], Sequence[str]]
# Titles shorter than this are shared by papers that have nothing to do with each other.
_FEWEST_WORDS = 3


class Adopted(msgspec.Struct, frozen=True):
    """A list as one of ours, with the entries to be added, and what a person should look at.

    `matched` holds the key of each item that the library has, `drafted` that of each new one,
    by the item's first line; an item in neither is kept as it was written.
    """

    source_text: str
    drafts: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    matched: dict[int, str]
    drafted: dict[int, str]


def adopt(  # noqa: PLR0913  # the last three only name things
    foreign: ForeignList,
    match: Match,
    propose: Propose,
    venues: VenueTable,
    *,
    id_: str = "",
    style: Style = "awesome",
    path: str = "",
) -> Adopted:
    """Return a list's source with keys, and drafts of the papers that `match` does not know."""
    adopter = _Adopter(venues, path)
    found: dict[int, Entry] = {}
    for index, line in enumerate(foreign.lines):
        if not isinstance(line, Item):
            continue
        # Somebody's talk about a paper has the paper's title.
        is_about = line.kind == "external" and line.lead
        if line.title and not is_about and (entry := match(line)):
            found[index] = entry
        elif line.kind == "paper" and line.evidence >= ENOUGH:
            adopter.add(index, line)
        elif line.kind == "paper":
            adopter.leave(line)
    adopter.match_among(
        {
            index: line
            for index, line in enumerate(foreign.lines)
            if isinstance(line, Item) and index not in found and not line.lead
        }
    )
    drafts = adopter.keyed(propose)
    new = {index: drafts[key] for index, key in adopter.drafted.items()}
    return Adopted(
        write_source(foreign, found | new, id_, style),
        tuple(drafts.values()),
        tuple(sorted((*_at(path, foreign), *adopter.problems, *_dropped(foreign, path)))),
        _by_line(foreign, found),
        _by_line(foreign, new),
    )


class _Adopter:
    """Collects drafts; a paper that stands in several places is drafted once."""

    def __init__(self, venues: VenueTable, path: str) -> None:
        self.venues, self.path = venues, path
        self.entries: dict[str, Entry] = {}
        self.drafted: dict[int, str] = {}
        self.problems: list[Problem] = []

    def add(self, index: int, item: Item) -> None:
        draft = draft_entry(item, self.venues, self.path)
        self.problems += draft.problems
        key = self.key_of(index, item, draft)
        if draft.entry:
            seen = self.entries.get(key)
            self.entries[key] = merge_drafts(seen, draft.entry) if seen else draft.entry
        if key in self.entries:
            self.drafted[index] = key

    def match_among(self, items: dict[int, Item]) -> None:
        """Give items that say too little themselves the draft of another that has their title."""
        for index, item in items.items():
            key = title_key(item.title)
            if key in self.entries and len(key.split()) >= _FEWEST_WORDS:
                self.drafted.setdefault(index, key)

    def leave(self, item: Item) -> None:
        """Name an item that may be a paper, and says too little to be taken for one."""
        text = f"too little says that this is a paper; kept as it is: {item.title!r}"
        self.problems.append(Problem(self.path, item.lines[0], "line-unread", text, level="info"))

    def key_of(self, index: int, item: Item, draft: Draft) -> str:
        """Return what tells a draft from others: its title, if that says enough."""
        key = title_key(item.title)
        is_telling = len(key.split()) >= _FEWEST_WORDS or draft.entry is None
        return key if is_telling else f"{key} {index}"

    def keyed(self, propose: Propose) -> dict[str, Entry]:
        keys = propose(tuple(self.entries.values()))
        return {
            name: msgspec.structs.replace(entry, key=key)
            for (name, entry), key in zip(self.entries.items(), keys, strict=True)
        }


def _by_line(foreign: ForeignList, entries: dict[int, Entry]) -> dict[int, str]:
    return {foreign.lines[index].lines[0]: entry.key for index, entry in entries.items()}


def _at(path: str, foreign: ForeignList) -> list[Problem]:
    """Return the problems of the reading; what was read without a path has this one."""
    return [
        msgspec.structs.replace(problem, path=problem.path or path) for problem in foreign.problems
    ]


def _dropped(foreign: ForeignList, path: str) -> list[Problem]:
    """Report what has no place in a source: settings of other programs, and dead links."""
    if foreign.is_source:
        return []
    problems = []
    if foreign.front_matter:
        text = "the front matter is not taken over, save its title"
        problems.append(Problem(path, 1, "front-matter", text, level="info"))
    return problems
