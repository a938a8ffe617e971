"""Made entries with all that is hard to typeset, in each family of styles."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from clients.exporting import export
from clients.hard_entries import hard_library, small_library
from clients.programs import need, run
from clients.typesetting import (
    ACL,
    ACM,
    ELSARTICLE,
    IEEE,
    NUMERIC,
    PLAIN,
    PLAINNAT,
    SPLNCS,
    Style,
    Typeset,
    need_style,
    typeset,
)
from mlsysbib.formats.base import AuthorLimit
from mlsysbib.formats.targets import TARGETS
from mlsysbib.lint.style_warnings import predict
from mlsysbib.model.entry import Entry, Published

_LIMIT = AuthorLimit(20, 1)


@pytest.fixture(
    params=(PLAIN, PLAINNAT, IEEE, ACM, SPLNCS, ELSARTICLE, ACL, NUMERIC), ids=str, name="made"
)
def _made(request: pytest.FixtureRequest, hard_document: Callable[[Style], Typeset]) -> Typeset:
    return hard_document(request.param)


def test_tex_compiles_without_a_complaint(made: Typeset) -> None:
    assert made.errors == []
    assert made.complaints == []
    missing = {"combining"} if made.style.is_biblatex else set()
    assert set(made.keys) == hard_library().keys() - missing


def test_warnings_are_of_missing_facts(made: Typeset) -> None:
    name, target = made.style.name, TARGETS[made.style.target]
    predicted = predict(hard_library(), target)
    assert sorted(made.warnings) == sorted(
        warned.demand.warning.format(warned.entry.key)
        for warned in predicted
        if name in warned.styles
    )


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("stacked", "Nguyễn"),
        ("latin", "Weiß"),
        ("latin", "Ørsted"),
        ("latin", "Åberg"),
        ("latin", "Straße, Øre"),
        ("slavic", "Łukasiewicz"),
        ("slavic", "Łódź"),
        ("capital", "Élan"),
        ("turkish", "Çelik"),
        ("turkish", "Işık"),
        ("turkish", "Erdős"),
        ("turkish", "İstanbul"),
        ("greek", "α-β"),
        ("symbols", "GPUs ≥ 2 × CPUs ≤ 3 → 90"),
        ("scripts", "Tux2 and H2"),
        ("formula", "O(n log n)"),
        ("marks", "R&D at 100% of C#"),
        ("marks", r"snake_case for $5 at ~2^8 <b> {x} | a\b"),
        ("quotes", "“All”"),
        ("aside", "Answers: “Why” and ("),
        ("brace", "}"),
        ("preprint", "vLLM with PagedAttention on GPU"),
        ("preprint", "DNNs at μs-scale"),
        ("preprint", "2309.99999"),
        ("old", "cs/0701001"),
        ("particle", "van der Berg"),
        ("particle", "de la Vallée Poussin"),
        ("suffix", "Jr."),
        ("suffix", "von Neumann"),
        ("organization", "Research and Development, Inc."),
        ("organization", "AT&T Łabs"),
        ("single", "Plato"),
        ("single", "Nguyễn"),
        ("parts", "Van Overveldt"),
        ("many", "Author0"),
        ("many", "et al."),
        ("nobody", "Nobody at"),
        ("number", "5"),
        ("elsewhere", "Proc. of C# & _"),
        ("other", "Proc. of Another Place"),
    ],
)
def test_texts_are_printed_as_they_are(made: Typeset, key: str, printed: str) -> None:
    # Letters of a font for mathematics are their plain ones.
    assert printed in unicodedata.normalize("NFKC", made.references[key])


@pytest.mark.parametrize(
    ("key", "link"),
    [
        ("doi", "10.1007/978-3-031-20083-0_11"),
        ("sici", "10.1002/(SICI)1097-0258(1998)17:15/16<1661::AID>3.0"),
        ("url", "https://example.org/~a_b/c%20d?e=f&g=h#i-j"),
    ],
)
def test_links_are_printed_letter_by_letter(made: Typeset, key: str, link: str) -> None:
    is_printed = ("url" if key == "url" else "doi") in made.style.printed
    assert made.references[key].count(link) == int(is_printed)


def test_each_version_is_a_reference(tmp_path: Path) -> None:
    need_style(PLAINNAT)
    bib = export(hard_library(), "natbib", version="both", author_limit=_LIMIT)
    made = typeset(tmp_path, PLAINNAT, bib)
    assert (made.errors, made.complaints) == ([], [])
    assert "Two versions of one vLLM paper. In Proceedings" in made.references["versions"]
    assert "One vLLM paper, earlier. arXiv preprint" in made.references["versions-arxiv"]


def test_all_of_two_hundred_authors_are_printed_without_a_limit(tmp_path: Path) -> None:
    need_style(PLAIN)
    made = typeset(tmp_path, PLAIN, export(hard_library(), "plain"))
    assert (made.errors, made.complaints) == ([], [])
    assert "A. 198 Author198, and A. 199 Author199." in made.references["many"]


def test_a_title_in_chinese_goes_through_unharmed(tmp_path: Path) -> None:
    """PdfLaTeX has no font for it without more packages: bibtex and biber must not mind."""
    need("bibtex", "biber")
    entry = Entry(
        key="chinese",
        title="大模型 Serving with {深度} Models",
        authors=("王, 小明",),
        published=Published(venue="conf", year=2023, pages="1-15"),
    )
    tmp_path.joinpath("x.aux").write_text(
        "\\citation{*}\n\\bibstyle{plain}\n\\bibdata{refs}\n", "utf-8"
    )
    tmp_path.joinpath("refs.bib").write_text(export(small_library(entry), "plain"), "utf-8")
    assert "arning" not in run("bibtex", "x", folder=tmp_path)
    assert "大模型 serving with {深度} models" in (tmp_path / "x.bbl").read_text("utf-8")

    tmp_path.joinpath("refs.bib").write_text(export(small_library(entry), "biblatex"), "utf-8")
    said = run("biber", "--tool", "--validate-datamodel", "refs.bib", folder=tmp_path)
    assert "WARN" not in said
    assert "ERROR" not in said
    assert "大模型 Serving with {深度} Models" in (tmp_path / "refs_bibertool.bib").read_text(
        "utf-8"
    )
