"""Make or complete files of `venues/` from facts that were gathered with their sources.

    PYTHONPATH=src python tools/grow_venues.py FACTS.jsonl --records FOLDER [--strings FILE]
        [--contradictions FILE]

FACTS.jsonl has one venue a line:

    {"id", "acronym", "kind", "name", "proceedings", "series", "publisher", "issn": [],
     "unverified": ["name", ...], "strings_seen": count,
     "proceedings_seen": [["Proceedings of the {ordinal} ...", count], ...],
     "former": [["former name", "when"], ...], "known_as": [], "host": "",
     "editions": {"2023": {
        "ordinal", "ordinal_dblp", "place", "start", "end", "month", "isbn", "volume", "series",
        "publisher", "proceedings", "doi", "status", "sources": {field: [source, ...]},
        "independent": {field: count}, "also_seen": {field: ...}}}}

A field of a new venue is stored only where a record (FOLDER, see venue_evidence.py), a form of
`proceedings_seen` or a string of FILE (`string<TAB>year<TAB>venue`) attests it. What an existing
file says stays; it gets what it lacks. CONTRADICTIONS is a table (`file`, `field`, `stored`,
`right`, `independent`, `sources`, `kind`): a date or another city, from DBLP or a publisher,
replaces what is stored. Editions of status `held...` are facts; an `announced-only` one is not
stored, or marked `announced` where it was. What one author's own file alone attests is left out.

Prints what was done as TSV: what, detail, count.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from held_editions import merge_editions, tidy_place
from mlsysbib.model.venues import Venue
from mlsysbib.store.schema import convert
from mlsysbib.store.writer import dump_venue
from venue_evidence import Evidence, name_publisher, owners_of_prefixes, read_records, words_of

Row = dict[str, Any]
_SPONSORS = re.compile(
    r"(?:(?:ACM|IEEE|USENIX|CVF|IFIP|RSJ|SIAM|AAAI|SPEC|SIG[A-Z]+)[/ -]?)+ (?=\w)"
)
_MANDATORY_ORDINAL = re.compile(r"(?<!\[)\{ordinal\} ")


def main() -> None:
    """Write the files and print the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("facts", type=Path)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--strings", type=Path)
    parser.add_argument("--contradictions", type=Path)
    parser.add_argument("--venues", type=Path, default=Path("venues"))
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.facts.read_text("utf-8").splitlines()]
    maker = VenueMaker(read_records(options.records), options.venues, _disputed_isbns(rows))
    maker.add_strings(options.strings)
    for row in rows:
        path = options.venues / f"{row['id']}.toml"
        path.write_text(dump_venue(maker.make(row, path)), "utf-8")
    for path, venue in contradicted(options.contradictions, options.venues, maker.counts):
        path.write_text(dump_venue(venue), "utf-8")
    for (kind, detail), count in sorted(maker.counts.items()):
        print(kind, detail, count, sep="\t")


class VenueMaker:
    """Makes venues of rows of facts and of what attests them."""

    def __init__(
        self, evidence: dict[str, Evidence], folder: Path, disputed: frozenset[str]
    ) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self._evidence = evidence
        self._owners = owners_of_prefixes(evidence.values())
        self._seats = _seats(folder)
        self._disputed = disputed

    def add_strings(self, path: Path | None) -> None:
        """Let real strings attest names."""
        if path:
            for text, _, id_, *_ in list(_table(path))[1:]:
                self._evidence.setdefault(id_, Evidence()).titles.add(words_of(text))

    def make(self, row: Row, path: Path) -> Venue:
        """Return the venue of a row, completed or new."""
        venue = read_venue(path) if path.exists() else self._new(row)
        merged = merge_editions(venue, row, self._disputed, self.counts)
        self.counts["venues", "completed" if path.exists() else "new"] += 1
        return msgspec.structs.replace(venue, editions=merged)

    def _new(self, row: Row) -> Venue:
        evidence = self._evidence.get(row["id"], Evidence())
        seen = [title for title, _ in row.get("proceedings_seen") or ()]
        held = [e["proceedings"] for e in row["editions"].values() if e.get("proceedings")]
        texts = [*evidence.titles, *map(words_of, (*seen, *held))]
        publisher = self._publisher(row, evidence)
        venue = Venue(
            id=row["id"],
            acronym=row["acronym"],
            kind=row["kind"],
            name=self._name(row, texts),
            proceedings=self._proceedings(row, texts),
            series=self._series(row, evidence, texts),
            publisher=publisher,
            publisher_place=self._seats.get(publisher, ""),
            issn=tuple(row.get("issn") or ()),
            known_as=tuple(row.get("known_as") or ()),
            host=row.get("host") or "",
            sources=self._sources(row, evidence),
            note=_former(row),
        )
        for name in ("name", "proceedings", "series", "publisher"):
            if row.get(name):
                done = "confirmed" if getattr(venue, name) else "left out"
                self.counts[f"field {done}", name] += 1
        return venue

    def _name(self, row: Row, texts: list[str]) -> str:
        name: str = row["name"] or ""
        for form in (name, _SPONSORS.sub("", name, count=1), name.removeprefix("The ")):
            wanted = words_of(form)
            if form and any(wanted in text for text in texts):
                return form
        return ""

    def _proceedings(self, row: Row, texts: list[str]) -> str:
        template: str = (row["proceedings"] or "").replace(" -- ", " – ")
        plain = re.compile(
            re.escape(words_of(re.sub(r"\{\w+\}", "SLOT", template)).strip())
            .replace("slot\\ ", r"(?:\S+ ){0,3}")
            .replace("slot", r"\S*")
        )
        if not template or "{track}" in template:
            return template if "{track}" in template else ""
        if not any(plain.match(text.strip()) for text in texts):
            return ""
        return _MANDATORY_ORDINAL.sub("[{ordinal} ]", template)

    def _series(self, row: Row, evidence: Evidence, texts: list[str]) -> str:
        series: str = row["series"] or ""
        named = re.compile(rf" {re.escape(row['acronym'].lower())} ?\d\d ")
        if any(named.search(text) for text in texts) or evidence.series & {series}:
            return series
        return ""

    def _publisher(self, row: Row, evidence: Evidence) -> str:
        publisher = name_publisher(row["publisher"] or "")
        held = [name_publisher(e.get("publisher", "")) for e in row["editions"].values()]
        # An edition's DOI is given as what its papers' DOIs have in common.
        held += [
            self._owners.get(e.get("doi", "").partition("/")[0], "")
            for e in row["editions"].values()
        ]
        owners = (self._owners.get(prefix, "") for prefix, _ in evidence.prefixes.most_common(1))
        # The body in the name of a journal issues it.
        initials = "ACM" if publisher == "Association for Computing Machinery" else publisher
        in_name = row["kind"] == "journal" and f" {initials} " in f" {row['name']} "
        if publisher and (publisher in {*held, *owners, *evidence.publishers} or in_name):
            return publisher
        return ""

    def _sources(self, row: Row, evidence: Evidence) -> tuple[str, ...]:
        said = {
            source.split(" ")[0].rstrip(":")
            for edition in row["editions"].values()
            for sources in edition["sources"].values()
            for source in sources
        }
        names = said & {"dblp", "acm", "usenix", "acl-anthology", "pmlr", "author-bib"}
        names |= {"dblp"} if evidence.titles else set()
        return (*sorted(names), "reference-list") if row["strings_seen"] else tuple(sorted(names))


def _disputed_isbns(rows: list[Row]) -> frozenset[str]:
    claims = Counter(
        edition["isbn"].replace("-", "")
        for row in rows
        for edition in row["editions"].values()
        if edition.get("isbn")
    )
    return frozenset(isbn for isbn, count in claims.items() if count > 1)


def read_venue(path: Path) -> Venue:
    """Return the venue that a file holds."""
    return convert({**tomllib.loads(path.read_text("utf-8")), "id": path.stem}, Venue)


def _former(row: Row) -> str:
    former = row.get("former") or ()
    return f"Formerly {'; '.join(f'{name} ({when})' for name, when in former)}." if former else ""


def _seats(folder: Path) -> dict[str, str]:
    """Return where each publisher sits, where all venues of the table that name it agree."""
    said: dict[str, set[str]] = {}
    for path in folder.glob("*.toml"):
        venue = read_venue(path)
        if venue.publisher:
            said.setdefault(venue.publisher, set()).add(venue.publisher_place)
    return {publisher: places.pop() for publisher, places in said.items() if len(places) == 1}


def _table(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def contradicted(
    path: Path | None, folder: Path, counts: Counter[tuple[str, str]]
) -> Iterator[tuple[Path, Venue]]:
    """Yield the venues that a better source contradicts, mended."""
    for file, place, stored, said, _, sources, kind, *_ in list(_table(path))[1:] if path else ():
        _, year, name = place.split(".")
        target = folder / Path(file).name
        venue = read_venue(target)
        edition = venue.editions[year]
        is_trusted = re.search(r"\b(?:dblp|usenix|acm export|acl-anthology)\b", sources)
        right = tidy_place(said) if name == "place" else said
        is_spelling = "spelling" in kind or not right
        is_spelling |= name == "place" and _city(stored) == _city(right)
        if str(getattr(edition, name)) != stored or not is_trusted or is_spelling:
            counts["contradiction left", f"{venue.id} {year} {name}: {stored} | {right}"] += 1
            continue
        value = right if name == "place" else date.fromisoformat(right)
        mended = msgspec.structs.replace(edition, **{name: value})
        counts["contradiction resolved", f"{venue.id} {year} {name}: {stored} -> {right}"] += 1
        yield target, msgspec.structs.replace(venue, editions={**venue.editions, year: mended})


def _city(place: str) -> str:
    return words_of(place.partition(",")[0]).replace(" city ", " ")


if __name__ == "__main__":
    main()
