"""Find and open the library that a command is about."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mlsysbib.model.library import Contents, Library
from mlsysbib.problems import LoadError, Problem
from mlsysbib.store.places import find_root
from mlsysbib.store.snapshot import load_shipped

if TYPE_CHECKING:
    from mlsysbib.store.cache import Rendering, State

F = TypeVar("F", bound=Callable[..., Any])


def library_option(function: F) -> F:
    """Give a command the option `--library`."""
    return click.option(
        "--library",
        "library_path",
        type=click.Path(file_okay=False),
        envvar="MLSYSBIB_LIBRARY",
        show_envvar=True,
        metavar="DIR",
        help="The library's folder, instead of the nearest one above or the shipped one.",
    )(function)


def quiet_option(function: F) -> F:
    """Give a command the option `-q`."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")(
        function
    )


def locate(path: str | None) -> str | None:
    """Return the folder of the library, or None for the shipped one."""
    return os.path.abspath(path) if path else find_root(os.getcwd())


def writable_root(path: str | None) -> str:
    """Return the folder of a library whose files may be changed; raise LoadError without one."""
    root = locate(path)
    if root is None:
        hint = (
            "`mlsysbib init` makes a library here; `mlsysbib init papers` makes one in a folder "
            "that --library papers names. For a file of yours without a library: `mlsysbib tidy`"
        )
        text = "no library here: no mlsysbib.toml in this folder or above"
        raise LoadError([Problem(os.getcwd(), 0, "library-missing", text, hint)])
    return root


def open_library(path: str | None) -> Library:
    """Open the library that a command is about; raise LoadError with every problem it has."""
    return Source.find(path).open()


class Source:
    """A library that is not read yet, and the state of its files where a cache is kept.

    The shipped library has none: it is a snapshot itself.
    """

    def __init__(self, root: str | None, state: State | None) -> None:
        self._root = root
        self._state = state

    @classmethod
    def find(cls, path: str | None) -> Source:
        """Find the library that a command is about."""
        root = locate(path)
        if root is None:
            return cls(None, None)
        from mlsysbib.store.cache import cache_path, take_state  # noqa: PLC0415  # start-up

        return cls(root, take_state(root) if cache_path(root) else None)

    def open(self) -> Library:
        """Return the library; raise LoadError with every problem it has."""
        if self._root is None:
            return Library(load_shipped())
        contents = self._load(self._root)
        if not contents.config.inherit_venues:
            return Library(contents)
        return Library(contents, load_shipped().venues | contents.venues)

    def _load(self, root: str) -> Contents:
        """Return a library's contents: from the snapshot in the cache, or from its files."""
        # Start-up: the shipped library needs no cache, and a valid snapshot no TOML parser.
        from mlsysbib.store.cache import load_cached, save_cached  # noqa: PLC0415

        state = self._state
        if state and (contents := load_cached(root, state)) is not None:
            return contents
        from mlsysbib.store.reader import read_contents  # noqa: PLC0415

        contents = read_contents(root, shipped_venue_names)
        if state:
            save_cached(root, contents, state)
        return contents

    def load_rendering(self, options: str) -> Rendering | None:
        """Return what the whole library was rendered to before, if nothing has changed since."""
        if not (self._root and self._state):
            return None
        from mlsysbib.store.cache import load_rendering  # noqa: PLC0415  # start-up

        return load_rendering(self._root, options, self._state)

    def save_rendering(self, options: str, text: str, count: int) -> None:
        """Keep what the whole library was rendered to; `options` are all else it depends on."""
        if not (self._root and self._state):
            return
        from mlsysbib.store.cache import Rendering, save_rendering  # noqa: PLC0415  # start-up

        save_rendering(self._root, options, Rendering(text, count), self._state)


def shipped_venue_names() -> list[str]:
    """Return the identifiers and aliases of the shipped venues."""
    venues = load_shipped().venues
    return [*venues, *(alias for venue in venues.values() for alias in venue.aliases)]
