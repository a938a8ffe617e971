"""A work as Crossref describes it, in its API and in its dumps, as an entry."""

from __future__ import annotations

import html
import re
from typing import Any

import msgspec

from mlsysbib.model.entry import Entry, Provenance, Published
from mlsysbib.model.item_types import StoredType
from mlsysbib.model.names import Organization, Person, format_name, stored_name
from mlsysbib.text.markup import escape_markup

# What an entry may say; a registry's slips are not taken over.
_YEARS = range(1800, 2101)
_MONTHS = range(1, 13)


class _Author(msgspec.Struct):
    family: str = ""
    given: str = ""
    suffix: str = ""
    name: str = ""


class _Date(msgspec.Struct):
    date_parts: list[list[int]] = msgspec.field(name="date-parts", default_factory=list)


class _Work(msgspec.Struct, rename="kebab"):
    type: str = ""
    title: list[str] = []
    subtitle: list[str] = []
    author: list[_Author] = []
    container_title: list[str] = []
    issued: _Date | None = None
    published_print: _Date | None = None
    page: str = ""
    article_number: str = ""
    volume: str = ""
    issue: str = ""
    doi: str = msgspec.field(name="DOI", default="")


_TYPES: dict[str, StoredType] = {
    "journal-article": "article",
    "monograph": "book",
    "book": "book",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "dataset": "dataset",
}


def read_work(work: dict[str, Any]) -> Entry | None:
    """Return the entry of a work; None for one without title or year. Raises MsgspecError."""
    return _entry(msgspec.convert(_without_nulls(work), _Work))


def _entry(work: _Work) -> Entry | None:
    year, month = _date(work)
    title, subtitle = _first(work.title), _first(work.subtitle)
    if not title or not year:
        return None
    return Entry(
        key=work.doi,
        title=escape_markup(f"{title}: {subtitle}" if subtitle else title),
        type=_TYPES.get(work.type, ""),
        authors=tuple(filter(None, map(_author, work.author))),
        published=Published(
            container_title=_first(work.container_title),
            year=year,
            month=month,
            pages="" if work.article_number else work.page.replace("–", "-"),
            article=work.article_number,
            volume=work.volume,
            number=work.issue,
            doi=work.doi.lower(),
        ),
        provenance=Provenance(sources=("crossref",)),
    )


def _without_nulls(value: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Return a value without its nulls: Crossref writes them where it knows nothing."""
    if isinstance(value, dict):
        return {key: _without_nulls(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_without_nulls(part) for part in value if part is not None]
    return value


def _first(texts: list[str]) -> str:
    """Return the first of several texts that says something, as plain text."""
    return next(filter(None, map(_plain, texts)), "")


def _plain(text: str) -> str:
    """Return a text of Crossref without its tags and entities."""
    return " ".join(html.unescape(re.sub(r"<[^<>]+>", "", text)).split())


def _author(author: _Author) -> str | Person:
    if author.name and not author.family:
        return format_name(Organization(author.name))
    return (
        stored_name(Person(author.family, author.given, "", author.suffix)) if author.family else ""
    )


def _date(work: _Work) -> tuple[int, int | None]:
    """Return year and month: of the issue where it is known, else of the first appearance."""
    for date in (work.published_print, work.issued):
        parts = date.date_parts[0] if date and date.date_parts else []
        year, month, *_ = (*parts, None, None)
        if year and year in _YEARS:
            return year, month if month in _MONTHS else None
    return 0, None
