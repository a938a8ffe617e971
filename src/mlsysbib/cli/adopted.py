"""The part of `mlsysbib import` that takes over reading lists."""

from __future__ import annotations

import os.path
from collections.abc import Mapping, Sequence

import click

from mlsysbib.cli.foreign import decode_foreign
from mlsysbib.cli.selecting import tell
from mlsysbib.cli.taken import Taken
from mlsysbib.intake.importing import missing_venue, settle
from mlsysbib.intake.lists import Item, adopt, read_foreign_list
from mlsysbib.intake.lists.item_matching import ItemMatcher
from mlsysbib.keys.propose import propose_keys, taken_names
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.store.places import place_of_list
from mlsysbib.store.snapshot import load_shipped
from mlsysbib.text.markdown import slug

SUFFIXES = frozenset({".md", ".markdown", ".txt"})


def adopt_list(path: str, library: Library, *, id_: str) -> Taken:
    """Adopt a list: return its source, and the entries that the library lacks.

    What the shipped library knows comes as that has it; of the rest drafts are made.
    """
    name = id_ or slug(os.path.splitext(os.path.basename(path))[0])
    if not name or name.startswith(".") or name != os.path.basename(name):
        raise click.UsageError(f"{path}: {name!r} cannot be the name of a list: --id gives another")
    foreign = read_foreign_list(decode_foreign(path), library.venues)
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


def refuse_other_lists(
    path: str, reading_lists: Mapping[str, str], library: Library, root: str
) -> None:
    """Raise a usage error if the library has another list of a name, which would be lost.

    A list that is there may be adopted in place, and one that has been adopted may be again.
    """
    for name, text in reading_lists.items():
        place = place_of_list(name, library)
        target = os.path.join(root, place)
        # Where the file system does not tell capitals apart, the file may be that of another name.
        is_taken = name in library.reading_lists or os.path.lexists(target)
        is_same = library.reading_lists.get(name) == text or _is_one_file(path, target)
        if is_taken and not is_same:
            raise click.UsageError(
                f"{path}: {place} is there already and says something else; nothing was written: "
                "--id NAME gives this list another name, --force replaces that one"
            )


def _is_one_file(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)
