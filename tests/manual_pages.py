"""The examples on the manual pages of rules."""

from __future__ import annotations

import re
from textwrap import dedent

import msgspec

from mlsysbib.lint.rule import Rule

# Path in a library, or name of a foreign file -> text of the file.
Example = dict[str, str]
_EXAMPLE = re.compile(r"^(Before|Good|Bad) `([^`]+)`:\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)


class Page(msgspec.Struct, frozen=True):
    """What a page shows: files that pass, files that do not, and what stood there before."""

    good: Example
    bad: Example
    before: Example

    @classmethod
    def of(cls, rule: Rule) -> Page:
        """Return the examples of a rule."""
        examples: dict[str, Example] = {"Before": {}, "Good": {}, "Bad": {}}
        for label, path, text in _EXAMPLE.findall(rule.manual):
            examples[label][path] = dedent(text).strip("\n") + "\n"
        return cls(examples["Good"], examples["Bad"], examples["Before"])
