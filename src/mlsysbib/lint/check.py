"""Check a library: what its files are, what they say of each other, and the rules."""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Mapping

from mlsysbib.lint import RULES
from mlsysbib.lint.rule import LibraryCheck
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.venues import Venue
from mlsysbib.problems import Problem
from mlsysbib.reading_lists.resolve import resolve
from mlsysbib.store.files import read_bytes
from mlsysbib.store.locate import find_line
from mlsysbib.store.reader import read_leniently


def check(
    root: str,
    inherited: dict[str, Venue],
    *,
    layers: Mapping[str, LibraryCheck] | None = None,
) -> tuple[Contents, list[Problem]]:
    """Return what could be read of a library, and all problems in the order of their places.

    `inherited` are the venues that the library may name without describing them. `layers` are
    asked besides the rules, each for the rule it is named by.
    """
    names = [*inherited, *(alias for venue in inherited.values() for alias in venue.aliases)]
    contents, problems = read_leniently(root, lambda: names)
    venues = inherited | contents.venues if contents.config.inherit_venues else contents.venues
    library = Library(contents, venues)
    problems += _in_lists(library)
    problems += _by_rules(library, root, layers or {})
    return contents, sorted(set(problems))


def _in_lists(library: Library) -> Iterator[Problem]:
    for id_, text in library.reading_lists.items():
        yield from resolve(text, library, f"reading-lists/{id_}.md").problems


def _by_rules(library: Library, root: str, layers: Mapping[str, LibraryCheck]) -> Iterator[Problem]:
    excused = {
        (path, rule)
        for path, entry in zip(library.contents.paths, library.contents.entries, strict=True)
        for rule in entry.ignore
    }
    for rule in RULES:
        ask = rule.check or layers.get(rule.id)
        for finding in ask(library) if ask else ():
            if (finding.path, rule.id) in excused:
                continue
            text = read_bytes(os.path.join(root, finding.path)).decode("utf-8", "replace")
            line = find_line(text, finding.field)
            yield Problem(finding.path, line, rule.id, finding.text, finding.hint, finding.level)
