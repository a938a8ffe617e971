"""Read RIS, as Zotero, EndNote, Mendeley, Scopus and others write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.formats.cleaning import clean_isbn, squeeze
from mlsysbib.formats.csl_json.titles import read_title
from mlsysbib.formats.identifiers import find_server
from mlsysbib.formats.people import is_others, read_inverted
from mlsysbib.formats.reference import Reference
from mlsysbib.formats.references import collect, read_reference
from mlsysbib.formats.ris.keeping import keep
from mlsysbib.formats.ris.tags import (
    AUTHORS,
    CONTAINERS,
    DATES,
    DOIS,
    JOURNALS,
    KEPT,
    READ_TYPES,
    ROLES,
    TITLES,
    URLS,
    VOLUMES,
    YEARS,
    Tag,
)
from mlsysbib.model.item_types import IN_SERIES, ISSUED_BY_BODY, ItemType
from mlsysbib.model.names import StoredName
from mlsysbib.problems import Hints, Problem
from mlsysbib.text.dates import edtf_of, parse_month, parse_year
from mlsysbib.text.identifiers import clean_doi
from mlsysbib.text.pages import join_pages, split_article_pages

_LINE = re.compile(
    r"[\ufeff\s]*(?:(?P<tag>[A-Z][A-Z0-9])(?:  ?|\t)-(?:\s(?P<value>.*)|$)|(?P<end>ER)\s*$)"
)
_ENDS = re.compile(r"\r\n|\r|\n")


class _Record(msgspec.Struct, frozen=True):
    """The tags of a reference, each with the texts that stand behind it."""

    line: int
    values: dict[str, list[str]]


def load(text: str) -> tuple[Read, ...]:
    """Read every reference of a text; one that cannot be read is a problem with its line."""
    hints = Hints(READ_TYPES)
    reads = collect(_read(record, hints) for record in _records(text))
    if not reads and _REFER.match(text.removeprefix("\ufeff")):
        return (_REFUSED,)
    return reads


_REFER = re.compile(r"\s*%[0A-Z] ")


_REFUSED = Read(
    entry=None,
    line=1,
    problems=(
        Problem(
            "",
            1,
            "item-malformed",
            "this is EndNote's format with %0 and %T (refer), and no RIS",
            "export it as RIS or BibTeX",
        ),
    ),
)


def _records(text: str) -> Iterator[_Record]:
    """Yield each record: what stands up to its ER, or to the next TY where that is missing.

    Tags that stand before TY belong to the record that it opens, if it follows the end of another;
    a line without a tag goes on with the one before.
    """
    values: dict[str, list[str]] = {}
    line = 0
    last: list[str] = []
    more: list[str] = []
    for number, written in enumerate(_ENDS.split(text), 1):
        found = _LINE.match(written)
        if found is None:
            if last and written.strip():
                more.append(written)
            continue
        if more:
            last[-1], more = "\n".join((last[-1], *more)), []
        tag, value = found["tag"] or found["end"], found["value"] or ""
        if (tag == Tag.END and values) or (tag == Tag.TYPE and Tag.TYPE in values):
            if Tag.TYPE in values:
                yield _Record(line, values)
            values, last = {}, []
        if tag == Tag.END:
            continue
        line = number if tag == Tag.TYPE or not values else line
        last = values.setdefault(tag, [])
        last.append(value)
    if Tag.TYPE in values:
        if more:
            last[-1] = "\n".join((last[-1], *more))
        yield _Record(line, values)


def _read(record: _Record, hints: Hints) -> Read:
    fields = _Fields(record)
    read = read_reference(fields.reference(record.line))
    if read.entry and (kept := keep(read.entry, record.values)):
        entry = msgspec.structs.replace(read.entry, kept={KEPT: kept})
        read = msgspec.structs.replace(read, entry=entry, left_out=tuple(kept))
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
        self.form = READ_TYPES.get(self.name) or (
            ItemType.ARTICLE if self.first(*CONTAINERS) else ItemType.WEB
        )
        self.type = self.form.family

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
        year, month, date = self._date()
        number = self.first(Tag.NUMBER, *((Tag.SERIAL,) if is_report else ()))
        return Reference(
            key=self.first(Tag.KEY),
            line=line,
            type=self.type,
            form=self.form,
            title=read_title(_FULL_STOP.sub("", self._title())),
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
            people={
                role: found for role, tags in ROLES.items() if (found := tuple(self._people(tags)))
            },
            genre=self._genre(),
            language=self.first(Tag.LANGUAGE),
            keywords=self._all(Tag.KEYWORD),
            note="\n".join(self._notes()),
            abstract=self.first(Tag.ABSTRACT, "N2"),
            edition=self.first(Tag.EDITION),
            chapter=self.first(Tag.SECTION),
            date=date,
            original_date=edtf_of(self.first(Tag.ORIGINAL)),
            clues=tuple(self._clues()),
            server=server,
            server_id=server_id,
            remarks=(_TALKS.get(self.name, ""), self.first("M3"), self.first(Tag.NOTE)),
            is_page=self.name in _PAGES,
        )

    def _date(self) -> tuple[int | None, int | None, str]:
        """Return year, month and the day as EDTF; none of them is of a tag with another year."""
        year = next(filter(None, (parse_year(self.first(tag)) for tag in YEARS)), None)
        fitting = (
            text for text in map(self.first, DATES) if text and parse_year(text) in {year, None}
        )
        texts = list(fitting)
        month = next(filter(None, map(parse_month, texts)), None)
        days = filter(None, map(_DAY.match, texts))
        day = next((f"{one[1]}-{int(one[2]):02}-{int(one[3]):02}" for one in days), "")
        return year, month, day if month and day[5:7] == f"{month:02}" else ""

    def _title(self) -> str:
        is_book = self.type is ItemType.BOOK
        return self.first(*TITLES, *((Tag.BOOK_TITLE, Tag.CONTAINER) if is_book else ()))

    def _container(self) -> str:
        if self.type is ItemType.BOOK:
            return ""
        journals = {self.first(tag) for tag in JOURNALS} - {""}
        if self.type is ItemType.ARTICLE and len(journals) == 1 and self._agree(JOURNALS):
            # Where T2 says something else, it is a subtitle: two tags do not err alike.
            return journals.pop()
        tags = (Tag.PUBLISHER, *CONTAINERS) if self.type in ISSUED_BY_BODY else CONTAINERS
        loose = self.type in {ItemType.SOFTWARE, ItemType.DATASET}
        return self.first(*tags, *((Tag.PUBLISHER,) if loose else ()))

    def _agree(self, tags: tuple[str, ...]) -> bool:
        return sum(bool(self.first(tag)) for tag in tags) > 1

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

    def _genre(self) -> str:
        """Return what kind of work it is; some keep a DOI there."""
        text = self.first(Tag.GENRE)
        return "" if clean_doi(text) or text.casefold() in _GENRES_OF_TYPES else text

    def _notes(self) -> list[str]:
        return [
            note
            for note in self._all(Tag.NOTE)
            if not note.lower().startswith("arxiv") and not clean_doi(note)
        ]

    def _all(self, *tags: str) -> tuple[str, ...]:
        values = (squeeze(value) for tag in tags for value in self.values.get(tag, ()))
        return tuple(filter(None, values))

    def _people(self, tags: tuple[str, ...]) -> Iterator[StoredName]:
        texts = self._all(*tags)
        names = [name for text in texts if not is_others(text) and (name := read_inverted(text))]
        yield from names
        if names and any(map(is_others, texts)):
            yield "others"

    def _names(self) -> Iterator[StoredName]:
        for text in self._authors():
            if not is_others(text) and (name := read_inverted(text)) is not None:
                yield name

    def _authors(self) -> list[str]:
        values = (squeeze(value) for tag in AUTHORS for value in self.values.get(tag, ()))
        return list(filter(None, values))


# Of a catalogue that ends titles with one; an abbreviation keeps its own.
_FULL_STOP = re.compile(r"(?<=[a-z]{4})\.$")
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
# What programs write there of every item of a type.
_GENRES_OF_TYPES = frozenset({"article", "journal article", "book", "book chapter"})


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))
