"""A compiled library: one MessagePack file in place of thousands of TOML files.

The wheel ships one. Beside it, each library that is read leaves one in the user's cache; it is
taken only if every file still has the size and the time of change that it had.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

from mlsysbib import __version__
from mlsysbib.model.library import Contents
from mlsysbib.store.files import write_atomically

# (path relative to the root, nanoseconds of the last change, bytes)
Stamp = tuple[str, int, int]

# Raised when the structs change their meaning without changing the version.
FORMAT = 1


class Snapshot(msgspec.Struct, frozen=True):
    """A library's contents, and the stamps of the files and folders it was made from."""

    contents: Contents
    version: str = __version__
    format: int = FORMAT
    stamps: tuple[Stamp, ...] = ()


_DECODER = msgspec.msgpack.Decoder(Snapshot)


def encode_snapshot(contents: Contents, stamps: tuple[Stamp, ...] = ()) -> bytes:
    """Return the bytes of a snapshot; the same contents always give the same bytes."""
    return msgspec.msgpack.encode(Snapshot(contents, stamps=stamps))


def decode_snapshot(content: bytes) -> Snapshot | None:
    """Return the snapshot, or nothing if another version wrote it or it is damaged."""
    try:
        snapshot = _DECODER.decode(content)
    except msgspec.DecodeError:
        return None
    is_ours = snapshot.version == __version__ and snapshot.format == FORMAT
    return snapshot if is_ours else None


def cache_path(root: Path) -> Path | None:
    """Return where the snapshot of a library is kept; MLSYSBIB_CACHE=off keeps none."""
    folder = os.environ.get("MLSYSBIB_CACHE", "")
    if folder == "off":
        return None
    base = Path(folder) if folder else _user_cache() / "mlsysbib"
    name = blake2b(str(root.resolve()).encode(), digest_size=12).hexdigest()
    return base / f"{name}.msgpack"


def _user_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def load_cached(root: Path) -> Contents | None:
    """Return the library's contents from its snapshot, if every stamp still holds."""
    path = cache_path(root)
    try:
        content = path.read_bytes() if path else b""
    except OSError:
        return None
    snapshot = decode_snapshot(content)
    if snapshot is None or snapshot.contents.root != str(root):
        return None
    return snapshot.contents if tuple(take_stamps(root)) == snapshot.stamps else None


def save_cached(root: Path, contents: Contents, stamps: tuple[Stamp, ...]) -> None:
    """Keep a snapshot for the next start; a cache that cannot be written is no failure.

    A file changed within the last two seconds may change again without a new stamp (git calls
    this racily clean), so such a library is not kept yet.
    """
    path = cache_path(root)
    newest = max((changed for _, changed, _ in stamps), default=0)
    if path is None or time.time_ns() - newest < _RACY_NS:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, encode_snapshot(contents, stamps))
    except OSError:
        return


_RACY_NS = 2_000_000_000
_PARTS = ("entries", "venues", "reading-lists")
_FILES = ("mlsysbib.toml", "topics.toml")


def take_stamps(root: Path) -> Iterator[Stamp]:
    """Yield the stamp of each file that a library is made of, in a fixed order."""
    for name in _FILES:
        try:
            found = os.stat(root / name)  # noqa: PTH116  # a third of the cost of Path's
        except OSError:
            continue
        yield name, found.st_mtime_ns, found.st_size
    for part in _PARTS:
        yield from _stamps_below(str(root), part)


def _stamps_below(root: str, folder: str) -> Iterator[Stamp]:
    below: list[str] = []
    stamps: list[Stamp] = []
    try:
        with os.scandir(f"{root}/{folder}") as children:
            for child in children:
                path = f"{folder}/{child.name}"
                if child.name.startswith("."):
                    continue
                if child.is_dir():
                    below.append(path)
                else:
                    found = child.stat()
                    stamps.append((path, found.st_mtime_ns, found.st_size))
    except OSError:
        return
    yield from sorted(stamps)
    for path in sorted(below):
        yield from _stamps_below(root, path)
