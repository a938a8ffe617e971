"""Read a bibliography in any format of ours; a large `.bib` some entries at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Load, entries_of, problems_of
from mlsysbib.index.readers.from_entries import records_of_entry
from mlsysbib.index.readers.inputs import DatabaseError, Input
from mlsysbib.index.record import Record
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Problem
from mlsysbib.text.encodings import decode_bytes

_BEGINS_ENTRY = re.compile(rb"\s*@\s*([A-Za-z]+)\s*[{(]")
# Of the .bib of the ACL Anthology, some thousand entries.
_MOST_AT_ONCE = 1 << 23


def readable_suffixes() -> dict[str, Load]:
    """Return the formats that can be read, by suffix."""
    return {f.suffix: f.load for f in FORMATS.values() if f.load is not None}


def read_bibliography(
    source: Input, load: Load, *, is_bibtex: bool
) -> Iterator[tuple[Record, ...]]:
    """Yield the works of a file; raise DatabaseError where nothing in it can be read."""
    parts = _bibtex_parts(source) if is_bibtex else iter((b"".join(source.chunks()),))
    works = 0
    problems: list[Problem] = []
    for part in parts:
        reads = load(decode_bytes(part)[0])
        problems = [p for p in problems_of(reads) if p.level == "error"] or problems
        for entry in entries_of(reads):
            if records := records_of_entry(entry, (_source_of(entry),)):
                works += 1
                yield records
    if not works:
        first = problems[0].text if problems else "there is no reference"
        raise DatabaseError(source.path, 0, f"nothing can be read: {first}")


def _source_of(entry: Entry) -> str:
    is_anthology = entry.published and "aclanthology.org/" in entry.published.url
    return "acl-anthology" if is_anthology else "bibliography"


def _bibtex_parts(source: Input) -> Iterator[bytes]:
    """Yield a `.bib` in parts that end before an entry, each with the strings before it."""
    strings: list[bytes] = []
    part: list[bytes] = []
    size = 0
    for _, line in source.lines():
        found = _BEGINS_ENTRY.match(line)
        if found and size > _MOST_AT_ONCE:
            yield b"".join([*strings, *part])
            part, size = [], 0
        if found and found[1].lower() == b"string":
            strings.append(line)
            continue
        part.append(line)
        size += len(line)
    if part:
        yield b"".join([*strings, *part])
