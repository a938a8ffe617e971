"""Find the one work of an index that somebody names, by an identifier or by words of its title."""

from __future__ import annotations

from mlsysbib.index.entries import EntryMaker
from mlsysbib.index.lookup import Index
from mlsysbib.index.record import Work
from mlsysbib.index.terms import title_words
from mlsysbib.model.entry import Entry, byline
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


def _words(work: Work) -> set[bytes]:
    titles = (plain_text(record.title) for record in work.records)
    return set().union(*map(title_words, titles))
