"""A compiled library: one MessagePack text in place of thousands of TOML files."""

from __future__ import annotations

import msgspec

from mlsysbib import __version__
from mlsysbib.model.library import Contents

# Raised when the structs change their meaning without changing the version.
FORMAT = 2


class _Snapshot(msgspec.Struct, frozen=True):
    """What tells whether a snapshot is valid, and a library's contents, still encoded."""

    contents: msgspec.Raw
    version: str = __version__
    format: int = FORMAT
    state: bytes = b""


def encode_snapshot(contents: Contents, state: bytes = b"") -> bytes:
    """Return the bytes of a snapshot; the same contents always give the same bytes.

    `state` stands for the files that the contents were read from.
    """
    encoded = msgspec.Raw(msgspec.msgpack.encode(contents))
    return msgspec.msgpack.encode(_Snapshot(encoded, state=state))


def decode_snapshot(content: bytes, state: bytes = b"") -> Contents | None:
    """Return the contents, or nothing if they are damaged, of another version or state."""
    try:
        snapshot = msgspec.msgpack.decode(content, type=_Snapshot)
        found = (snapshot.version, snapshot.format, snapshot.state)
        if found != (__version__, FORMAT, state):
            return None
        return msgspec.msgpack.decode(snapshot.contents, type=Contents)
    except msgspec.DecodeError:
        return None
