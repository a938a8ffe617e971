"""Biber's own check of the types and fields of a BibLaTeX file."""

from __future__ import annotations

import re
from pathlib import Path

from clients.exporting import export
from clients.hard_entries import hard_library
from clients.programs import need, run
from mlsysbib.formats.base import AuthorLimit
from mlsysbib.model.library import Library
from mlsysbib.text.isbn import is_isbn

_COMPLAINT = re.compile(r"^(?:WARN|ERROR|FATAL) - .*", re.MULTILINE)


def _complaints(bib: str, folder: Path) -> list[str]:
    need("biber")
    folder.joinpath("refs.bib").write_text(bib, "utf-8")
    said = run("biber", "--tool", "--validate-datamodel", "refs.bib", folder=folder)
    assert "Output to refs_bibertool.bib" in said
    return _COMPLAINT.findall(said)


def test_the_shipped_library_is_valid(whole_library: Library, tmp_path: Path) -> None:
    said = _complaints(export(whole_library, "biblatex"), tmp_path)
    assert [line for line in said if not _is_of_a_new_range(line)] == []


def _is_of_a_new_range(complaint: str) -> bool:
    """Tell whether an ISBN is right that lies in 979-8, whose ranges biber may not know yet."""
    found = re.match(r"WARN - ISBN '(9798\d{9})' in entry ", complaint)
    return found is not None and is_isbn(found[1])


def test_both_versions_of_a_paper_are_valid(library: Library, tmp_path: Path) -> None:
    assert _complaints(export(library, "biblatex", version="both"), tmp_path) == []


# BibLaTeX declares these without any field: what its own styles print of them is that of @misc,
# and other styles declare what they print.
_WITHOUT_FIELDS = "jurisdiction legislation letter movie music performance standard".split()
_KNOWN = {
    # The model has no editor of these, and the preprint of a thesis no school.
    "arxivthesis": "Missing mandatory field 'institution'",
    "chapter": "Missing mandatory field 'editor'",
    "entry": "Missing mandatory field 'editor'",
    "entry-dictionary": "Missing mandatory field 'editor'",
    "entry-encyclopedia": "Missing mandatory field 'editor'",
    # A patent has a holder instead, who need not be the one that grants it.
    "patent": "Invalid field 'institution' for entrytype 'patent'",
}


def test_hard_entries_are_valid(tmp_path: Path) -> None:
    # Nobody writes a whole periodical, and BibLaTeX does not say who brings it out.
    library = hard_library(without=("periodical",))
    bib = export(library, "biblatex", version="both", author_limit=AuthorLimit(20, 1))
    fieldless = re.compile(rf".* for entrytype '(?:{'|'.join(_WITHOUT_FIELDS)})'$")
    assert [line for line in _complaints(bib, tmp_path) if not fieldless.match(line)] == [
        f"WARN - Datamodel: Entry '{key}' (refs.bib): {fault}" for key, fault in _KNOWN.items()
    ]
