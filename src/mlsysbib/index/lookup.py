"""Several indexes as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mlsysbib.index.record import Work
from mlsysbib.index.store import Store


class Index:
    """Indexes that are asked one after the other; without any, nothing is known."""

    def __init__(self, stores: Iterable[Store] = ()) -> None:
        self.stores = tuple(stores)

    def __bool__(self) -> bool:
        """Say whether there is anything to ask."""
        return bool(self.stores)

    def by_identifier(self, kind: str, value: str) -> list[Work]:
        """Return the works with an identifier, as `Store.by_identifier` does."""
        return [work for store in self.stores for work in store.by_identifier(kind, value)]

    def by_title(self, title: str) -> list[Work]:
        """Return the works with just this title, case and punctuation aside."""
        return [work for store in self.stores for work in store.by_title(title)]

    def by_team(self, authors: Sequence[str], year: int) -> list[Work]:
        """Return the works of a year by just these authors, as `Store.by_team` does."""
        return [work for store in self.stores for work in store.by_team(authors, year)]

    def near_title(self, title: str, most: int = 8) -> list[Work]:
        """Return works whose titles share the rarest words of a title: candidates, best first."""
        return [work for store in self.stores for work in store.near_title(title, most)]

    def find(self, title: str = "", identifiers: Iterable[tuple[str, str]] = ()) -> list[Work]:
        """Return the works with one of the identifiers (kind, value) or the title, each once."""
        found: dict[str, Work] = {}
        for kind, value in identifiers:
            found.update((work.name, work) for work in self.by_identifier(kind, value))
        if title:
            found.update((work.name, work) for work in self.by_title(title))
        return list(found.values())

    def covering(self, venue: str, year: int) -> Iterator[Store]:
        """Yield the indexes that hold every paper of a venue and year."""
        return (store for store in self.stores if (venue, year) in store.coverage)

    def is_registered(self, registrant: str) -> bool:
        """Say whether any record has a DOI of a registrant, as far as there is anything to ask."""
        return not self.stores or any(registrant in store.registered for store in self.stores)

    def registrants(self, venue: str) -> dict[str, int]:
        """Return how many records of a venue have a DOI of which registrant, "" for none."""
        found: Counter[str] = Counter()
        for store in self.stores:
            found.update(store.registrants(venue))
        return dict(found)


NO_INDEX = Index()
