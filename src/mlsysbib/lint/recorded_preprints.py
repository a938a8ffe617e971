"""Preprints of a library whose publication only an index knows, under their title or another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mlsysbib.formats.base import Read
from mlsysbib.index.entries import EntryMaker
from mlsysbib.index.lookup import Index
from mlsysbib.index.record import Record
from mlsysbib.lint.rule import LibraryCheck
from mlsysbib.lint.rules.preprints import find_published
from mlsysbib.matching.lookup import RecordMatcher
from mlsysbib.matching.reconcile import Outcome, Reconciled
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.names import short_name
from mlsysbib.problems import Finding
from mlsysbib.text.words import fold_latin

# A publication is not looked for further away than that, nor among more works of like titles.
_YEARS = 3
_MOST_NEAR = 12
# Of so many first authors all must be the same, or all there are.
_LEADING = 3
_LEAST_LEADING = 2


def with_index(index: Index) -> LibraryCheck:
    """Return the rule about published preprints that asks an index besides the library."""

    def find(library: Library) -> Iterator[Finding]:
        known = set()
        for finding in find_published(library):
            known.add(finding.path)
            yield finding
        contents = library.contents
        pairs = zip(contents.paths, contents.entries, strict=True)
        preprints = {path: entry for path, entry in pairs if _may_be_published(entry, path, known)}
        yield from _find(preprints, library, index)

    return find


def _may_be_published(entry: Entry, path: str, known: set[str]) -> bool:
    is_preprint = entry.published is None and not entry.type and not entry.status
    return is_preprint and bool(entry.authors) and path not in known


def _find(preprints: dict[str, Entry], library: Library, index: Index) -> Iterator[Finding]:
    asked = [Reconciled(Read(entry=entry), entry, Outcome.NEW) for entry in preprints.values()]
    answers = RecordMatcher(library, index).match(asked)
    look = _other_titles(library, index)
    for (path, entry), answer in zip(preprints.items(), answers, strict=True):
        if answer.work is None and answer.entry is not None:
            continue
        found, record, certainty = answer.entry, answer.record, "is"
        is_certain = answer.outcome in {Outcome.SAME, Outcome.OTHER_VERSION}
        if not (is_certain and found and found.published and record and not record.doubtful):
            found, record = look(entry)
            certainty = "may be"
        if found and record and found.published:
            venue = library.venues.get(found.published.venue)
            name = venue.acronym_in(found.year) if venue else found.published.container_title
            yield Finding(
                "preprint-published",
                ("arxiv" if entry.arxiv else "preprint",),
                f"{entry.key} {certainty} published: {found.plain_title!r}, {name} {found.year}",
                f"mlsysbib add {_named(record)}" if _named(record) else "",
                path,
            )


def _named(record: Record) -> str:
    names = [f"{kind}:{value}" for kind, value in record.identifiers()]
    return next((name for name in names if not name.startswith("arxiv:")), "")


def _other_titles(
    library: Library, index: Index
) -> Callable[[Entry], tuple[Entry | None, Record | None]]:
    """Return what looks for a publication by the same leading authors under a like title."""
    maker = EntryMaker(library.venues)

    def look(entry: Entry) -> tuple[Entry | None, Record | None]:
        leading = _families(entry)[:_LEADING]
        if len(leading) < _LEAST_LEADING or entry.authors_cut:
            return None, None
        works = index.near_title(entry.plain_title, _MOST_NEAR)
        if entry.system:
            works = [*index.near_title(entry.system, _MOST_NEAR), *works]
        for work in works:
            for found, record in maker.versions_of(work):
                if (
                    found.published
                    and not record.doubtful
                    and 0 <= found.year - entry.year <= _YEARS
                    and _families(found)[: len(leading)] == leading
                    and abs(len(found.authors) - len(entry.authors)) <= _LEADING
                ):
                    return found, record
        return None, None

    return look


def _families(entry: Entry) -> list[str]:
    return [fold_latin(short_name(name)).casefold() for name in entry.names]
