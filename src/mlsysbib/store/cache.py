"""Snapshots in the user's cache: a large library starts at once when nothing has changed.

A snapshot is taken only if every file still has the size and the time of change that it had.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterator
from hashlib import blake2b

from mlsysbib.model.library import Contents
from mlsysbib.store.files import read_bytes, write_atomically
from mlsysbib.store.snapshot import decode_snapshot, encode_snapshot

# (path relative to the root, nanoseconds of the last change, bytes)
Stamp = tuple[str, int, int]


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


def load_cached(root: str, stamps: tuple[Stamp, ...]) -> Contents | None:
    """Return the library's contents from its snapshot, if it was made under the same stamps."""
    path = cache_path(root)
    try:
        content = read_bytes(path) if path else b""
    except OSError:
        return None
    contents = decode_snapshot(content, _digest(stamps))
    return contents if contents and contents.root == root else None


def save_cached(root: str, contents: Contents, stamps: tuple[Stamp, ...]) -> None:
    """Keep a snapshot for the next start; a cache that cannot be written is no failure.

    The stamps were taken before the files were read: a file that has changed since makes the
    snapshot invalid.

    A file changed within the last two seconds may change again without a new stamp (git calls
    this racily clean), so such a library is not kept yet.
    """
    path = cache_path(root)
    newest = max((changed for _, changed, _ in stamps), default=0)
    if path is None or time.time_ns() - newest < _RACY_NS:
        return
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_atomically(path, encode_snapshot(contents, _digest(stamps)))
    except OSError:
        return


def _digest(stamps: tuple[Stamp, ...]) -> bytes:
    """Return what stands for the stamps in a snapshot: they themselves would take a fifth of it."""
    # A file's name may be no Unicode, which marshal minds least; version 2 knows no references,
    # so that equal stamps give equal bytes.
    return blake2b(marshal.dumps(stamps, 2), digest_size=16).digest()


_RACY_NS = 2_000_000_000
_PARTS = ("entries", "venues", "reading-lists")
_FILES = ("mlsysbib.toml", "topics.toml")


def take_stamps(root: str) -> Iterator[Stamp]:
    """Yield the stamp of each file that a library is made of, in a fixed order."""
    for name in _FILES:
        try:
            found = os.stat(os.path.join(root, name))
        except OSError:
            continue
        yield name, found.st_mtime_ns, found.st_size
    for part in _PARTS:
        yield from _stamps_below(root, part)


def _stamps_below(root: str, folder: str) -> Iterator[Stamp]:
    below: list[str] = []
    stamps: list[Stamp] = []
    try:
        with os.scandir(f"{root}/{folder}") as children:
            for child in children:
                if child.name[0] == ".":
                    continue
                path = f"{folder}/{child.name}"
                if child.is_dir():
                    below.append(path)
                else:
                    stamps.append(_stamp(path, child))
    except OSError:
        return
    yield from sorted(stamps)
    for path in sorted(below):
        yield from _stamps_below(root, path)


def _stamp(path: str, child: os.DirEntry[str]) -> Stamp:
    try:
        found = child.stat()
    except OSError:
        # A link to nothing; the stamps of the files beside it count all the same.
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size
