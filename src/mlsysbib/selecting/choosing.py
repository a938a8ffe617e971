"""The ways to choose entries: queries, lists, what a paper cites, keys."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterator

import msgspec

from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Block, Section, Selection, entries_of, flat
from mlsysbib.problems import ChoiceError, Problem
from mlsysbib.selecting.choice import Choosing, Chosen
from mlsysbib.selecting.citations import ALL_KEYS
from mlsysbib.selecting.following import cited_in
from mlsysbib.selecting.grouping import Grouping, group
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.reading_lists.resolve import memberships, resolve

# Path -> text.
Read = Callable[[str], str]
# A key that is not known -> what it may mean, or "".
Hint = Callable[[str], str]


def choose_entries(
    library: Library, choosing: Choosing, read: Read, hint: Hint | None = None
) -> Chosen:
    """Return what was asked for; `read` returns the text of a file, or of stdin for `-`.

    `hint` returns what an unknown key may mean; without it the library is asked.
    Raises ChoiceError for a list that is neither there nor a file.
    """
    matching = _matching(library, choosing)
    if choosing.list_name:
        selection, problems = _listed(library, choosing.list_name, read)
        if choosing.queries:
            selection = _only(selection, frozenset(entry.key for entry in matching))
        return Chosen(selection, problems, {})
    if choosing.cited_in or choosing.keys_from:
        cited, problems = _named(library, choosing, read, hint or library.hint)
        found = flat(entry for entry in matching if entry.key in cited)
        return Chosen(found, problems, cited if choosing.cited_in else {})
    return Chosen(flat(matching), [], {})


def _matching(library: Library, choosing: Choosing) -> tuple[Entry, ...]:
    """Return the entries that the queries hold for, in order."""
    if not choosing.queries and choosing.order in {"", "key"}:
        return tuple(library.values())
    return select(
        library,
        choosing.queries,
        memberships=lambda: memberships(library),
        order=choosing.order or "key",
    )


def grouped(selection: Selection, library: Library, by: Grouping, title: str) -> Selection:
    """Return the entries of a selection in sections, unless a list has its own."""
    return selection if selection.is_list else group(selection.entries(), library, by, title)


def _listed(library: Library, name: str, read: Read) -> tuple[Selection, list[Problem]]:
    text, path = _list_source(library, name, read)
    resolved = resolve(text, library, path)
    return resolved.selection, list(resolved.problems)


def _list_source(library: Library, name: str, read: Read) -> tuple[str, str]:
    """Return a list's text and path: one of the library by its name, else a file."""
    if name in library.reading_lists:
        return library.reading_lists[name], library.path_of_list(name)
    if not os.path.isfile(name):
        raise ChoiceError("reading list", name, library.reading_lists)
    return read(name), name


def _named(
    library: Library, choosing: Choosing, read: Read, hint: Hint
) -> tuple[dict[str, list[str]], list[Problem]]:
    """Return the keys that files name, each with the names it has there, and what is unknown."""
    found: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for path, names in _citing(choosing, read):
        for name, line in names.items():
            if name == ALL_KEYS and choosing.cited_in:
                for key in library:
                    found.setdefault(key, [])
            elif entry := library.get(name):
                found.setdefault(entry.key, []).append(name)
            else:
                said = f"unknown key {name!r}"
                problems.append(Problem(path, line, "key-unknown", said, hint(name)))
    return found, problems


def named_keys(choosing: Choosing, read: Read) -> list[str]:
    """Return the keys that files name, in order, each once."""
    return list(dict.fromkeys(name for _, names in _citing(choosing, read) for name in names))


def _citing(choosing: Choosing, read: Read) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each file that names keys, those that a paper takes in too, with the keys' lines."""
    if choosing.cited_in:
        yield from cited_in(choosing.cited_in, read)
    else:
        path = choosing.keys_from or "-"
        yield path, _lines_of_keys(read(path))


def _lines_of_keys(text: str) -> dict[str, int]:
    """Return the keys of a list, one a line, each with the line where it stands first."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if key := line.partition("#")[0].strip():
            lines.setdefault(key, number)
    return lines


def _only(selection: Selection, keys: frozenset[str]) -> Selection:
    """Return a list without the papers that are not asked for; its sections and prose stay."""
    return msgspec.structs.replace(
        selection,
        blocks=_kept(selection.blocks, keys),
        sections=tuple(_only_in(section, keys) for section in selection.sections),
    )


def _only_in(section: Section, keys: frozenset[str]) -> Section:
    return msgspec.structs.replace(
        section,
        blocks=_kept(section.blocks, keys),
        sections=tuple(_only_in(below, keys) for below in section.sections),
    )


def _kept(blocks: tuple[Block, ...], keys: frozenset[str]) -> tuple[Block, ...]:
    return tuple(
        block
        for block in blocks
        if not (cited := entries_of(block)) or any(entry.key in keys for entry in cited)
    )
