from __future__ import annotations

import pytest

from mlsysbib.matching import Pages
from mlsysbib.matching.places import format_page, parse_number
from mlsysbib.matching.records.places import find_identifiers, parse_pages, parse_year


@pytest.mark.parametrize(
    ("pages", "first", "last"),
    [
        ("611-626", 611, 626),
        ("611–626", 611, 626),
        ("611--626", 611, 626),
        ("221-8", 221, 228),
        ("(pp. 23-37)", 23, 37),
        ("ages 382-391", 382, 391),
        ("5 , 197-227", 197, 227),
        ("193202", 193, 202),
        ("2243", 2243, 2243),
        ("21-Aug", 0, 0),
        ("", 0, 0),
        ("in press", 0, 0),
    ],
)
def test_pages(pages: str, first: int, last: int) -> None:
    assert parse_pages(pages) == Pages(first, last)


def test_a_letter_before_a_page_counts() -> None:
    assert parse_pages("S12") != parse_pages("12")
    assert format_page(parse_pages("S12").first) == "S12"
    assert parse_pages("H426-31") == parse_pages("H426-H431")


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.1145/3600006.3613165", "10.1145/3600006.3613165"),
        ("https://doi.org/10.1145/ABC", "10.1145/abc"),
        ("doi:10.1016/S0735-1097%2810%2961639-7", "10.1016/s0735-1097(10)61639-7"),
        ("10.1145/3600006.", "10.1145/3600006"),
        ("10.1145", ""),
        ("n/a", ""),
    ],
)
def test_dois(doi: str, expected: str) -> None:
    assert find_identifiers(doi, "", "", "", "") == (expected, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2309.06180", "2309.06180"),
        ("arXiv:2309.06180v3", "2309.06180"),
        ("https://arxiv.org/pdf/2309.06180v1.pdf", "2309.06180"),
        ("CoRR, abs/1909.08053", "1909.08053"),
        ("cs/0112017", "cs/0112017"),
        ("none", ""),
    ],
)
def test_arxiv_identifiers(text: str, expected: str) -> None:
    assert find_identifiers("", text, "", "", "") == ("", expected)


def test_the_doi_of_a_paper_on_arxiv_is_its_identifier_there() -> None:
    doi = "10.48550/arXiv.2309.06180"
    assert find_identifiers(doi, "", "", "", "") == ("", "2309.06180")
    assert find_identifiers("", "", f"https://doi.org/{doi}", "", "") == ("", "2309.06180")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("48(3", 48), ("Volume 13 Suppl 1", 13), ("1)", 0), ("", 0), ("vol. 25", 25)],
)
def test_volumes(text: str, expected: int) -> None:
    assert parse_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2023", 2023), ("2023-09", 2023), ("OSDI '20", 2020), ("colt '93", 1993), ("soon", 0)],
)
def test_years(text: str, expected: int) -> None:
    assert parse_year(text) == expected
