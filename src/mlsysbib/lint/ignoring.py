"""What entries are excused from; which excuses excuse nothing, or are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mlsysbib.lint.rule import Rule
from mlsysbib.model.library import Library
from mlsysbib.problems import Finding, did_you_mean


class Ignored:
    """The `ignore` tables of a library, and which of their lines were needed."""

    def __init__(self, library: Library) -> None:
        self._tables = {
            path: entry.ignore
            for path, entry in zip(library.contents.paths, library.contents.entries, strict=True)
            if entry.ignore
        }
        self._used: set[tuple[str, str]] = set()

    def excuses(self, finding: Finding) -> bool:
        """Say whether a file is excused from a rule, and remember that it was needed."""
        path, rule = finding.path, finding.rule
        if path not in self._tables or rule not in self._tables[path]:
            return False
        self._used.add((path, rule))
        return True

    def find_wrong(self, rules: Mapping[str, Rule], judged: Collection[str]) -> Iterator[Finding]:
        """Yield what is wrong with the tables, after the rules that were `judged`."""
        for path, table in self._tables.items():
            for id_, reason in table.items():
                where = ("ignore", id_)
                rule = rules.get(id_)
                if rule is None:
                    free = (name for name in rules if rules[name].can_be_ignored)
                    text, hint = f"unknown rule {id_!r}", did_you_mean(id_, free)
                    yield Finding("ignore-unknown", where, text, hint, path)
                elif not rule.can_be_ignored:
                    text = f"no entry is excused from {id_!r}"
                    yield Finding("ignore-unknown", where, text, rule.summary, path)
                elif id_ in judged and (path, id_) not in self._used:
                    text, hint = f"nothing here breaks {id_!r}", "delete the line"
                    yield Finding("ignore-unused", where, text, hint, path)
                if not reason.strip():
                    text, hint = f"no reason is given for {id_!r}", "say why the rule is wrong here"
                    yield Finding("ignore-unexplained", where, text, hint, path)
