"""A reference as any format gives it, and the entry that it becomes.

Which version a reference is of is decided here, once for all formats. What stands in a venue, or
can stand nowhere else, is `[published]`, its venue as written; what names an arXiv identifier has
`[arxiv]`; what is on another server has `[preprint]`. A reference with neither venue nor server is
a page of the web, if its type says no more.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.formats.cleaning import squeeze
from mlsysbib.formats.identifiers import find_arxiv, find_server
from mlsysbib.formats.kinds import said_kind
from mlsysbib.formats.reference import Reference
from mlsysbib.model.entry import Entry, Notes, Preprint, Published
from mlsysbib.model.item_types import (
    NUMBERED,
    STORED_TYPES,
    ItemType,
    StoredType,
    family_of,
)
from mlsysbib.problems import Level, Problem, RuleId
from mlsysbib.text.dates import FIRST_YEAR, LAST_YEAR
from mlsysbib.text.identifiers import clean_doi, doi_in_url, is_arxiv_container, is_derived_url
from mlsysbib.text.urls import is_arxiv_doi

# Only these have a number of their own; elsewhere it counts volumes of a series.
_WITH_OWN_NUMBER = NUMBERED - {ItemType.DOCUMENT}
_HOSTS = {"github.com": "software", "gitlab.com": "software", "huggingface.co/datasets": "dataset"}


def read_reference(reference: Reference) -> Read:
    """Return the entry that a reference describes; one without title is a draft.

    There is none only where nothing tells of what work the reference is.
    """
    problems: list[Problem] = []

    def complain(rule: RuleId, text: str, hint: str = "", level: Level = "warning") -> None:
        shown = f"{reference.key}: {text}" if reference.key else text
        problems.append(Problem("", reference.line, rule, shown, hint, level))

    if not reference.title:
        if not _tells_something(reference):
            text = "it has no title, nor anything else that tells which work it is"
            complain("item-malformed", text, level="error")
            return Read(entry=None, line=reference.line, problems=tuple(problems), said=reference)
        complain("title-missing", "the reference has no title")
    doi = clean_doi(reference.doi) or doi_in_url(reference.url)
    if reference.doi and not clean_doi(reference.doi):
        complain("doi-malformed", f"{squeeze(reference.doi)!r} is no DOI", "a DOI begins with 10.")
    entry = _Versions(reference, doi).entry()
    if not entry.year:
        complain("year-missing", "the reference has no year")
    if entry.authors_cut:
        complain("authors-cut", "not all authors are named", level="info")
    if entry.lacks_venue:
        complain("venue-missing", "the reference does not say where it was published")
    is_open = family_of(entry.type) == "web"
    kind = said_kind(reference.title, reference.remarks, is_page=reference.is_page, is_open=is_open)
    return Read(
        entry=entry,
        line=reference.line,
        kind=kind,
        left_out=reference.left_out,
        problems=tuple(problems),
        said=reference,
    )


# What every work has says nothing of which it is.
_OF_ANY_WORK = frozenset(
    "key line type form year month date language aliases keywords remarks genre is_page".split()
)


def _tells_something(reference: Reference) -> bool:
    """Say whether a reference without title has an identifier, a name, a place or a remark."""
    values = (
        getattr(reference, name) for name in reference.__struct_fields__ if name not in _OF_ANY_WORK
    )
    return any(any(value) if isinstance(value, tuple) else value for value in values)


def _known(year: int | None) -> int:
    """Return a year that an entry can have, else 0."""
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else 0


class _Versions:
    """Works out which versions a reference is of."""

    def __init__(self, reference: Reference, doi: str) -> None:
        self.reference = reference
        self.arxiv = reference.arxiv or find_arxiv([doi, reference.url, *reference.clues])
        self.doi = "" if is_arxiv_doi(doi) else doi
        self.container, self.server, self.server_id = reference.container, "", ""
        self._find_server()
        is_preprint = bool(self.arxiv or self.server)
        self.is_published = bool(
            self.container
            or reference.isbn
            # A book is in no container, and is out all the same.
            or reference.type is ItemType.BOOK
            or not is_preprint
            or (self.doi and not self.server)
        )

    def _find_server(self) -> None:
        """Find a preprint server, and leave no container that is one."""
        reference = self.reference
        self.server, self.server_id = reference.server, reference.server_id
        if is_arxiv_container(self.container):
            self.container = ""
            # The identifier may be missing, the server is known all the same.
            self.server = "" if self.arxiv else "arXiv"
            return
        server, server_id = find_server(self.container, self.doi)
        if server:
            self.container = ""
        if not self.server:
            self.server, self.server_id = server, server_id

    def entry(self) -> Entry:
        reference = self.reference
        return Entry(
            key=reference.key,
            title=reference.title,
            aliases=reference.aliases,
            type=self._type(),
            status="" if reference.title else "draft",
            authors=reference.authors,
            authors_cut=reference.authors_cut and reference.authors != (),
            published=self._published() if self.is_published else None,
            arxiv=self.arxiv,
            preprint=self._preprint() if self.server and not self.is_published else None,
            people=reference.people,
            genre=reference.genre,
            language=reference.language,
            keywords=reference.keywords,
            notes=Notes(note=reference.note, abstract=reference.abstract),
        )

    def _type(self) -> StoredType:
        type_ = self.reference.type
        stored = STORED_TYPES[type_]
        if not self.is_published:
            # A page of the web, an article or a report of arXiv, is the preprint itself.
            loose = {ItemType.WEB, ItemType.ARTICLE}
            is_itself = type_ in loose or self.reference.container != ""
            return "" if is_itself else stored
        if type_ is ItemType.PREPRINT and not self.container:
            return "web"
        if stored == "web" and self.reference.form in {None, type_}:
            return self._type_by_host()
        form = self.reference.form
        return STORED_TYPES[form] if form and form is not type_ else stored

    def _type_by_host(self) -> StoredType:
        url = self.reference.url.lower()
        for host, type_ in _HOSTS.items():
            if f"//{host}/" in url or f"//www.{host}/" in url:
                return "software" if type_ == "software" else "dataset"
        return "web"

    def _published(self) -> Published:
        reference = self.reference
        is_numbered = reference.type in _WITH_OWN_NUMBER
        return Published(
            container_title=self.container,
            year=_known(reference.year),
            pages=reference.pages,
            article=reference.article,
            volume=reference.volume,
            number=reference.number if is_numbered else "",
            series=reference.series,
            publisher=self._publisher(),
            publisher_place=reference.publisher_place,
            place=reference.place,
            month=reference.month,
            doi=self.doi,
            isbn=reference.isbn,
            url=self._url(),
            edition=reference.edition,
            chapter=reference.chapter,
            event=reference.event,
            date=reference.date,
            original_date=reference.original_date,
        )

    def _publisher(self) -> str:
        """Return the publisher, unless it stands as the container, or is a server."""
        publisher = self.reference.publisher
        is_said = publisher.casefold() == self.container.casefold()
        return "" if is_said or is_arxiv_container(publisher) else publisher

    def _preprint(self) -> Preprint:
        reference = self.reference
        return Preprint(
            server=self.server,
            id=self.server_id,
            year=_known(reference.year),
            month=reference.month,
            doi=self.doi,
            url=self._url(),
        )

    def _url(self) -> str:
        return "" if is_derived_url(self.reference.url) else self.reference.url


def collect(reads: Iterable[Read]) -> tuple[Read, ...]:
    """Return the references of a text, with a warning for each key that stood before.

    Keys are compared without case, as BibTeX does.
    """
    seen: dict[str, int] = {}
    return tuple(_with_repeated_key(read, seen) for read in reads)


def _with_repeated_key(read: Read, seen: dict[str, int]) -> Read:
    name = read.entry.key.casefold() if read.entry else ""
    if not (read.entry and name):
        return read
    if name not in seen:
        seen[name] = read.line
        return read
    text = f"key {read.entry.key!r} stands in line {seen[name]} already"
    problem = Problem("", read.line, "key-duplicate", text, level="warning")
    return msgspec.structs.replace(read, problems=(*read.problems, problem))
