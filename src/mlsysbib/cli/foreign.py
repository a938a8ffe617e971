"""Read a file that other programs or people wrote, in whatever format it is."""

from __future__ import annotations

import os.path
import sys
from collections import Counter
from collections.abc import Iterable

import click
import msgspec

from mlsysbib.cli.output import counted, say
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Read, problems_of
from mlsysbib.problems import LoadError
from mlsysbib.store.files import read_bytes
from mlsysbib.text.encodings import decode_bytes


def read_foreign(path: str) -> tuple[Read, ...]:
    """Return the references of a file, with its path in their problems.

    The suffix says which format it is; raises a usage error for one that cannot be read, and
    LoadError for a text that is none of its format.
    """
    suffix = _suffix(path)
    readable = {f.suffix: f.load for f in FORMATS.values() if f.load is not None}
    load = readable.get(suffix)
    if load is None:
        listed = ", ".join(sorted(readable)) or "nothing"
        raise click.UsageError(f"{path}: {suffix or 'this'} cannot be read; what can: {listed}")
    reads = tuple(with_path(read, path) for read in load(decode_foreign(path)))
    problems = problems_of(reads)
    if any(problem.rule in _UNREADABLE for problem in problems):
        raise LoadError(problems)
    return reads


def with_path(read: Read, path: str) -> Read:
    """Return a reference whose problems name the file that it stands in."""
    if not read.problems:
        return read
    problems = tuple(msgspec.structs.replace(problem, path=path) for problem in read.problems)
    return msgspec.structs.replace(read, problems=problems)


_UNREADABLE = frozenset({"json-syntax", "xml-syntax"})


def say_left_out(reads: Iterable[Read], *, quiet: bool) -> None:
    """Say of how many references something is only kept as written, and what that is."""
    more = [read.left_out for read in reads if read.entry and read.left_out]
    counts = Counter(name for names in more for name in dict.fromkeys(names))
    if counts:
        parts = ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
        verb = "has" if len(more) == 1 else "have"
        say(
            f"{counted(len(more), 'reference')} {verb} fields kept as written: {parts}", quiet=quiet
        )


def names_foreign(text: str) -> bool:
    """Say whether a text names a file that can be read by its suffix, be it there or not."""
    return any(f.suffix == _suffix(text) for f in FORMATS.values() if f.load is not None)


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def decode_foreign(path: str) -> str:
    """Return the text of a file in whatever encoding, or of stdin for `-`; raise OSError."""
    return decode_bytes(read_input(path))[0]


def read_input(path: str) -> bytes:
    """Return what a file holds, or stdin for `-`; raise OSError."""
    return sys.stdin.buffer.read() if path == "-" else read_bytes(path)
