"""What papers cite, with all that they take in; LaTeX itself is asked in tests/clients."""

from __future__ import annotations

from pathlib import Path

import pytest

from citing_documents import PAPERS
from mlsysbib.selecting.following import cited_in
from small_library import write_files


def found(root: Path, *names: str) -> set[str]:
    paths = [str(root / name) for name in names]
    read = lambda path: Path(path).read_bytes().decode()  # noqa: E731
    return {key for _, keys in cited_in(paths, read) for key in keys}


@pytest.mark.parametrize("name", PAPERS)
def test_a_source_cites_what_latex_writes(name: str, tmp_path: Path) -> None:
    write_files(tmp_path, PAPERS[name].files)
    assert found(tmp_path, "main.tex") == set(PAPERS[name].keys.split())


def test_a_set_is_no_key_wherever_it_is_defined(tmp_path: Path) -> None:
    files = {"main.tex": "\\cite{s}\\input{sets}", "sets.tex": "\\defbibentryset{s}{a,b}"}
    write_files(tmp_path, files)
    assert found(tmp_path, "main.tex") == {"a", "b"}


def test_files_that_take_each_other_in_are_read_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"one.tex": "\\input{two}\\cite{a}", "two.tex": "\\input{one}\\cite{b}"})
    assert found(tmp_path, "one.tex", "two.tex") == {"a", "b"}


def test_quarto_and_r_markdown_cite_and_take_in(tmp_path: Path) -> None:
    files = {
        "paper.qmd": (
            "---\nnocite: |\n  @n1, @n2\n---\n\nSee @fig-one, @sec-two and [@a; -@b].\n"
            "\\citep{t}\n\n{{< include parts/_one.qmd >}}\n\n`{{< include no.qmd >}}`\n"
        ),
        "parts/_one.qmd": "As @c says.\n\n{{< include _two.qmd >}}\n",
        "parts/_two.qmd": "```{r}\nx@y\n```\n@d\n",
        "no.qmd": "@no\n",
        "paper.Rmd": (
            "Figure \\@ref(fig:x), @a\n\n```{r child = 'one.Rmd'}\n```\n\n"
            "```{r}\n#| child: two.Rmd\n```\n\n```{r, child=c('three.Rmd', \"four.Rmd\")}\n```\n"
        ),
        **{f"{name}.Rmd": f"@{name}\n" for name in ("one", "two", "three", "four")},
        "all.qmd": "---\nnocite: '@*'\n---\n",
    }
    write_files(tmp_path, files)
    assert found(tmp_path, "paper.qmd") == set("n1 n2 a b t c d".split())
    assert found(tmp_path, "paper.Rmd") == set("a one two three four".split())
    assert found(tmp_path, "all.qmd") == {"*"}


def test_a_source_of_mad_nesting_is_read_in_time(tmp_path: Path) -> None:
    text = "\\cite[" * 5_000 + "\\iffalse" * 5_000 + "{" * 5_000 + "\\cite{a"
    write_files(tmp_path, {"main.tex": text})
    assert found(tmp_path, "main.tex") == set()
