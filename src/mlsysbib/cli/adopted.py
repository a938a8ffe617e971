"""The part of `mlsysbib import` that takes over reading lists."""

from __future__ import annotations

import os.path
from collections.abc import Sequence

from mlsysbib.adopting import ItemMatcher
from mlsysbib.cli.foreign import decode_foreign
from mlsysbib.cli.output import say, write_data
from mlsysbib.cli.selecting import tell
from mlsysbib.keys.propose import propose_keys, taken_names
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.reading_lists.adopt import adopt, read_foreign_list
from mlsysbib.store.files import write_if_changed
from mlsysbib.store.places import place_of_entry, place_of_list
from mlsysbib.store.writer import dump_entry
from mlsysbib.text.markdown import slug

SUFFIXES = frozenset({".md", ".markdown", ".txt"})


def import_list(
    path: str, library: Library, root: str, *, id_: str, dry_run: bool, quiet: bool
) -> dict[str, int]:
    """Adopt a list: write its source and drafts of what the library lacks; return the counts."""
    foreign = read_foreign_list(decode_foreign(path), library.venues)
    matcher = ItemMatcher(library)
    matcher.prepare(foreign.items)

    def propose(entries: Sequence[Entry]) -> Sequence[str]:
        return propose_keys(entries, taken_names(library), venues=library.venues)

    name = id_ or slug(os.path.splitext(os.path.basename(path))[0])
    adopted = adopt(foreign, matcher.match, propose, library.venues, id_=name, path=path)
    tell(list(adopted.problems))
    files = {place_of_entry(entry, library): dump_entry(entry) for entry in adopted.drafts}
    files[place_of_list(name, library)] = adopted.source_text
    for file, text in files.items():
        if dry_run:
            say(f"{file}: would be written", quiet=quiet)
            continue
        target = os.path.join(root, file)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if write_if_changed(target, text.encode()):
            say(f"{file}: written", quiet=quiet)
    if dry_run:
        write_data(adopted.source_text)
    kept = len(foreign.items) - len(adopted.matched) - len(adopted.drafted)
    return {"matched": len(adopted.matched), "drafted": len(adopted.drafted), "kept as it is": kept}
