"""Entries in sections: by topic, venue, year or author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.names import Person, format_name
from mlsysbib.model.selection import Cited, Section, Selection
from mlsysbib.text.words import fold

Grouping = Literal["topic", "venue", "year", "author"]
_TOP_LEVEL = 2  # level 1 is the title of the page


def group(entries: Iterable[Entry], library: Library, by: Grouping, title: str = "") -> Selection:
    """Return a selection with a section for each group; the order in a group is as given.

    An entry with several topics or authors stands in each of their sections.
    """
    return Selection(title, sections=_GROUPERS[by](tuple(entries), library))


def _by_topic(entries: tuple[Entry, ...], library: Library) -> tuple[Section, ...]:
    members: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for topic in entry.topics:
            members[topic].append(entry)
    children: defaultdict[str, list[str]] = defaultdict(list)
    for topic in library.topics:
        children[topic.rpartition("/")[0]].append(topic)
    sections = _topic_sections("", _TOP_LEVEL, library, children, members)
    rest = [entry for entry in entries if not entry.topics]
    return (*sections, _section("Without topic", rest)) if rest else sections


def _topic_sections(
    parent: str,
    level: int,
    library: Library,
    children: defaultdict[str, list[str]],
    members: defaultdict[str, list[Entry]],
) -> tuple[Section, ...]:
    sections = (
        Section(
            library.topics[topic],
            level,
            tuple(map(Cited, members[topic])),
            _topic_sections(topic, level + 1, library, children, members),
            anchor=topic.replace("/", "-"),
        )
        for topic in children[parent]
    )
    return tuple(section for section in sections if section.blocks or section.sections)


def _by_venue(entries: tuple[Entry, ...], library: Library) -> tuple[Section, ...]:
    def name(entry: Entry) -> str:
        if entry.published is None:
            return "arXiv" if entry.arxiv else "Preprints"
        venue = library.venues.get(entry.published.venue)
        return venue.acronym if venue else entry.published.container_title or _NO_VENUE

    groups = _collect(entries, lambda entry: (name(entry),))
    rest = groups.pop(_NO_VENUE, [])
    return _in_alphabet(groups, _NO_VENUE, rest)


_NO_VENUE = "Without venue"


def _by_year(entries: tuple[Entry, ...], library: Library) -> tuple[Section, ...]:  # noqa: ARG001  # one shape for all groupers
    rest = [entry for entry in entries if not entry.year]
    groups = _collect(entries, lambda entry: (str(entry.year),) if entry.year else ())
    years = sorted(groups, key=int, reverse=True)
    sections = tuple(_section(year, groups[year]) for year in years)
    return (*sections, _section("Without year", rest)) if rest else sections


def _by_author(entries: tuple[Entry, ...], library: Library) -> tuple[Section, ...]:  # noqa: ARG001  # one shape for all groupers
    def names(entry: Entry) -> tuple[str, ...]:
        return tuple(
            format_name(name) if isinstance(name, Person) else name.name for name in entry.names
        )

    rest = [entry for entry in entries if not entry.authors]
    return _in_alphabet(_collect(entries, names), "Without author", rest)


def _in_alphabet(
    groups: dict[str, list[Entry]], heading_of_rest: str, rest: list[Entry]
) -> tuple[Section, ...]:
    """Return a section a group by heading, and one at the end for what belongs to none."""
    sections = (_section(heading, groups[heading]) for heading in sorted(groups, key=_alphabetical))
    return (*sections, _section(heading_of_rest, rest)) if rest else tuple(sections)


def _alphabetical(heading: str) -> tuple[str, str]:
    """Put Å beside A; headings that are equal so far stay in a fixed order."""
    return fold(heading).casefold(), heading


def _collect(
    entries: tuple[Entry, ...], headings: Callable[[Entry], tuple[str, ...]]
) -> dict[str, list[Entry]]:
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for heading in headings(entry):
            groups[heading].append(entry)
    return groups


def _section(heading: str, entries: list[Entry]) -> Section:
    return Section(heading, _TOP_LEVEL, tuple(map(Cited, entries)))


_GROUPERS: dict[Grouping, Callable[[tuple[Entry, ...], Library], tuple[Section, ...]]] = {
    "topic": _by_topic,
    "venue": _by_venue,
    "year": _by_year,
    "author": _by_author,
}
