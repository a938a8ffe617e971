"""What is exported for Typst compiles there, and says what it should in the styles it has."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest

from clients.exporting import export
from clients.hard_entries import hard_library
from clients.programs import need, run_well
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.library import Library

typst = pytest.importorskip("typst")

STYLES = ("ieee", "apa", "association-for-computing-machinery", "springer-basic", "mla")
_DOCUMENT = """\
#set page(width: 60cm, height: auto)
#bibliography("refs.bib", full: true, title: none, style: "{}")
"""


def printed(folder: Path, style: str, bibliography: str) -> tuple[str, list[str]]:
    """Return what Typst prints of a whole bibliography in a style, and its warnings."""
    need("pdftotext")
    (folder / "refs.bib").write_text(bibliography, "utf-8")
    (folder / "paper.typ").write_text(_DOCUMENT.format(style), "utf-8")
    pdf, warnings = typst.compile_with_warnings(str(folder / "paper.typ"), root=str(folder))
    (folder / "paper.pdf").write_bytes(pdf)
    text = run_well("pdftotext", "-raw", "paper.pdf", "-", folder=folder)
    return " ".join(text.split()), [str(warning) for warning in warnings]


@pytest.fixture(scope="module", name="document")
def _document(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    @cache
    def made(style: str) -> str:
        text, warnings = printed(tmp_path_factory.mktemp(style), style, export(library, "typst"))
        assert warnings == []
        return text

    return made


@pytest.mark.parametrize("style", STYLES)
def test_the_identifier_of_each_preprint_is_printed_once(
    style: str, document: Callable[[str], str], items: dict[str, Item]
) -> None:
    text = document(style)
    ids = [
        item.arxiv.id for item in items.values() if item.arxiv and item.type is ItemType.PREPRINT
    ]
    assert len(ids) > 40
    if style == "springer-basic":  # it takes the points out of names of journals
        ids = [id_.replace(".", "") for id_ in ids]
    said = re.findall(r"arxiv:\s?([\w./-]*\w)", text, re.IGNORECASE)
    assert {id_: said.count(id_) for id_ in ids} == dict.fromkeys(ids, 1)


@pytest.mark.parametrize("style", STYLES)
def test_each_published_paper_leads_somewhere(
    style: str, document: Callable[[str], str], items: dict[str, Item]
) -> None:
    if style in {"springer-basic", "mla"}:
        pytest.skip("this style prints no address of papers in proceedings")
    text = re.sub(r"\s", "", document(style)).lower()
    dois = {item.doi.lower() for item in items.values() if item.doi and not item.server}
    assert len(dois) > 50
    assert {doi for doi in dois if doi not in text} == set()


@pytest.mark.parametrize("style", STYLES)
def test_hard_entries_compile(style: str, tmp_path: Path) -> None:
    text, warnings = printed(tmp_path, style, export(hard_library(), "typst"))
    assert warnings == []
    # Lines are broken within words, formulas have letters of their own, and styles set capitals.
    letters = re.sub(r"[\s-]", "", normalize("NFKC", text)).casefold()
    assert "journalof100%hard_cases&others" in letters
    assert "o(nlogn)" in letters
    assert not re.search(r"\\[a-zA-Z]{2}", text)
