"""Biber's own check of the types and fields of a BibLaTeX file."""

from __future__ import annotations

import re
from pathlib import Path

from clients.exporting import export
from clients.hard_entries import hard_library
from clients.programs import need, run
from mlsysbib.formats.base import AuthorLimit
from mlsysbib.model.library import Library

_COMPLAINT = re.compile(r"^(?:WARN|ERROR|FATAL) - .*", re.MULTILINE)


def _complaints(bib: str, folder: Path) -> list[str]:
    need("biber")
    folder.joinpath("refs.bib").write_text(bib, "utf-8")
    said = run("biber", "--tool", "--validate-datamodel", "refs.bib", folder=folder)
    assert "Output to refs_bibertool.bib" in said
    return _COMPLAINT.findall(said)


def test_the_shipped_library_is_valid(whole_library: Library, tmp_path: Path) -> None:
    assert _complaints(export(whole_library, "biblatex"), tmp_path) == []


def test_both_versions_of_a_paper_are_valid(library: Library, tmp_path: Path) -> None:
    assert _complaints(export(library, "biblatex", version="both"), tmp_path) == []


def test_hard_entries_are_valid(tmp_path: Path) -> None:
    bib = export(hard_library(), "biblatex", version="both", author_limit=AuthorLimit(20, 1))
    # The model has no editors, and the preprint of a thesis no school.
    missing = {"arxivthesis": "institution", "chapter": "editor"}
    assert _complaints(bib, tmp_path) == [
        f"WARN - Datamodel: Entry '{key}' (refs.bib): Missing mandatory field '{name}'"
        for key, name in missing.items()
    ]
