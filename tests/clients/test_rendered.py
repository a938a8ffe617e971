"""References that CSL styles make of what is exported: each identifier is printed once."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from clients.exporting import export, items_of
from clients.hard_entries import hard_library
from clients.programs import find_tex_file, need, run, run_node
from mlsysbib.model.item import Item, VersionChoice
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.library import Library

# The styles that texlive-bibtex-extra brings; "" is the default one of pandoc, Chicago's.
STYLES = ("", "apa", "chicago-author-date", "ieee", "modern-language-association", "nature",
          "american-medical-association", "harvard-cite-them-right", "vancouver")  # fmt: skip
# Those of citation.js itself.
NODE_STYLES = ("apa", "vancouver", "harvard1")
_REFERENCE = re.compile(
    r'<div id="ref-(?P<key>[^"]*)"[^>]*>(?P<text>.*?)(?=<div id="ref-|\Z)', re.DOTALL
)
_TAG = re.compile(r"</?[a-z][^>]*>")


@pytest.fixture(params=["published", "preprint"])
def version(request: pytest.FixtureRequest) -> VersionChoice:
    chosen: VersionChoice = request.param
    return chosen


def _by_pandoc(text: str, reader: str, style: str, folder: Path) -> dict[str, str]:
    folder.joinpath("refs").write_text(text, "utf-8")
    style_option = (f"--csl={find_tex_file(f'{style}.csl')}",) if style else ()
    command = ("pandoc", "-f", reader, "--citeproc", "-t", "html", "--wrap=none", "refs")
    # It warns of LaTeX that it does not know; see KNOWN in test_item_by_item.py.
    page = run(*command, *style_option, folder=folder, quiet=True)
    return {
        found["key"]: html.unescape(_TAG.sub("", found["text"])).strip()
        for found in _REFERENCE.finditer(page)
    }


def _repeated(references: dict[str, str], items: dict[str, Item]) -> list[str]:
    """Return the references in which an identifier or address stands twice, or two addresses."""
    assert references.keys() == items.keys()
    found = []
    for key, text in references.items():
        item = items[key]
        printed = [item.doi, item.url, item.arxiv.id if item.arxiv else ""]
        is_twice = any(text.count(name) > 1 for name in printed if name)
        if is_twice or len(re.findall(r"https?://", text)) > 1:
            found.append(text)
    return found


def _without_id(references: dict[str, str], items: dict[str, Item]) -> list[str]:
    """Return the references of arXiv papers that do not print the identifier just once."""
    return [
        references[key]
        for key, item in items.items()
        if item.server and item.arxiv and references[key].count(item.arxiv.id) != 1
    ]


# Reader and style: the types of which the style prints no address, and there is no DOI.
SILENT = {("biblatex", "nature"): {ItemType.SOFTWARE, ItemType.THESIS}}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("reader", ["csljson", "biblatex"])
def test_identifiers_are_printed_once_by_pandoc(
    reader: str, style: str, version: VersionChoice, library: Library, tmp_path: Path
) -> None:
    need("pandoc", tex_files=(f"{style}.csl",) if style else ())
    target = "pandoc" if reader == "csljson" else "biblatex"
    for shelf in (library, hard_library()):
        items = items_of(shelf, version)
        text = export(shelf, target, version=version)
        references = _by_pandoc(text, reader, style, tmp_path)
        assert _repeated(references, items) == []
        silent = SILENT.get((reader, style), set())
        told = {key: item for key, item in items.items() if item.type not in silent}
        assert _without_id(references, told) == []


@pytest.mark.parametrize("style", NODE_STYLES)
def test_identifiers_are_printed_once_by_citation_js(
    style: str, version: VersionChoice, library: Library, tmp_path: Path
) -> None:
    for shelf in (library, hard_library()):
        items = items_of(shelf, version)
        text = export(shelf, "pandoc", version=version)
        references = json.loads(run_node("render.mjs", style, folder=tmp_path, stdin=text))
        assert _repeated(references, items) == []
        assert _without_id(references, items) == []


def test_zoteros_own_field_for_the_identifier_is_printed_beside_the_doi_in_apa(
    library: Library, tmp_path: Path
) -> None:
    """What docs/zotero.md says: so does APA with every preprint that Zotero itself has saved."""
    need("pandoc", tex_files=("apa.csl", "ieee.csl"))
    text, items = export(library, "zotero", "csl-json"), items_of(library)
    twice = _repeated(_by_pandoc(text, "csljson", "apa", tmp_path), items)
    assert len(twice) == len([item for item in items.values() if item.server and item.arxiv])
    assert _repeated(_by_pandoc(text, "csljson", "ieee", tmp_path), items) == []
