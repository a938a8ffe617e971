"""What an entry takes over from those it names by `crossref` and `xdata`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mlsysbib.formats.bibtex.fields import INHERITED_NAMES, NOT_INHERITED, Field

Fields = dict[str, str]
# BibTeX inherits over one step, biber over as many as there are; nobody needs more than these.
_DEEPEST = 10


class Inheritance:
    """Hands fields down among the entries of one text, which are found by case-folded key."""

    def __init__(self, entries: Mapping[str, Fields]) -> None:
        self._entries = entries
        self._known: dict[str, tuple[Fields, tuple[str, ...]]] = {}

    def inherit(self, fields: Fields) -> tuple[Fields, list[str]]:
        """Return an entry's fields with those it inherits, and the keys named that are not there.

        What an entry says itself always counts.
        """
        unknown: dict[str, None] = {}

        def find(name: str) -> tuple[Fields, Fields]:
            found, missing = self._find(name)
            unknown.update(dict.fromkeys(missing))
            return found, self._entries.get(name.casefold(), {})

        return _with_parents(fields, find), list(unknown)

    def _find(self, name: str) -> tuple[Fields, tuple[str, ...]]:
        key = name.casefold()
        if key not in self._entries:
            return {}, (name,)
        if key not in self._known:
            ascent = _Ascent(self._entries)
            self._known[key] = ascent.find(name), tuple(ascent.unknown)
        return self._known[key]


class _Ascent:
    """Goes up from one entry. Who is named on many ways is looked at once, or ways are too many."""

    def __init__(self, entries: Mapping[str, Fields]) -> None:
        self.unknown: dict[str, None] = {}
        self._entries = entries
        self._known: dict[str, Fields] = {}
        self._path: set[str] = set()

    def find(self, name: str) -> Fields:
        """Return the fields of an entry with those it inherits, none where a circle closes."""
        key = name.casefold()
        if key in self._path or len(self._path) == _DEEPEST:
            return {}
        if key not in self._entries:
            self.unknown[name] = None
            return {}
        if key not in self._known:
            self._path.add(key)
            self._known[key] = _with_parents(
                self._entries[key], lambda name: (self.find(name), self._own(name))
            )
            self._path.remove(key)
        return self._known[key]

    def _own(self, name: str) -> Fields:
        return self._entries.get(name.casefold(), {})


def _with_parents(fields: Fields, find: Callable[[str], tuple[Fields, Fields]]) -> Fields:
    result = fields
    for name, is_whole in _parents(fields):
        parent, own = find(name)
        result = {**(dict(_handed_down(parent, own)) if is_whole else parent), **result}
    return result


def _parents(fields: Fields) -> Iterator[tuple[str, bool]]:
    """Yield the keys that fields are taken from, and whether a part takes them from its whole."""
    for key in fields.get(Field.XDATA, "").split(","):
        if key.strip():
            yield key.strip(), False
    if key := fields.get(Field.CROSSREF, "").strip():
        yield key, True


def _handed_down(parent: Fields, own: Fields) -> Iterator[tuple[str, str]]:
    """Yield what a part inherits of a whole with the fields `parent`, of which it has `own` itself.

    A booktitle of its own is there for the part's use and comes first; one that it has inherited
    is that of what the whole is in.
    """
    for field, value in parent.items():
        if field not in NOT_INHERITED and field not in INHERITED_NAMES:
            yield field, value
    if Field.BOOKTITLE not in own:
        for field, name in INHERITED_NAMES.items():
            if field in parent:
                yield name, parent[field]
