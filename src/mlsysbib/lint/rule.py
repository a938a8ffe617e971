"""A rule and its manual page, taken from the docstring of the rule's module."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import dedent
from types import ModuleType

import msgspec

from mlsysbib.lint.finding import Finding, Flaw
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import Level

# Path in a library, or name of a foreign file -> text of the file.
Example = dict[str, str]
LibraryCheck = Callable[[Library], Iterator[Finding]]
EntryCheck = Callable[[Entry], Sequence[Flaw]]
Glance = Callable[[Sequence[Entry]], Iterable[Entry]]
# So many entries are glanced at before the next: few enough to remember what was read of each.
AT_ONCE = 256
LEVELS: tuple[Level, ...] = ("error", "warning", "info")


class Rule(msgspec.Struct, frozen=True):
    """A rule: it judges one entry at a time, or the library as a whole.

    Neither is there where a reader finds the fault, or a layer that is asked for. `fix` returns
    the entry as it should be, as far as that is certain, and finds nothing to do in its own work.
    `glance` picks of many entries those that are worth asking `check_entry`, which is quicker than
    asking each; rules that share one are asked together. `before` is the older revision of an
    example that is about what has changed.
    """

    id: str
    summary: str
    manual: str
    level: Level
    good: Example
    bad: Example
    before: Example = {}
    check: LibraryCheck | None = None
    check_entry: EntryCheck | None = None
    glance: Glance | None = None
    fix: Callable[[Entry], Entry] | None = None

    def is_at_least(self, level: Level) -> bool:
        """Say whether what this rule finds weighs as much as that level."""
        return weighs_at_least(self.level, level)


def weighs_at_least(level: Level, least: Level) -> bool:
    """Say whether one level weighs as much as another or more."""
    return LEVELS.index(level) <= LEVELS.index(least)


_EXAMPLE = re.compile(r"^(Before|Good|Bad) `([^`]+)`:\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)


def describe(module: ModuleType) -> Rule:
    """Return the rule that a module of `rules` describes."""
    manual = (module.__doc__ or "").strip("\n") + "\n"
    examples: dict[str, Example] = {"Before": {}, "Good": {}, "Bad": {}}
    for label, path, text in _EXAMPLE.findall(manual):
        examples[label][path] = dedent(text).strip("\n") + "\n"
    return Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"),
        summary=manual.partition("\n")[0],
        manual=manual,
        level=getattr(module, "LEVEL", "error"),
        good=examples["Good"],
        bad=examples["Bad"],
        before=examples["Before"],
        check=getattr(module, "check", None),
        check_entry=getattr(module, "check_entry", None),
        glance=getattr(module, "glance", None),
        fix=getattr(module, "fix", None),
    )
