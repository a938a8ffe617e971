"""Match the items of a foreign reading list, which name no authors, against a library.

A title that is equal in all its words is enough where it says something. Lists also shorten and
rename: then it takes the name of the system, or the very file that is linked, with a title much
alike and with venue and year. The rest is left to the duplicates engine, whose doubts are not
taken for a match. An equal address or identifier alone proves nothing, as lists carry the links of
other papers: with it, the name of the system or half of the title's words are enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from mlsysbib.intake.lists import Item, title_key
from mlsysbib.intake.lists.drafts import plain_url
from mlsysbib.matching import Reference, link
from mlsysbib.matching.reconcile import prepare_library
from mlsysbib.matching.venues import Venue, known_venue, named_venue
from mlsysbib.model.entry import Entry, identifiers
from mlsysbib.model.library import Library
from mlsysbib.text.identifiers import clean_doi, find_arxiv_id
from mlsysbib.text.words import is_significant

# A title of fewer words is shared by papers that have nothing to do with each other.
_TELLING_WORDS = 4
# Of 100: papers of one venue and year that are different reach 85.
_ALIKE = 88
# The name of the system, and three words beside it, may be those of another paper.
_NAMED = 4


class ItemMatcher:
    """Finds the entry of a list's item; reads the library once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.by_title: defaultdict[str, list[Entry]] = defaultdict(list)
        self.by_system: defaultdict[str, list[Entry]] = defaultdict(list)
        self.by_first_part: defaultdict[str, list[Entry]] = defaultdict(list)
        self.by_file: defaultdict[str, list[Entry]] = defaultdict(list)
        self.by_identifier: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in library.values():
            first_part, colon, _ = entry.plain_title.partition(":")
            if colon:
                self.by_first_part[title_key(first_part)].append(entry)
            for title in _titles(entry):
                if entry not in self.by_title[title]:
                    self.by_title[title].append(entry)
            if entry.system:
                self.by_system[entry.system.casefold()].append(entry)
            if entry.links.pdf:
                self.by_file[plain_url(entry.links.pdf)].append(entry)
            for identifier, _ in identifiers(entry):
                self.by_identifier[identifier].append(entry)
        self.found: dict[tuple[int, ...], Entry] = {}

    def prepare(self, items: Sequence[Item]) -> None:
        """Ask the engine about all items at once: each time it reads the whole library."""
        references = [
            Reference(
                id=str(number),
                title=item.title,
                venue=self._venue(item),
                year=item.year or 0,
                system=item.nickname,
            )
            for number, item in enumerate(items)
            if item.title
        ]
        for match in link(references, prepare_library(self.library)):
            if not match.verdict.is_possible:
                lines = items[int(match.a.id)].lines
                self.found.setdefault(lines, self.library[match.b.work])

    def _venue(self, item: Item) -> Venue:
        known = self.library.venues.get(item.venue)
        return known_venue(known) if known else named_venue(item.tag)

    def match(self, item: Item) -> Entry | None:
        """Return the entry of an item, or None where none is certain."""
        tests = (
            self._by_title,
            self._by_short_title,
            self._by_system,
            self._by_file,
            self._by_identifier,
        )
        for test in tests:
            if len(found := test(item)) == 1:
                return found[0]
        return self.found.get(item.lines)

    def _by_title(self, item: Item) -> list[Entry]:
        key = title_key(item.title)
        same = self.by_title.get(key, [])
        fitting = [entry for entry in same if self._fits(item, entry)]
        is_telling = len(key.split()) >= _TELLING_WORDS
        return same if is_telling and len(same) == 1 else fitting

    def _by_short_title(self, item: Item) -> list[Entry]:
        """Find a title that lacks its last part, or has a name before it that is the list's own."""
        name, colon, rest = item.title.partition(":")
        if colon and len(rest.split()) >= _TELLING_WORDS:
            return [e for e in self.by_title.get(title_key(rest), []) if self._fits(item, e)]
        return [
            entry
            for entry in self.by_first_part.get(title_key(name), [])
            if len(name.split()) >= _TELLING_WORDS and self._fits(item, entry)
        ]

    def _by_system(self, item: Item) -> list[Entry]:
        """Find a system of that name: its title is alike, or it appeared at that place and time.

        Names are given twice, and preprints have no venue that would tell them apart: of those a
        few more words of the titles have to be the same.
        """
        named = self.by_system.get(item.nickname.casefold(), []) if item.nickname else []
        return [
            entry
            for entry in named
            if _is_alike(item, entry)
            or self._appeared_there(item, entry)
            or (item.venue and self._fits(item, entry) and _shared_words(item, entry) > _NAMED)
        ]

    def _appeared_there(self, item: Item, entry: Entry) -> bool:
        published = entry.published
        venue = self.library.venues.get(published.venue) if published else None
        return (
            published is not None
            and venue is not None
            and venue.kind != "preprint-server"
            and (item.venue, item.year) == (venue.id, published.year)
        )

    def _by_file(self, item: Item) -> list[Entry]:
        linked = (self.by_file.get(plain_url(link.url), []) for link in item.links)
        entries = {entry.key: entry for found in linked for entry in found}
        return [e for e in entries.values() if self._fits(item, e) and _is_alike(item, e)]

    def _by_identifier(self, item: Item) -> list[Entry]:
        linked = (self.by_identifier.get(_identifier(link.url), []) for link in item.links)
        entries = {entry.key: entry for found in linked for entry in found}
        return [entry for entry in entries.values() if _shares_words(item, entry)]

    def _fits(self, item: Item, entry: Entry) -> bool:
        """Say whether venue and year of an item are those of a version of the entry."""
        versions = [(entry.arxiv.year, "arxiv")] if entry.arxiv else []
        if entry.published:
            venue = self.library.venues.get(entry.published.venue)
            versions.append((entry.published.year, venue.id if venue else ""))
        return any(
            item.venue in {"", venue} and (item.year is None or abs(item.year - year) <= 1)
            for year, venue in versions
        )


def _identifier(url: str) -> str:
    """Return the arXiv identifier or DOI in an address, or what no entry has."""
    arxiv = find_arxiv_id([url])
    return arxiv.id if arxiv else clean_doi(url).lower() or "-"


def _shares_words(item: Item, entry: Entry) -> bool:
    words = set(title_key(item.title).split())
    known = {word for title in _titles(entry) for word in title.split()}
    known.update(title_key(entry.system).split())
    return 2 * len(words & known) >= len(words) > 0


def _shared_words(item: Item, entry: Entry) -> int:
    """Return how many telling words of an item's title a title of the entry has, too."""
    words = {word for word in title_key(item.title).split() if is_significant(word)}
    return max(len(words & set(title.split())) for title in _titles(entry))


def _is_alike(item: Item, entry: Entry) -> bool:
    titles = {entry.plain_title, entry.arxiv.title if entry.arxiv else ""}
    key = title_key(item.title)
    return any(fuzz.token_set_ratio(key, title_key(title)) >= _ALIKE for title in titles if title)


def _titles(entry: Entry) -> set[str]:
    """Return the folded titles an entry goes by, with and without the system's name before it."""
    titles = {entry.plain_title, *entry.other_titles}
    if entry.arxiv and entry.arxiv.title:
        titles.add(entry.arxiv.title)
    bare = set()
    for title in titles:
        name, colon, rest = title.partition(":")
        if colon and name.strip().casefold() == entry.system.casefold():
            bare.add(rest)
        elif entry.system:
            bare.add(f"{entry.system}: {title}")
    return {title_key(title) for title in titles | bare}
