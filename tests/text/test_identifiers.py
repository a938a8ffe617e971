from __future__ import annotations

import pytest

from mlsysbib.text.identifiers import clean_doi, doi_in_url, find_arxiv_id, parse_arxiv_id
from mlsysbib.text.urls import is_arxiv_doi


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1145/3600006.3613165", "10.1145/3600006.3613165"),
        ("doi:10.1145/3600006.3613165.", "10.1145/3600006.3613165"),
        ("https://www.doi.org/10.1145/3600006.3613165", "10.1145/3600006.3613165"),
        ("http://dx.doi.org/10.1016/S0735-1097%2810%2961639-7", "10.1016/S0735-1097(10)61639-7"),
        ('<a href="https://doi.org/10.1145/1234">', "10.1145/1234"),
        ("10.1002/(SICI)1<1::AID-X?>3.0.CO;2-#", "10.1002/(SICI)1<1::AID-X?>3.0.CO;2-#"),
        ("see 10.1145/1234, and", "10.1145/1234"),
        ("10.1/x", ""),
        ("page 10.5", ""),
        ("", ""),
    ],
)
def test_a_doi_is_found_without_what_stands_around_it(text: str, doi: str) -> None:
    assert clean_doi(text) == doi


def test_only_a_resolver_resolves() -> None:
    assert doi_in_url("https://dl.acm.org/doi/10.1145/1234") == ""
    assert doi_in_url("https://doi.org/10.1145/1234") == "10.1145/1234"


def test_dois_of_arxiv_are_known_in_any_case() -> None:
    assert is_arxiv_doi("10.48550/arxiv.2309.06180")
    assert is_arxiv_doi("10.48550/ARXIV.2309.06180")
    assert not is_arxiv_doi("10.48550/other")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("https://arxiv.org/html/2309.06180v2", "2309.06180"),
        ("https://www.arxiv.org/pdf/cs/0601001.pdf", "cs/0601001"),
        ("10.48550/arXiv.2309.06180", "2309.06180"),
        ("arXiv preprint arXiv:2309.06180", "2309.06180"),
    ],
)
def test_an_arxiv_identifier_is_found_in_texts(text: str, id_: str) -> None:
    found = find_arxiv_id(["nothing", text])
    assert found
    assert found.id == id_
    assert parse_arxiv_id(text) == found


def test_a_number_alone_is_one_only_in_its_field() -> None:
    assert find_arxiv_id(["2309.06180"]) is None
    assert parse_arxiv_id("2309.06180 [cs.LG]") == ("2309.06180", "cs.LG")
    assert parse_arxiv_id("2399.06180") is None
