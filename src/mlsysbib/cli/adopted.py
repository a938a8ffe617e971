"""The part of `mlsysbib import` that takes over reading lists."""

from __future__ import annotations

import os.path
from collections.abc import Mapping, Sequence

import click

from mlsysbib.adopting import ItemMatcher
from mlsysbib.cli.foreign import decode_foreign
from mlsysbib.cli.selecting import tell
from mlsysbib.cli.taken import Taken
from mlsysbib.keys.propose import propose_keys, taken_names
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.reading_lists.adopt import adopt, read_foreign_list
from mlsysbib.store.places import place_of_list
from mlsysbib.text.markdown import slug

SUFFIXES = frozenset({".md", ".markdown", ".txt"})


def adopt_list(path: str, library: Library, *, id_: str) -> Taken:
    """Adopt a list: return its source, and drafts of what the library lacks."""
    name = id_ or slug(os.path.splitext(os.path.basename(path))[0])
    if not name or name.startswith(".") or name != os.path.basename(name):
        raise click.UsageError(f"{path}: {name!r} cannot be the name of a list: --id gives another")
    foreign = read_foreign_list(decode_foreign(path), library.venues)
    matcher = ItemMatcher(library)
    matcher.prepare(foreign.items)

    def propose(entries: Sequence[Entry]) -> Sequence[str]:
        return propose_keys(entries, taken_names(library), venues=library.venues)

    adopted = adopt(foreign, matcher.match, propose, library.venues, id_=name, path=path)
    tell(list(adopted.problems))
    kept = len(foreign.items) - len(adopted.matched) - len(adopted.drafted)
    return Taken(
        entries=adopted.drafts,
        reading_lists={name: adopted.source_text},
        counts={
            "matched": len(adopted.matched),
            "drafted": len(adopted.drafted),
            "kept as it is": kept,
        },
    )


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
