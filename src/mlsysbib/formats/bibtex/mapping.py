"""From the fields of a BibTeX entry to a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mlsysbib.formats.bibtex.entry_types import (
    GENRES,
    PAGES,
    READ_TYPES,
    REPORT_TYPES,
    SUBTYPES,
)
from mlsysbib.formats.bibtex.fields import (
    CONTAINER_FIELDS,
    MORE_CONTAINER_FIELDS,
    ROLE_FIELDS,
    Field,
)
from mlsysbib.formats.bibtex.names import Names, read_names
from mlsysbib.formats.bibtex.titles import read_title
from mlsysbib.formats.bibtex.values import (
    read_address,
    read_url,
    to_text,
    verbatim,
    without_address,
)
from mlsysbib.formats.cleaning import clean_isbn
from mlsysbib.formats.identifiers import find_server, parse_arxiv
from mlsysbib.formats.reference import Reference
from mlsysbib.model.entry import Arxiv
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.names import StoredName
from mlsysbib.text.dates import Date, edtf_of, parse_date, parse_month, parse_year
from mlsysbib.text.pages import INNER_HYPHEN, clean_pages, split_article_pages

# A type that is not known is told by the field that it would not have otherwise.
_TELLING = {
    Field.JOURNAL: ItemType.ARTICLE,
    Field.BOOKTITLE: ItemType.PAPER,
    Field.SCHOOL: ItemType.THESIS,
    Field.INSTITUTION: ItemType.REPORT,
}
# Where people say that it is a talk.
_REMARKS = (Field.TYPE, Field.HOWPUBLISHED, Field.NOTE)
# What stands for an eprint without being one.
_CATALOGUES = frozenset("jstor pubmed pmid pmcid hdl googlebooks mr zbl".split())
_ARTICLE_NOTE = re.compile(r"Article (?:No\. ?)?(\w+)[.,]?")


def make_reference(
    key: str, line: int, entry_type: str, fields: Mapping[str, str], names: Names
) -> Reference:
    """Return what the fields of an entry say; their values have no delimiters any more."""
    return _Mapping(entry_type.lower(), fields).reference(key, line, names)


class _Mapping:
    def __init__(self, entry_type: str, fields: Mapping[str, str]) -> None:
        self.fields = fields
        self.written_type = entry_type
        self.texts: dict[str, str] = {}
        self.form = self._form(entry_type)
        self.type = self.form.family

    def text(self, name: str) -> str:
        """Return a field as plain text; "" where there is none."""
        value = self.fields.get(name)
        if not value:
            return ""
        found = self.texts.get(name)
        if found is None:
            found = self.texts[name] = to_text(value)
        return found

    def _form(self, entry_type: str) -> ItemType:
        found = READ_TYPES.get(entry_type, ItemType.WEB)
        if found is ItemType.REPORT:
            return _REPORTS.get(self.text(Field.TYPE).casefold(), found)
        if found is ItemType.ARTICLE:
            return _ARTICLES.get(self.text(Field.ENTRYSUBTYPE).casefold(), found)
        if found is not ItemType.WEB:
            return found
        return next((type_ for name, type_ in _TELLING.items() if self.text(name)), found)

    def reference(self, key: str, line: int, names: Names) -> Reference:
        pages, article = self._pages()
        server, server_id = self._server()
        date = self._date()
        volume = self.text(Field.VOLUME)
        container, series = self._container(), self.text(Field.SERIES)
        publisher_place, place = self._places()
        return Reference(
            key=key,
            line=line,
            type=self.type,
            form=self.form,
            title=self._title(),
            authors=names.names,
            authors_cut=names.is_cut,
            container=container,
            year=date.year,
            month=date.month,
            volume="" if volume.lower().startswith(("abs/", "arxiv")) else volume,
            number=self.text(Field.NUMBER),
            pages=pages,
            article=article,
            doi=verbatim(self.fields.get(Field.DOI, "")),
            isbn=clean_isbn(verbatim(self.fields.get(Field.ISBN, ""))),
            url=self._url(),
            series=series if series != container else "",
            publisher=self.text(Field.PUBLISHER) or self._organization(),
            publisher_place=publisher_place,
            place=place,
            arxiv=self._arxiv(),
            clues=tuple(self._clues()),
            server=server,
            server_id=server_id,
            people={
                role: found
                for role, field in ROLE_FIELDS.items()
                if (found := _people(self.fields.get(field, "")))
            },
            genre=self._genre(),
            language=self.text(Field.LANGUAGE),
            keywords=tuple(filter(None, map(str.strip, self.text(Field.KEYWORDS).split(",")))),
            note=self.text(Field.NOTE) if self._has_remark() else "",
            abstract=self.text(Field.ABSTRACT),
            edition=self.text(Field.EDITION),
            chapter=self.text(Field.CHAPTER),
            event=self.text(Field.EVENTTITLE),
            date=date.edtf,
            original_date=edtf_of(self.text(Field.ORIGDATE)),
            aliases=tuple(filter(None, map(str.strip, self.text(Field.IDS).split(",")))),
            remarks=(self.written_type, *map(self.text, _REMARKS)),
            is_page=self.written_type in PAGES,
        )

    def _genre(self) -> str:
        written = self.text(Field.TYPE)
        if self.written_type == "mastersthesis" and not written:
            return "Master's thesis"
        named = {key: name for name, key in GENRES.items()}
        is_form = _REPORTS.get(written.casefold()) is self.form
        is_said = is_form or written.casefold() in _DEFAULT_GENRES
        return "" if is_said else named.get(written, written)

    def _date(self) -> Date:
        """Return the date of one field, and never the year of one with the month of another."""
        date = parse_date(self.text(Field.DATE))
        if date.year:
            return date
        written = self.text(Field.YEAR)
        year = parse_date(written)
        month = parse_month(self.text(Field.MONTH))
        return Date(year.year or parse_year(written), month or year.month, year.edtf)

    def _title(self) -> str:
        title = self.fields.get(Field.TITLE) or ""
        if not title and self.type is ItemType.BOOK:
            title = self.fields.get(Field.BOOKTITLE, "")
        return read_title(_with_subtitle(title, self.fields.get(Field.SUBTITLE, "")))

    def _container(self) -> str:
        names = [CONTAINER_FIELDS[self.type], *MORE_CONTAINER_FIELDS[self.type]]
        for name in filter(None, names):
            if text := self._container_in(name):
                return text
        return ""

    def _container_in(self, name: str) -> str:
        value = self.fields.get(name, "")
        if name == Field.HOWPUBLISHED:
            return without_address(value)
        subtitles = {
            Field.JOURNAL: Field.JOURNALSUBTITLE,
            Field.BOOKTITLE: Field.BOOKSUBTITLE,
        }
        return to_text(_with_subtitle(value, self.fields.get(subtitles.get(name, ""), "")))

    def _organization(self) -> str:
        """Return who stands elsewhere for the publisher.

        It is the holder of a conference at Google Scholar; and a booklet has no publisher.
        """
        if self.form is ItemType.PAMPHLET:
            return without_address(self.fields.get(Field.HOWPUBLISHED, ""))
        return self.text(Field.ORGANIZATION) if self.type is ItemType.PAPER else ""

    def _places(self) -> tuple[str, str]:
        """Return the place of the publisher, and of the conference.

        `address` is the publisher's in books and the conference's in papers, as the first styles
        have it, unless another field is there for that: `venue` in BibLaTeX, which has `location`
        for the publisher's, and `location` at ACM.
        """
        address, location = self.text(Field.ADDRESS), self.text(Field.LOCATION)
        if self.type is not ItemType.PAPER:
            return address or location, ""
        if venue := self.text(Field.VENUE):
            return location or address, venue
        if address and location:
            return address, location
        is_biblatex = Field.DATE in self.fields
        return (location, address) if is_biblatex else ("", address or location)

    def _pages(self) -> tuple[str, str]:
        """Return pages and article number, wherever they stand."""
        written = self._written_pages()
        article, pages = split_article_pages(
            "" if "arxiv" in written.lower() else clean_pages(written)
        )
        article = self.text(Field.ARTICLENO) or article
        if not article and (found := _ARTICLE_NOTE.fullmatch(self.text(Field.NOTE))):
            article = found[1]
        count = self.text(Field.NUMPAGES)
        if article and not pages and count.isdecimal():
            pages = f"1-{count}"
        return pages, article

    def _written_pages(self) -> str:
        """Return the pages with the braces that keep a hyphen from being a range."""
        value = self.fields.get(Field.PAGES, "")
        if "{-}" in value:
            return to_text(value.replace("{-}", INNER_HYPHEN))
        return self.text(Field.PAGES)

    def _url(self) -> str:
        if url := read_url(self.fields.get(Field.URL, "")):
            return url
        names = (Field.HOWPUBLISHED, Field.NOTE)
        return next(filter(None, (read_address(self.fields.get(name, "")) for name in names)), "")

    def _arxiv(self) -> Arxiv | None:
        prefix = self.text(Field.ARCHIVEPREFIX).lower()
        if prefix not in {"", "arxiv"}:
            return None
        found = parse_arxiv(verbatim(self.fields.get(Field.EPRINT, "")))
        class_ = self.text(Field.PRIMARYCLASS)
        return Arxiv(id=found.id, class_=class_ or found.class_) if found else None

    def _server(self) -> tuple[str, str]:
        """Return another server than arXiv, as far as the eprint is no number of a catalogue."""
        prefix = self.text(Field.ARCHIVEPREFIX)
        if prefix.lower() in {"", "arxiv"} or prefix.lower() in _CATALOGUES:
            return "", ""
        return find_server(prefix)[0] or prefix, self.text(Field.EPRINT)

    def _has_remark(self) -> bool:
        """Say whether the note holds more than what is read of it."""
        note = self.fields.get(Field.NOTE, "")
        is_read = (
            self.text(Field.NOTE).lower().startswith("arxiv")
            or _ARTICLE_NOTE.fullmatch(self.text(Field.NOTE))
            or not without_address(note)
        )
        return not is_read

    def _clues(self) -> Iterator[str]:
        """Yield texts that may name an arXiv identifier; a note only if it does nothing else."""
        for name in (
            Field.JOURNAL, Field.BOOKTITLE, Field.HOWPUBLISHED, Field.VOLUME, Field.NUMBER,
            Field.PAGES, Field.PUBLISHER, Field.INSTITUTION, Field.SERIES, Field.URL,
        ):  # fmt: skip
            if name in self.fields:
                yield self.text(name)
        if self.text(Field.NOTE).lower().startswith("arxiv"):
            yield self.text(Field.NOTE)


_REPORTS = {said.casefold(): form for form, said in REPORT_TYPES.items()}
_ARTICLES = {said: form for form, said in SUBTYPES.items()}
_DEFAULT_GENRES = frozenset({"phdthesis", "techreport"})


def _people(latex: str) -> tuple[StoredName, ...]:
    names = read_names(latex) if latex else Names(())
    return (*names.names, *(("others",) if names.is_cut and names.names else ()))


def _with_subtitle(title: str, subtitle: str) -> str:
    return f"{title.strip()}: {subtitle.strip()}" if title and subtitle else title
