"""The part of `mlsysbib import` that takes over reading lists."""

from __future__ import annotations

import os.path
from collections.abc import Sequence

import click
import msgspec

from mlsysbib.cli.foreign import decode_foreign
from mlsysbib.cli.output import say
from mlsysbib.cli.selecting import tell
from mlsysbib.cli.taken import Taken
from mlsysbib.index.lookup import Index
from mlsysbib.intake.importing import missing_venue, settle
from mlsysbib.intake.lists import Item, adopt, read_foreign_list, title_key
from mlsysbib.intake.lists.item_matching import ItemMatcher
from mlsysbib.intake.lists.updating import update_list
from mlsysbib.keys.propose import propose_keys, taken_names
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.store.places import place_of_list
from mlsysbib.store.snapshot import load_shipped
from mlsysbib.text.markdown import slug

_MOST_SHOWN = 70
SUFFIXES = frozenset({".md", ".markdown", ".txt"})


def adopt_list(path: str, library: Library, *, id_: str, index: Index | None = None) -> Taken:
    """Adopt a list: return its source, and the entries that the library lacks.

    What the shipped library knows comes as that has it; of the rest drafts are made. The titles
    that these two and an index know help to find titles in the list.
    """
    name = id_ or slug(os.path.splitext(os.path.basename(path))[0])
    if not name or name.startswith(".") or name != os.path.basename(name):
        raise click.UsageError(f"{path}: {name!r} cannot be the name of a list: --id gives another")
    known = _Titles((library, Library(load_shipped())), index)
    foreign = read_foreign_list(decode_foreign(path), library.venues, is_title=known.has)
    own = ItemMatcher(library)
    own.prepare(foreign.items)
    shipped = _Shipped(library, [item for item in foreign.items if own.match(item) is None])

    def match(item: Item) -> Entry | None:
        return own.match(item) or shipped.match(item)

    def propose(entries: Sequence[Entry]) -> Sequence[str]:
        names = taken_names(library).union(shipped.taken)
        return propose_keys(entries, names, venues=library.venues)

    adopted = adopt(foreign, match, propose, library.venues, id_=name, path=path)
    tell(list(adopted.problems))
    kept = len(foreign.items) - len(adopted.matched) - len(adopted.drafted)
    from_shipped = sum(key in shipped.taken for key in adopted.matched.values())
    return Taken(
        entries=(*shipped.taken.values(), *adopted.drafts),
        reading_lists={name: adopted.source_text},
        counts={
            "matched": len(adopted.matched) - from_shipped,
            "taken from the shipped library": from_shipped,
            "drafted": len(adopted.drafted),
            "kept as it is": kept,
        },
    )


class _Titles:
    """The titles that libraries know, and those that an index knows."""

    def __init__(self, libraries: Sequence[Library], index: Index | None) -> None:
        self._index = index
        self._keys = {
            title_key(entry.plain_title) for library in libraries for entry in library.values()
        }
        self._asked: dict[str, bool] = {}

    def has(self, title: str) -> bool:
        """Say whether a text is one of the titles, case and punctuation aside."""
        key = title_key(title)
        if key not in self._asked:
            known = key in self._keys
            self._asked[key] = known or bool(self._index and self._index.by_title(title))
        return self._asked[key]


class _Shipped:
    """Finds papers of a list in the shipped library, and holds those that are to be taken along."""

    def __init__(self, library: Library, items: Sequence[Item]) -> None:
        self._library = library
        self._matcher = ItemMatcher(Library(load_shipped())) if items else None
        if self._matcher:
            self._matcher.prepare(items)
        self.taken: dict[str, Entry] = {}

    def match(self, item: Item) -> Entry | None:
        """Return the entry of an item as the library can hold it, if it can."""
        found = self._matcher.match(item) if self._matcher else None
        if found is None or not self._can_hold(found):
            return None
        settled = settle(found, topics=self._library.topics, names=taken_names(self._library))
        return self.taken.setdefault(found.key, settled)

    def _can_hold(self, entry: Entry) -> bool:
        """Say whether an entry's key is free, and its venue is there."""
        return entry.key not in self._library and not missing_venue(entry, self._library)


def with_own_lines(path: str, taken: Taken, library: Library, root: str, *, quiet: bool) -> Taken:
    """Return what was adopted with what the library's lists of those names have of their own.

    A list that is there may be adopted in place, and one that has been adopted takes in what is
    new in its original. Raises a usage error where another list of the name would be lost.
    """
    texts: dict[str, str] = {}
    for name, text in taken.reading_lists.items():
        place = place_of_list(name, library)
        target = os.path.join(root, place)
        ours = library.reading_lists.get(name)
        # Where the file system does not tell capitals apart, the file may be that of another name.
        is_free = ours is None and not os.path.lexists(target)
        if is_free or ours == text or _is_one_file(path, target):
            texts[name] = text
            continue
        updated = update_list(ours, text) if ours is not None else None
        if updated is None:
            raise click.UsageError(
                f"{path}: {place} is there already and says something else; nothing was written: "
                "--id NAME gives this list another name, --force replaces that one"
            )
        texts[name] = updated.text
        for line, said in updated.kept:
            say(f"{place}:{line}: not in the original; kept: {_shortened(said)}", quiet=quiet)
    return msgspec.structs.replace(taken, reading_lists=texts)


def _shortened(text: str) -> str:
    """Return the beginning of a line as it is shown."""
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _is_one_file(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)
