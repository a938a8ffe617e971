"""Find the one work of an index that somebody names, by an identifier or by words of its title."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from mlsysbib.index.entries import EntryMaker
from mlsysbib.index.lookup import Index
from mlsysbib.index.record import Work
from mlsysbib.index.terms import fold_title, title_words
from mlsysbib.model.entry import Entry, byline, identifiers
from mlsysbib.model.library import Library
from mlsysbib.model.venues import VenueTable
from mlsysbib.text.markup import plain_text

_MOST = 10


class RecordFinder:
    """Asks indexes for what shall become an entry of a library with a venue table."""

    def __init__(self, index: Index, venues: VenueTable) -> None:
        self._index, self._maker = index, EntryMaker(venues)

    def by_identifier(self, kind: str, value: str) -> Entry | None:
        """Return the entry of a work with an identifier, published if it is."""
        works = self._index.by_identifier(kind, value)
        return next(iter(self._entries(works)), None)

    def by_words(self, words: str) -> list[Entry]:
        """Return the entries of the works with just this title, else of those with all its words.

        One title may be that of several works.
        """
        works = self._index.by_title(words)
        if not works:
            wanted = title_words(words)
            near = self._index.near_title(words, _MOST)
            works = [work for work in near if wanted <= _words(work)]
        return self._entries(works)

    def hint(self, key: str) -> str:
        """Return what a citation key may mean to the indexes, "" where they know nothing.

        Keys that are identifiers are looked up; of others the author's family name, the year and
        the words of the title are read, as Google Scholar and many people make them.
        """
        if match := _KEY.fullmatch(key):
            kind = match.lastgroup or ""
            entry = self.by_identifier(kind, match[kind])
            return f"--from-index takes {self.shown(entry)}" if entry else ""
        parts = _NAME_YEAR_WORDS.fullmatch(key)
        if parts is None:
            return ""
        near = self._index.near_title(_CAMEL.sub(" ", parts["words"]), _MOST_CANDIDATES)
        fits = [work for work in near if _fits(work, parts["name"], parts["year"])]
        found = list({self.shown(entry): None for entry in self._entries(fits)})[:_MOST_NAMED]
        return f"an index knows {'; '.join(found)}" if found else ""

    def _entries(self, works: list[Work]) -> list[Entry]:
        made = (self._maker.versions_of(work) for work in works)
        return [versions[0][0] for versions in made if versions]

    @staticmethod
    def shown(entry: Entry) -> str:
        """Return an entry in a line, with the identifier that names it."""
        published = entry.published
        named = f"doi:{published.doi}" if published and published.doi else ""
        if not named and entry.arxiv:
            named = f"arxiv:{entry.arxiv.id}"
        where = (published.venue or published.container_title) if published else "arXiv"
        parts = (byline(entry.names), entry.plain_title, f"{where} {entry.year}", named)
        return ", ".join(filter(None, parts))


_KEY = re.compile(
    r"(?P<dblp>DBLP:\S+)|(?:doi:)?(?P<doi>10\.\d{4,9}/\S+)|(?:arxiv:)?(?P<arxiv>\d{4}\.\d{4,5}"
    r"|[a-z-]+(?:\.[A-Z]{2})?/\d{7})",
    re.IGNORECASE,
)


_NAME_YEAR_WORDS = re.compile(
    r"(?P<name>[A-Za-z]+(?:[-'][A-Za-z]+)*)[:_-]?(?:19|20)?(?P<year>\d{2})[:_-]?"
    r"(?P<words>[A-Za-z][A-Za-z0-9_-]{2,})"
)
_CAMEL = re.compile(r"[_-]|(?<=[a-z])(?=[A-Z])")
_MOST_CANDIDATES = 1000
_MOST_NAMED = 3


def _fits(work: Work, name: str, year: str) -> bool:
    """Say whether a version has a first author of that family name and a year with those digits."""
    wanted = fold_title(name)
    return any(
        f"{record.year:04}"[2:] == year
        and bool(record.authors)
        and fold_title(record.authors[0].partition(",")[0]) == wanted
        for record in work.records
    )


def with_recorded(library: Library, names: Iterable[str], index: Index) -> Library:
    """Return a library with what an index knows under those names that it lacks itself.

    Such a name is a DBLP key (`DBLP:conf/osdi/…`), a DOI or an arXiv identifier, and becomes the
    key. Where the library has that paper under another key, its own entry stands under this one.
    """
    finder = RecordFinder(index, library.venues)
    own = {value: entry for entry in library.values() for value, _ in identifiers(entry)}
    found = []
    for name in names:
        match = _KEY.fullmatch(name)
        if name in library or match is None:
            continue
        kind = match.lastgroup or ""
        value = match[kind]
        entry = own.get(value.lower()) or finder.by_identifier(kind, value)
        values = identifiers(entry) if entry else []
        entry = next((own[value] for value, _ in values if value in own), entry)
        if entry:
            found.append(msgspec.structs.replace(entry, key=name, aliases=()))
    if not found:
        return library
    entries = (*library.contents.entries, *found)
    return Library(msgspec.structs.replace(library.contents, entries=entries), library.venues)


def _words(work: Work) -> set[bytes]:
    titles = (plain_text(record.title) for record in work.records)
    return set().union(*map(title_words, titles))
