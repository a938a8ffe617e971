"""A rule and its manual page, taken from the docstring of the rule's module."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from textwrap import dedent
from types import ModuleType

import msgspec

from mlsysbib.lint.finding import Finding
from mlsysbib.model.library import Library

# Path in a library -> text of the file.
Example = dict[str, str]
LibraryCheck = Callable[[Library], Iterator[Finding]]


class Rule(msgspec.Struct, frozen=True):
    """A rule; `check` is absent where a reader finds the fault, or a layer that is asked for."""

    id: str
    summary: str
    manual: str
    good: Example
    bad: Example
    check: LibraryCheck | None = None


_EXAMPLE = re.compile(r"^(Good|Bad) `([^`]+)`:\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)


def describe(module: ModuleType) -> Rule:
    """Return the rule that a module of `rules` describes."""
    manual = inspect.cleandoc(module.__doc__ or "") + "\n"
    examples: dict[str, Example] = {"Good": {}, "Bad": {}}
    for label, path, text in _EXAMPLE.findall(manual):
        examples[label][path] = dedent(text).strip("\n") + "\n"
    return Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"),
        summary=manual.partition("\n")[0],
        manual=manual,
        good=examples["Good"],
        bad=examples["Bad"],
        check=getattr(module, "check", None),
    )
