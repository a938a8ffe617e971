"""The indexes that a command asks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from mlsysbib.index.lookup import Index
    from mlsysbib.model.library import Library

F = TypeVar("F", bound=Callable[..., Any])


def index_option(function: F) -> F:
    """Give a command the option `--index`."""
    return click.option(
        "--index",
        "indexes",
        multiple=True,
        envvar="MLSYSBIB_INDEX",
        show_envvar=True,
        metavar="NAME|FILE|none",
        help="The index to ask, instead of all that are there.",
    )(function)


def open_asked(indexes: tuple[str, ...], *, quiet: bool = False) -> Index:
    """Return the indexes that are asked; what the default one lacks is built now."""
    from mlsysbib.index.locate import open_indexes  # noqa: PLC0415  # start-up

    with building("building the default index, once", quiet=quiet) as watch:
        return open_indexes(indexes, watch)


def hint_of_indexes(library: Library) -> Callable[[str], str]:
    """Return what says of an unknown key what it may mean, to a library or an index that is built.

    For a hint no index is built, and one that cannot be read is passed over.
    """
    left = _MOST_ASKED
    finder: Any = None

    def hint(name: str) -> str:
        nonlocal left, finder
        near = library.hint(name)
        left -= 1
        if left < 0:
            return near
        from mlsysbib.index.locate import open_built  # noqa: PLC0415  # start-up
        from mlsysbib.intake.record_finding import RecordFinder  # noqa: PLC0415

        if finder is None:
            built = open_built(os.environ.get("MLSYSBIB_INDEX"))
            finder = RecordFinder(built, library.venues)
        return "; ".join(filter(None, [near, finder.hint(name)]))

    return hint


# Unknown keys of one command that an index is asked about: each can take a tenth of a second.
_MOST_ASKED = 20


@contextmanager
def building(label: str, *, quiet: bool) -> Iterator[Callable[[float], None]]:
    """Show on a terminal how much of a build is done, once it has begun."""
    bar: Any = None
    steps = 1000
    at = 0

    def watch(share: float) -> None:
        nonlocal bar, at
        if quiet or not sys.stderr.isatty():
            return
        if bar is None:
            bar = click.progressbar(length=steps, file=sys.stderr, label=label)
            bar.__enter__()  # it is left below
        bar.update(int(share * steps) - at)
        at = int(share * steps)

    try:
        yield watch
    finally:
        if bar is not None:
            bar.__exit__(None, None, None)
