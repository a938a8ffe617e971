"""The library inside the wheel, compiled when the wheel is built."""

from __future__ import annotations

import os.path

from mlsysbib.model.library import Contents
from mlsysbib.problems import LoadError, Problem
from mlsysbib.store.snapshot import decode_snapshot

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
