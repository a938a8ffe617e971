"""Nothing is printed twice in one reference, whatever is asked of versions, links and eprints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from clients.exporting import export, items_of
from clients.hard_entries import hard_library
from clients.programs import need, run_well
from clients.typesetting import BIBTEX, NUMERIC, Style, need_style, run_bibtex, typeset
from mlsysbib.formats.base import AuthorLimit
from mlsysbib.model.item import Item

Chosen = dict[str, Any]
CHOSEN: tuple[Chosen, ...] = (
    {},
    {"links": "url"},
    {"links": "none"},
    {"eprint": "never"},
    {"eprint": "always", "links": "both"},
    {"version": "preprint", "links": "both"},
    {"version": "preprint", "eprint": "never", "links": "url"},
    {"version": "both", "eprint": "always", "links": "url"},
)
with_each_wish = pytest.mark.parametrize(
    "chosen", CHOSEN, ids=lambda chosen: " ".join(f"{k}={v}" for k, v in chosen.items()) or "none"
)


def _twice(texts: Mapping[str, str], items: Mapping[str, Item]) -> list[tuple[str, str]]:
    """Return what is printed more than once, and the identifiers of preprints that are not."""
    wrong = []
    for key, item in items.items():
        id_ = item.arxiv.id if item.arxiv else item.server_id
        for fact in filter(None, (item.doi, item.url, id_)):
            count = texts[key].count(fact)
            if count > 1 or (fact == id_ and item.server and count == 0):
                wrong.append((fact, texts[key]))
    return wrong


@with_each_wish
@pytest.mark.parametrize("style", BIBTEX, ids=str)
def test_by_a_style_of_bibtex(style: Style, chosen: Chosen, tmp_path: Path) -> None:
    need_style(style)
    library = hard_library()
    made = run_bibtex(tmp_path, style, export(library, style.target, **chosen))
    assert made.errors == []
    assert _twice(made.written, items_of(library, chosen.get("version", "published"))) == []


@pytest.mark.parametrize("chosen", [CHOSEN[4], CHOSEN[6], CHOSEN[7]], ids=str)
def test_by_biblatex(chosen: Chosen, tmp_path: Path) -> None:
    need_style(NUMERIC)
    library = hard_library(without=("combining", "many"))
    made = typeset(tmp_path, NUMERIC, export(library, "biblatex", **chosen))
    assert (made.warnings, made.errors, made.complaints) == ([], [], [])
    assert _twice(made.references, items_of(library, chosen.get("version", "published"))) == []


@with_each_wish
def test_by_pandoc(chosen: Chosen, tmp_path: Path) -> None:
    need("pandoc")
    library = hard_library()
    bib = export(library, "pandoc", author_limit=AuthorLimit(20, 1), **chosen)
    tmp_path.joinpath("refs.json").write_text(bib, "utf-8")
    source = "---\nbibliography: refs.json\nnocite: '@*'\n---\n"
    tmp_path.joinpath("x.md").write_text(source, "utf-8")
    command = ("pandoc", "--citeproc", "--wrap=none", "-t", "plain", "x.md")
    printed = run_well(*command, folder=tmp_path).split("\n\n")
    items = items_of(library, chosen.get("version", "published"))
    facts = {
        fact
        for item in items.values()
        for fact in (item.doi, item.url, item.arxiv.id if item.arxiv else item.server_id)
        if fact
    }
    twice = [(fact, text) for text in printed for fact in facts if text.count(fact) > 1]
    assert twice == []
    if chosen.get("links") == "none":
        return  # styles print an identifier as a link
    ids = [item.server_id for item in items.values() if item.server_id]
    assert [id_ for id_ in ids if not any(id_ in text for text in printed)] == []
