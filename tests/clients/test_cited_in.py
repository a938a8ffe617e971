"""The keys that `--cited-in` finds are those that LaTeX and biblatex write."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from citing_documents import PAPERS
from clients.programs import need
from mlsysbib.selecting.citations import find_cited
from mlsysbib.selecting.following import cited_in
from small_library import write_files


def read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def call(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)


@pytest.mark.parametrize("name", PAPERS)
def test_latex_writes_the_keys_that_are_found(name: str, tmp_path: Path) -> None:
    paper = PAPERS[name]
    packages = re.findall(r"\\usepackage(?:\[[^\]]*\])?\{(\w+)\}", paper.files["main.tex"])
    need("pdflatex", tex_files=tuple(f"{package}.sty" for package in packages))
    write_files(tmp_path, paper.files)
    bib = "".join(f"@misc{{{key}, title={{T}}, year=2020}}\n" for key in paper.keys.split())
    (tmp_path / "refs.bib").write_text(bib)
    latex = ("pdflatex", "-interaction=nonstopmode", "main.tex")
    call(tmp_path, *latex)
    control = tmp_path / "main.bcf"
    if control.exists():
        # What stands in a note is typeset, and cites, once biblatex knows the entries.
        need("biber")
        call(tmp_path, "biber", "main")
        call(tmp_path, *latex)
        written = set(find_cited(read(str(control)), "main.bcf"))
    else:
        written = {key for _, keys in cited_in([str(tmp_path / "main.aux")], read) for key in keys}
    assert written == set(paper.keys.split())
