"""Add works to somebody's `.bib` file, and nowhere but below one folder."""

from __future__ import annotations

import os
from collections.abc import Iterable

import msgspec

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Read
from mlsysbib.formats.bibtex.blocks import split_blocks
from mlsysbib.intake.importing import Action, plan_import
from mlsysbib.keys.propose import propose_key
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Contents, Library
from mlsysbib.problems import MlsysbibError
from mlsysbib.protocols.desk import Desk
from mlsysbib.store.files import read_bytes, write_atomically
from mlsysbib.text.encodings import decode_exactly, encode_like, without_bad_bytes

# More than any bibliography has, and little enough to be read at once.
MOST_BYTES = 50_000_000


class RefusedError(MlsysbibError):
    """A file may not be written, or what is asked is no thing that can be done."""


class Added(msgspec.Struct, frozen=True):
    """The text of a file with works added, and the keys they have in it.

    `added` and `present` are the keys to cite, of those that are new and of those that were there.
    """

    text: str
    added: tuple[str, ...]
    present: tuple[str, ...]


def path_below(folder: str, path: str) -> str:
    """Return the real path of a `.bib` file below a folder; raise RefusedError for any other."""
    if not path or "\0" in path or not path.isprintable():
        raise RefusedError("no path of a file")
    root = os.path.realpath(folder)
    real = os.path.realpath(os.path.join(root, path))
    if os.path.commonpath([root, real]) != root or real == root:
        raise RefusedError(f"{path} is not below {root}, and nothing else is written")
    if os.path.splitext(real)[1].lower() != ".bib":
        raise RefusedError(f"{path} is no .bib file")
    if os.path.lexists(real) and not os.path.isfile(real):
        raise RefusedError(f"{path} is no file")
    if not os.path.isdir(os.path.dirname(real)):
        raise RefusedError(f"there is no folder {os.path.dirname(path)}")
    return real


def add_to_text(text: str, entries: Iterable[Entry], desk: Desk, target: str = "natbib") -> Added:
    """Return a BibTeX text with the works that it lacks at its end; all else stays as it is.

    A work that is there keeps the key it has. A key that is taken by another work gives way.
    """
    load = FORMATS["bibtex"].load
    assert load is not None  # noqa: S101  # BibTeX can be read
    whole = without_bad_bytes(text)
    # Keys of blocks that cannot be parsed are taken as well.
    taken = {block.key for block in split_blocks(whole) if block.key}
    own = [read.entry for read in load(whole) if read.entry]
    there = {entry.key: entry for entry in own}
    library = Library(
        Contents(root="", entries=tuple(there.values()), venues=desk.library.contents.venues),
        desk.library.venues,
    )
    added: list[Entry] = []
    present: list[str] = []
    reads = [Read(entry=entry) for entry in entries]
    for planned, read in zip(plan_import(reads, library), reads, strict=True):
        entry = read.entry
        assert entry is not None  # noqa: S101  # as made above
        if planned.action in {Action.SAME, Action.VERSION, Action.UPDATED}:
            present.append(planned.entry.key)
            continue
        if entry.key.casefold() in {key.casefold() for key in taken}:
            key = propose_key(entry, taken, venues=desk.library.venues)
            entry = msgspec.structs.replace(entry, key=key)
        taken.add(entry.key)
        added.append(entry)
    if not added:
        return Added(text, (), tuple(present))
    newline = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")
    gap = "" if not text.strip() else newline if text.endswith(("\n", "\r")) else newline * 2
    block = desk.bibtex(added, target).replace("\n", newline)
    return Added(f"{text}{gap}{block}", tuple(entry.key for entry in added), tuple(present))


def add_to_file(path: str, entries: Iterable[Entry], desk: Desk, target: str = "natbib") -> Added:
    """Add works to a `.bib` file, or make one of them; raise OSError or RefusedError."""
    if os.path.exists(path) and os.path.getsize(path) > MOST_BYTES:
        raise RefusedError(f"{path} is larger than {MOST_BYTES:,} bytes")
    data = read_bytes(path) if os.path.exists(path) else b""
    added = add_to_text(decode_exactly(data)[0], entries, desk, target)
    if added.added:
        write_atomically(path, encode_like(added.text, data)[0])
    return added
