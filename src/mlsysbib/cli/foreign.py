"""Read a file that other programs or people wrote, in whatever format it is."""

from __future__ import annotations

import os.path
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click
import msgspec

from mlsysbib.cli.output import counted, say
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Read, problems_of
from mlsysbib.formats.bibtex.reader import load as load_bibtex
from mlsysbib.problems import LoadError, Problem
from mlsysbib.store.files import read_bytes
from mlsysbib.text.encodings import (
    bad_bytes,
    decode_bytes,
    decode_exactly,
    with_western_bytes,
)


def read_foreign(path: str, beside: Sequence[str] = ()) -> tuple[Read, ...]:
    """Return the references of a file, with its path in their problems.

    The suffix says which format it is; raises a usage error for one that cannot be read, and
    LoadError for a text that is none of its format. `beside` are the files of the same command: of
    BibTeX files the macros and parents of all count in each.
    """
    suffix = _suffix(path)
    # Only the modules of this suffix are loaded.
    loads = [f.load for f in FORMATS.values() if f.suffix == suffix]
    load = next((load for load in reversed(loads) if load is not None), None)
    if load is None:
        readable = {f.suffix for f in FORMATS.values() if f.load is not None}
        listed = ", ".join(sorted(readable)) or "nothing"
        raise click.UsageError(f"{path}: {suffix or 'this'} cannot be read; what can: {listed}")
    others = [other for other in beside if other != path and _suffix(other) == suffix == _BIBTEX]
    exact = decode_exactly(read_input(path))[0]
    text = with_western_bytes(exact)
    found = load_bibtex(text, map(decode_foreign, others)) if others else load(text)
    reads = tuple(with_path(read, path) for read in (*_bad_bytes(exact, path), *found))
    problems = problems_of(reads)
    if any(problem.rule in _UNREADABLE for problem in problems):
        raise LoadError(problems)
    return reads


def _bad_bytes(text: str, path: str) -> Iterator[Read]:
    """Yield what holds no reference and the warning that a byte of a line is no UTF-8."""
    for line in bad_bytes(text):
        said = "a byte that is not UTF-8 is read as a character of Windows"
        warning = Problem(path, line, "file-encoding", said, "", "warning")
        yield Read(entry=None, line=line, problems=(warning,))


def with_path(read: Read, path: str) -> Read:
    """Return a reference whose problems name the file that it stands in."""
    if not read.problems:
        return read
    problems = tuple(msgspec.structs.replace(problem, path=path) for problem in read.problems)
    return msgspec.structs.replace(read, problems=problems)


_BIBTEX = ".bib"
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
