"""What entries are excused from, and which excuses excuse nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from mlsysbib.lint.finding import Finding
from mlsysbib.lint.rule import Rule
from mlsysbib.model.library import Library
from mlsysbib.problems import did_you_mean

_RULE, _UNKNOWN = "ignore-unused", "ignore-unknown"


class Ignored:
    """The `ignore` tables of a library, and which of their lines were needed."""

    def __init__(self, library: Library) -> None:
        self._tables = {
            path: entry.ignore
            for path, entry in zip(library.contents.paths, library.contents.entries, strict=True)
            if entry.ignore
        }
        self._used: set[tuple[str, str]] = set()

    def excuses(self, path: str, rule: str) -> bool:
        """Say whether a file is excused from a rule, and remember that it was needed."""
        if path not in self._tables or rule not in self._tables[path]:
            return False
        self._used.add((path, rule))
        return True

    def unused(self, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Finding]]:
        """Yield each excuse from a rule that was asked and had nothing to say."""
        asked = {rule.id: rule for rule in rules}
        if _RULE not in asked:
            return
        for path, table in self._tables.items():
            for id_ in table:
                if id_ != _RULE and id_ in asked and (path, id_) not in self._used:
                    text, hint = f"nothing here breaks {id_!r}", "delete the line"
                    if not self.excuses(path, _RULE):
                        yield asked[_RULE], Finding(path, ("ignore", id_), text, hint)

    def unknown(
        self, rules: Sequence[Rule], breakable: Callable[[Rule], bool]
    ) -> Iterator[tuple[Rule, Finding]]:
        """Yield each excuse from what is no rule, or one that nobody is excused from."""
        known = {rule.id: rule for rule in rules}
        names = [rule.id for rule in rules if breakable(rule)]
        for path, table in self._tables.items():
            for id_ in table:
                if id_ in names:
                    continue
                text, hint = f"unknown rule {id_!r}", did_you_mean(id_, names)
                if id_ in known:
                    text, hint = f"no entry is excused from {id_!r}", known[id_].summary
                yield known[_UNKNOWN], Finding(path, ("ignore", id_), text, hint)
