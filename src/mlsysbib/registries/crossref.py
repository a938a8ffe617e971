"""Read an answer of the Crossref API as an entry."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.model.entry import Entry, Provenance, Published, StoredType
from mlsysbib.model.names import Organization, Person, format_name, stored_name
from mlsysbib.registries.client import RegistryError
from mlsysbib.text.markup import escape_markup

API = "https://api.crossref.org/works"
_PREFIX = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


class _Author(msgspec.Struct):
    family: str = ""
    given: str = ""
    suffix: str = ""
    name: str = ""


class _Date(msgspec.Struct):
    date_parts: list[list[int | None]] = msgspec.field(name="date-parts", default_factory=list)


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


class _Answer(msgspec.Struct):
    message: _Work


_TYPES: dict[str, StoredType] = {
    "monograph": "book",
    "book": "book",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "dataset": "dataset",
}


def bare_doi(text: str) -> str:
    """Return a DOI without resolver and prefix, in lower case; "" where there is none.

    >>> bare_doi("https://doi.org/10.1145/3600006.3613165")
    '10.1145/3600006.3613165'
    """
    found = _PREFIX.fullmatch(text.strip())
    return found[1].lower() if found else ""


def read_answer(content: bytes, doi: str) -> Entry:
    """Return the entry that an answer describes; raise RegistryError for anything else."""
    try:
        work = msgspec.json.decode(content, type=_Answer).message
    except msgspec.MsgspecError as error:
        raise RegistryError(f"Crossref's answer about {doi} has no reading: {error}") from None
    year, month = _date(work)
    if not work.title or not year:
        raise RegistryError(f"Crossref knows {doi} without title or year")
    title = ": ".join(part for part in (work.title[0], *work.subtitle[:1]) if part)
    return Entry(
        key=doi,
        title=escape_markup(_plain(title)),
        type=_TYPES.get(work.type, ""),
        authors=tuple(filter(None, map(_author, work.author))),
        published=Published(
            container_title=_plain(work.container_title[0]) if work.container_title else "",
            year=year,
            month=month,
            pages="" if work.article_number else work.page.replace("–", "-"),
            article=work.article_number,
            volume=work.volume,
            number=work.issue,
            doi=(work.doi or doi).lower(),
        ),
        provenance=Provenance(sources=("crossref",)),
    )


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^<>]+>", "", text).split())


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
        if parts and parts[0]:
            return parts[0], parts[1] if len(parts) > 1 else None
    return 0, None
