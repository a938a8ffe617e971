"""What entries are excused from; which excuses excuse nothing, or are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from mlsysbib.lint.finding import Finding
from mlsysbib.lint.rule import Rule
from mlsysbib.model.library import Library
from mlsysbib.problems import did_you_mean

# Found here, as they are about the tables themselves.
UNKNOWN, UNEXPLAINED, UNUSED = "ignore-unknown", "ignore-unexplained", "ignore-unused"


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

    def faults(
        self, rules: Mapping[str, Rule], asked: Iterable[str], is_free: Callable[[Rule], bool]
    ) -> Iterator[tuple[Rule, Finding]]:
        """Yield what is wrong with the tables, after all rules that are `asked` were.

        `is_free` says whether an entry may be excused from a rule.
        """
        judged = frozenset(asked)
        for path, table in self._tables.items():
            for id_, reason in table.items():
                where = ("ignore", id_)
                rule = rules.get(id_)
                if rule is None:
                    hint = did_you_mean(id_, (name for name in rules if is_free(rules[name])))
                    yield rules[UNKNOWN], Finding(path, where, f"unknown rule {id_!r}", hint)
                elif not is_free(rule):
                    text = f"no entry is excused from {id_!r}"
                    yield rules[UNKNOWN], Finding(path, where, text, rule.summary)
                elif id_ in judged and (path, id_) not in self._used:
                    text, hint = f"nothing here breaks {id_!r}", "delete the line"
                    yield rules[UNUSED], Finding(path, where, text, hint)
                if not reason.strip():
                    text, hint = f"no reason is given for {id_!r}", "say why the rule is wrong here"
                    yield rules[UNEXPLAINED], Finding(path, where, text, hint)
