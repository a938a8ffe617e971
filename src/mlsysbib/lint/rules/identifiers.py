"""Rules for DOIs, arXiv identifiers and ISBNs."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from mlsysbib.formats.identifiers import parse_arxiv
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import Finding
from mlsysbib.text.identifiers import clean_doi
from mlsysbib.text.isbn import is_isbn
from mlsysbib.text.urls import ARXIV_DOI

_DOI = re.compile(r"10\.\d{4,9}/[!-~]*[0-9A-Za-z/)>+_-]").fullmatch
_DOI_HINT = "a DOI is like 10.1145/3600006.3613165"


def find_malformed_dois(entry: Entry) -> Sequence[Finding]:
    """Return a finding for each DOI that is none, or more than one."""
    published = entry.published
    if entry.preprint is None and (published is None or not published.doi or _DOI(published.doi)):
        return ()
    return [
        Finding("doi-malformed", (name, "doi"), f"{version.doi!r} is no DOI", _DOI_HINT)
        for name, version in (("published", entry.published), ("preprint", entry.preprint))
        if version and version.doi and not _DOI(version.doi)
    ]


def clean_dois(entry: Entry) -> Entry:
    """Return the entry with the DOI alone, where there is one in the field."""
    changes = {
        name: msgspec.structs.replace(version, doi=doi)
        for name, version in (("published", entry.published), ("preprint", entry.preprint))
        if version and version.doi and not _DOI(version.doi)
        if _DOI(doi := clean_doi(version.doi))
    }
    return msgspec.structs.replace(entry, **changes) if changes else entry


_ENOUGH, _SHARE = 2, 0.2
# That many DOIs of a publisher make any number that none of them has doubtful.
_MANY = 8
_ARXIV = ARXIV_DOI.partition("/")[0]

# Publisher and registrant -> path and DOI of each paper.
_Dois = dict[tuple[str, str], list[tuple[str, str]]]


def find_foreign_dois(library: Library) -> Iterator[Finding]:
    """Yield a finding for each DOI that another publisher registers."""
    dois_of = _dois(library)
    own = _registrants(dois_of, library)
    for (publisher, registrant), dois in dois_of.items():
        known = own[publisher] - {_ARXIV}
        if registrant in known:
            continue
        is_anothers = any(registrant in names for names in own.values())
        is_alone = len(dois) == 1 and _total(dois_of, publisher) > _MANY
        if registrant == _ARXIV or (known and (is_anothers or is_alone)):
            hint = f"its DOIs begin with {' or '.join(sorted(known))}" if known else ""
            for path, doi in dois:
                text = f"{doi} is no DOI of {publisher}"
                yield Finding("doi-registrant", ("published", "doi"), text, hint, path)


def _dois(library: Library) -> _Dois:
    dois_of: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for (name, year), papers in library.editions.items():
        publisher = _publisher(name, year, library)
        if not publisher:
            continue
        for path, _, published in papers:
            if (doi := published.doi).startswith("10."):
                dois_of[publisher, doi.partition("/")[0]].append((path, doi))
    return dois_of


def _total(dois_of: _Dois, publisher: str) -> int:
    return sum(len(dois) for (name, _), dois in dois_of.items() if name == publisher)


def _publisher(name: str, year: int, library: Library) -> str:
    venue = library.venues.get(name)
    if venue is None or venue.kind == "preprint-server":
        return ""
    return venue.edition(year).publisher or venue.publisher


def _registrants(dois_of: _Dois, library: Library) -> defaultdict[str, set[str]]:
    """Return the registrants that are surely a publisher's own."""
    own: defaultdict[str, set[str]] = defaultdict(set)
    for (publisher, registrant), dois in dois_of.items():
        if len(dois) >= max(_ENOUGH, _SHARE * _total(dois_of, publisher)):
            own[publisher].add(registrant)
    for venue in library.venues.values():
        for edition in venue.editions.values():
            for volume in edition.volumes.values():
                if volume.doi_prefix:
                    publisher = edition.publisher or venue.publisher
                    own[publisher].add(volume.doi_prefix.partition("/")[0])
    return own


def clean_arxiv(entry: Entry) -> Entry:
    """Return the entry with the identifier alone, where the field holds one."""
    arxiv = entry.arxiv
    found = parse_arxiv(arxiv.id) if arxiv else None
    if arxiv is None or found is None or found.id == arxiv.id:
        return entry
    alone = msgspec.structs.replace(arxiv, id=found.id, class_=arxiv.class_ or found.class_)
    return msgspec.structs.replace(entry, arxiv=alone)


_FIRST, _FIRST_FIVE = "0704", "1501"
_DIGITS = len("2309.06180")
_LEEWAY = dt.timedelta(days=3)
_DECEMBER = 12


def find_wrong_months(entry: Entry) -> Sequence[Finding]:
    """Return a finding if the identifier cannot be, or contradicts the date."""
    arxiv = entry.arxiv
    if arxiv is None:
        return ()
    yymm, _, serial = arxiv.id.partition(".")
    if len(yymm) != len("YYMM") or not (yymm.isdecimal() and serial.isdecimal()):
        return ()
    # Until 2090 those of the last century have the old form.
    if yymm < _FIRST or (len(arxiv.id) == _DIGITS) != (yymm >= _FIRST_FIVE):
        text = f"no identifier of {yymm} has this form"
        return (
            Finding(
                "arxiv-month", ("arxiv", "id"), f"{arxiv.id!r}: {text}", "compare it with arxiv.org"
            ),
        )
    if arxiv.date and not _is_near(arxiv.date, 2000 + int(yymm[:2]), int(yymm[2:])):
        text = f"{arxiv.id} is of {yymm[2:]}/20{yymm[:2]}, the date {arxiv.date}"
        return (
            Finding(
                "arxiv-month", ("arxiv", "date"), text, "the date is that of the first version"
            ),
        )
    return ()


def _is_near(date: dt.date, year: int, month: int) -> bool:
    if (date.year, date.month) == (year, month) or not 1 <= month <= _DECEMBER:
        return True
    first = dt.date(year, month, 1)
    after = dt.date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return first - _LEEWAY <= date < after + _LEEWAY


def find_malformed_isbns(library: Library) -> Iterator[Finding]:
    """Yield a finding for each ISBN of which a digit is wrong."""
    for path, field, isbn in _isbns(library):
        if isbn and not is_isbn(isbn):
            yield Finding(
                "isbn-malformed", field, f"{isbn!r} is no ISBN", "a digit is wrong or missing", path
            )


def _isbns(library: Library) -> Iterator[tuple[str, tuple[str, ...], str]]:
    contents = library.contents
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        if entry.published and entry.published.isbn:
            yield path, ("published", "isbn"), entry.published.isbn
    for id_, venue in contents.venues.items():
        path = library.path_of_venue(id_)
        for year, edition in venue.editions.items():
            where = ("editions", year)
            yield path, (*where, "isbn"), edition.isbn
            for name, volume in edition.volumes.items():
                field = (*where, "volumes", name, "isbn")
                yield path, field, volume.isbn
