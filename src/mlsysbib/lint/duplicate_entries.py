"""The layer of `entry-duplicate`: the engine for duplicates, over a whole library.

It stands apart from the rules since it takes longer than all of them together.
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint.rules.preprints import find_published
from mlsysbib.matching import find_duplicates
from mlsysbib.matching.entries import decisions_of_entries, references_of_entry
from mlsysbib.matching.match import Verdict
from mlsysbib.model.library import Library
from mlsysbib.problems import Finding


def find_duplicate_entries(library: Library) -> Iterator[Finding]:
    """Yield a finding for the second of two entries that are certainly one paper.

    Two publications of one work may have an entry each, if a relation says so.
    A preprint of which `preprint-published` has told is not told of again.
    """
    entries = library.contents.entries
    told = {finding.path for finding in find_published(library)}
    references = [r for entry in entries for r in references_of_entry(entry, library.venues)]
    seen: set[tuple[str, str]] = set()
    decisions = decisions_of_entries(entries)
    for match in find_duplicates(references, decisions).matches:
        first, second = sorted((match.a.work, match.b.work))
        if decisions.get(frozenset({first, second})) is Verdict.VERSION_OF:
            continue
        if match.verdict.is_possible or first == second or (first, second) in seen:
            continue
        seen.add((first, second))
        if not told.isdisjoint((library.path_of(first), library.path_of(second))):
            continue
        what = "is this paper" if match.verdict.value == "same" else "is a version of this paper"
        text, hint = f"{first} {what}", f"mlsysbib duplicates --explain {first} {second}"
        yield Finding("entry-duplicate", ("title",), text, hint, library.path_of(second))
