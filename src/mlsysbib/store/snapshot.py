"""A compiled library: one MessagePack text in place of thousands of TOML files."""

import msgspec

from mlsysbib import __version__
from mlsysbib.model.library import Contents

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
