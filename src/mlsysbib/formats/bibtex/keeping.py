"""Which fields of a reference the entry that was made of it does not say: they are kept as written.

An entry is written and compared with what it was read from, so that nothing can be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.entry_types import READ_TYPES
from mlsysbib.formats.bibtex.fields import READ_NAMES, ROLE_FIELDS, Field, count_pages
from mlsysbib.formats.bibtex.item_fields import ItemFields
from mlsysbib.formats.bibtex.more_fields import ENTRY_TYPE, KEPT
from mlsysbib.formats.bibtex.titles import read_title
from mlsysbib.formats.bibtex.values import (
    read_address,
    read_url,
    to_text,
    verbatim,
    without_address,
)
from mlsysbib.formats.cleaning import clean_isbn
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Resolver
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.venues import VenueTable
from mlsysbib.text.dates import parse_date, parse_month
from mlsysbib.text.identifiers import clean_doi, is_arxiv_container, is_derived_url
from mlsysbib.text.markup import plain_text
from mlsysbib.text.pages import clean_pages

_AS_READ = frozenset({Field.AUTHOR, Field.TITLE, *ROLE_FIELDS.values()})
# What is written otherwise for BibTeX's own styles, so that a look into BibLaTeX is worth it.
_BIBLATEX_ALONE = frozenset(
    {
        Field.ABSTRACT, Field.ADDRESS, Field.ARTICLENO, Field.DATE, Field.ENTRYSUBTYPE,
        Field.EVENTDATE, Field.EVENTTITLE, Field.ISBN, Field.KEYWORDS, Field.LOCATION, Field.NOTE,
        Field.NUMPAGES, Field.ORGANIZATION, Field.PAGES, Field.TYPE, Field.VENUE, Field.YEAR,
    }
)  # fmt: skip
# Where people put what the work is in or who brings it out: any of them says it.
_CONTAINERS = frozenset(
    {
        Field.JOURNAL, Field.BOOKTITLE, Field.HOWPUBLISHED, Field.INSTITUTION, Field.SCHOOL,
        Field.ORGANIZATION, Field.PUBLISHER, Field.SERIES,
    }
)  # fmt: skip
_PLACES = frozenset({Field.ADDRESS, Field.LOCATION, Field.VENUE})
# What is taken over from the entries that they name, and what the entry has in a place of its own.
_RESOLVED = frozenset({Field.CROSSREF, Field.XDATA, Field.IDS, Field.KEY, Field.SORTKEY})
_TITLES = {
    Field.SUBTITLE: Field.TITLE,
    Field.BOOKSUBTITLE: Field.BOOKTITLE,
    Field.JOURNALSUBTITLE: Field.JOURNAL,
}


_IS_NAME = re.compile(r"[A-Za-z][\w.:+/-]*").fullmatch


_READ: dict[str, Callable[[str], str]] = {
    Field.DOI: lambda value: clean_doi(verbatim(value)).lower(),
    Field.URL: read_url,
    Field.ISBN: lambda value: clean_isbn(verbatim(value)),
    Field.PAGES: lambda value: clean_pages(to_text(value)),
    Field.MONTH: lambda value: str(parse_month(to_text(value)) or ""),
}


class Keeper:
    """Finds what to keep of the references of one text."""

    def __init__(self) -> None:
        self.resolver = Resolver(VenueTable({}))
        self.writers = [
            ItemFields(Options(target=TARGETS[name], links="both", eprint="always"))
            for name in ("natbib", "biblatex", "acm")
        ]

    def keep(self, entry: Entry, type_: str, fields: Mapping[str, str]) -> dict[str, str]:
        """Return the fields, by the names that they have in a text, that the entry does not say."""
        said = _Said(entry, self._written(entry))
        kept = {
            name: _balanced(value)
            for name, value in fields.items()
            if not said.says(READ_NAMES.get(name), value) and _IS_NAME(name) and value.strip()
        }
        types = said.types
        while type_ not in types and said.write_more():
            pass
        form = READ_TYPES.get(type_)
        if type_ not in types and form and form in self._forms(entry):
            kept[ENTRY_TYPE] = type_
        return kept

    def _forms(self, entry: Entry) -> set[ItemType]:
        return {item.form for item in self.resolver.resolve(entry, "both")}

    def _written(self, entry: Entry) -> Iterator[list[tuple[str, list[tuple[str, str]]]]]:
        """Yield types and fields of an entry's items in one dialect after the other."""
        items = self.resolver.resolve(entry, "both")
        for writer in self.writers:
            yield [writer.of(item) for item in items]


def with_kept(entry: Entry, kept: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return what an entry keeps by format, with that of BibTeX."""
    return {**entry.kept, KEPT: kept} if kept else entry.kept


def _balanced(value: str) -> str:
    depth = 0
    for character in value:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            break
    return value if depth == 0 else value.replace("{", "").replace("}", "")


class _Said:
    """Compares values with those that an entry was written with."""

    def __init__(
        self, entry: Entry, dialects: Iterator[list[tuple[str, list[tuple[str, str]]]]]
    ) -> None:
        self.entry, self.dialects = entry, dialects
        self.written: dict[str, list[str]] = {}
        self.types: set[str] = set()
        self.write_more()

    def write_more(self) -> bool:
        """Write the entry in the next dialect, if there is one: most fields need only the first."""
        items = next(self.dialects, None)
        for type_, pairs in items or ():
            self.types.add(type_)
            for name, value in pairs:
                inside = value[1:-1] if value[:1] == "{" else value
                self.written.setdefault(name, []).append(inside)
        return items is not None

    def says(self, name: str | None, value: str) -> bool:
        """Say whether the entry says what a field does; it says nothing of one without a name."""
        if name is None:
            return False
        while not self._says(name, value):
            if name not in _BIBLATEX_ALONE or not self.write_more():
                return False
        return True

    def _says(self, name: str, value: str) -> bool:
        if name in _RESOLVED or value in self.written.get(name, ()):
            return True
        if name in _AS_READ:
            # What was read of it is what was written.
            return name in self.written
        if read := _READ.get(name):
            is_derived = name == Field.URL and is_derived_url(read_url(value))
            return is_derived or self._equal(name, value, read)
        if name in _TITLES:
            return self._ends_title(value, _TITLES[name])
        if name == Field.NUMPAGES:
            pages = map(to_text, self.written.get(Field.PAGES, ()))
            return any(count_pages(clean_pages(one)) == to_text(value) for one in pages)
        return self._says_text(name, value)

    def _says_text(self, name: str, value: str) -> bool:
        text = to_text(value)
        if name in {Field.YEAR, Field.DATE}:
            dated = (*self.written.get(Field.DATE, ()), *self.written.get(Field.YEAR, ()))
            if any(parse_date(to_text(one)) == parse_date(text) for one in dated):
                return True
            return parse_date(text).edtf == "" and self._equal(name, value, _year)
        if name in {Field.HOWPUBLISHED, Field.NOTE} and "://" in value:
            rest, address = without_address(value), read_address(value)
            if not rest:
                return is_derived_url(address) or address in map(
                    read_url, self.written.get(Field.URL, ())
                )
        if self.entry.arxiv and self._is_of_arxiv(name, text):
            return True
        names = _CONTAINERS if name in _CONTAINERS else _PLACES if name in _PLACES else (name,)
        return any(
            _folded(out) == _folded(value) for one in names for out in self.written.get(one, ())
        )

    def _is_of_arxiv(self, name: str, text: str) -> bool:
        """Say whether a value only says that this is on arXiv, and under which number."""
        assert self.entry.arxiv is not None  # noqa: S101  # it was asked before
        id_ = self.entry.arxiv.id
        if name in {Field.ARCHIVEPREFIX, Field.PUBLISHER}:
            return text.casefold() == "arxiv"
        if name == Field.EPRINT:
            return id_ in verbatim(text)
        is_label = is_arxiv_container(text) or text.lower().startswith(("abs/", "arxiv"))
        rest = text.lower().replace("abs/", "").replace(id_.lower(), "")
        only_says_it = (
            not rest.replace("arxiv", "").replace("preprint", "").strip(" :./v0123456789")
        )
        return is_label and (only_says_it or text.casefold() in {"corr", "arxiv"})

    def _ends_title(self, value: str, field: str) -> bool:
        wanted = " ".join(plain_text(read_title(value)).split())
        return any(
            " ".join(plain_text(read_title(out)).split()).endswith(f": {wanted}")
            for out in self.written.get(field, ())
        )

    def _equal(self, name: str, value: str, read: Callable[[str], str]) -> bool:
        wanted = read(value)
        return wanted != "" and any(read(out) == wanted for out in self.written.get(name, ()))


def _year(value: str) -> str:
    return str(parse_date(to_text(value)).year or "")


def _folded(value: str) -> str:
    return " ".join(to_text(value).split()).strip(" .").casefold()
