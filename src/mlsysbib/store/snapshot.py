"""A compiled library: one MessagePack text in place of thousands of TOML files."""

from __future__ import annotations

import os.path

import msgspec

from mlsysbib import __version__
from mlsysbib.model.library import Contents
from mlsysbib.problems import LoadError, Problem

# Raised when the structs change their meaning without changing the version.
FORMAT = 8


class _Snapshot(msgspec.Struct, frozen=True, array_like=True):
    """The envelope: what tells whether the contents are worth decoding stands before them."""

    format: int
    version: str
    stamp: str
    contents: msgspec.Raw


_ENVELOPE = msgspec.msgpack.Decoder(_Snapshot)


def encode_snapshot(contents: Contents, stamp: str = "") -> bytes:
    """Return the bytes of a snapshot; the same contents always give the same bytes.

    `stamp` stands for the state of the files that it was made from.
    """
    raw = msgspec.Raw(msgspec.msgpack.encode(contents))
    return msgspec.msgpack.encode(_Snapshot(FORMAT, __version__, stamp, raw))


def decode_snapshot(content: bytes, stamp: str = "") -> Contents | None:
    """Return the contents, or nothing if they are damaged, of another version or stamp."""
    try:
        snapshot = _ENVELOPE.decode(content)
        if (snapshot.format, snapshot.version, snapshot.stamp) != (FORMAT, __version__, stamp):
            return None
        return msgspec.msgpack.decode(snapshot.contents, type=Contents)
    except msgspec.MsgspecError:
        return None


SHIPPED = os.path.join(os.path.dirname(os.path.dirname(__file__)), "shipped.msgpack")


def load_shipped() -> Contents:
    """Return the shipped library; raise LoadError where the installation has none."""
    try:
        with open(SHIPPED, "rb") as file:
            content = file.read()
    except OSError as error:
        text = f"this installation ships no library: {error.strerror}"
        hint = "install the wheel, or name a library with --library DIR"
        raise LoadError([Problem(SHIPPED, 0, "library-missing", text, hint)]) from None
    contents = decode_snapshot(content)
    if contents is None:
        text = "the shipped library is damaged or of another version"
        raise LoadError([Problem(SHIPPED, 0, "library-missing", text, "install again")])
    return contents
