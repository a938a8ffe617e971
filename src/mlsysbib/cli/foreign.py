"""Read a file that other programs or people wrote, in whatever format it is."""

from __future__ import annotations

import os.path
import sys

import click
import msgspec

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Imported
from mlsysbib.store.files import read_bytes
from mlsysbib.text.encodings import decode_bytes


def read_foreign(path: str) -> Imported:
    """Return the entries of a file and its problems, with the file's path in them.

    The suffix says which format it is; raises a usage error for one that cannot be read.
    """
    suffix = os.path.splitext(path)[1].lower()
    readable = {f.suffix: f.load for f in FORMATS.values() if f.load is not None}
    load = readable.get(suffix)
    if load is None:
        listed = ", ".join(sorted(readable)) or "nothing"
        raise click.UsageError(f"{path}: {suffix or 'this'} cannot be read; what can: {listed}")
    imported = load(decode_foreign(path))
    problems = tuple(msgspec.structs.replace(p, path=path) for p in imported.problems)
    return msgspec.structs.replace(imported, problems=problems)


def decode_foreign(path: str) -> str:
    """Return the text of a file in whatever encoding, or of stdin for `-`; raise OSError."""
    content = sys.stdin.buffer.read() if path == "-" else read_bytes(path)
    return decode_bytes(content)[0]
