"""bibutils' ris2xml and xml2bib find in our RIS what the model holds, up to losses named here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from clients.exporting import export, items_of
from clients.hard_entries import hard_library
from clients.programs import need, run
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import entries_of
from mlsysbib.formats.links import links_of
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.library import Library
from mlsysbib.model.names import Organization, StoredName, read_name

_MODS = "{http://www.loc.gov/mods/v3}"
# What bibutils does otherwise: the field, in which types or keys, and why.
ARTICLES = "article-magazine article-newspaper review review-book"
KNOWN = (
    ("doi", "article", "its table of unpublished works has none"),
    ("doi", "other-prefix", "it knows a DOI by the four digits of its prefix"),
    ("authors", "organization", "a comma would part the name"),
    (
        "authors",
        f"own-article {ARTICLES} report thesis book chapter software dataset webpage",
        "RIS has no bodies",
    ),
    ("authors", "suffix", "the comma before a suffix stays"),
    ("authors", "many", "each digit is an initial"),
    ("container", "report thesis chapter", "T2 or PB of these is not read as the title of a host"),
)


@pytest.fixture(scope="module", params=["shipped", "hard"])
def shelf(request: pytest.FixtureRequest, library: Library) -> Library:
    return library if request.param == "shipped" else hard_library()


@pytest.fixture
def mods(shelf: Library, tmp_path: Path) -> str:
    """What ris2xml makes of all entries, without its mark of the encoding."""
    need("ris2xml", "xml2bib")
    (tmp_path / "refs.ris").write_text(export(shelf, "ris"), "utf-8")
    return _mods(tmp_path)


def _mods(folder: Path) -> str:
    text = run("ris2xml", "-i", "utf8", "-o", "utf8", "refs.ris", folder=folder, quiet=True)
    return text.removeprefix("\ufeff")


def _found(mods: str) -> dict[str, ET.Element]:
    root = ET.fromstring(mods)  # noqa: S314  # written by a program that the test has run
    return {element.get("ID", ""): element for element in root}


def test_ris2xml_finds_what_the_model_holds(shelf: Library, mods: str) -> None:
    found = _found(mods)
    items = items_of(shelf)
    assert list(found) == list(items)
    wrong = [
        (key, field, theirs, ours)
        for key, item in items.items()
        for field, theirs, ours in _facts(found[key], item)
        if theirs != ours and not _is_known(field, item)
    ]
    assert wrong == []


def _places(item: Item) -> set[str]:
    is_usual = re.match(r"10\.\d{4}/", _doi(item) or "10.1000/")
    return {item.key, item.type.value, *(() if is_usual else ("other-prefix",))}


def _is_known(field: str, item: Item) -> bool:
    return any(
        field == known and not _places(item).isdisjoint(where.split()) for known, where, _ in KNOWN
    )


def _facts(found: ET.Element, item: Item) -> Iterator[tuple[str, object, object]]:
    """Yield each fact: its name, what is found, and what is ours."""
    yield (
        "authors",
        list(map(_names, found.findall(f"{_MODS}name"))),
        list(map(_ours, item.authors)),
    )
    yield "title", _words(_title(found)), _words(item.entry.plain_title)
    dates = (
        f"originInfo/{_MODS}dateIssued",
        f"part/{_MODS}date",
        f"relatedItem/{_MODS}originInfo/{_MODS}dateIssued",
    )
    yield "year", next(filter(None, (_text(found, path)[:4] for path in dates)), ""), str(item.year)
    extent = f"part/{_MODS}extent/{_MODS}"
    pages = "-".join(filter(None, (_text(found, f"{extent}{end}") for end in ("start", "end"))))
    yield "pages", pages, item.pages
    yield "doi", _text(found, "identifier[@type='doi']").lower(), _doi(item)
    if item.type is not ItemType.PREPRINT:
        yield "container", _words(_container(found)), _words(item.container.title)


def _doi(item: Item) -> str:
    return links_of(item)[0].lower()


def _text(element: ET.Element, path: str) -> str:
    return element.findtext(f"{_MODS}{path}") or ""


def _title(element: ET.Element) -> str:
    title, rest = (_text(element, f"titleInfo/{_MODS}{part}") for part in ("title", "subTitle"))
    return f"{title}: {rest}" if rest else title


def _container(found: ET.Element) -> str:
    host = found.find(f"{_MODS}relatedItem")
    if host is None:
        return ""
    short = host.find(f"{_MODS}titleInfo[@type='abbreviated']/{_MODS}title")
    return _title(host) or (short.text or "" if short is not None else "")


def _names(name: ET.Element) -> tuple[str, str]:
    parts: dict[str, list[str]] = {}
    for part in name.findall(f"{_MODS}namePart"):
        parts.setdefault(part.get("type", "family"), []).append(part.text or "")
    family = " ".join([*parts.get("family", []), *parts.get("suffix", [])])
    return _folded(family), _folded(" ".join(parts.get("given", [])))


def _ours(stored: StoredName) -> tuple[str, str]:
    name = read_name(stored)
    if isinstance(name, Organization):
        return _folded(name.name), ""
    family = " ".join(filter(None, [name.particle, name.family, name.suffix]))
    return _folded(family), _folded(name.given)


def _folded(text: str) -> str:
    """Return a name in NFC without its dots, which bibutils sets behind each initial."""
    return unicodedata.normalize("NFC", text).replace(".", "").strip()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def test_a_loss_that_is_none_is_not_listed(mods: str, shelf: Library) -> None:
    if "suffix" not in shelf:
        pytest.skip("only the hard entries have them all")
    found = _found(mods)
    differing = {
        (field, place)
        for key, item in items_of(shelf).items()
        for field, theirs, ours in _facts(found[key], item)
        if theirs != ours
        for place in _places(item)
    }
    listed = {(field, place) for field, where, _ in KNOWN for place in where.split()}
    assert listed - differing == set()


def test_xml2bib_writes_bibtex_of_the_same(library: Library, tmp_path: Path) -> None:
    need("ris2xml", "xml2bib")
    (tmp_path / "refs.ris").write_text(export(library, "ris"), "utf-8")
    (tmp_path / "refs.xml").write_text(_mods(tmp_path), "utf-8")
    text = run("xml2bib", "-o", "utf8", "refs.xml", folder=tmp_path, quiet=True)
    load = FORMATS["bibtex"].load
    assert load
    read = load(text.removeprefix("\ufeff"))
    assert [entry.key for entry in entries_of(read)] == list(library)
    items = items_of(library)
    for entry in entries_of(read):
        item = items[entry.key]
        assert len(entry.authors) == len(item.authors), entry.key
        assert _words(entry.plain_title) == _words(item.entry.plain_title)
        assert entry.year == item.year
        if item.type is ItemType.PAPER:
            assert entry.published
            assert _words(entry.published.container_title) == _words(item.container.title)
            assert entry.published.pages == item.pages
