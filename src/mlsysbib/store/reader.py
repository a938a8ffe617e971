"""Read a library from its folder. Every file's problems are collected; none hides another."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any, TypeVar

import msgspec
import rtoml

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Config, Contents
from mlsysbib.model.names import NameFormatError, StoredName, read_name
from mlsysbib.model.venues import Venue
from mlsysbib.problems import LoadError, Problem
from mlsysbib.store.consistency import find_inconsistencies
from mlsysbib.store.files import read_small
from mlsysbib.store.locate import FieldPath, find_line
from mlsysbib.store.roots import MARKER
from mlsysbib.store.schema import SchemaError, build
from mlsysbib.text.markup import MarkupError, check_markup

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
        config = self._structs([MARKER], Config, "")
        entries = self.read_entries(self._files("entries", ".toml"))
        venues = self._structs(self._files("venues", ".toml"), Venue, "id")
        # By path they are already.
        entries.sort(key=_folded_key)
        contents = Contents(
            root=self.root,
            config=config[0][1] if config else Config(),
            entries=tuple(map(itemgetter(1), entries)),
            paths=tuple(map(itemgetter(0), entries)),
            venues={venue.id: venue for _, venue in venues},
            topics=self._topics(),
            reading_lists=dict(self._reading_lists()),
        )
        known_venues = frozenset(inherited() if contents.config.inherit_venues else ())
        for path, where, rule, text, hint in find_inconsistencies(contents, known_venues):
            line = find_line(self._text(path), where)
            self.problems.append(Problem(path, line, rule, text, hint))
        return contents, sorted(self.problems)

    def read_entries(self, paths: Iterable[str]) -> list[tuple[str, Entry]]:
        """Return path and entry of each file that has a reading."""
        return self._structs(paths, Entry, "key", self._checked)

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
        stem: str,
        accept: Callable[[T, str, str], bool] | None = None,
    ) -> list[tuple[str, T]]:
        """Return path and struct of each file; its stem is the value of the field `stem`."""
        built: list[tuple[str, T]] = []
        for path in paths:
            text = self._text(path)
            data = self._parse(path, text) if text or not stem else None
            if data is None:
                continue
            if stem:
                if stem in data:
                    where = find_line(text, (stem,))
                    hint = f"the file's name is the {stem}; delete the line"
                    self._report(path, where, "field-unknown", f"{stem!r} is not stored", hint)
                    continue
                data[stem] = path[path.rfind("/") + 1 :].removesuffix(".toml")
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
        if (not text or text.isspace()) and path != MARKER:
            self._report(path, 0, "field-missing", "the file is empty")
        return text.removeprefix("\ufeff")

    def _parse(self, path: str, text: str) -> dict[str, Any] | None:
        try:
            return rtoml.loads(text)
        except rtoml.TomlParsingError as error:
            message, line = _split_position(str(error))
            self._report(path, line, "toml-syntax", message)
            return None

    def _checked(self, entry: Entry, path: str, text: str) -> bool:
        """Report marks in titles that do not close and names without a reading."""
        before = len(self.problems)
        self._check_title(entry.title, path, text, ("title",))
        if entry.arxiv and entry.arxiv.title:
            self._check_title(entry.arxiv.title, path, text, ("arxiv", "title"))
        if not _are_plain(entry.authors):
            for index, name in enumerate(entry.authors):
                if not _are_plain((name,)):
                    self._check_name(name, path, text, ("authors", index))
        if not (entry.published or entry.arxiv or entry.preprint):
            message = "no version: [published], [arxiv] or [preprint] is needed"
            self._report(path, 0, "version-missing", message)
        return len(self.problems) == before

    def _check_title(self, title: str, path: str, text: str, where: FieldPath) -> None:
        try:
            check_markup(title)
        except MarkupError as error:
            hint = "{...} keeps case, $...$ is math; write a literal mark with a backslash"
            line = find_line(text, where)
            self._report(path, line, "title-markup", f"title has {error}", hint)

    def _check_name(self, name: StoredName, path: str, text: str, where: FieldPath) -> None:
        try:
            read_name(name)
        except NameFormatError as error:
            line = find_line(text, where)
            hint = "write 'Family, Given', or '{Name}' for an organisation"
            self._report(path, line, "name-form", str(error), hint)

    def _topics(self) -> dict[str, str]:
        path = "topics.toml"
        if not os.path.isfile(os.path.join(self.root, path)):
            return {}
        text = self._text(path)
        data = self._parse(path, text) or {}
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


# One comma in each; that there is no other is told by their number.
_PLAIN_NAMES = re.compile(r"[^\s{,].*, \S.*(?:\n[^\s{,].*, \S.*)*").fullmatch


def _are_plain(names: tuple[StoredName, ...]) -> bool:
    """Say whether each name has the common form, one comma with a word on each side.

    They are looked at together, as there are many: one by one they take twice the time.
    """
    try:
        text = "\n".join(names)  # type: ignore[arg-type]  # a name in parts raises
    except TypeError:
        return False
    count = len(names)
    is_like = text.count(",") == count == text.count("\n") + 1 and _PLAIN_NAMES(text)
    return bool(is_like) or not names


_POSITION = re.compile(r"\s*at line (\d+)(?: column \d+)?\s*")


def _split_position(message: str) -> tuple[str, int]:
    found = _POSITION.search(message)
    return (_POSITION.sub("", message), int(found[1])) if found else (message, 0)


def _folded_key(pair: tuple[str, Entry]) -> str:
    return pair[1].key.casefold()
