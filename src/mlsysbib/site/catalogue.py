"""What a library's entries have in common: the topics, venues, years, authors and lists of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from mlsysbib.formats.html.anchors import Anchors
from mlsysbib.model.entry import Entry, RelationKind
from mlsysbib.model.item import Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.names import Person, StoredName, display_name, format_name, read_name
from mlsysbib.model.selection import Section, Selection, entries_of
from mlsysbib.problems import Problem
from mlsysbib.selecting.reading_lists.resolve import resolve
from mlsysbib.site import addresses
from mlsysbib.text.words import fold

K = TypeVar("K")
# An author of one paper stands in the index, with the paper: a page would say no more.
LEAST_PAPERS = 2
ARXIV = "arxiv"


class Author(msgspec.Struct, frozen=True):
    """A name, in all the spellings that differ in accents and hyphens only; not a person."""

    slug: str
    name: str
    index_name: str
    spellings: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def initial(self) -> str:
        """The letter of the index under which the name stands."""
        first = fold(self.index_name).lstrip()[:1].lower()
        return first if first.isascii() and first.isalpha() else "other"

    @property
    def has_page(self) -> bool:
        """Whether there is more than one paper to show."""
        return len(self.entries) >= LEAST_PAPERS

    @property
    def path(self) -> str:
        """Where the author is: on a page, or in a line of the index."""
        if self.has_page:
            return addresses.author(self.slug)
        return f"{addresses.letter(self.initial)}#{self.slug}"


class ReadingList(msgspec.Struct, frozen=True):
    """A reading list, resolved."""

    id: str
    title: str
    selection: Selection
    problems: tuple[Problem, ...]


class Placement(msgspec.Struct, frozen=True):
    """A place of a paper in a reading list: the headings that lead to it."""

    list_id: str
    list_title: str
    headings: tuple[str, ...]
    anchor: str


class Relative(msgspec.Struct, frozen=True):
    """A work that is related; `is_inverse` says that the other entry names this one."""

    kind: RelationKind
    entry: Entry
    is_inverse: bool = False


class Catalogue:
    """All entries, newest first, and the groups in which they stand."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.entries = tuple(sorted(library.values(), key=_newest_first))
        self.topics = _by_topic(self.entries, library)
        self.venues = _collect((venue_of(entry, library), entry) for entry in self.entries)
        self.elsewhere = self.venues.pop("", ())
        self.years = _collect((entry.year, entry) for entry in self.entries)
        self._slugs: dict[StoredName, str] = {}
        self.authors = self._by_author()
        self.lists = tuple(_resolved(library))
        self.placements = _placements(self.lists)
        self.relatives = _relatives(self.entries, library)

    def find_author(self, name: StoredName) -> Author | None:
        """Return the author that a name of an entry stands for."""
        slug = self._slugs.get(name)
        return self.authors[slug] if slug else None

    def _by_author(self) -> dict[str, Author]:
        papers: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        spellings: defaultdict[str, dict[StoredName, None]] = defaultdict(dict)
        for entry in self.entries:
            for name in entry.authors:
                slug = self._slugs.get(name)
                if slug is None:
                    slug = self._slugs[name] = _slug(name)
                papers[slug][entry.key] = entry
                spellings[slug][name] = None
        authors = (_author(slug, spellings[slug], papers[slug].values()) for slug in papers)
        return {author.slug: author for author in sorted(authors, key=_by_name)}


def venue_of(entry: Entry, library: Library) -> str:
    """Return the identifier of the venue that an entry stands under; "" where it is in no table."""
    if entry.published:
        venue = library.venues.get(entry.published.venue)
        return venue.id if venue else ""
    return ARXIV if entry.arxiv and ARXIV in library.venues else ""


def _newest_first(entry: Entry) -> tuple[int, str, str]:
    return -entry.year, fold(entry.plain_title).casefold(), entry.key


def newest(entries: Sequence[Entry], count: int, resolver: Resolver) -> list[Entry]:
    """Return the newest of entries that are sorted by year; by month where that is known."""
    first = [entry for entry in entries if entry.year >= entries[:count][-1].year]

    def when(entry: Entry) -> tuple[int, int]:
        return -entry.year, -(resolver.resolve(entry)[0].month or 0)

    return sorted(first, key=when)[:count]


def _collect(pairs: Iterable[tuple[K, Entry]]) -> dict[K, tuple[Entry, ...]]:
    groups: defaultdict[K, list[Entry]] = defaultdict(list)
    for name, entry in pairs:
        groups[name].append(entry)
    return {name: tuple(entries) for name, entries in groups.items()}


def _by_topic(entries: Iterable[Entry], library: Library) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of each topic, with those of the topics below it, once each."""
    members: dict[str, dict[str, Entry]] = {topic: {} for topic in library.topics}
    for entry in entries:
        for path in entry.topics:
            while path:
                if path in members:
                    members[path][entry.key] = entry
                path = path.rpartition("/")[0]  # noqa: PLW2901  # up the tree
    return {topic: tuple(found.values()) for topic, found in members.items()}


def _slug(name: StoredName) -> str:
    written = name if isinstance(name, str) else format_name(name)
    return addresses.stem(addresses.words(written) or written)


def _author(slug: str, spellings: Iterable[StoredName], entries: Iterable[Entry]) -> Author:
    """Return an author; of several spellings the one with the most accents is shown first."""
    names = [read_name(name) for name in spellings]
    names.sort(key=lambda name: (sum(map(str.isascii, display_name(name))), display_name(name)))
    first = names[0]
    if isinstance(first, Person):
        given = " ".join(filter(None, (first.given, first.particle, first.suffix)))
        index_name = ", ".join(filter(None, (first.family, given)))
    else:
        index_name = first.name
    shown = dict.fromkeys(map(display_name, names))
    return Author(slug, display_name(first), index_name, tuple(shown), tuple(entries))


def _by_name(author: Author) -> tuple[str, str]:
    return fold(author.index_name).casefold(), author.slug


def _resolved(library: Library) -> Iterator[ReadingList]:
    for id_, text in library.reading_lists.items():
        found = resolve(text, library, library.path_of_list(id_))
        title = found.selection.title or id_
        yield ReadingList(id_, title, found.selection, found.problems)


def _placements(lists: Iterable[ReadingList]) -> dict[str, list[Placement]]:
    """Return where each paper stands; a section that names one twice is named once."""
    found: defaultdict[str, dict[tuple[str, tuple[str, ...]], Placement]] = defaultdict(dict)
    for list_ in lists:
        for key, headings, anchor in _placed(list_.selection):
            place = Placement(list_.id, list_.title, headings, anchor)
            found[key].setdefault((list_.id, headings), place)
    return {key: list(places.values()) for key, places in found.items()}


_Placed = tuple[str, tuple[str, ...], str]


def _placed(selection: Selection) -> Iterator[_Placed]:
    """Yield each paper that a list names, every time, with the headings above it and its anchor.

    Anchors are given out in the order of the list's page.
    """
    anchors = Anchors(entry.key for entry in selection.entries())

    def walk(section: Section, above: tuple[str, ...], parent: str) -> Iterator[_Placed]:
        for block in section.blocks:
            for entry in entries_of(block):
                yield entry.key, above, anchors.of_paper(entry.key)
        for below in section.sections:
            anchor = anchors.of_section(below, parent)
            yield from walk(below, (*above, below.heading), anchor)

    yield from walk(Section("", 0, selection.blocks, selection.sections), (), "")


def _relatives(entries: Iterable[Entry], library: Library) -> dict[str, list[Relative]]:
    """Return the related works of each entry, from both ends of a relation.

    What says that two are not the same paper is for maintainers and is left out.
    """
    found: defaultdict[str, dict[str, Relative]] = defaultdict(dict)
    pairs = [(entry, relation) for entry in entries for relation in entry.relations]
    for entry, relation in pairs:
        other = library.get(relation.key)
        if other is not None and relation.kind != "not-same-as":
            found[entry.key].setdefault(other.key, Relative(relation.kind, other))
            # What the other says itself comes first, whatever the order of entries.
            if all(library.get(back.key) is not entry for back in other.relations):
                found[other.key].setdefault(
                    entry.key, Relative(relation.kind, entry, is_inverse=True)
                )
    return {key: list(relatives.values()) for key, relatives in found.items()}
