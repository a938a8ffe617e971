"""The ways to choose entries that commands share: queries, lists, what a paper cites."""

from __future__ import annotations

import os.path
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import click
import msgspec

from mlsysbib.cli.choices import NearChoice, complete_lists, complete_queries
from mlsysbib.cli.output import say
from mlsysbib.formats import FORMATS
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Block, Cited, Section, Selection, flat
from mlsysbib.problems import ChoiceError, LoadError, Problem
from mlsysbib.selecting.query.vocabulary import FIELDS, ORDERS
from mlsysbib.store.files import read_bytes

F = TypeVar("F", bound=Callable[..., Any])


class QueryCommand(click.Command):
    """A command whose queries may begin with the `-` of a denial: `-is:preprint`, `-orca`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put denied terms into parentheses, where click does not take them for options."""
        end = args.index("--") if "--" in args else len(args)
        options = [option for option in self.params if isinstance(option, click.Option)]
        with_value = {name for o in options if not (o.is_flag or o.count) for name in o.opts}
        shielded = [
            f"({arg})" if before not in with_value and self._is_denial(arg) else arg
            for before, arg in pairwise(["", *args[:end]])
        ]
        return super().parse_args(ctx, [*shielded, *args[end:]])

    def _is_denial(self, argument: str) -> bool:
        """Say whether an argument is a denied term: `-orca` is not the file rca for -o.

        Flags may stand together (`-qh`), and a value be joined to its option where it cannot be a
        word (`-orefs.bib`, `-fbibtex`).
        """
        if _DENIAL.match(argument):
            return True
        word = argument[1:]
        if not (argument[:1] == "-" and _WORD.fullmatch(word)):
            return False
        flags = {name[1] for option in self.params for name in option.opts if len(name) == _FLAG}
        is_joined = word[0] == "f" and word[1:] in FORMATS
        return not (is_joined or flags.issuperset(word))


_DENIAL = re.compile(rf"-(?:{'|'.join(FIELDS)}):.")
_WORD = re.compile(r"[^\W_]{2,}(?:-[^\W_]+)*")
_FLAG = len("-o")


class Choosing(msgspec.Struct, frozen=True):
    """What the user asked for; `order` "" leaves the order to the source or the format."""

    queries: tuple[str, ...] = ()
    list_name: str | None = None
    cited_in: tuple[str, ...] = ()
    keys_from: str | None = None
    order: str = ""


def choosing_options(function: F) -> F:
    """Give a command the arguments and options that choose entries."""
    for decorate in reversed(
        (
            click.argument(
                "queries", metavar="[QUERY]...", nargs=-1, shell_complete=complete_queries
            ),
            click.option(
                "--list",
                "list_name",
                metavar="NAME|FILE",
                shell_complete=complete_lists,
                help="A reading list of the library, or a Markdown file.",
            ),
            click.option(
                "--cited-in",
                multiple=True,
                metavar="FILE",
                help="What a paper cites: .aux, .bcf, .tex or .md; may be repeated.",
            ),
            click.option(
                "--keys-from", metavar="FILE", help="Keys from a file, one a line; - for stdin."
            ),
            click.option("--sort", "order", type=NearChoice(ORDERS), help="The order of entries."),
        )
    ):
        function = decorate(function)
    return function


class Chosen(NamedTuple):
    """What was chosen: `problems` tell of each key that was asked for and is not there.

    `cited` maps a key to the names under which a paper cites the entry: aliases, or another case.
    """

    selection: Selection
    problems: list[Problem]
    cited: dict[str, list[str]]


def choose(library: Library, choosing: Choosing) -> Chosen:
    """Return what was asked for."""
    if sum(map(bool, (choosing.list_name, choosing.cited_in, choosing.keys_from))) > 1:
        raise click.UsageError("--list, --cited-in and --keys-from exclude each other")
    matching = _matching(library, choosing)
    if choosing.list_name:
        selection, problems = _listed(library, choosing.list_name)
        if choosing.queries:
            selection = _only(selection, frozenset(entry.key for entry in matching))
        return Chosen(selection, problems, {})
    if choosing.cited_in or choosing.keys_from:
        cited, problems = _named(library, choosing)
        found = flat(entry for entry in matching if entry.key in cited)
        return Chosen(found, problems, cited if choosing.cited_in else {})
    return Chosen(flat(matching), [], {})


def _matching(library: Library, choosing: Choosing) -> tuple[Entry, ...]:
    """Return the entries that the queries hold for, in order."""
    if not choosing.queries and choosing.order in {"", "key"}:
        return tuple(library.values())
    from mlsysbib.selecting.query.selecting import select  # noqa: PLC0415  # start-up
    from mlsysbib.selecting.reading_lists.resolve import memberships  # noqa: PLC0415

    return select(
        library,
        choosing.queries,
        memberships=lambda: memberships(library),
        order=choosing.order or "key",
    )


def nothing_found(queries: tuple[str, ...], library: Library) -> str:
    """Return what to say where nothing matches: all queries must hold, also those that are keys."""
    keys = [query for query in queries if query in library]
    hint = f"; `key:{','.join(keys)}` finds these" if len(keys) > 1 else ""
    return f"nothing matches {' '.join(queries)}{hint}"


def grouped(selection: Selection, library: Library, by: Any, title: str) -> Selection:  # noqa: ANN401  # a Grouping, as click has seen to
    """Return the entries of a selection in sections, unless a list has its own."""
    if selection.is_list:
        return selection
    from mlsysbib.selecting.grouping import group  # noqa: PLC0415  # start-up

    return group(selection.entries(), library, by, title)


def _listed(library: Library, name: str) -> tuple[Selection, list[Problem]]:
    from mlsysbib.selecting.reading_lists.resolve import resolve  # noqa: PLC0415  # start-up

    text, path = _list_source(library, name)
    resolved = resolve(text, library, path)
    return resolved.selection, list(resolved.problems)


def _list_source(library: Library, name: str) -> tuple[str, str]:
    """Return a list's text and path: one of the library by its name, else a file."""
    if name in library.reading_lists:
        return library.reading_lists[name], library.path_of_list(name)
    if not os.path.isfile(name):
        raise ChoiceError("reading list", name, library.reading_lists)
    return read_text(name), name


def _named(library: Library, choosing: Choosing) -> tuple[dict[str, list[str]], list[Problem]]:
    """Return the keys that files name, each with the names it has there, and what is unknown."""
    from mlsysbib.selecting.citations import ALL_KEYS  # noqa: PLC0415  # start-up

    found: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for path, names in _citing(choosing):
        for name, line in names.items():
            if name == ALL_KEYS and choosing.cited_in:
                for key in library:
                    found.setdefault(key, [])
            elif entry := library.get(name):
                found.setdefault(entry.key, []).append(name)
            else:
                hint = library.hint(name)
                problems.append(Problem(path, line, "key-unknown", f"unknown key {name!r}", hint))
    return found, problems


def _citing(choosing: Choosing) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each file that names keys, those that a paper takes in too, with the keys' lines."""
    if not choosing.cited_in:
        path = choosing.keys_from or "-"
        yield path, _lines_of_keys(read_text(path))
        return
    from mlsysbib.selecting.citations import find_cited, find_included  # noqa: PLC0415  # start-up

    seen: set[str] = set()
    for main in choosing.cited_in:
        waiting = [main]
        while waiting:
            path = waiting.pop(0)
            if os.path.realpath(path) in seen:
                continue
            seen.add(os.path.realpath(path))
            text = read_text(path)
            yield path, find_cited(text, path)
            included = (os.path.join(os.path.dirname(main), f) for f in find_included(text, path))
            # What is not there is LaTeX's own, or not written yet.
            waiting = [*filter(os.path.isfile, included), *waiting]


def _lines_of_keys(text: str) -> dict[str, int]:
    """Return the keys of a list, one a line, each with the line where it stands first."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if key := line.partition("#")[0].strip():
            lines.setdefault(key, number)
    return lines


def read_text(path: str) -> str:
    """Return the text of an input file, or of stdin for `-`; raise LoadError if it is not UTF-8."""
    content = sys.stdin.buffer.read() if path == "-" else read_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        text = "this is not UTF-8"
        raise LoadError([Problem(path, line, "file-encoding", text)]) from None


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
        block for block in blocks if not isinstance(block, Cited) or block.entry.key in keys
    )


def tell(problems: Iterable[Problem]) -> None:
    """Print problems on stderr, a line each."""
    for problem in problems:
        say(str(problem))
