"""`mlsysbib stats`: what a library holds, and which facts it lacks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import click
import msgspec

from mlsysbib.cli.libraries import library_option, open_library
from mlsysbib.cli.output import write_data
from mlsysbib.lint import get_rule
from mlsysbib.lint.check import judge
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import RuleId
from mlsysbib.selecting.reading_lists.resolve import resolve

# What is missing, and the rule that says so: the counts are those of `check --level info`.
MISSING: dict[str, RuleId] = {
    "authors": "authors-missing",
    "year": "year-missing",
    "pages or article": "pages-missing",
    "doi, where the venue has them": "doi-missing",
    "any link": "link-missing",
}
# Papers by venue and year; as text they stand beside the venues.
_COVERAGE = "venues by year"


@click.command("stats", short_help="Count entries, versions, venues and missing facts.")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
@library_option
def command(*, form: str, library_path: str | None) -> None:
    """Count entries by version, venue and year, topic, and the facts that are missing."""
    counts = count(open_library(library_path))
    if form == "json":
        write_data(msgspec.json.format(msgspec.json.encode(counts), indent=2).decode() + "\n")
    else:
        write_data("".join(f"{line}\n" for line in _lines(counts)))


def count(library: Library) -> dict[str, dict[str, int]]:
    """Return the counts, group by group, each in a fixed order."""
    entries = tuple(library.values())
    return {
        "entries": {
            "all": len(entries),
            "published": sum(not entry.is_preprint for entry in entries),
            "preprint only": sum(entry.is_preprint for entry in entries),
            "published, with preprint": sum(_has_both(entry) for entry in entries),
        },
        "missing facts": _missing(library),
        "venues": _falling(Counter(filter(None, (_venue(e, library) for e in entries)))),
        _COVERAGE: _by_name(Counter(filter(None, (_venue_year(e, library) for e in entries)))),
        "years": _by_name(Counter(_year(entry) for entry in entries)),
        "topics": _by_name(Counter(t.partition("/")[0] for e in entries for t in set(e.topics))),
        "reading lists": {
            id_: len(resolve(text, library, id_).selection.entries())
            for id_, text in library.reading_lists.items()
        },
    }


def _missing(library: Library) -> dict[str, int]:
    found = Counter(finding.rule for finding in judge(library, map(get_rule, MISSING.values()), {}))
    counts = {fact: found[rule] for fact, rule in MISSING.items()}
    return counts | {"topic": sum(not entry.topics for entry in library.values())}


def _has_both(entry: Entry) -> bool:
    return not entry.is_preprint and (entry.arxiv is not None or entry.preprint is not None)


def _venue(entry: Entry, library: Library) -> str:
    if entry.published is None:
        return ""
    venue = library.venues.get(entry.published.venue)
    return venue.acronym if venue else entry.published.container_title


def _venue_year(entry: Entry, library: Library) -> str:
    venue = _venue(entry, library)
    return f"{venue} {_year(entry)}" if venue else ""


def _year(entry: Entry) -> str:
    """Return the year, or what stands for none in references."""
    return str(entry.year or "n.d.")


def _falling(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))


def _by_name(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))


def _lines(counts: dict[str, dict[str, int]]) -> Iterator[str]:
    years: defaultdict[str, list[str]] = defaultdict(list)
    for name, number in counts[_COVERAGE].items():
        venue, _, year = name.rpartition(" ")
        years[venue].append(f"{year} {number}")
    for heading, group in counts.items():
        if heading == _COVERAGE:
            continue
        if group:
            yield heading
        for name, number in group.items():
            covered = f"  ({', '.join(years[name])})" if heading == "venues" else ""
            yield f"  {number:>6}  {name}{covered}"
