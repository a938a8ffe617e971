"""The part of `mlsysbib import` that takes over reading lists."""

from __future__ import annotations

import os.path
from collections.abc import Sequence

from mlsysbib.adopting import ItemMatcher
from mlsysbib.cli.foreign import decode_foreign
from mlsysbib.cli.selecting import tell
from mlsysbib.cli.taken import Taken
from mlsysbib.keys.propose import propose_keys, taken_names
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.reading_lists.adopt import adopt, read_foreign_list
from mlsysbib.text.markdown import slug

SUFFIXES = frozenset({".md", ".markdown", ".txt"})


def adopt_list(path: str, library: Library, *, id_: str) -> Taken:
    """Adopt a list: return its source, and drafts of what the library lacks."""
    foreign = read_foreign_list(decode_foreign(path), library.venues)
    matcher = ItemMatcher(library)
    matcher.prepare(foreign.items)

    def propose(entries: Sequence[Entry]) -> Sequence[str]:
        return propose_keys(entries, taken_names(library), venues=library.venues)

    name = id_ or slug(os.path.splitext(os.path.basename(path))[0])
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
