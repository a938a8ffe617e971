"""Make a library of any size from real papers, to measure with.

    python benchmarks/make_library.py 30000 DIR [--records FILE.jsonl]...

A record has `title`, `authors`, `venue`, `year` and, where they are known, `pages`, `doi`,
`arxiv`; or a list `versions` of such objects. Without records, the shipped papers serve. After
the first round the papers come again with the halves of their titles and their authors mixed
anew, so that the texts differ as those of real papers do. The first 300 of 3,000 are those of 300.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from mlsysbib.model.entry import Arxiv, Entry, Provenance, Published
from mlsysbib.model.names import NameFormatError, parse_name, short_name
from mlsysbib.model.venue_matching import VenueMatcher
from mlsysbib.model.venues import VenueTable
from mlsysbib.store.reader import read_contents
from mlsysbib.store.writer import dump_entry, dump_venue
from mlsysbib.text.markup import escape_markup
from mlsysbib.text.words import letters_only, significant_words

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_ARXIV_ID = re.compile(r"\d{4}\.\d{5}").fullmatch
# The words of a stored title; what is kept together by its marks is one.
_WORDS = re.compile(r"(?:\\.|\{(?:[^{}\\]|\\.)*\}|\$(?:[^$\\]|\\.)*\$|[^\s{}$\\])+").findall
_FIRST_YEAR, _LAST_YEAR = 1990, 2025


def main() -> None:
    """Write the library that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--records", action="append", default=[], metavar="FILE.jsonl")
    arguments = parser.parse_args()
    make_library(arguments.count, arguments.folder, arguments.records)


def make_library(count: int, folder: str, records: Iterable[str] = ()) -> None:
    """Write `count` entry files below a folder, with all venues and topics of this repository."""
    shipped = read_contents(ROOT)
    matcher = VenueMatcher(VenueTable(shipped.venues))
    papers = [entry for path in records for entry in _read_records(path, matcher)]
    _write(folder, "mlsysbib.toml", 'title = "A library to measure with"\ninherit-venues = false\n')
    with open(os.path.join(ROOT, "topics.toml"), encoding="utf-8") as file:
        _write(folder, "topics.toml", file.read())
    for venue in shipped.venues.values():
        _write(folder, f"venues/{venue.id}.toml", dump_venue(venue))
    venues = VenueTable(shipped.venues)
    for entry in _take(count, papers or list(shipped.entries), venues):
        _write(folder, f"entries/{entry.year}/{entry.key}.toml", dump_entry(entry))


def _write(folder: str, name: str, text: str) -> None:
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _take(count: int, papers: list[Entry], venues: VenueTable) -> Iterator[Entry]:
    """Yield so many entries, each with a key of its own."""
    taken: dict[str, int] = {}
    for index in range(count):
        turn, place = divmod(index, len(papers))
        entry = papers[place] if turn == 0 else _mixed(papers, place, turn, venues)
        names = [short_name(name) for name in entry.names[:1]] or [entry.title]
        words = significant_words(entry.plain_title)
        key = letters_only(names[0] + str(entry.year) + words[0]).lower()[:34]
        key = key if key[:1].isalpha() else f"x{key}"
        number = taken[key] = taken.get(key, 0) + 1
        unique = key if number == 1 else f"{key}-{number}"
        yield msgspec.structs.replace(entry, key=unique, aliases=(), relations=())


def _mixed(papers: list[Entry], place: int, turn: int, venues: VenueTable) -> Entry:
    """Return a paper with the other half of another's title, and a third's authors."""
    entry = papers[place]
    words = _WORDS(entry.title)
    others = _WORDS(papers[(place + 31 * turn) % len(papers)].title)
    title = " ".join([*words[: len(words) // 2 + 1], *others[len(others) // 2 :]])
    authors = papers[(place + 37 * turn) % len(papers)].authors
    changes: dict[str, Any] = {"title": title, "authors": authors}
    if published := entry.published:
        # Editions differ in what they add: a shift of years keeps them as mixed as they are.
        year = _shifted(published, turn % 5, venues)
        doi = f"{published.doi}.{turn}" if published.doi else ""
        changes["published"] = msgspec.structs.replace(published, year=year, doi=doi)
    if (arxiv := entry.arxiv) and _ARXIV_ID(arxiv.id):
        serial = (int(arxiv.id[5:]) + 7 * turn) % 100_000
        changes["arxiv"] = msgspec.structs.replace(
            arxiv, id=f"{arxiv.id[:5]}{serial:05}", title="", authors=()
        )
    return msgspec.structs.replace(entry, **changes)


def _shifted(published: Published, years: int, venues: VenueTable) -> int:
    """Return an earlier year; of a venue that lists its editions, that of an earlier edition."""
    venue = venues.get(published.venue)
    if venue is None or str(published.year) not in venue.editions:
        return max(_FIRST_YEAR, published.year - years)
    listed = sorted(map(int, venue.editions))
    return listed[max(0, listed.index(published.year) - years)]


def _read_records(path: str, matcher: VenueMatcher) -> Iterator[Entry]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            versions = {v.get("version"): v for v in record.get("versions", ())}
            entry = _entry(versions.get("published", {}), versions.get("arxiv", {}), matcher)
            entry = entry or _entry(record, {}, matcher)
            if entry is not None:
                yield entry


def _entry(
    published: dict[str, Any], preprint: dict[str, Any], matcher: VenueMatcher
) -> Entry | None:
    """Return the entry of a paper; none where the record lacks title or year."""
    title = published.get("title") or preprint.get("title")
    authors = published.get("authors") or preprint.get("authors") or ()
    year = _year(published)
    id_ = str(preprint.get("arxiv") or published.get("arxiv") or "")
    arxiv = Arxiv(id=id_, class_="cs.LG") if _ARXIV_ID(id_) else None
    if not title or not significant_words(title) or not (year or arxiv):
        return None
    return Entry(
        key="",
        title=escape_markup(" ".join(html.unescape(title).split())),
        authors=tuple(filter(None, map(_name, authors))),
        topics=("training",),
        published=_published(published, year, matcher) if year else None,
        arxiv=arxiv,
        provenance=Provenance(sources=("dblp",)),
    )


def _published(record: dict[str, Any], year: int, matcher: VenueMatcher) -> Published:
    venue = html.unescape(str(record.get("venue_id") or record.get("venue") or "")).strip()
    found = matcher.recognise(venue)
    return Published(
        venue=found.venue if found else "",
        container_title="" if found else venue or "Proceedings",
        year=year,
        pages=re.sub(r"[-–]+", "-", str(record.get("pages") or "")),
        doi=str(record.get("doi") or ""),
    )


def _year(record: dict[str, Any]) -> int:
    year = str(record.get("year") or "")
    return int(year) if year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR else 0


def _name(written: str) -> str:
    """Return a name as `Family, Given`, or "" where it has no reading."""
    name = " ".join(html.unescape(written).replace("{", "").replace("}", "").split())
    if "," not in name:
        given, _, family = name.rpartition(" ")
        name = f"{family}, {given}" if given else f"{{{family}}}"
    if not letters_only(name):
        return ""
    try:
        parse_name(name)
    except NameFormatError:
        return ""
    return name


if __name__ == "__main__":
    main()
