"""Fill what entries lack: fields that are absent, from rows that name their sources.

python tools/fill.py LACKS.jsonl [--library DIR] [--dry-run]

A row names an entry and what it lacks; what the entry has already is never changed. README.md
beside this file has the form of the rows.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import msgspec

from fact_links import code_address
from mlsysbib.model.entry import Arxiv, Entry
from mlsysbib.model.library import Library
from mlsysbib.store.reader import read_contents
from mlsysbib.store.writer import dump_entry
from mlsysbib.text.identifiers import is_derived_url
from mlsysbib.text.pages import clean_pages

_LISTS = re.compile(r"(\d+) list")
# An identifier in the form of a DOI that its publisher has never registered.
_UNREGISTERED = "10.5555/"


class Fact(msgspec.Struct, frozen=True):
    """One value, and where it was read."""

    value: object
    sources: tuple[str, ...]


class Lacks(msgspec.Struct, frozen=True):
    """What an entry lacks, by path: `published.url`, `arxiv.id`, `links.code`."""

    entry: str
    lacks: dict[str, Fact]


def fill(entry: Entry, row: Lacks, library: Library) -> Entry:
    """Return the entry with the fields that it has not; whole versions are left to a person."""
    for path, fact in row.lacks.items():
        value = fact.value
        if path == "links.code" and isinstance(value, str):
            lists = sum(int(found[1]) for found in map(_LISTS.match, fact.sources) if found)
            value = code_address(value, lists, entry.system)
        if fact.sources and isinstance(value, str) and value:
            entry = _fill_field(entry, path, value, library)
    return entry


def _fill_field(entry: Entry, path: str, value: str, library: Library) -> Entry:
    if path == "arxiv.id":
        return entry if entry.arxiv else msgspec.structs.replace(entry, arxiv=Arxiv(id=value))
    table, _, field = path.partition(".")
    own = getattr(entry, table, None)
    if own is None or getattr(own, field, None) != "":
        return entry
    if field == "pages":
        value = clean_pages(value)
    if not _is_wanted(entry, field, value, library):
        return entry
    return msgspec.structs.replace(entry, **{table: msgspec.structs.replace(own, **{field: value})})


def _is_wanted(entry: Entry, field: str, value: str, library: Library) -> bool:
    if field == "url":
        return not (is_derived_url(value) or value.endswith(".pdf"))
    if field == "doi":
        return not value.startswith(_UNREGISTERED)
    if field == "volume":
        venue = library.venues.get(entry.published.venue) if entry.published else None
        return venue is not None and venue.kind == "journal"
    return True


def main() -> None:
    """Read rows, fill entries, write files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("facts", type=Path)
    parser.add_argument("--library", type=Path, default=Path(__file__).parent.parent)
    parser.add_argument("--dry-run", action="store_true", help="print what would be written")
    arguments = parser.parse_args()
    library = Library(read_contents(str(arguments.library)))
    decode = msgspec.json.Decoder(Lacks).decode
    count = 0
    for number, line in enumerate(arguments.facts.read_bytes().splitlines(), start=1):
        try:
            row = decode(line)
            entry = library.get_entry(row.entry)
        except (msgspec.MsgspecError, KeyError) as error:
            sys.exit(f"{arguments.facts}:{number}: {error}")
        filled = fill(entry, row, library)
        if filled == entry:
            continue
        count += 1
        if arguments.dry_run:
            print(dump_entry(filled))
        else:
            path = arguments.library / library.path_of(entry.key)
            path.write_text(dump_entry(filled), "utf-8")
    print(f"{count:6} entries filled", file=sys.stderr)


if __name__ == "__main__":
    main()
