"""A library: entries by every name they have, with the venue table and the topic tree."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, ValuesView
from functools import cached_property

import msgspec

from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.venues import Venue, VenueTable
from mlsysbib.problems import ChoiceError, did_you_mean


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The library's `mlsysbib.toml`."""

    title: str = ""
    # Venues that the library does not describe itself are taken from the shipped table.
    inherit_venues: bool = True


class Contents(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that is read from a library's files; what a snapshot holds.

    `entries` are sorted by key, `paths` name their files relative to `root`, in that order.
    `reading_lists` maps an identifier to the text of its Markdown source. Where the files of venues
    and lists stand is kept by identifier. `renamed_topics` maps the path that a topic once had to
    the one that answers for it.
    """

    root: str
    config: Config = Config()
    entries: tuple[Entry, ...] = ()
    paths: tuple[str, ...] = ()
    venues: dict[str, Venue] = {}
    venue_paths: dict[str, str] = {}
    topics: dict[str, str] = {}
    renamed_topics: dict[str, str] = {}
    reading_lists: dict[str, str] = {}
    list_paths: dict[str, str] = {}


class Library(Mapping[str, Entry]):
    """Entries by citation key, in key order; aliases are looked up but not listed."""

    def __init__(self, contents: Contents, venues: Mapping[str, Venue] | None = None) -> None:
        self.contents = contents
        self.venues = VenueTable(contents.venues if venues is None else venues)
        self._entries = {entry.key: entry for entry in contents.entries}

    @property
    def topics(self) -> Mapping[str, str]:
        """The topic tree: path -> name, parents before children, in display order."""
        return self.contents.topics

    @property
    def renamed_topics(self) -> Mapping[str, str]:
        """The paths that topics once had -> the paths that answer for them."""
        return self.contents.renamed_topics

    @property
    def reading_lists(self) -> Mapping[str, str]:
        """The text of each reading list, by identifier."""
        return self.contents.reading_lists

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Every case-folded key and alias -> key; a key wins over an alias."""
        names = {
            alias.casefold(): entry.key
            for entry in self._entries.values()
            for alias in entry.aliases
        }
        return names | {key.casefold(): key for key in self._entries}

    @cached_property
    def _paths(self) -> dict[str, str]:
        pairs = zip(self.contents.entries, self.contents.paths, strict=False)
        return {entry.key: path for entry, path in pairs}

    @cached_property
    def editions(self) -> Mapping[tuple[str, int], list[tuple[str, Entry, Published]]]:
        """The path, the entry and the published version of each paper, by venue and year."""
        editions: defaultdict[tuple[str, int], list[tuple[str, Entry, Published]]]
        editions = defaultdict(list)
        for path, entry in zip(self.contents.paths, self.contents.entries, strict=False):
            if (published := entry.published) and published.venue:
                editions[published.venue, published.year].append((path, entry, published))
        return editions

    def __getitem__(self, name: str) -> Entry:
        """Return the entry with this key or alias, case aside; raise KeyError without one."""
        found = self._entries.get(name)
        return found if found is not None else self._entries[self._by_name[name.casefold()]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def values(self) -> ValuesView[Entry]:
        """Return the entries; those of Mapping would look up every key."""
        return self._entries.values()

    def get_entry(self, name: str) -> Entry:
        """Return the entry with this key or alias; raise ChoiceError with near ones."""
        try:
            return self[name]
        except KeyError:
            raise ChoiceError("key", name, (), self.hint(name)) from None

    def hint(self, name: str) -> str:
        """Return what a name that is no key may stand for: a system's paper, or near keys."""
        return self._hint_by_system(name) or did_you_mean(name, self._by_name)

    def _hint_by_system(self, name: str) -> str:
        """Return a hint if the name is that of a system and not a key."""
        wanted = name.casefold()
        systems = ((key, entry.system.casefold()) for key, entry in self.items() if entry.system)
        found = [key for key, system in systems if system == wanted]
        return f"the system of that name is {' or '.join(found)}" if found else ""

    def path_of(self, key: str) -> str:
        """Return the path of an entry's file, relative to the library's root."""
        return self._paths.get(key, key)

    def path_of_venue(self, id_: str) -> str:
        """Return the path of the file of one of the library's own venues."""
        return self.contents.venue_paths.get(id_, id_)

    def path_of_list(self, id_: str) -> str:
        """Return the path of a reading list's file, relative to the library's root."""
        return self.contents.list_paths.get(id_, id_)
