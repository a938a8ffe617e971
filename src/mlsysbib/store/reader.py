"""Read a library from its folder. Every file's problems are collected; none hides another."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from operator import methodcaller
from typing import Any, TypeVar

import msgspec
import toml_rs

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Config, Contents
from mlsysbib.model.names import NameFormatError, StoredName, parse_name
from mlsysbib.model.venues import Venue
from mlsysbib.problems import LoadError, Problem
from mlsysbib.store.consistency import Elsewhere, find_inconsistencies
from mlsysbib.store.files import read_small
from mlsysbib.store.locate import FieldPath, find_line
from mlsysbib.store.roots import MARKER
from mlsysbib.store.schema import SchemaError, build
from mlsysbib.text.markup import MarkupError, is_well_formed, parse_markup

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
    # Tens of thousands of small objects without a cycle: collecting would only cost time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _Reader(root).read(inherited)
    finally:
        if was_enabled:
            gc.enable()


def read_draft(path: str) -> Entry:
    """Read one entry file, wherever it stands; raise LoadError with every problem."""
    folder, name = os.path.split(path)
    reader = _Reader(folder or ".")
    entries = reader.read_entries([name])
    if reader.problems:
        raise LoadError(reader.problems)
    return entries[0][1]


class _Reader:
    """The state of one reading: the root and the problems so far."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def read(self, inherited: InheritedVenues) -> tuple[Contents, list[Problem]]:
        config = self._structs([MARKER], Config, _as_it_is)
        entry_files, venue_files = self._files("entries", ".toml"), self._files("venues", ".toml")
        entries = self.read_entries(entry_files)
        venues = self._structs(venue_files, Venue, _venue_data)
        topics = self._topics()
        entries.sort(key=_folded_key)  # they are in the order of their paths
        contents = Contents(
            root=self.root,
            config=config[0][1] if config else Config(),
            entries=tuple(entry for _, entry in entries),
            paths=tuple(path for path, _ in entries),
            venues={venue.id: venue for _, venue in venues},
            topics=topics or {},
            reading_lists=dict(self._reading_lists()),
        )
        elsewhere = Elsewhere(
            venues=frozenset(inherited() if contents.config.inherit_venues else ()).union(
                map(_stem, venue_files)
            ),
            keys=frozenset(map(_stem, entry_files)),
            topics=topics is None,
        )
        for path, where, rule, text, hint in find_inconsistencies(contents, elsewhere):
            line = find_line(self._text(path), where)
            self.problems.append(Problem(path, line, rule, text, hint))
        return contents, sorted(self.problems)

    def read_entries(self, paths: Iterable[str]) -> list[tuple[str, Entry]]:
        """Return path and entry of each file that has a reading."""
        return self._structs(paths, Entry, _entry_data, self._checked)

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

    def _structs(
        self,
        paths: Iterable[str],
        struct: type[T],
        prepare: Callable[[dict[str, Any], str], None],
        accept: Callable[[T, str, str], bool] | None = None,
    ) -> list[tuple[str, T]]:
        built: list[tuple[str, T]] = []
        for path in paths:
            before = len(self.problems)
            text = self._text(path)
            if len(self.problems) > before:
                continue
            if (not text or text.isspace()) and struct is not Config:
                self._report(path, 0, "field-missing", "the file is empty")
                continue
            data = self._parse(path, text)
            if data is None:
                continue
            given = "key" if struct is Entry else "id"
            if given in data and struct is not Config:
                where = find_line(text, (given,))
                hint = f"the file's name is the {given}; delete the line"
                self._report(path, where, "field-unknown", f"{given!r} is not stored", hint)
            prepare(data, path)
            try:
                value = build(data, struct, path, text)
            except SchemaError as error:
                self.problems += error.problems
                continue
            if accept is None or accept(value, path, text):
                built.append((path, value))
        return built

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
            return toml_rs.loads(text)
        except toml_rs.TOMLDecodeError as error:
            # The message shows the place in lines of its own, and says what is wrong in the last.
            message = str(error).rstrip().rpartition("\n")[2]
            self._report(path, error.lineno, "toml-syntax", message)
            return None

    def _checked(self, entry: Entry, path: str, text: str) -> bool:
        """Report marks in titles that do not close and names without a reading."""
        # Nearly all entries are seen to be well-formed at a glance, and need no second look.
        if (
            (entry.published or entry.arxiv or entry.preprint)
            and not (entry.arxiv and entry.arxiv.title)
            and entry.title
            and is_well_formed(entry.title)
            and _are_plain(entry.authors)
        ):
            return True
        before = len(self.problems)
        if not entry.title:
            self._report(path, find_line(text, ("title",)), "field-missing", "the title is empty")
        for title, where in _titles(entry):
            try:
                parse_markup(title)
            except MarkupError as error:
                hint = "{...} keeps case, $...$ is math; write a literal mark with a backslash"
                line = find_line(text, where)
                self._report(path, line, "title-markup", f"title has {error}", hint)
        for index, name in enumerate(entry.authors):
            if isinstance(name, str):
                self._check_name(name, path, text, ("authors", index))
        if not (entry.published or entry.arxiv or entry.preprint):
            message = "no version: [published], [arxiv] or [preprint] is needed"
            self._report(path, 0, "version-missing", message)
        return len(self.problems) == before

    def _check_name(self, name: str, path: str, text: str, where: FieldPath) -> None:
        try:
            parse_name(name)
        except NameFormatError as error:
            line = find_line(text, where)
            hint = "write 'Family, Given', or '{Name}' for an organisation"
            self._report(path, line, "name-form", str(error), hint)

    def _topics(self) -> dict[str, str] | None:
        """Return the topic tree, or nothing where its file has no reading."""
        path = "topics.toml"
        if not os.path.isfile(os.path.join(self.root, path)):
            return {}
        before = len(self.problems)
        text = self._text(path)
        data = self._parse(path, text) or {}
        if len(self.problems) > before:
            return None
        for topic, name in data.items():
            if not isinstance(name, str):
                line = find_line(text, (topic,))
                message = f"topic {topic!r} must have a name in quotes"
                self._report(path, line, "field-type", message)
        return {topic: name for topic, name in data.items() if isinstance(name, str)}

    def _reading_lists(self) -> Iterator[tuple[str, str]]:
        for path in self._files("reading-lists", ".md"):
            yield path.rpartition("/")[2].removesuffix(".md"), self._text(path)

    def _report(self, path: str, line: int, rule: str, text: str, hint: str = "") -> None:
        self.problems.append(Problem(path, line, rule, text, hint))


def _are_plain(names: tuple[StoredName, ...]) -> bool:
    """Say whether names are seen to be `Family, Given`: one comma each, with text on both sides."""
    try:
        lines = "\n".join(names)  # type: ignore[arg-type]  # a name in parts raises
    except TypeError:
        return False
    # As many commas as names, and no name without one, is one comma a name; then none may have
    # nothing before or behind it. Plain searches, as patterns are ten times as slow here.
    framed = f"\n{lines}\n"
    return (
        lines.count(",") == len(names)
        and all(map(_COMMA, names))
        and "{" not in lines
        and not any(map(framed.__contains__, ("\n,", "\n ", " \n", ",\n")))
    )


_COMMA = methodcaller("__contains__", ", ")


def _folded_key(pair: tuple[str, Entry]) -> str:
    return pair[1].key.casefold()


def _as_it_is(data: dict[str, Any], path: str) -> None:
    """Leave the data alone: the file's name says nothing."""


def _entry_data(data: dict[str, Any], path: str) -> None:
    data["key"] = _stem(path)


def _venue_data(data: dict[str, Any], path: str) -> None:
    data["id"] = _stem(path)


def _stem(path: str) -> str:
    return path[path.rfind("/") + 1 :].removesuffix(".toml")


def _titles(entry: Entry) -> Iterator[tuple[str, FieldPath]]:
    yield entry.title, ("title",)
    if entry.arxiv and entry.arxiv.title:
        yield entry.arxiv.title, ("arxiv", "title")
