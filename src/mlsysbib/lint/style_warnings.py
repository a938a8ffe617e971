"""The layer of `style-field-missing`: what styles would warn of in an export of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.fields import Field
from mlsysbib.formats.bibtex.writer import field_writer
from mlsysbib.formats.targets import TARGETS, Target
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.problems import Finding
from mlsysbib.store.places import place_of_venue


class Demand(msgspec.Struct, frozen=True):
    """A warning of some styles: of an entry that has the `given` fields and no `missing` one.

    `{}` in the warning is the citation key.
    """

    warning: str
    styles: frozenset[str]
    types: tuple[str, ...]
    missing: tuple[str, ...]
    given: tuple[str, ...] = ()


def _styles(*targets: str) -> frozenset[str]:
    return frozenset(style for name in targets for style in TARGETS[name].styles)


_ALL = _styles(*TARGETS)
_ACM = _styles("acm")
_NUM = frozenset({"elsarticle-num"})
# Those made with merlin.mbs say that a field is missing where the older ones say that it is empty.
_OLD = _styles("plain", "natbib", "acm") | _NUM
_MERLIN = _styles("springer", "acl")
_PAPERS = ("article", "inproceedings")
_VOLUMES = ("book", "incollection", "inproceedings")
_ISSUED = ("phdthesis", "techreport")
_LOOSE = ("booklet", "misc")
_TITLED = (*_PAPERS, "incollection")
_EVERY = ("article", *_VOLUMES, *_ISSUED, *_LOOSE)
# To these a month says as much as a year, and they complain of it in other words.
_MONTHLY = _styles("plain") | {"splncs04"}
_YEARLY = _styles("natbib", "acm", "acl")

_TITLE, _YEAR, _MONTH = (Field.TITLE,), (Field.YEAR,), (Field.MONTH,)
_YEAR_OR_MONTH = (*_YEAR, *_MONTH)

DEMANDS: tuple[Demand, ...] = (
    Demand(
        "empty author in {}", _ALL, ("incollection", "phdthesis", "techreport"), (Field.AUTHOR,)
    ),
    Demand("empty author in {}", _ALL - _ACM, ("article",), (Field.AUTHOR,)),
    Demand("empty author in {}", _ACM, ("misc",), (Field.AUTHOR,)),
    Demand("neither author and editor supplied for {}", _ACM, ("article",), (Field.AUTHOR,)),
    Demand("empty author and editor in {}", _ALL, ("book",), (Field.AUTHOR,)),
    Demand("empty booktitle in {}", _ALL, ("incollection", "inproceedings"), (Field.BOOKTITLE,)),
    Demand("empty publisher in {}", _OLD, ("book", "incollection"), (Field.PUBLISHER,)),
    Demand("empty publisher in {}", _ACM, ("inproceedings",), (Field.PUBLISHER,)),
    Demand("missing publisher in {}", _MERLIN, ("book", "incollection"), (Field.PUBLISHER,)),
    Demand("missing publisher in {}", _styles("ieee"), ("book",), (Field.PUBLISHER,)),
    Demand(
        "empty address in {}", _ACM, ("book", "incollection", "inproceedings"), (Field.ADDRESS,)
    ),
    Demand("empty school in {}", _OLD, ("phdthesis",), (Field.SCHOOL,)),
    Demand("missing school in {}", _ALL - _OLD, ("phdthesis",), (Field.SCHOOL,)),
    Demand("empty institution in {}", _OLD, ("techreport",), (Field.INSTITUTION,)),
    Demand("missing institution in {}", _ALL - _OLD, ("techreport",), (Field.INSTITUTION,)),
    Demand(
        "empty pages in {}", _styles("elsevier"), ("incollection", "inproceedings"), (Field.PAGES,)
    ),
    Demand(
        "page numbers missing in both pages and numpages fields in {}",
        _ACM,
        _PAPERS,
        (Field.PAGES, Field.NUMPAGES),
    ),
    Demand(
        "articleno or eid field, but no numpages field, in {}",
        _ACM,
        _PAPERS,
        (Field.NUMPAGES,),
        (Field.ARTICLENO,),
    ),
    Demand(
        "articleno or eid, but no pages or numpages field in {}",
        _ACM,
        _PAPERS,
        (Field.PAGES, Field.NUMPAGES),
        (Field.ARTICLENO,),
    ),
    Demand(
        "there's a number but no volume in {}",
        (_OLD - _ACM) | _MERLIN,
        ("article",),
        (Field.VOLUME,),
        (Field.NUMBER,),
    ),
    Demand(
        "unusual to have number, but no volume, for {}",
        _ACM,
        ("article",),
        (Field.VOLUME,),
        (Field.NUMBER,),
    ),
    Demand("no number and no volume in {}", _ACM, ("article",), (Field.VOLUME, Field.NUMBER)),
    Demand("empty title in {}", _ALL, (*_TITLED, "phdthesis", "booklet"), _TITLE),
    Demand("empty title in {}", _ALL - _ACM, ("book", "techreport"), _TITLE),
    Demand(
        "all relevant fields are empty in {}",
        (_ALL - _ACM - _styles("acl", "springer", "elsevier")) | {"splncs04", "spmpsci"} | _NUM,
        ("misc",),
        (*_TITLE, Field.AUTHOR, Field.HOWPUBLISHED, Field.YEAR, Field.MONTH, Field.NOTE),
    ),
    Demand("empty year in {}", _YEARLY, _EVERY, _YEAR),
    Demand("empty year in {}", frozenset({"spmpsci"}), ("article", *_VOLUMES, *_ISSUED), _YEAR),
    Demand("empty year in {}", _NUM, ("article", *_VOLUMES), _YEAR),
    Demand("empty year in {}", _styles("ieee"), _VOLUMES, _YEAR),
    # The styles of natbib print such a date twice.
    Demand(
        "empty year in {}",
        _MONTHLY | _styles("natbib"),
        ("article", *_VOLUMES, *_ISSUED),
        _YEAR_OR_MONTH,
    ),
    Demand("empty year in {}", _styles("ieee"), ("article", *_ISSUED), _YEAR_OR_MONTH),
    Demand("empty year in {}", _NUM, (*_ISSUED, *_LOOSE), _YEAR_OR_MONTH),
    Demand(
        "empty year in {}; set to ????",
        frozenset({"spbasic", "elsarticle-num-names"}),
        _EVERY,
        _YEAR,
    ),
    Demand("there's a month but no year in {}", _MONTHLY, _EVERY, _YEAR, _MONTH),
    Demand(
        "there's a month but no year in {}",
        _styles("ieee"),
        ("article", *_ISSUED, *_LOOSE),
        _YEAR,
        _MONTH,
    ),
    Demand("there's a month but no year in {}", _NUM, (*_ISSUED, *_LOOSE), _YEAR, _MONTH),
)


# Where a field comes from, and what to do if it is missing.
_SOURCES: dict[str, tuple[tuple[str, ...], str]] = {
    Field.AUTHOR: (("authors",), "add authors"),
    Field.TITLE: (("title",), "add title"),
    Field.YEAR: (("published", "year"), "add year"),
    Field.BOOKTITLE: (("published",), "add venue or container-title"),
    Field.SCHOOL: (("published",), "add the school as container-title"),
    Field.INSTITUTION: (("published",), "add the institution as container-title"),
    Field.PUBLISHER: (("published", "venue"), "add publisher to {venue}"),
    Field.ADDRESS: (("published", "venue"), "add publisher-place to {venue}"),
    Field.PAGES: (("published", "pages"), "add pages"),
    Field.NUMPAGES: (("published", "article"), "add pages, from 1 to their number"),
    Field.VOLUME: (("published", "number"), "add volume"),
}


class Warned(msgspec.Struct, frozen=True):
    """That some styles of a target would warn of an entry."""

    entry: Entry
    demand: Demand
    styles: tuple[str, ...]


def find_style_warnings(target: Target) -> Callable[[Library], Iterator[Finding]]:
    """Return a check that finds what the styles of a target would warn of."""

    def check(library: Library) -> Iterator[Finding]:
        for warned in predict(library, target):
            yield _finding(warned, library)

    return check


def predict(library: Library, target: Target) -> Iterator[Warned]:
    """Yield each warning that a style of the target would print of an export of the library."""
    items_of = field_writer(library, Options(target=target))
    styles = {demand: _in_order(demand, target) for demand in DEMANDS}
    demands = [demand for demand in DEMANDS if styles[demand]]
    for entry in library.values():
        for written in items_of(entry):
            fields = frozenset(name for name, _ in written.fields)
            for demand in demands:
                if written.type in demand.types and _is_missed(demand, fields):
                    yield Warned(entry, demand, styles[demand])


def _in_order(demand: Demand, target: Target) -> tuple[str, ...]:
    return tuple(style for style in target.styles if style in demand.styles)


def _is_missed(demand: Demand, fields: frozenset[str]) -> bool:
    return fields.isdisjoint(demand.missing) and fields.issuperset(demand.given)


def _finding(warned: Warned, library: Library) -> Finding:
    entry, demand = warned.entry, warned.demand
    field, hint = _SOURCES[demand.missing[0]]
    published = entry.published
    venue = library.venues.get(published.venue) if published else None
    return Finding(
        "style-field-missing",
        _place(entry, field),
        f"{', '.join(warned.styles)}: {demand.warning.format(entry.key)}",
        hint.format(venue=place_of_venue(venue.id, library) if venue else "the venue"),
        library.path_of(entry.key),
    )


def _place(entry: Entry, field: tuple[str, ...]) -> tuple[str, ...]:
    """Return a field that the entry has, or that stands nearest to where it should."""
    if field == ("authors",) or not (entry.published or entry.arxiv or entry.preprint):
        return ("title",)
    if entry.published:
        return field
    return ("arxiv",) if entry.arxiv else ("preprint",)
