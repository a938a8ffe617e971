"""Read the JSON that registries give away, one record a line: arXiv, Crossref, OpenAlex, ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from mlsysbib.formats.bibtex.titles import read_title as read_latex_title
from mlsysbib.formats.bibtex.values import to_text
from mlsysbib.formats.csl_json.titles import read_title as read_html_title
from mlsysbib.formats.people import clean_person
from mlsysbib.index.readers.crossref_works import read_work
from mlsysbib.index.readers.from_entries import records_of_entry
from mlsysbib.index.readers.inputs import DatabaseError, Input
from mlsysbib.index.record import Record
from mlsysbib.model.item_types import StoredType
from mlsysbib.model.names import (
    NameFormatError,
    Person,
    StoredName,
    format_name,
    split_display_name,
)
from mlsysbib.text.identifiers import clean_doi, find_arxiv_id, parse_arxiv_id

_OLDEST, _NEWEST = 1800, 2100
_PARTS = (list, dict)

Reader = Callable[[dict[str, Any]], tuple[Record, ...]]


def read_jsonl(source: Input) -> Iterator[tuple[Record, ...]]:
    """Yield the works of a file; raise DatabaseError with the line for what is no such record.

    Each line is one record, or `{"items": [...]}` as in the parts of Crossref's dump. Which
    registry it is of, its first line says.
    """
    reader: Reader | None = None
    for number, line in source.lines():
        try:
            content = msgspec.json.decode(line)
        except msgspec.MsgspecError as error:
            raise _refused(source, number, f"the line is no JSON: {error}") from None
        if isinstance(content, list):
            yield _ours(line, source, number)
            continue
        items = content.get("items", [content]) if isinstance(content, dict) else None
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise _refused(source, number, "the line is no record")
        for item in items:
            reader = reader or _reader_of(item)
            if reader is None:
                text = "this is no record of arXiv, Crossref, OpenAlex or of mlsysbib"
                raise _refused(source, number, text)
            try:
                records = reader(item)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise _refused(source, number, f"the record cannot be read: {error!r}") from None
            if records:
                yield records


def _refused(source: Input, line: int, text: str) -> DatabaseError:
    return DatabaseError(source.path, line, text)


def _ours(line: bytes, source: Input, number: int) -> tuple[Record, ...]:
    try:
        return _decode(line)
    except msgspec.MsgspecError as error:
        raise _refused(source, number, f"this is no record of mlsysbib: {error}") from None


_decode = msgspec.json.Decoder(tuple[Record, ...]).decode


def _reader_of(item: dict[str, Any]) -> Reader | None:
    if "authors_parsed" in item:
        return read_arxiv
    if "authorships" in item:
        return read_openalex
    if "DOI" in item:
        return read_crossref
    return None


def read_arxiv(item: dict[str, Any]) -> tuple[Record, ...]:
    """Return the record of a line of arXiv's metadata (the snapshot that Cornell gives away)."""
    found = parse_arxiv_id(item["id"])
    title = read_latex_title(" ".join(item["title"].split()))
    if found is None or not title:
        return ()
    names = [
        clean_person(Person(to_text(parts[0]).strip(), to_text(parts[1]).strip()))
        for parts in item["authors_parsed"]
    ]
    versions = item.get("versions") or [{}]
    created = versions[0].get("created", "").split()
    year = next((int(word) for word in created if word.isdecimal() and len(word) == 4), 0)  # noqa: PLR2004
    return (
        Record(
            title=title,
            authors=_stored(names),
            year=year,
            arxiv=found.id,
            arxiv_class=str(item.get("categories", "")).partition(" ")[0],
            sources=("arxiv",),
        ),
    )


_CROSSREF_PAPERS = frozenset(
    "journal-article proceedings-article book monograph book-chapter dissertation report dataset "
    "posted-content reference-book edited-book".split()
)


def read_crossref(item: dict[str, Any]) -> tuple[Record, ...]:
    """Return the record of a work of Crossref, as its API and its dumps have it."""
    if item.get("type") not in _CROSSREF_PAPERS:
        return ()
    entry = read_work(item)
    return records_of_entry(entry, ("crossref",)) if entry else ()


_OPENALEX_TYPES: dict[str, StoredType] = {
    "book": "book",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "dataset": "dataset",
}


def read_openalex(item: dict[str, Any]) -> tuple[Record, ...]:
    """Return the records of a work of OpenAlex: as published, and on arXiv."""
    title = read_html_title(item.get("title") or item.get("display_name") or "")
    year = item.get("publication_year") or 0
    if not title or not _OLDEST <= year <= _NEWEST or item.get("is_paratext"):
        return ()
    names = [_displayed(ship["author"].get("display_name") or "") for ship in item["authorships"]]
    locations = [place for place in (item.get("locations") or []) if place]
    addresses = [place.get("landing_page_url") or "" for place in locations]
    doi = clean_doi(item.get("doi") or "")
    arxiv = find_arxiv_id([doi, *addresses])
    source = ((item.get("primary_location") or {}).get("source")) or {}
    is_server = source.get("type") == "repository"
    biblio = item.get("biblio") or {}
    pages = "-".join(
        dict.fromkeys(filter(None, (biblio.get("first_page"), biblio.get("last_page"))))
    )
    authors = _stored(names)
    records = []
    if not is_server and (source or not arxiv):
        is_article = source.get("type") == "journal"
        records.append(
            Record(
                title=title,
                authors=authors,
                year=year,
                type=_OPENALEX_TYPES.get(item.get("type", ""), "article" if is_article else ""),
                container=source.get("display_name") or "",
                pages=pages,
                volume=biblio.get("volume") or "",
                number=biblio.get("issue") or "",
                doi="" if doi.lower().startswith("10.48550/") else doi,
                sources=("openalex",),
            )
        )
    if arxiv:
        records.append(
            Record(title=title, authors=authors, arxiv=arxiv.id, year=year, sources=("openalex",))
        )
    return tuple(records)


def _displayed(text: str) -> StoredName | None:
    try:
        return clean_person(split_display_name(text))
    except NameFormatError:
        return None


def _stored(names: list[StoredName | None]) -> tuple[str, ...]:
    return tuple(name if isinstance(name, str) else format_name(name) for name in names if name)
