"""Each way to export the library goes through bibtex without a warning."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from clients.exporting import export, items_of
from clients.hard_entries import small_library
from clients.programs import need, run, run_well
from clients.typesetting import (
    NUMERIC,
    PLAIN,
    PLAINNAT,
    Style,
    Typeset,
    need_style,
    run_bibtex,
    typeset,
)
from mlsysbib.formats.base import AuthorLimit
from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.library import Library


@pytest.mark.parametrize(
    "chosen",
    [
        {"strings": "macros"},
        {"version": "both"},
        {"version": "preprint"},
        {"venue": "short"},
        {"venue": "acronym"},
        {"venue": "acronym", "strings": "macros"},
        {"links": "both"},
        {"links": "url"},
        {"links": "none"},
        {"eprint": "always"},
        {"eprint": "never"},
        {"author_limit": AuthorLimit(3, 1)},
        {"encoding": "utf8"},
    ],
    ids=lambda chosen: " ".join(f"{name}={value}" for name, value in chosen.items()),
)
@pytest.mark.parametrize("style", [PLAIN, PLAINNAT], ids=str)
def test_bibtex_warns_of_nothing(
    library: Library, style: Style, chosen: dict[str, Any], tmp_path: Path
) -> None:
    need("bibtex")
    made = run_bibtex(tmp_path, style, export(library, style.target, **chosen))
    assert (made.warnings, made.errors) == ([], [])
    assert sorted(made.keys) == sorted(items_of(library, chosen.get("version", "published")))


def test_bibtex_warns_of_nothing_in_the_whole_library(
    whole_library: Library, tmp_path: Path
) -> None:
    need("bibtex")
    # Styles of author and year run out of letters for the papers of one author in one year.
    made = run_bibtex(tmp_path, PLAIN, export(whole_library, "plain"))
    assert (made.warnings, made.errors) == ([], [])
    assert sorted(made.keys) == sorted(whole_library)


def test_macros_stand_for_the_titles_of_venues(library: Library, tmp_path: Path) -> None:
    need_style(PLAIN)
    inline = typeset(_made(tmp_path / "inline"), PLAIN, export(library, "plain"))
    macros = export(library, "plain", strings="macros")
    assert re.findall(r"booktitle *= \{", macros) == []
    assert typeset(_made(tmp_path / "macros"), PLAIN, macros).references == inline.references


def test_a_file_in_utf8_prints_as_one_in_ascii(library: Library, tmp_path: Path) -> None:
    need_style(PLAINNAT)
    latex = typeset(_made(tmp_path / "latex"), PLAINNAT, export(library, "natbib"))
    utf8 = export(library, "natbib", encoding="utf8")
    assert "Konečný" in utf8
    printed = typeset(_made(tmp_path / "utf8"), PLAINNAT, utf8).references
    assert _letters(printed) == _letters(latex.references)


def _letters(references: dict[str, str]) -> dict[str, str]:
    """Return texts without spaces, with a raised 2 as a 2: it is one glyph or a formula."""
    return {
        key: unicodedata.normalize("NFKC", text).replace(" ", "")
        for key, text in references.items()
    }


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


_ALIASED = Entry(
    key="doe2023paper",
    title="A Paper with {Two} Keys",
    aliases=("doe2023old", "doe22"),
    authors=("Doe, Jane",),
    published=Published(venue="conf", year=2023, pages="1-15"),
)
_CITING = r"""%s
\begin{document}
Now~\cite{doe2023paper}, then~\cite{doe2023old} and~\cite{doe22}.
%s
\end{document}
"""


@pytest.mark.parametrize("style", [PLAIN, NUMERIC], ids=str)
def test_old_keys_can_be_cited(style: Style, tmp_path: Path) -> None:
    need_style(style)
    bib = export(small_library(_ALIASED), style.target, emit_aliases=True)
    made = typeset(tmp_path, style, bib)
    assert (made.warnings, made.errors, made.complaints) == ([], [], [])
    if style.is_biblatex:
        biblatex = r"\usepackage[style=numeric]{biblatex}\addbibresource{refs.bib}"
        text = _CITING % (rf"\documentclass{{article}}{biblatex}", r"\printbibliography")
    else:
        text = _CITING % (
            r"\documentclass{article}",
            r"\bibliographystyle{plain}\bibliography{refs}",
        )
    tmp_path.joinpath("x.tex").write_text(text, "utf-8")
    latex = ("pdflatex", "-interaction=nonstopmode", "x.tex")
    for command in (latex, ("biber" if style.is_biblatex else "bibtex", "x"), latex, latex):
        run(*command, folder=tmp_path)
    assert Typeset(tmp_path, style, "").complaints == []
    printed = run_well("pdftotext", "x.pdf", "-", folder=tmp_path)
    # BibLaTeX knows that the keys are those of one paper; for bibtex it is written three times.
    cited = "Now [1], then [1] and [1]." if style.is_biblatex else "Now [1], then [2] and [3]."
    assert cited in printed
