"""Works that a reference may mean: of the library, and of the indexes behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec
from rapidfuzz import fuzz, process

from mlsysbib.index import record as index_record
from mlsysbib.index.entries import EntryMaker
from mlsysbib.index.lookup import Index
from mlsysbib.index.terms import fold_title, team_of
from mlsysbib.model.entry import Entry, identifiers
from mlsysbib.model.item import Item, Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.names import Name, format_name, read_name
from mlsysbib.text.markup import plain_text

LIBRARY = "library"
# Of 100: titles that may be one with a few words wrong.
_NEAR = 75
_MOST_NEAR = 4


class Version(msgspec.Struct, frozen=True):
    """One version of a work, with all that its venue adds; "" and 0 are unknown.

    `others` are further titles that it is known by; `venue` is an identifier of the venue table,
    "" where the version stands outside of it; `source` names who says so.
    """

    entry: Entry
    item: Item
    title: str
    others: tuple[str, ...]
    authors: tuple[Name, ...]
    source: str

    @property
    def is_preprint(self) -> bool:
        """Whether it is on a server and in no venue."""
        return self.item.server != ""

    @property
    def venue(self) -> str:
        """The venue that it stands in."""
        published = self.entry.published
        return published.venue if published and not self.is_preprint else ""

    @property
    def container(self) -> str:
        """The title of what it stands in."""
        return "" if self.is_preprint else self.item.container.title


class Work(msgspec.Struct, frozen=True):
    """A work in all versions that its source knows, published ones first."""

    name: str
    versions: tuple[Version, ...]

    @cached_property
    def titles(self) -> frozenset[str]:
        """All titles that it is known by, folded."""
        return frozenset(
            fold_title(title)
            for version in self.versions
            for title in (version.title, *version.others)
        )


class Works:
    """Finds the works that titles and identifiers name, the library's before those of an index."""

    def __init__(self, library: Library, index: Index) -> None:
        self._library, self._index = library, index
        self._maker = EntryMaker(library.venues)
        self._resolver = Resolver(library.venues)
        self._known: dict[str, Work | None] = {}
        self._nearest: tuple[str, list[Work]] = "", []
        self._registrants: dict[str, dict[str, int]] = {}

    @cached_property
    def _by_title(self) -> dict[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._library.values():
            titles = (entry.plain_title, *entry.other_titles)
            if entry.arxiv and entry.arxiv.title:
                titles = (*titles, plain_text(entry.arxiv.title))
            for title in dict.fromkeys(map(fold_title, titles)):
                found[title].append(entry)
        return found

    @cached_property
    def _by_team(self) -> dict[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._library.values():
            names = [name if isinstance(name, str) else format_name(name) for name in entry.authors]
            for year in {
                entry.year,
                entry.arxiv.date.year if entry.arxiv and entry.arxiv.date else 0,
            }:
                if year and (team := team_of(names, year)):
                    found[team].append(entry)
        return found

    @cached_property
    def _by_identifier(self) -> dict[tuple[str, str], Entry]:
        return {
            ("arxiv" if where[0] == "arxiv" else "doi", value): entry
            for entry in self._library.values()
            for value, where in identifiers(entry)
        }

    def by_title(self, title: str) -> list[Work]:
        """Return the works with just this title, case and punctuation aside."""
        own = map(self._of_entry, self._by_title.get(fold_title(title), ()))
        return [*own, *self._of_index(self._index.by_title(title))]

    def by_identifier(self, kind: str, value: str) -> list[Work]:
        """Return the works that an identifier belongs to; `kind` is `doi` or `arxiv`."""
        value = value.lower() if kind == "doi" else value
        own = self._by_identifier.get((kind, value))
        works = self._of_index(self._index.by_identifier(kind, value))
        return [*([self._of_entry(own)] if own else []), *works]

    def near_title(self, title: str) -> list[Work]:
        """Return works with titles that differ by a few words or letters, the nearest first."""
        if self._nearest[0] != title:
            self._nearest = title, self._near_title(title)
        return self._nearest[1]

    def _near_title(self, title: str) -> list[Work]:
        folded = fold_title(title)
        near = process.extract(
            folded,
            list(self._by_title),
            scorer=fuzz.ratio,
            score_cutoff=_NEAR,
            limit=_MOST_NEAR,
        )
        own = [self._of_entry(entry) for name, _, _ in near for entry in self._by_title[name]]
        return [*own, *self._of_index(self._index.near_title(title, _MOST_NEAR))]

    def by_team(self, authors: Sequence[Name], year: int) -> list[Work]:
        """Return the works of a year that have just these authors, in whatever order."""
        team = team_of([*map(format_name, authors)], year)
        own = map(self._of_entry, self._by_team.get(team, ()) if team else ())
        return [*own, *self._of_index(self._index.by_team([*map(format_name, authors)], year))]

    def covers(self, venue: str, year: int) -> Iterator[str]:
        """Yield the names of the indexes that hold every paper of a venue and year.

        Further papers that a conference has taken are cited as its own: they have to be there, too.
        """
        parts = [(venue, year), *((part, year) for part in self._findings.get(venue, ()))]
        for store in self._index.covering(venue, year):
            if all(part in store.coverage or not self._has_edition(*part) for part in parts):
                yield store.about.name

    @cached_property
    def _findings(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for id_, venue in self._library.venues.items():
            if venue.is_findings and venue.host:
                found[venue.host].append(id_)
        return found

    def _has_edition(self, id_: str, year: int) -> bool:
        """Say whether a venue has begun by a year; its table may lack the edition itself."""
        editions = self._library.venues[id_].editions
        return bool(editions) and year >= min(map(int, editions))

    def is_registered(self, doi: str) -> bool:
        """Say whether anything that is known has a DOI of the registrant of one."""
        registrant = doi.partition("/")[0].lower()
        return registrant in self._own_registrants or self._index.is_registered(registrant)

    @cached_property
    def _own_registrants(self) -> frozenset[str]:
        published = (entry.published for entry in self._library.values())
        return frozenset(one.doi.partition("/")[0].lower() for one in published if one)

    def registrants(self, venue: str) -> dict[str, int]:
        """Return how many papers of a venue have a DOI of which registrant, "" for none."""
        if venue not in self._registrants:
            found = Counter(self._index.registrants(venue))
            for entry in self._library.values():
                if entry.published and entry.published.venue == venue:
                    found[entry.published.doi.partition("/")[0].lower()] += 1
            if set(found) == {""}:
                # The source of its papers tells no DOIs; those of its publisher are none's.
                publisher = self._library.venues[venue].publisher
                found.update(self._registrants_of(publisher) if publisher else ())
                found = found if publisher else Counter()
            self._registrants[venue] = dict(found)
        return self._registrants[venue]

    def _registrants_of(self, publisher: str) -> set[str]:
        """Return the registrants of all venues of a publisher."""
        return {
            registrant
            for id_, venue in self._library.venues.items()
            if venue.publisher == publisher
            for registrant in self._index.registrants(id_)
        }

    @property
    def sources(self) -> list[str]:
        """The names of all that is asked."""
        return [LIBRARY, *(store.about.name for store in self._index.stores)]

    def _of_entry(self, entry: Entry) -> Work:
        name = f"{LIBRARY}:{entry.key}"
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = Work(name, tuple(self._versions(entry, name)))
        return known

    def _of_index(self, works: Iterable[index_record.Work]) -> Iterator[Work]:
        for work in works:
            name = work.name
            if name not in self._known:
                made = [
                    version
                    for entry, record in self._maker.versions_of(work)
                    for version in self._versions(entry, _source(work, record))
                ]
                self._known[name] = Work(name, tuple(made)) if made else None
            known = self._known[name]
            if known is not None:
                yield known

    def _versions(self, entry: Entry, source: str) -> Iterator[Version]:
        for item in self._resolver.resolve(entry, "both"):
            authors = tuple(map(read_name, item.authors))
            yield Version(entry, item, plain_text(item.title), entry.other_titles, authors, source)


def _source(work: index_record.Work, record: index_record.Record) -> str:
    """Name a record: the index, and the identifier that the record has there, if any."""
    index = work.index
    names = [f"{kind}:{value}" for kind, value in record.identifiers()]
    return f"{index} ({', '.join(names[:1])})" if names else index
