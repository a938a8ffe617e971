"""Files of raw records: JSON lines, one record each, packed with gzip or not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import msgspec

from mlsysbib.matching.records import Record, RecordReader
from mlsysbib.matching.reference import Reference
from mlsysbib.problems import LoadError, Problem

_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_FIELDS = tuple(field for field in Record.__struct_fields__ if field not in {"id", "authors"})
_PLAIN = (str, int)


def holds_records(path: str) -> bool:
    """Say whether a file holds raw records, by its name."""
    return path.lower().endswith(_SUFFIXES)


def read_records(path: str, reader: RecordReader) -> Iterator[Reference | Problem]:
    """Yield the reference of each line, or the problem that sets it aside.

    A record without an `id` goes by its line. Raises OSError for a file that cannot be read, and
    LoadError for one that is no gzip although its name says so.
    """
    opened = gzip.open if path.lower().endswith(".gz") else open
    try:
        with opened(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _reference(path, number, line, reader)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        problem = Problem(path, 0, "file-unreadable", f"this is no whole gzip file: {error}", "")
        raise LoadError([problem]) from None


def _reference(path: str, number: int, line: bytes, reader: RecordReader) -> Reference | Problem:
    try:
        return reader.read(_record(path, number, line))
    except (msgspec.DecodeError, TypeError, RecursionError) as error:
        return Problem(path, number, "item-malformed", f"this is no record: {error}", "")


def _record(path: str, number: int, line: bytes) -> Record:
    """Read a line; raise TypeError for what is no record."""
    row = msgspec.json.decode(line)
    if not isinstance(row, dict):
        raise TypeError("an object with fields is expected")
    authors = row.get("authors") or ()
    if isinstance(authors, str):
        authors = (authors,)
    if not isinstance(authors, list | tuple) or not all(isinstance(one, str) for one in authors):
        raise TypeError("`authors` is expected to be a list of strings")
    fields = {name: _text(name, row.get(name)) for name in _FIELDS}
    id_ = _text("id", row.get("id")) or f"{path}:{number}"
    return Record(id=id_, authors=tuple(authors), **fields)


def _text(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, _PLAIN):
        raise TypeError(f"`{name}` is expected to be a string")
    return str(value)
