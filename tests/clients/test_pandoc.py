"""Pandoc reads the .bib, the BibLaTeX and the CSL-JSON alike, and prints titles as they are."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from clients.exporting import export
from clients.hard_entries import hard_library
from clients.programs import find_tex_file, need, run_well
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.library import Library
from mlsysbib.text.markup import RunKind, parse_markup

Csl = dict[str, Any]

# pandoc's names of the formats, and our targets.
_READERS = {"bibtex": "natbib", "biblatex": "biblatex", "csljson": "pandoc"}
# Of letters behind a digit, which its default style takes for the rest of a word.
_BROKEN = re.compile(r"(?:.*[\W_])?(?:\d+[A-Z]+|[A-Z]+\d+)")
# Signs of formulas, as LaTeX stays LaTeX in its CSL-JSON.
_SIGNS = {r"\infty": "∞", r"\times": "×", r"\mu": "μ"}
_REFERENCE = re.compile(
    r'<div id="ref-(?P<key>[^"]*)"[^>]*>(?P<text>.*?)(?=<div id="ref-|\Z)', re.DOTALL
)


def _written(library: Library, reader: str, folder: Path) -> str:
    need("pandoc")
    folder.joinpath("refs").write_text(export(library, _READERS[reader]), "utf-8")
    return "refs"


def _as_csl(library: Library, reader: str, folder: Path) -> dict[str, Csl]:
    path = _written(library, reader, folder)
    text = run_well("pandoc", "-f", reader, "-t", "csljson", path, folder=folder)
    return {item["id"]: item for item in json.loads(text)}


def _rendered(library: Library, reader: str, folder: Path, csl: str = "") -> dict[str, str]:
    """Return the text of each reference, in a style; the default one of pandoc is Chicago's."""
    path = _written(library, reader, folder)
    command = ("pandoc", "-f", reader, "--citeproc", "-t", "html", "--wrap=none", path)
    page = run_well(*command, *((f"--csl={csl}",) if csl else ()), folder=folder)
    tags = re.compile(r"</?[a-z][^>]*>")
    return {
        found["key"]: html.unescape(tags.sub("", found["text"])).strip()
        for found in _REFERENCE.finditer(page)
    }


@pytest.fixture(scope="module")
def ours(library: Library) -> dict[str, Csl]:
    return {item["id"]: item for item in json.loads(export(library, "pandoc"))}


@pytest.mark.parametrize("reader", ["bibtex", "biblatex"])
def test_bib_and_csl_say_the_same(
    library: Library, items: dict[str, Item], ours: dict[str, Csl], reader: str, tmp_path: Path
) -> None:
    theirs = _as_csl(library, reader, tmp_path)
    assert list(theirs) == list(ours)
    for key, item in items.items():
        assert _facts(theirs[key], item) == _facts(ours[key], item)


def _facts(csl: Csl, item: Item) -> dict[str, object]:
    # What has no author is @misc, without a container; and BibLaTeX has a field for articles.
    has_container = bool(item.authors) and item.type is not ItemType.PREPRINT
    return {
        "author": [_full_name(name) for name in csl.get("author", ())],
        "title": _folded(csl["title"]),
        "year": int(csl["issued"]["date-parts"][0][0]),
        "container": _folded(csl.get("container-title", "")) if has_container else "",
        "volume": csl.get("volume"),
        "issue": csl.get("issue"),
        "page": "" if item.article else csl.get("page", "").replace("–", "-"),
        "doi": csl.get("DOI") if item.doi else "",
        "url": csl.get("URL") if item.url and not item.doi else "",
    }


def _full_name(name: Mapping[str, str]) -> tuple[str, ...]:
    parts = ("dropping-particle", "non-dropping-particle", "family", "literal")
    family = " ".join(name[part] for part in parts if part in name)
    return tuple(map(_straight, (family, name.get("given", ""), name.get("suffix", ""))))


def _folded(text: str) -> str:
    """Return text without case and markup; pandoc writes a raised 2 as a formula."""
    for sign, character in _SIGNS.items():
        text = text.replace(sign, character)
    text = re.sub(r"<[^>]*>|\^", "", _straight(text))
    return unicodedata.normalize("NFKC", text).casefold()


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("“", '"').replace("”", '"')


@pytest.mark.parametrize("reader", _READERS)
def test_marked_words_keep_their_capitals(
    library: Library, items: dict[str, Item], reader: str, tmp_path: Path
) -> None:
    rendered = _rendered(library, reader, tmp_path)
    assert sorted(rendered) == sorted(items)
    changed = _changed(items, rendered)
    if reader != "csljson":  # where there is no way to tell its default style to keep them
        changed = [(word, text) for word, text in changed if not _BROKEN.fullmatch(word)]
    assert changed == []


def _changed(items: dict[str, Item], rendered: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (run.text, rendered[key])
        for key, item in items.items()
        for run in parse_markup(item.title)
        if run.kind is RunKind.KEPT and _printed(run.text) not in _printed(rendered[key])
    ]


def _printed(text: str) -> str:
    """Return a text with plain digits, as pandoc tells raised ones by a tag, and plain quotes."""
    return unicodedata.normalize("NFKC", _straight(text))


@pytest.mark.parametrize("reader", _READERS)
def test_a_style_in_sentence_case_keeps_them_too(
    library: Library, items: dict[str, Item], reader: str, tmp_path: Path
) -> None:
    need("pandoc")
    csl = find_tex_file("ieee.csl")
    if not csl:
        pytest.skip("TeX brings no ieee.csl")
    rendered = _rendered(library, reader, tmp_path, csl)
    assert _changed(items, rendered) == []


def test_an_arxiv_id_is_printed_once_from_csl(
    library: Library, items: dict[str, Item], tmp_path: Path
) -> None:
    rendered = _rendered(library, "csljson", tmp_path)
    counts = {
        key: rendered[key].count(item.arxiv.id)
        for key, item in items.items()
        if item.arxiv and item.type is ItemType.PREPRINT
    }
    assert counts == dict.fromkeys(counts, 1)


@pytest.mark.parametrize("reader", _READERS)
@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("preprint", "vLLM with PagedAttention on GPU Clusters: DNNs at μs-Scale"),
        ("greek", "μs-Scale α-β Search with Δ-Sparsity"),
        ("latin", "Weiß, Jörg, Søren Ørsted, and Åsa Åberg"),
        ("slavic", "Łukasiewicz, Łukasz, Žofie Šťastný, and Michał Mądry"),
        ("slavic", "Łódź and Žižkov"),
        ("stacked", "Nguyễn, Thị Ánh"),
        ("combining", "Ọ̀ṣun Rivers"),
        ("turkish", "Çelik, İsmail, Gül Işık, and Pál Erdős"),
        ("symbols", "GPUs ≥ 2 × CPUs ≤ 3 → 90"),
        ("marks", "R&D at 100% of C# Under Snake_case for $5 at ~2^8 <b> {x} | a\\b"),
        ("brace", "A Brace } Without Its Partner"),
        ("organization", "Research and Development, Inc., and AT&T Łabs"),
        ("particle", "Charles de la Vallée Poussin"),
        ("suffix", "King, Martin Luther, Jr., and John von Neumann III"),
        ("single", "Plato, and Nguyễn"),
        ("doi", "https://doi.org/10.1007/978-3-031-20083-0_11"),
        ("url", "https://example.org/~a_b/c%20d?e=f&g=h#i-j"),
    ],
)
def test_hard_texts_are_printed_as_they_are(
    hard: dict[str, dict[str, str]], reader: str, key: str, printed: str
) -> None:
    assert unicodedata.normalize("NFC", printed) in hard[reader][key]


@pytest.fixture(scope="module", name="hard")
def _hard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    library = hard_library(without=("root",))  # of which pandoc knows no \surd
    folder = tmp_path_factory.mktemp("pandoc")
    return {reader: _rendered(library, reader, folder) for reader in _READERS}
