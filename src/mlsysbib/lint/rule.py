"""A rule: what it is called, what it weighs, and the functions that judge and mend."""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import dedent, indent

import msgspec

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import LEVEL_OF, Finding, Level, RuleId, weighs_at_least

_FOLDER = os.path.join(os.path.dirname(__file__), "manual")
_BASE = """\
title = "{Orca}: A Distributed Serving System"
authors = ["Yu, Gyeong-In"]

[published]
venue = "osdi"
year = 2022
"""
_EXAMPLE = re.compile(r"^((?:Before|Good|Bad) `[^`]+`:\n\n)((?:(?:    .*)?\n)+)", re.MULTILINE)
_REST = "...\n"
_Tables = list[tuple[str, dict[str, str]]]


def read_manual(rule: str) -> str:
    """Return the manual page of a rule, with its examples in full."""
    with open(os.path.join(_FOLDER, f"{rule}.md"), encoding="utf-8") as file:
        return _EXAMPLE.sub(_in_full, file.read())


def _in_full(example: re.Match[str]) -> str:
    text = dedent(example[2])
    if not text.startswith(_REST):
        return example[0]
    end = "\n" if text.endswith("\n\n") else ""
    return example[1] + indent(_with_base(text.removeprefix(_REST)), "    ") + end


def _with_base(difference: str) -> str:
    tables = _tables(_BASE)
    for head, lines in _tables(difference):
        known = dict(tables).get(head)
        if known is None:
            tables.append((head, lines))
            continue
        for key, line in lines.items():
            if key.startswith("- "):
                del known[key.removeprefix("- ")]
            else:
                known[key] = line
    return "\n\n".join("\n".join(filter(None, (head, *t.values()))) for head, t in tables) + "\n"


def _tables(text: str) -> _Tables:
    """Return the head of each table, and its lines by their keys."""
    tables: _Tables = [("", {})]
    for line in filter(None, text.splitlines()):
        if line.startswith("["):
            tables.append((line, {}))
        else:
            tables[-1][1][line.partition("=")[0].strip()] = line
    return tables


LibraryCheck = Callable[[Library], Iterator[Finding]]
EntryCheck = Callable[[Entry], Sequence[Finding]]
Glance = Callable[[Sequence[Entry]], Iterable[Entry]]
Fix = Callable[[Entry], Entry]
# So many entries are glanced at before the next: few enough to remember what was read of each.
AT_ONCE = 256


class Rule(msgspec.Struct, frozen=True):
    """A rule: it judges one entry at a time, or the library as a whole.

    Neither is there where a reader finds the fault, or another command. `glance` picks of many
    entries those that are worth asking `check_entry`, which is quicker than asking each; rules
    that share one are asked together. `fix` returns the entry as it should be, as far as that is
    certain, and finds nothing to do in its own work. A layer is a check of the library that takes
    so long, or needs so much, that `check` gets it from those who ask for it.
    """

    id: RuleId
    check_entry: EntryCheck | None = None
    check: LibraryCheck | None = None
    glance: Glance | None = None
    fix: Fix | None = None
    is_layer: bool = False

    @property
    def level(self) -> Level:
        """What a finding of this rule weighs."""
        return LEVEL_OF[self.id]

    @property
    def manual(self) -> str:
        """The manual page, whose first line is a summary."""
        return read_manual(self.id)

    @property
    def summary(self) -> str:
        """What must be, in one sentence."""
        return self.manual.partition("\n")[0]

    @property
    def can_be_ignored(self) -> bool:
        """Whether an entry may be excused from it: not from what a reader finds."""
        return bool(self.check_entry or self.check or self.is_layer)

    def is_at_least(self, level: Level) -> bool:
        """Say whether what this rule finds weighs as much as that level."""
        return weighs_at_least(self.level, level)
