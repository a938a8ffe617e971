"""Files of raw records: JSON lines, one record each, packed with gzip or not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

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


class Line(NamedTuple):
    """A line of a file of records: its number there, and its place among those of all inputs."""

    path: str
    number: int
    place: int
    text: bytes


def read_records(path: str, reader: RecordReader) -> Iterator[Reference | Problem]:
    """Yield the reference of each line, or the problem that sets it aside.

    A record without an `id` goes by its line. Raises OSError for a file that cannot be read, and
    LoadError for one that is no gzip although its name says so.
    """
    for line in read_lines([path]):
        yield read_line(line, reader)


def read_lines(paths: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of files that hold something. Raises as `read_records` does."""
    place = 0
    for path in paths:
        opened = gzip.open if path.lower().endswith(".gz") else open
        try:
            with opened(path, "rb") as lines:
                for number, text in enumerate(lines, 1):
                    if text.strip():
                        yield Line(path, number, place, text)
                        place += 1
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            problem = Problem(
                path, 0, "file-unreadable", f"this is no whole gzip file: {error}", ""
            )
            raise LoadError([problem]) from None


def read_line(line: Line, reader: RecordReader) -> Reference | Problem:
    """Return the reference of a line, or the problem that sets it aside."""
    try:
        return reader.read(_record(line.path, line.number, line.text))
    except (msgspec.DecodeError, TypeError, RecursionError) as error:
        message = f"this is no record: {error}"
        return Problem(line.path, line.number, "item-malformed", message, "")


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
