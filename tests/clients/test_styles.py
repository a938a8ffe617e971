"""A part of the shipped library in each style: nobody complains, and each fact is printed once."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

import pytest

from clients.typesetting import BIBLATEX, CLASSIC, STYLES, Style, Typeset
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.text.markup import RunKind, parse_markup

Document = Callable[[Style], Typeset]
Items = dict[str, Item]

in_each_style = pytest.mark.parametrize("style", STYLES, ids=str)


@in_each_style
def test_tex_compiles_without_a_complaint(document: Document, style: Style) -> None:
    made = document(style)
    assert made.errors == []
    assert made.complaints == []
    assert "Output written on x.pdf" in made.log


@in_each_style
def test_every_entry_is_listed(document: Document, items: Items, style: Style) -> None:
    assert sorted(document(style).keys) == sorted(items)


@pytest.mark.parametrize("style", CLASSIC, ids=str)
def test_bibtex_warns_of_nothing(document: Document, style: Style) -> None:
    assert document(style).warnings == []


@pytest.mark.parametrize("style", BIBLATEX, ids=str)
def test_biber_warns_of_nothing(document: Document, style: Style) -> None:
    assert document(style).warnings == []


@in_each_style
def test_an_arxiv_id_is_printed_once_in_a_preprint(
    document: Document, items: Items, style: Style
) -> None:
    references = document(style).references
    counts = {
        key: references[key].count(item.arxiv.id)
        for key, item in items.items()
        if item.arxiv and item.type is ItemType.PREPRINT
    }
    assert len(counts) > 20
    assert counts == dict.fromkeys(counts, 1)


@in_each_style
def test_an_arxiv_id_is_printed_at_most_once_in_a_published_paper(
    document: Document, items: Items, style: Style
) -> None:
    references = document(style).references
    published = {
        key: item
        for key, item in items.items()
        if item.arxiv and item.type is not ItemType.PREPRINT
    }
    assert len(published) > 20
    counts = {key: references[key].count(i.arxiv.id) for key, i in published.items() if i.arxiv}
    # Of the styles that know the field, only that of the APA leaves it out there. The others have
    # the address on arXiv where there is no other.
    expected = {
        key: int(style.name != "apa")
        if style.is_biblatex
        else int("url" in style.printed and not (item.doi or item.url))
        for key, item in published.items()
    }
    assert counts == expected


@in_each_style
@pytest.mark.parametrize("field", ["doi", "url"])
def test_a_link_is_printed_once_where_the_style_prints_it(
    document: Document, items: Items, style: Style, field: str
) -> None:
    references = document(style).references
    links = {key: item.doi if field == "doi" else item.url for key, item in items.items()}
    counts = {
        key: references[key].count(link)
        for key, link in links.items()
        if link and (field == "doi" or not items[key].doi)
    }
    assert len(counts) > 50
    assert counts == dict.fromkeys(counts, int(field in style.printed))


@in_each_style
def test_no_address_stands_beside_a_doi(document: Document, items: Items, style: Style) -> None:
    references = document(style).references
    assert [
        key
        for key, item in items.items()
        if item.doi and "http" in references[key].replace("https://doi.org/", "")
    ] == []


@in_each_style
def test_marked_words_keep_their_capitals(document: Document, items: Items, style: Style) -> None:
    # Of μ there is one that is a letter, one that is a unit, and one of formulas.
    references = {key: normalize("NFKC", text) for key, text in document(style).references.items()}
    changed = [
        (run.text, references[key])
        for key, item in items.items()
        for run in parse_markup(item.title)
        if run.kind is RunKind.KEPT and run.text.replace("'", "’") not in references[key]
    ]
    assert changed == []
