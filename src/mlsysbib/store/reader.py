"""Read a library from its folder. Every file's problems are collected; none hides another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Config, Contents
from mlsysbib.model.venues import Venue
from mlsysbib.problems import FieldPath, Finding, LoadError, Problem, RuleId
from mlsysbib.store.consistency import Elsewhere, find_inconsistencies
from mlsysbib.store.files import read_small
from mlsysbib.store.locate import find_line
from mlsysbib.store.places import MARKER
from mlsysbib.store.schema import SchemaError, build, convert
from mlsysbib.store.soundness import are_sound, find_faults
from mlsysbib.text.toml import TomlError, parse_toml

T = TypeVar("T", bound=msgspec.Struct)


# Asked for only if the library inherits: the names of venues that entries may use although the
# library's own table lacks them.
InheritedVenues = Callable[[], Iterable[str]]


def read_contents(root: str, inherited: InheritedVenues = tuple) -> Contents:
    """Read and check all files of a library; raise LoadError with every problem."""
    contents, problems = read_leniently(root, inherited)
    if problems:
        raise LoadError(problems)
    return contents


def read_leniently(root: str, inherited: InheritedVenues = tuple) -> tuple[Contents, list[Problem]]:
    """Read what can be read of a library; return it with the problems of the rest."""
    if not os.path.isfile(os.path.join(root, MARKER)):
        hint = "`mlsysbib init` makes a library; --library DIR names one"
        raise LoadError([Problem(root, 0, "library-missing", f"no {MARKER} here", hint)])
    return _Reader(root).read(inherited)


def read_draft(path: str) -> Entry:
    """Read one entry file, wherever it stands; raise LoadError with every problem."""
    folder, name = os.path.split(path)
    reader = _Reader(folder or ".")
    entries = reader.read_entries([name])
    if reader.problems:
        raise LoadError(reader.problems)
    return entries[name]


class _Reader:
    """The state of one reading: the root and the problems so far."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def read(self, inherited: InheritedVenues) -> tuple[Contents, list[Problem]]:
        config = self._structs([MARKER], Config).get(MARKER, Config())
        entry_files = self._files("entries", ".toml")
        entry_files.sort(key=_folded_stem)  # of those that share a key, the first path stays first
        entries = self.read_entries(entry_files)
        venue_files = self._by_stem(self._files("venues", ".toml"), "venue")
        venues = self._structs(venue_files.values(), Venue, named="id")
        topics = self._topics()
        lists = self._by_stem(self._files("reading-lists", ".md"), "reading list")
        contents = Contents(
            root=self.root,
            config=config,
            entries=tuple(entries.values()),
            paths=tuple(entries),
            venues={venue.id: venue for venue in venues.values()},
            venue_paths={venue.id: path for path, venue in venues.items()},
            topics=topics[0] if topics else {},
            renamed_topics=topics[1] if topics else {},
            reading_lists={id_: self._text(path) for id_, path in lists.items()},
            list_paths=lists,
        )
        elsewhere = Elsewhere(
            venues=frozenset(inherited() if config.inherit_venues else ()).union(venue_files),
            keys=frozenset(map(_stem, entry_files if self.problems else ())),
            topics=topics is None,
        )
        for finding in find_inconsistencies(contents, elsewhere):
            self._report_at(finding.path, finding)
        return contents, sorted(self.problems)

    def read_entries(self, paths: Iterable[str]) -> dict[str, Entry]:
        """Return the entry of each file that can be parsed."""
        found = self._structs(paths, Entry, named="key")
        if are_sound(found.values()):
            return found
        return {path: entry for path, entry in found.items() if self._is_sound(path, entry)}

    def _is_sound(self, path: str, entry: Entry) -> bool:
        faults = list(find_faults(entry))
        for finding in faults:
            self._report_at(path, finding)
        return not faults

    def _files(self, folder: str, suffix: str) -> list[str]:
        """Return the files below a folder, relative to the root with `/`, in a fixed order."""
        found: list[str] = []
        waiting = [folder]
        while waiting:
            relative = waiting.pop()
            try:
                with os.scandir(f"{self.root}/{relative}") as children:
                    for child in children:
                        if child.name.startswith("."):
                            continue
                        path = f"{relative}/{child.name}"
                        if child.is_dir():
                            waiting.append(path)
                        elif child.name.endswith(suffix):
                            found.append(path)
            except FileNotFoundError:
                continue
            except OSError as error:
                self._report(relative, 0, "file-unreadable", error.strerror or str(error))
        found.sort()
        return found

    def _structs(self, paths: Iterable[str], struct: type[T], named: str = "") -> dict[str, T]:
        """Return the struct of each file that can be parsed; `named` is the field of its stem."""
        built: dict[str, T] = {}
        for path in paths:
            try:
                data = parse_toml(read_small(f"{self.root}/{path}").decode())
                if named:
                    # What a file's name says it must not say itself: then this cannot be parsed.
                    data[named] = None if named in data else _stem(path)
                built[path] = convert(data, struct)
            except (OSError, ValueError, msgspec.ValidationError):
                built.update(self._read_slowly(path, struct, named))
        return built

    def _read_slowly(self, path: str, struct: type[T], named: str) -> Iterator[tuple[str, T]]:
        """Read a file that is out of the ordinary, and report all that is wrong with it."""
        before = len(self.problems)
        text = self._text(path)
        if len(self.problems) > before:
            return
        if named and (not text or text.isspace()):
            self._report(path, 0, "field-missing", "the file is empty")
            return
        data = self._parse(path, text)
        if data is None:
            return
        if named in data:
            hint = f"the file's name is the {named}; delete the line"
            said = f"{named!r} is not stored"
            self._report_at(path, Finding("field-unknown", (named,), said, hint))
        if named:
            data[named] = _stem(path)
        try:
            yield path, build(data, struct, path, text)
        except SchemaError as error:
            self.problems += error.problems

    def _text(self, path: str) -> str:
        """Return a file's text; report one that cannot be read and return ""."""
        try:
            content = read_small(f"{self.root}/{path}")
        except OSError as error:
            self._report(path, 0, "file-unreadable", error.strerror or str(error))
            return ""
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            hint = "save the file as UTF-8"
            self._report(path, line, "file-encoding", "this is not UTF-8", hint)
            return ""
        return text.removeprefix("\ufeff")

    def _parse(self, path: str, text: str) -> dict[str, Any] | None:
        try:
            return parse_toml(text)
        except TomlError as error:
            self._report(path, error.line, "toml-syntax", str(error))
            return None

    def _topics(self) -> tuple[dict[str, str], dict[str, str]] | None:
        """Return the topic tree and what was renamed in it; None if it cannot be parsed."""
        path = "topics.toml"
        if not os.path.isfile(os.path.join(self.root, path)):
            return {}, {}
        before = len(self.problems)
        text = self._text(path)
        data = self._parse(path, text) or {}
        if len(self.problems) > before:
            return None
        renamed = data.pop(_RENAMED, {})
        if not isinstance(renamed, dict):
            # A topic may have any name; a table can only be that of what was renamed.
            data[_RENAMED], renamed = renamed, {}
        tree = self._texts(path, text, data, (), "a name")
        return tree, self._texts(path, text, renamed, (_RENAMED,), "the path it has now")

    def _texts(
        self, path: str, text: str, table: dict[str, Any], where: FieldPath, what: str
    ) -> dict[str, str]:
        """Return what a table of `topics.toml` says of each topic."""
        for topic, value in table.items():
            if not isinstance(value, str):
                message = f"topic {topic!r} must have {what} in quotes"
                self._report(path, find_line(text, (*where, topic)), "field-type", message)
        return {topic: value for topic, value in table.items() if isinstance(value, str)}

    def _by_stem(self, paths: Iterable[str], kind: str) -> dict[str, str]:
        """Return the path of each stem: the first, as what is named by its file has one file."""
        found: dict[str, str] = {}
        for path in paths:
            owner = found.setdefault(_stem(path), path)
            if owner != path:
                text = f"the name of this {kind} is taken by {owner}"
                hint = "the file's name is what it is called by: rename one of the two"
                self._report(path, 0, "file-duplicate", text, hint)
        return found

    def _report_at(self, path: str, found: Finding) -> None:
        line = find_line(self._text(path), found.field)
        self.problems.append(msgspec.structs.replace(found, path=path).at(line))

    def _report(self, path: str, line: int, rule: RuleId, text: str, hint: str = "") -> None:
        self.problems.append(Problem(path, line, rule, text, hint))


# The table of topics.toml in which former paths stand.
_RENAMED = "renamed"


def _folded_stem(path: str) -> str:
    return _stem(path).casefold()


def _stem(path: str) -> str:
    name = path[path.rfind("/") + 1 :]
    return name.rpartition(".")[0] or name
