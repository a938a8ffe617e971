"""Make entries of rows of facts: new files for papers that the library does not have.

python tools/grow.py FACTS.jsonl [--library DIR] [--dry-run]

A paper that is there already, by identifier or by title and first author, is left alone, whatever
its file says: running again changes nothing. README.md beside this file has the form of the rows.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

import msgspec

from fact_entries import Decisions, Maker, NoEntryError
from fact_rows import Row, RowError, read_publications, read_rows
from fact_titles import same_words
from fact_topics import TopicRules
from mlsysbib.keys.propose import propose_keys, taken_names
from mlsysbib.model.entry import Entry, identifiers
from mlsysbib.model.library import Library
from mlsysbib.model.names import read_name, short_name
from mlsysbib.store.reader import read_contents
from mlsysbib.store.writer import dump_entry
from mlsysbib.text.markup import plain_text

HERE = Path(__file__).parent


class Known:
    """What a library has, by all that tells a paper from another."""

    def __init__(self, entries: list[Entry]) -> None:
        self._marks: set[str] = set()
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take note of an entry."""
        self._marks.update(_marks(entry))

    def __contains__(self, entry: object) -> bool:
        return isinstance(entry, Entry) and not self._marks.isdisjoint(_marks(entry))


def _marks(entry: Entry) -> set[str]:
    titles = {entry.plain_title, *entry.other_titles}
    if entry.arxiv and entry.arxiv.title:
        titles.add(plain_text(entry.arxiv.title))
    first = same_words(short_name(read_name(entry.authors[0]))) if entry.authors else ""
    return {id_ for id_, _ in identifiers(entry)} | {
        f"{same_words(title)} {first}" for title in titles
    }


def make_entries(rows: list[Row], library: Library, maker: Maker) -> list[Entry]:
    """Return an entry with a key for each paper that the library does not have."""
    known = Known(list(library.values()))
    made, reasons = [], Counter[str]()
    for row in rows:
        try:
            entry = maker.make(row)
        except NoEntryError as error:
            reasons[str(error).partition(" at ")[0]] += 1
            print(f"left out: {row.uid}: {error}", file=sys.stderr)
            continue
        if entry in known:
            reasons["there already"] += 1
            continue
        known.add(entry)
        made.append(entry)
    for reason, count in reasons.most_common():
        print(f"{count:6} {reason}", file=sys.stderr)
    keys = propose_keys(made, taken_names(library), venues=library.venues)
    return [msgspec.structs.replace(entry, key=key) for entry, key in zip(made, keys, strict=True)]


def read_decisions(path: Path) -> Decisions:
    """Return what a reader decided; the file's form is in README.md."""
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Decisions)


def main() -> None:
    """Read rows, make entries, write files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("facts", type=Path, nargs="+")
    parser.add_argument("--library", type=Path, default=HERE.parent)
    parser.add_argument("--rules", type=Path, default=HERE / "topic_rules.toml")
    parser.add_argument("--decisions", type=Path, default=HERE / "decisions.toml")
    parser.add_argument("--publications", type=Path, default=HERE / "publications.jsonl")
    parser.add_argument("--dry-run", action="store_true", help="print what would be written")
    arguments = parser.parse_args()
    decisions = read_decisions(arguments.decisions)
    rules = TopicRules(arguments.rules)

    def choose(row: Row) -> tuple[str, ...]:
        decided = decisions.topics.get(row.uid)
        # What a paper was called before tells its subject as well.
        titles = (row.title, row.listed_title)
        return decided or next(
            filter(None, (rules.choose(title, row.sections) for title in titles)), ()
        )

    library = Library(read_contents(str(arguments.library)))
    try:
        rows = [row for path in arguments.facts for row in read_rows(path)]
        publications = read_publications(arguments.publications)
    except RowError as error:
        sys.exit(str(error))
    maker = Maker(library.venues, decisions, choose, publications)
    entries = make_entries(rows, library, maker)
    for entry in entries:
        path = arguments.library / "entries" / str(entry.year) / f"{entry.key}.toml"
        if arguments.dry_run:
            print(f"== {path}\n{dump_entry(entry)}")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dump_entry(entry), "utf-8")
    print(f"{len(entries):6} entries made", file=sys.stderr)


if __name__ == "__main__":
    main()
