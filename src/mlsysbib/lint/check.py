"""Check a library: what its files are, what they say of each other, and the rules."""

from __future__ import annotations

import os.path
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from mlsysbib.lint import RULES
from mlsysbib.lint.ignoring import Ignored
from mlsysbib.lint.rule import AT_ONCE, EntryCheck, Glance, LibraryCheck, Rule
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.venues import Venue
from mlsysbib.problems import Finding, Level, Problem, weighs_at_least
from mlsysbib.selecting.reading_lists.resolve import resolve
from mlsysbib.store.files import read_small
from mlsysbib.store.locate import find_line
from mlsysbib.store.reader import read_leniently


def check(
    root: str,
    inherited: Mapping[str, Venue],
    *,
    least: Level = "warning",
    layers: Mapping[str, LibraryCheck] | None = None,
) -> tuple[Contents, list[Problem]]:
    """Return what could be read of a library, and all problems in the order of their places.

    `inherited` are the venues that the library may name without describing them. Rules that weigh
    less than `least` are not asked; `layers` are, each for the rule that it is named by.
    """
    names = [*inherited, *(alias for venue in inherited.values() for alias in venue.aliases)]
    contents, problems = read_leniently(root, lambda: names)
    library = open_contents(contents, inherited)
    problems += (found for found in _in_lists(library) if weighs_at_least(found.level, least))
    problems += _located(_judge_least(library, least, layers), root)
    return contents, sorted(set(problems))


def check_contents(
    contents: Contents,
    *,
    least: Level = "warning",
    layers: Mapping[str, LibraryCheck] | None = None,
) -> list[Problem]:
    """Return what rules find in a library that stands in no files, so without lines."""
    found = _judge_least(Library(contents), least, layers)
    return sorted({finding.at(0) for finding in found})


def _judge_least(
    library: Library, least: Level, layers: Mapping[str, LibraryCheck] | None
) -> Iterator[Finding]:
    return judge(library, (rule for rule in RULES if rule.is_at_least(least)), layers or {})


def open_contents(contents: Contents, inherited: Mapping[str, Venue]) -> Library:
    """Return a library over contents, with the venues that it inherits."""
    own = contents.venues
    return Library(contents, {**inherited, **own} if contents.config.inherit_venues else own)


def judge(
    library: Library, rules: Iterable[Rule], layers: Mapping[str, LibraryCheck]
) -> Iterator[Finding]:
    """Yield what rules find, save where an entry is excused."""
    rules = [rule for rule in rules if rule.check or rule.check_entry or rule.id in layers]
    ignored = Ignored(library)
    for rule in rules:
        ask = layers.get(rule.id) or rule.check
        for finding in ask(library) if ask else ():
            if not ignored.excuses(finding):
                yield finding
    # All rules look at some entries while they are at hand: what they share of a title is kept.
    contents, groups = library.contents, _by_glance(rules)
    for start in range(0, len(contents.entries), AT_ONCE):
        part = contents.entries[start : start + AT_ONCE]
        paths = dict(zip(map(id, part), contents.paths[start : start + AT_ONCE], strict=True))
        for glance, checks in groups:
            worth = glance(part) if glance else part
            for check_entry in checks:
                for entry in worth:
                    for found in check_entry(entry):
                        finding = msgspec.structs.replace(found, path=paths[id(entry)])
                        if not ignored.excuses(finding):
                            yield finding
    yield from ignored.find_wrong({rule.id: rule for rule in RULES}, {rule.id for rule in rules})


def _by_glance(rules: Iterable[Rule]) -> list[tuple[Glance | None, list[EntryCheck]]]:
    """Return the rules that judge one entry, together where one glance is for several."""
    groups: dict[Glance | None, list[EntryCheck]] = {}
    for rule in rules:
        if rule.check_entry:
            groups.setdefault(rule.glance, []).append(rule.check_entry)
    return list(groups.items())


def _in_lists(library: Library) -> Iterator[Problem]:
    for id_, text in library.reading_lists.items():
        yield from resolve(text, library, library.path_of_list(id_)).problems


def _located(found: Iterable[Finding], root: str) -> Iterator[Problem]:
    """Yield findings with their lines; each file is read once."""
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_path[finding.path].append(finding)
    for path, findings in by_path.items():
        text = read_small(os.path.join(root, path)).decode("utf-8", "replace")
        for finding in findings:
            yield finding.at(find_line(text, finding.field))
