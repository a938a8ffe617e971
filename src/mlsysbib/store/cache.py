"""What is kept in the user's cache: a large library starts at once when nothing has changed.

A snapshot, or what was rendered of the whole library, is taken only if every file of the library
and of this program still has the size and the time of change that it had.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from mlsysbib.model.library import Contents
from mlsysbib.store.files import read_bytes, write_atomically
from mlsysbib.store.snapshot import decode_snapshot, encode_snapshot


def cache_path(root: str, rendered: str = "") -> str | None:
    """Return where a library's snapshot is kept, or what was `rendered` of it in some way.

    MLSYSBIB_CACHE=off keeps none.
    """
    folder = os.environ.get("MLSYSBIB_CACHE", "")
    if folder == "off":
        return None
    base = folder or os.path.join(_user_cache(), "mlsysbib")
    name = _digest(os.path.realpath(root), 12) + (rendered and f"-{_digest(rendered, 6)}")
    return os.path.join(base, f"{name}.msgpack")


def _digest(text: str, size: int) -> str:
    # A name of a file need not be Unicode.
    return blake2b(text.encode(errors="surrogateescape"), digest_size=size).hexdigest()


def _user_cache() -> str:
    return os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")


class State(NamedTuple):
    """The state of files: a stamp of all of them, and when the newest of the library changed."""

    stamp: str
    newest_ns: int


class Rendering(msgspec.Struct, frozen=True):
    """What a whole library came to in some format, and of how many entries."""

    text: str
    count: int


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A rendering with all that it depends on; `options` tell it from others of the same name."""

    stamp: str
    root: str
    options: str
    rendering: Rendering


def load_cached(root: str, state: State) -> Contents | None:
    """Return the library's contents from its snapshot, if it was made of the same state."""
    contents = decode_snapshot(_read(cache_path(root)), state.stamp)
    return contents if contents is not None and contents.root == root else None


def save_cached(root: str, contents: Contents, state: State) -> None:
    """Keep a snapshot for the next start; a cache that cannot be written is no failure."""
    _write(cache_path(root), state, lambda: encode_snapshot(contents, state.stamp))


def load_rendering(root: str, options: str, state: State) -> Rendering | None:
    """Return what the library was rendered to with the same options and in the same state."""
    try:
        kept = msgspec.msgpack.decode(_read(cache_path(root, options)), type=_Kept)
    except msgspec.MsgspecError:
        return None
    is_same = (kept.stamp, kept.root, kept.options) == (state.stamp, root, options)
    return kept.rendering if is_same else None


def save_rendering(root: str, options: str, rendering: Rendering, state: State) -> None:
    """Keep what the library was rendered to; `options` are all else that it depends on."""
    kept = _Kept(state.stamp, root, options, rendering)
    path = cache_path(root, options)
    _write(path, state, lambda: msgspec.msgpack.encode(kept))
    if path:
        _forget_old(path)


def _forget_old(path: str) -> None:
    """Delete all but the newest renderings of a library, of which `path` is one."""
    folder, name = os.path.split(path)
    own = name.partition("-")[0] + "-"
    with contextlib.suppress(OSError):
        found = [child for child in os.scandir(folder) if child.name.startswith(own)]
        found.sort(key=lambda child: child.stat().st_mtime_ns, reverse=True)
        for child in found[_MOST_RENDERINGS:]:
            os.unlink(child.path)


def _read(path: str | None) -> bytes:
    try:
        return read_bytes(path) if path else b""
    except OSError:
        return b""


def _write(path: str | None, state: State, encode: Callable[[], bytes]) -> None:
    """Write what was made of a state, unless that may change again unseen.

    The state was taken before the files were read: a file that has changed since makes what is
    kept invalid. A file changed within the last two seconds may change again without a new time
    (git calls this racily clean), so nothing is kept of such a library yet.
    """
    if path is None or time.time_ns() - state.newest_ns < _RACY_NS:
        return
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_atomically(path, encode())
    except OSError:
        return


_MOST_RENDERINGS = 4
_RACY_NS = 2_000_000_000
_PARTS = ("entries", "venues", "reading-lists")
_FILES = ("mlsysbib.toml", "topics.toml")
_PROGRAM = os.path.dirname(os.path.dirname(__file__))


def take_state(root: str) -> State:
    """Return the state of a library's files and this program's: names, sizes, times of change.

    The program's are part of it for those who change the program, and as it brings venues along.
    """
    own = list(_files(root, _PARTS, _FILES))
    lines = [
        f"{path}\0{found.st_mtime_ns}\0{found.st_size}"
        for path, found in (*own, *_files(_PROGRAM, ("",)))
    ]
    lines.sort()
    newest = max((found.st_mtime_ns for _, found in own), default=0)
    return State(_digest("\n".join(lines), 20), newest)


def _files(
    root: str, folders: tuple[str, ...], files: tuple[str, ...] = ()
) -> Iterator[tuple[str, os.stat_result]]:
    for name in files:
        with contextlib.suppress(OSError):
            yield name, os.stat(os.path.join(root, name))
    waiting = list(folders)
    while waiting:
        folder = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(f"{root}/{folder}") as children:
            for child in children:
                path = f"{folder}/{child.name}"
                if child.is_dir():
                    if child.name != "__pycache__":
                        waiting.append(path)
                    continue
                try:
                    found = child.stat()
                except OSError:
                    # A link to nothing: it must not hide the files beside it.
                    found = child.stat(follow_symlinks=False)
                yield path, found
