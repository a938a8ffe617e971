"""Set right what is certain: a fix is a new entry, and finds nothing to do in its own work."""

from __future__ import annotations

from collections.abc import Iterator

from mlsysbib.lint import RULES
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Contents
from mlsysbib.model.names import NameFormatError, parse_name
from mlsysbib.text.markup import is_well_formed

FIXES = tuple((rule.id, rule.fix) for rule in RULES if rule.fix)
# What one rule sets right another may see only then: `doi.org/...` as url, then as doi.
_ROUNDS = 4


def fix_entry(entry: Entry) -> tuple[Entry, tuple[str, ...]]:
    """Return an entry as the rules would have it, with the rules that changed it.

    A rule that the entry is excused from changes nothing.
    """
    changing: dict[str, None] = {}
    for _ in range(_ROUNDS):
        before = entry
        for id_, fix in FIXES:
            fixed = entry if id_ in entry.ignore else fix(entry)
            if fixed != entry and _can_be_parsed(fixed):
                entry, changing[id_] = fixed, None
        if entry == before:
            break
    return entry, tuple(changing)


def find_fixes(contents: Contents) -> Iterator[tuple[str, Entry, tuple[str, ...]]]:
    """Yield the path, the new entry and the rules of each entry that can be set right."""
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        fixed, rules = fix_entry(entry)
        if rules:
            yield path, fixed, rules


def _can_be_parsed(entry: Entry) -> bool:
    """Say whether title and names still can; an entity may have stood for a brace or a comma."""
    try:
        for name in entry.authors:
            if isinstance(name, str):
                parse_name(name)
    except NameFormatError:
        return False
    return bool(entry.title) and is_well_formed(entry.title)
