"""The ways to choose entries that commands share: queries, lists, what a paper cites."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

import click

from mlsysbib.cli.choices import NearChoice, complete_lists, complete_queries
from mlsysbib.cli.output import say
from mlsysbib.formats import FORMATS
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Selection
from mlsysbib.problems import LoadError, Problem
from mlsysbib.selecting.choice import Choosing, Chosen
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
            click.option(
                "--from-index",
                is_flag=True,
                help="Take keys that are DBLP keys, DOIs or arXiv identifiers from an index.",
            ),
            click.option("--sort", "order", type=NearChoice(ORDERS), help="The order of entries."),
        )
    ):
        function = decorate(function)
    return function


def choose(library: Library, choosing: Choosing, *, from_index: bool = False) -> Chosen:
    """Return what was asked for; raise a usage error where one way excludes another.

    With `from_index`, keys that the library lacks and that are identifiers are asked of an index.
    """
    if sum(map(bool, (choosing.list_name, choosing.cited_in, choosing.keys_from))) > 1:
        raise click.UsageError("--list, --cited-in and --keys-from exclude each other")
    if from_index and not (choosing.cited_in or choosing.keys_from):
        raise click.UsageError("--from-index goes with --cited-in or --keys-from")
    from mlsysbib.selecting.choosing import choose_entries, named_keys  # noqa: PLC0415  # start-up

    if not from_index:
        from mlsysbib.cli.indexes import hint_of_indexes  # noqa: PLC0415  # start-up

        return choose_entries(library, choosing, read_text, hint_of_indexes(library))
    from mlsysbib.cli.indexes import open_asked  # noqa: PLC0415
    from mlsysbib.intake.record_finding import with_recorded  # noqa: PLC0415

    # Standard input can be read once.
    read = cache(read_text)
    indexes = tuple(filter(None, [os.environ.get("MLSYSBIB_INDEX", "")]))
    whole = with_recorded(library, named_keys(choosing, read), open_asked(indexes))
    return choose_entries(whole, choosing, read)


def read_text(path: str) -> str:
    """Return the text of an input file, or of stdin for `-`; raise LoadError if it is not UTF-8."""
    content = sys.stdin.buffer.read() if path == "-" else read_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        text = "this is not UTF-8"
        raise LoadError([Problem(path, line, "file-encoding", text)]) from None


def tell(problems: Iterable[Problem]) -> None:
    """Print problems on stderr, a line each."""
    for problem in problems:
        say(str(problem))


def tell_nothing(
    queries: tuple[str, ...], selection: Selection, library: Library, *, quiet: bool
) -> None:
    """Say on stderr why queries find nothing, where they do."""
    if queries and not quiet and not selection.entries():
        from mlsysbib.selecting.misses import nothing_found  # noqa: PLC0415  # start-up

        say(nothing_found(queries, library))
