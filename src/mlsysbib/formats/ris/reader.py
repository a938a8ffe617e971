"""Read RIS, as Zotero, EndNote, Mendeley, Scopus and others write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.formats.cleaning import clean_isbn, squeeze
from mlsysbib.formats.identifiers import find_server
from mlsysbib.formats.people import is_others, read_inverted
from mlsysbib.formats.reference import Reference
from mlsysbib.formats.references import collect, read_reference
from mlsysbib.formats.ris.tags import (
    AUTHORS,
    CONTAINERS,
    DATES,
    DOIS,
    IN_SERIES,
    ISSUED_BY_BODY,
    LEFT_OUT,
    READ_TYPES,
    TITLES,
    URLS,
    VOLUMES,
    YEARS,
    Tag,
)
from mlsysbib.model.item import ItemType
from mlsysbib.model.names import StoredName
from mlsysbib.problems import Hints, Problem
from mlsysbib.text.dates import parse_month, parse_year
from mlsysbib.text.identifiers import clean_doi
from mlsysbib.text.markup import escape_markup
from mlsysbib.text.pages import join_pages, split_article_pages

_LINE = re.compile(r"[\ufeff\s]*(?P<tag>[A-Z][A-Z0-9])(?:  ?|\t)-(?:\s(?P<value>.*)|$)")
_ENDS = re.compile(r"\r\n|\r|\n")


class _Record(msgspec.Struct, frozen=True):
    """The tags of a reference, each with the texts that stand behind it."""

    line: int
    values: dict[str, list[str]]


def load(text: str) -> tuple[Read, ...]:
    """Read every reference of a text; one that cannot be read is a problem with its line."""
    hints = Hints(READ_TYPES)
    return collect(_read(record, hints) for record in _records(text))


def _records(text: str) -> Iterator[_Record]:
    """Yield what stands from each TY to its ER, or to the next TY where that is missing.

    A line without a tag goes on with the one before; what stands between records is not read.
    """
    record: _Record | None = None
    last: list[str] = []
    more: list[str] = []
    for number, line in enumerate(_ENDS.split(text), 1):
        found = _LINE.match(line)
        if found is None:
            if record is not None and last and line.strip():
                more.append(line)
            continue
        if more:
            last[-1], more = "\n".join((last[-1], *more)), []
        tag, value = found["tag"], found["value"] or ""
        if record is not None and tag in {Tag.TYPE, Tag.END}:
            yield record
            record = None
        if tag == Tag.TYPE:
            record = _Record(number, {})
        if record is not None:
            last = record.values.setdefault(tag, [])
            last.append(value)
    if record is not None:
        if more:
            last[-1] = "\n".join((last[-1], *more))
        yield record


def _read(record: _Record, hints: Hints) -> Read:
    fields = _Fields(record)
    read = read_reference(fields.reference(record.line))
    name = fields.first(Tag.TYPE)
    if name.upper() in READ_TYPES or name.upper() == _GENERIC:
        return read
    key = fields.first(Tag.KEY)
    text = f"unknown type {name!r}"
    problem = Problem(
        "",
        record.line,
        "type-unknown",
        f"{key}: {text}" if key else text,
        hints.of(name),
        "warning",
    )
    return msgspec.structs.replace(read, problems=(problem, *read.problems))


_GENERIC = "GEN"
_PAGES = frozenset({"BLOG", "ELEC", "ICOMM", "WEB"})
_TALKS = {"MPCT": "video", "SLIDE": "slides", "VIDEO": "video"}


class _Fields:
    def __init__(self, record: _Record) -> None:
        self.values = record.values
        self.name = self.first(Tag.TYPE).upper()
        self.type = READ_TYPES.get(self.name) or (
            ItemType.ARTICLE if self.first(*CONTAINERS) else ItemType.WEB
        )

    def first(self, *tags: str) -> str:
        """Return the first text behind one of several tags that says something."""
        for tag in tags:
            for value in self.values.get(tag, ()):
                if text := squeeze(value):
                    return text
        return ""

    def reference(self, line: int) -> Reference:
        article, pages = self._pages()
        server, server_id = self._server()
        is_report = self.type is ItemType.REPORT
        year, month = self._date()
        number = self.first(Tag.NUMBER, *((Tag.SERIAL,) if is_report else ()))
        return Reference(
            key=self.first(Tag.KEY),
            line=line,
            type=self.type,
            title=escape_markup(self._title()),
            authors=tuple(self._names()),
            authors_cut=any(map(is_others, self._authors())),
            container=self._container(),
            year=year,
            month=month,
            volume=self.first(*VOLUMES),
            number=number,
            pages=pages,
            article=article,
            doi=next(filter(None, (clean_doi(self.first(tag)) for tag in DOIS)), ""),
            isbn="" if self.type is ItemType.ARTICLE else clean_isbn(self.first(Tag.SERIAL)),
            url=next(filter(_is_address, (self.first(tag) for tag in URLS)), ""),
            series=self.first(Tag.SERIES) if self.type in IN_SERIES else "",
            publisher=self.first(Tag.PUBLISHER),
            publisher_place=self.first(Tag.PLACE),
            left_out=tuple(self._left_out()),
            clues=tuple(self._clues()),
            server=server,
            server_id=server_id,
            remarks=(_TALKS.get(self.name, ""), self.first("M3"), self.first(Tag.NOTE)),
            is_page=self.name in _PAGES,
        )

    def _date(self) -> tuple[int | None, int | None]:
        """Return year and month; the month is of no tag that says another year."""
        year = next(filter(None, (parse_year(self.first(tag)) for tag in YEARS)), None)
        fitting = (
            text for text in map(self.first, DATES) if text and parse_year(text) in {year, None}
        )
        return year, next(filter(None, map(parse_month, fitting)), None)

    def _title(self) -> str:
        is_book = self.type is ItemType.BOOK
        return self.first(*TITLES, *((Tag.BOOK_TITLE, Tag.CONTAINER) if is_book else ()))

    def _container(self) -> str:
        if self.type is ItemType.BOOK:
            return ""
        tags = (Tag.PUBLISHER, *CONTAINERS) if self.type in ISSUED_BY_BODY else CONTAINERS
        loose = self.type in {ItemType.SOFTWARE, ItemType.DATASET}
        return self.first(*tags, *((Tag.PUBLISHER,) if loose else ()))

    def _pages(self) -> tuple[str, str]:
        """Return article number and pages; a first page may be the whole range."""
        first, last = self.first(Tag.FIRST_PAGE), self.first(Tag.LAST_PAGE)
        article, pages = split_article_pages(join_pages(first, last))
        number = self.first(Tag.ARTICLE)
        is_article = " " not in number and ":" not in number and number != self.first(Tag.NUMBER)
        return article or (number if is_article else ""), pages

    def _server(self) -> tuple[str, str]:
        for tag in (Tag.ARCHIVE, Tag.PUBLISHER):
            server, id_ = find_server(self.first(tag))
            if server and self.type is ItemType.PREPRINT:
                return server, id_ or self.first(Tag.ACCESSION).rpartition(":")[2]
        return "", ""

    def _clues(self) -> Iterator[str]:
        """Yield texts that may name an arXiv identifier; a note only if it does nothing else."""
        for tag in (*CONTAINERS, Tag.ACCESSION, "M1", Tag.PUBLISHER, Tag.FIRST_PAGE, Tag.VOLUME):
            yield self.first(tag)
        for note in self.values.get(Tag.NOTE, ()):
            if note.lower().startswith("arxiv"):
                yield note

    def _left_out(self) -> Iterator[str]:
        for tag, name in LEFT_OUT.items():
            values = self.values.get(tag, ())
            if any(squeeze(value) and not value.lower().startswith("arxiv") for value in values):
                yield name

    def _names(self) -> Iterator[StoredName]:
        for text in self._authors():
            if not is_others(text) and (name := read_inverted(text)) is not None:
                yield name

    def _authors(self) -> list[str]:
        values = (squeeze(value) for tag in AUTHORS for value in self.values.get(tag, ()))
        return list(filter(None, values))


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))
