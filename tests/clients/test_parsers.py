"""What is exported reads back: other parsers find every entry, and in it what the model holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pybtex.database
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts

from clients.exporting import export, items_of
from clients.hard_entries import hard_library
from mlsysbib.formats.links import links_of
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.library import Library
from mlsysbib.model.names import Organization, StoredName, read_name
from mlsysbib.text.latex_decoding import decode
from mlsysbib.text.markup import RunKind, parse_markup

_TARGETS = ("natbib", "plain", "ieee", "acm", "biblatex")


@dataclass(frozen=True)
class Exported:
    """A library, a target and the text that is written for it."""

    target: str
    text: str
    items: dict[str, Item]


@pytest.fixture(
    scope="module",
    params=[(which, target) for which in ("shipped", "hard") for target in _TARGETS],
    ids="-".join,
)
def exported(request: pytest.FixtureRequest, library: Library) -> Exported:
    which, target = request.param
    chosen = library if which == "shipped" else hard_library()
    return Exported(target, export(chosen, target), items_of(chosen))


def test_bibtexparser_finds_what_the_model_holds(exported: Exported) -> None:
    parsed = parse_string(exported.text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert parsed.failed_blocks == []
    assert [entry.key for entry in parsed.entries] == list(exported.items)
    for entry in parsed.entries:
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        authors = [
            _Name.of(name.first, [*name.von, *name.last], name.jr)
            for name in fields.pop("author", ())
        ]
        _compare(exported.items[entry.key], exported.target, authors, fields)


def test_pybtex_finds_what_the_model_holds(exported: Exported) -> None:
    parsed = pybtex.database.parse_string(  # type: ignore[no-untyped-call]
        exported.text, "bibtex"
    )
    assert list(parsed.entries) == list(exported.items)
    for key, entry in parsed.entries.items():
        authors = [
            _Name.of(
                [*person.first_names, *person.middle_names],
                [*person.prelast_names, *person.last_names],
                person.lineage_names,
            )
            for person in entry.persons.get("author", ())
        ]
        _compare(exported.items[key], exported.target, authors, dict(entry.fields))


@dataclass(frozen=True)
class _Name:
    given: str
    family: str
    suffix: str = ""

    @classmethod
    def of(cls, given: list[str], family: list[str], suffix: list[str]) -> _Name:
        """Make a name of words as a parser has split them."""
        return cls(
            *(decode(" ".join(words)).replace("\u00a0", " ") for words in (given, family, suffix))
        )

    @classmethod
    def stored(cls, stored: StoredName) -> _Name:
        name = read_name(stored)
        if isinstance(name, Organization):
            return cls("", name.name)
        return cls(name.given, f"{name.particle} {name.family}".strip(), name.suffix)


def _compare(item: Item, target: str, authors: list[_Name], fields: dict[str, str]) -> None:
    names = [_Name.stored(stored) for stored in item.authors]
    # In LaTeX an omicron is an o, and a word in Greek cannot be told from one that is not.
    if target == "biblatex" or item.key != "greek":
        assert [_plain(name) for name in authors] == [_plain(name) for name in names], item.key
    for field, expected in _expected(item, target):
        found = fields.get(field, "")
        found = found if field in {"doi", "url"} else _straight(decode(found))
        assert found == expected, (item.key, field)


def _expected(item: Item, target: str) -> Iterator[tuple[str, str]]:
    is_biblatex = target == "biblatex"
    if RunKind.MATH not in {run.kind for run in parse_markup(item.title)}:
        yield "title", _straight("".join(run.text for run in parse_markup(item.title)))
    month = f"-{item.month:02}" if item.month else ""
    yield ("date", f"{item.year}{month}") if is_biblatex else ("year", str(item.year))
    yield "doi", item.doi
    # A published paper without other address has the one on arXiv.
    url = item.url if item.server else links_of(item)[1]
    is_eprint = is_biblatex and item.arxiv is not None and item.arxiv.id in url
    yield "url", "" if item.doi or is_eprint else url
    if not item.article:
        yield "pages", item.pages.replace("-", "–")
    if item.type is ItemType.ARTICLE:
        yield "journaltitle" if is_biblatex else "journal", _straight(item.container.title)
    if item.type is ItemType.PAPER and item.authors:
        yield "booktitle", _straight(item.container.title)


def _plain(name: _Name) -> _Name:
    return _Name(*(_straight(part) for part in (name.given, name.family, name.suffix)))


def _straight(text: str) -> str:
    """Return text in NFC, with straight quotes: BibTeX has ' both for a quote and an apostrophe."""
    text = unicodedata.normalize("NFC", text)
    return text.translate(str.maketrans("’‘`", "'''"))
