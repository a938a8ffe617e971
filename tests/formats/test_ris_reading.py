"""RIS as Zotero, EndNote, Mendeley, Scopus and others write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.formats.base import entries_of, problems_of
from mlsysbib.formats.ris.reader import load
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published


def read(*lines: str) -> Entry:
    imported = load("\n".join(lines))
    assert [problem for problem in problems_of(imported) if problem.level == "error"] == []
    (entry,) = entries_of(imported)
    return entry


def published(*lines: str, type_: str = "JOUR") -> Published:
    found = read(f"TY  - {type_}", "TI  - T", "PY  - 2020", *lines, "ER  - ").published
    assert found is not None
    return found


def test_a_paper_from_zotero_with_windows_line_ends() -> None:
    text = (
        "TY  - CONF\r\nID  - kwon2023\r\nTI  - A Title of\r\nTwo Lines\r\nAU  - Kwon, Woosuk\r\n"
        "AU  - van der Berg, Jan\r\nAU  - Sutton, Charles, III\r\nT2  - SOSP 2023\r\n"
        "C3  - Proceedings of SOSP\r\nDA  - 2023/10/23/\r\nPY  - 2023\r\nSP  - 611\r\nEP  - 626\r\n"
        "SN  - 979-8-4007-0229-7\r\nDO  - 10.1145/3600006.3613165\r\nKW  - x\r\nER  - \r\n\r\n"
    )
    imported = load(text)
    assert problems_of(imported) == ()
    assert [one.line for one in imported] == [1]
    assert entries_of(imported) == (
        Entry(
            key="kwon2023",
            title="A Title of Two Lines",
            authors=("Kwon, Woosuk", "van der Berg, Jan", "Sutton, III, Charles"),
            published=Published(
                container_title="Proceedings of SOSP",
                year=2023,
                month=10,
                pages="611-626",
                doi="10.1145/3600006.3613165",
                isbn="979-8-4007-0229-7",
                date="2023-10-23",
            ),
            keywords=("x",),
            kept={"ris": {"T2": "SOSP 2023"}},
        ),
    )


def test_an_article_from_endnote_and_scopus() -> None:
    entry = read(
        "\ufeffTY  - JOUR",
        "A1  - Smith JA",
        "A1  - Doe, J.",
        "A1  - World Health Organization",
        "T1  - T",
        "JF  - Journal of X",
        "JA  - J. X",
        "Y1  - 2020/09//",
        "VL  - 9",
        "IS  - 3",
        "SP  - 12-20",
        "M3  - 10.1145/1.2",
        "SN  - 1234-5678",
        "N2  - An abstract",
        "  of two lines",
        "L2  - http://a.b",
        "ER  -",
    )
    assert entry.authors == ("Smith, JA", "Doe, J.", "{World Health Organization}")
    assert entry.published == Published(
        container_title="Journal of X",
        year=2020,
        month=9,
        volume="9",
        number="3",
        pages="12-20",
        doi="10.1145/1.2",
        url="http://a.b",
    )


@pytest.mark.parametrize(
    ("lines", "pages", "article"),
    [
        (("SP  - 1", "EP  - 15"), "1-15", ""),
        (("SP  - 1-15", "EP  - 15"), "1-15", ""),
        (("SP  - e0815",), "e0815", ""),
        (("SP  - 7", "EP  - 7"), "7", ""),
        (("C7  - 58", "SP  - 1", "EP  - 15"), "1-15", "58"),
        (("M1  - 58",), "", ""),
        (("IS  - 3", "M1  - 3"), "", ""),
    ],
)
def test_pages_and_articles(lines: tuple[str, ...], pages: str, article: str) -> None:
    found = published("T2  - J", *lines)
    assert (found.pages, found.article) == (pages, article)


@pytest.mark.parametrize(
    ("type_", "stored", "container"),
    [
        ("JOUR", "article", "C"),
        ("CPAPER", "", "C"),
        ("THES", "thesis", "P"),
        ("RPRT", "report", "P"),
        ("BOOK", "book", ""),
        ("CHAP", "chapter", "C"),
        ("COMP", "software", "C"),
        ("DATA", "dataset", "C"),
        ("ELEC", "web", "C"),
        ("GEN", "article", "C"),
    ],
)
def test_types(type_: str, stored: str, container: str) -> None:
    entry = read(f"TY  - {type_}", "TI  - T", "T2  - C", "PB  - P", "PY  - 2020", "ER  - ")
    assert entry.published is not None
    assert (entry.type, entry.published.container_title) == (stored, container)


@pytest.mark.parametrize(
    "line",
    [
        "UR  - http://arxiv.org/abs/1706.03762",
        "DO  - 10.48550/arXiv.1706.03762",
        "T2  - arXiv preprint arXiv:1706.03762",
        "AN  - arXiv:1706.03762",
        "M1  - arXiv:1706.03762",
        "N1  - arXiv:1706.03762 [cs]",
    ],
)
@pytest.mark.parametrize("type_", ["UNPB", "JOUR", "GEN", "RPRT"])
def test_arxiv_papers(type_: str, line: str) -> None:
    entry = read(f"TY  - {type_}", "TI  - T", "PY  - 2017", "PB  - arXiv", line, "ER  - ")
    assert entry.arxiv is not None
    assert (entry.arxiv.id, entry.published) == ("1706.03762", None)


def test_versions() -> None:
    lines = (
        "TY  - CONF",
        "TI  - T",
        "T2  - SOSP",
        "PY  - 2023",
        "N1  - arXiv:2309.06180",
        "ER  - ",
    )
    assert read(*lines).arxiv == Arxiv(id="2309.06180")
    lines = ("TY  - UNPB", "TI  - T", "DB  - bioRxiv", "AN  - bioRxiv:1", "PY  - 2020", "ER  - ")
    assert read(*lines).preprint == Preprint(server="bioRxiv", id="1", year=2020)


def test_a_record_without_end_harms_no_other() -> None:
    imported = load(
        "1.\nTY  - ELEC\nID  - a\nTI  - T\nPY  - 2020\n\nTY  - ELEC\nID  - b\nER  - \nrubbish\n"
        "TY  - ELEC\nID  - c\nTI  - T\nER  - \nTY  - ODD\nID  - a\nTI  - T\nPY  - 2020"
    )
    assert [entry.key for entry in entries_of(imported)] == ["a", "c", "a"]
    assert [(problem.line, problem.rule) for problem in problems_of(imported)] == [
        (7, "item-malformed"),
        (11, "year-missing"),
        (15, "key-duplicate"),
        (15, "type-unknown"),
    ]


def test_marks_of_titles_are_signs_here() -> None:
    entry = read("TY  - ELEC", "TI  - 100 $ for {x}", "PY  - 2020", "ER  - ")
    assert entry.title == r"100 \$ for \{x\}"


LINES = ["TY  - JOUR", "TY  - ", "TI  - x", "PY  - 2020", "AU  - ,", "ER  - ", "x", ""]


@given(st.lists(st.sampled_from(LINES)).map("\n".join) | st.text(max_size=60))
def test_no_text_is_refused(text: str) -> None:
    imported = load(text)
    assert all(problem.line >= 1 for problem in problems_of(imported))


def test_a_number_of_unknown_kind_is_no_article() -> None:
    found = published("M1  - 1008150341", "SP  - e0815", "IS  - 3")
    assert (found.article, found.pages, found.number) == ("", "e0815", "3")
    found = published("C7  - 58", "SP  - 1", "EP  - 15")
    assert (found.article, found.pages) == ("58", "1-15")
