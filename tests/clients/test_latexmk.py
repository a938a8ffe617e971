"""The latexmkrc of the manual: refs.bib follows what the paper cites."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from clients.programs import need, run

ROOT = Path(__file__).parent.parent.parent
CLASSIC = r"""\documentclass{article}
\begin{document}
%s
\bibliographystyle{plain}
\bibliography{refs}
\end{document}
"""
MODERN = r"""\documentclass{article}
\usepackage{biblatex}
\addbibresource{refs.bib}
\begin{document}
%s
\printbibliography
\end{document}
"""


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the latexmkrc of the manual, and mlsysbib among the programs."""
    need("latexmk", "pdflatex", "bibtex", "biber", tex_files=("biblatex.sty",))
    manual = (ROOT / "docs/latex.md").read_text("utf-8")
    (recipe,) = re.findall(r"```perl\n(.*?)```", manual, re.DOTALL)
    folder = tmp_path / "a paper"
    folder.mkdir()
    (folder / "latexmkrc").write_text(recipe, encoding="utf-8")
    programs = tmp_path / "bin"
    programs.mkdir()
    tool = programs / "mlsysbib"
    code = "from mlsysbib.cli import main; main()"
    tool.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}' \"$@\"\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(ROOT))
    return folder


def build(folder: Path, template: str, *keys: str) -> str:
    text = template % "".join(rf"\cite{{{key}}}" for key in keys)
    if not (folder / "paper.tex").exists() or (folder / "paper.tex").read_text("utf-8") != text:
        (folder / "paper.tex").write_text(text, encoding="utf-8")
    return run("latexmk", "-pdf", "-interaction=nonstopmode", "paper", folder=folder)


def keys_in(folder: Path) -> list[str]:
    return re.findall(r"^@\w+\{([^,]+),", (folder / "refs.bib").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("template", [CLASSIC, MODERN], ids=["bibtex", "biber"])
def test_refs_bib_follows_what_the_paper_cites(paper: Path, template: str) -> None:
    first = build(paper, template, "kwon2023efficient")
    assert keys_in(paper) == ["kwon2023efficient"], first
    assert "undefined" not in (paper / "paper.log").read_text("utf-8", "replace")
    build(paper, template, "kwon2023efficient", "yu2022orca")
    assert keys_in(paper) == ["kwon2023efficient", "yu2022orca"]
    assert "yu2022orca" in (paper / "paper.bbl").read_text("utf-8")
    assert "undefined" not in (paper / "paper.log").read_text("utf-8", "replace")
    build(paper, template, "yu2022orca")
    assert keys_in(paper) == ["yu2022orca"]
    again = build(paper, template, "yu2022orca")
    assert "Nothing to do for 'paper.tex'" in again
    assert "This is pdfTeX" not in again


def test_a_key_that_the_library_lacks_stops_nothing(paper: Path) -> None:
    said = build(paper, CLASSIC, "yu2022orca", "yu2022orc")
    assert "hint: did you mean yu2022orca" in said
    assert keys_in(paper) == ["yu2022orca"]
    assert (paper / "paper.pdf").exists()


def test_without_the_tool_the_file_that_is_there_serves(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(paper, CLASSIC, "yu2022orca")
    before = (paper / "refs.bib").read_text("utf-8")
    (paper.parent / "bin" / "mlsysbib").unlink()
    monkeypatch.setenv("PATH", os.defpath + os.pathsep + "/usr/bin")
    build(paper, CLASSIC, "yu2022orca", "kwon2023efficient")
    assert (paper / "refs.bib").read_text("utf-8") == before
    assert "yu2022orca" in (paper / "paper.bbl").read_text("utf-8")
