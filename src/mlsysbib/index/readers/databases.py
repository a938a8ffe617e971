"""Tell of which database files are, and read them as one stream of works."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from mlsysbib.index.readers.bibliographies import read_bibliography, readable_suffixes
from mlsysbib.index.readers.dblp import read_dblp
from mlsysbib.index.readers.inputs import DatabaseError, Input, bare_suffix
from mlsysbib.index.readers.jsonl import read_jsonl
from mlsysbib.index.record import Record

_DATE = re.compile(r"(?<!\d)(20\d\d)[-._]?(0[1-9]|1[0-2])[-._]?(0[1-9]|[12]\d|3[01])(?!\d)")


class Database:
    """The files of one database, in the order in which they are read."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Find the files, also those in folders; raise DatabaseError for what is no database."""
        self.paths = [file for path in paths for file in _files(path)]
        if not self.paths:
            hint = f"what can be read: {', '.join(_KINDS)}, packed or not"
            where = paths[0] if paths else ""
            raise DatabaseError(where, 0, "no database is here", hint)
        self._sizes = [max(os.path.getsize(path), 1) for path in self.paths]
        self.share = 0.0

    @property
    def date(self) -> str:
        """The date of the newest file: that in its name, else that of its last change."""
        return max(map(_date, self.paths))

    def works(self) -> Iterator[tuple[Record, ...]]:
        """Yield all works; `share` says how much of the files has been read."""
        total, before = sum(self._sizes), 0
        for path, size in zip(self.paths, self._sizes, strict=True):
            with closing(Input(path)) as source:
                for records in reader_of(path)(source):
                    self.share = (before + size * source.share) / total
                    yield records
            before += size
            self.share = before / total


def bare_name(path: str) -> str:
    """Return the name of a file or folder without its suffixes: `dblp` of `dblp.xml.gz`."""
    name = os.path.basename(os.path.normpath(path))
    suffix = bare_suffix(name)
    return name[: name.lower().rindex(suffix)] if suffix else name


def reader_of(path: str) -> Callable[[Input], Iterator[tuple[Record, ...]]]:
    """Return what reads a file, by its suffix; raise DatabaseError without one."""
    suffix = bare_suffix(path)
    if suffix == ".xml":
        return lambda source: read_dblp(source.chunks(), source.path)
    if suffix in {".jsonl", ".ndjson"}:
        return read_jsonl
    load = readable_suffixes().get(suffix)
    if load is None:
        hint = f"what can be read: {', '.join(_KINDS)}, packed or not"
        raise DatabaseError(path, 0, f"{suffix or 'this'} is no database", hint)
    if suffix == ".json":
        return _read_json
    return lambda source: read_bibliography(source, load, is_bibtex=suffix == ".bib")


def _read_json(source: Input) -> Iterator[tuple[Record, ...]]:
    """Read CSL-JSON, or JSON of a registry of one object a file, as in the dumps of Crossref."""
    with closing(Input(source.path)) as first:
        is_list = next(first.chunks(), b"").lstrip()[:1] == b"["
    if is_list:
        return read_bibliography(source, readable_suffixes()[".json"], is_bibtex=False)
    return read_jsonl(source)


_KINDS = (".xml of DBLP", ".jsonl of arXiv, OpenAlex or Crossref", ".bib", ".ris", ".json")


def _files(path: str) -> list[str]:
    if not os.path.isdir(path):
        # What is not there is said by the system, with the name that was given.
        os.stat(path)
        reader_of(path)
        return [path]
    found = sorted(
        os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names
    )
    known = {".xml", ".jsonl", ".ndjson", *readable_suffixes()}
    return [file for file in found if bare_suffix(file) in known]


def _date(path: str) -> str:
    if found := _DATE.search(os.path.basename(path)):
        return "-".join(found.groups())
    return time.strftime("%Y-%m-%d", time.gmtime(os.path.getmtime(path)))
