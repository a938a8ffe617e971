"""Snapshots in the user's cache: a large library starts at once when nothing has changed.

A snapshot is taken only if every file still has the size and the time of change that it had.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from mlsysbib.model.library import Contents
from mlsysbib.store.files import read_bytes, write_atomically
from mlsysbib.store.snapshot import decode_snapshot, encode_snapshot


def cache_path(root: str) -> str | None:
    """Return where the snapshot of a library is kept; MLSYSBIB_CACHE=off keeps none."""
    folder = os.environ.get("MLSYSBIB_CACHE", "")
    if folder == "off":
        return None
    base = folder or os.path.join(_user_cache(), "mlsysbib")
    name = blake2b(os.path.realpath(root).encode(), digest_size=12).hexdigest()
    return os.path.join(base, f"{name}.msgpack")


def _user_cache() -> str:
    return os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")


class State(NamedTuple):
    """The state of a library's files: a stamp of all, and when the newest was changed."""

    stamp: str
    newest_ns: int


def load_cached(root: str, state: State) -> Contents | None:
    """Return the library's contents from its snapshot, if it was made of the same state."""
    path = cache_path(root)
    try:
        content = read_bytes(path) if path else b""
    except OSError:
        return None
    contents = decode_snapshot(content, state.stamp)
    return contents if contents is not None and contents.root == root else None


def save_cached(root: str, contents: Contents, state: State) -> None:
    """Keep a snapshot for the next start; a cache that cannot be written is no failure.

    The state was taken before the files were read: a file that has changed since makes the
    snapshot invalid. A file changed within the last two seconds may change again without a new
    time (git calls this racily clean), so such a library is not kept yet.
    """
    path = cache_path(root)
    if path is None or time.time_ns() - state.newest_ns < _RACY_NS:
        return
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_atomically(path, encode_snapshot(contents, state.stamp))
    except OSError:
        return


_RACY_NS = 2_000_000_000
_PARTS = ("entries", "venues", "reading-lists")
_FILES = ("mlsysbib.toml", "topics.toml")


def take_state(root: str) -> State:
    """Return the state of the files that a library is made of: names, sizes, times of change."""
    lines: list[str] = []
    times = [0]
    for path, found in _files(root):
        changed = found.st_mtime_ns
        times.append(changed)
        lines.append(f"{path}\0{changed}\0{found.st_size}")
    lines.sort()
    # A name need not be Unicode.
    content = "\n".join(lines).encode(errors="surrogateescape")
    return State(blake2b(content, digest_size=20).hexdigest(), max(times))


def _files(root: str) -> Iterator[tuple[str, os.stat_result]]:
    for name in _FILES:
        with contextlib.suppress(OSError):
            yield name, os.stat(os.path.join(root, name))
    waiting = list(_PARTS)
    while waiting:
        folder = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(f"{root}/{folder}") as children:
            for child in children:
                path = f"{folder}/{child.name}"
                if child.is_dir():
                    waiting.append(path)
                    continue
                try:
                    found = child.stat()
                except OSError:
                    # A link to nothing: it must not hide the files beside it.
                    found = child.stat(follow_symlinks=False)
                yield path, found
