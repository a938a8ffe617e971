"""What an entry takes over from those it names by `crossref` and `xdata`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mlsysbib.formats.bibtex.fields import INHERITED_NAMES, NOT_INHERITED, Field

Fields = dict[str, str]
# BibTeX inherits over one step, biber over as many as there are; nobody needs more than these.
_DEEPEST = 10


def inherit(fields: Fields, entries: Mapping[str, Fields]) -> tuple[Fields, list[str]]:
    """Return an entry's fields with those it inherits, and the keys it names that are not there.

    `entries` are found by case-folded key. What an entry says itself always counts.
    """
    unknown: list[str] = []
    return _inherit(fields, entries, unknown, frozenset()), unknown


def _inherit(
    fields: Fields, entries: Mapping[str, Fields], unknown: list[str], seen: frozenset[str]
) -> Fields:
    result = dict(fields)
    for name, is_whole in _parents(fields):
        key = name.casefold()
        if key in seen or len(seen) == _DEEPEST:
            continue
        if key not in entries:
            unknown.append(name)
            continue
        parent = _inherit(entries[key], entries, unknown, seen | {key})
        inherited = parent if not is_whole else dict(_handed_down(parent))
        for field, value in inherited.items():
            result.setdefault(field, value)
    return result


def _parents(fields: Fields) -> Iterator[tuple[str, bool]]:
    """Yield the keys that fields are taken from, and whether a part takes them from its whole."""
    for key in fields.get(Field.XDATA, "").split(","):
        if key.strip():
            yield key.strip(), False
    if key := fields.get(Field.CROSSREF, "").strip():
        yield key, True


def _handed_down(parent: Fields) -> Iterator[tuple[str, str]]:
    """Yield what a part inherits; a title of its own for the part's use comes first."""
    for field, value in parent.items():
        if field not in NOT_INHERITED and field not in INHERITED_NAMES:
            yield field, value
    if Field.BOOKTITLE not in parent:
        for field, name in INHERITED_NAMES.items():
            if field in parent:
                yield name, parent[field]
