from __future__ import annotations

import re
from typing import Any

import pytest

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import AuthorLimit, Options
from mlsysbib.formats.bibtex.strings import StringMacros
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Library
from mlsysbib.model.selection import flat


def export(toy: Library, *keys: str, target: str = "natbib", **chosen: Any) -> str:  # noqa: ANN401  # fields of Options
    options = Options(target=TARGETS[target], **chosen)
    dialect = options.target.dialect
    return FORMATS[dialect].dump(flat(toy[key] for key in keys or toy), toy, options)


def keys_in(text: str) -> list[str]:
    return re.findall(r"^@\w+\{([^,]+),$", text, re.MULTILINE)


def field(text: str, name: str) -> str | None:
    found = re.search(rf"^  {name} += (.*),$", text, re.MULTILINE)
    return found[1] if found else None


def test_the_published_version_is_the_default_and_a_preprint_stands_in_where_there_is_none(
    toy: Library,
) -> None:
    text = export(toy, "kwon2023efficient", "goyal2017accurate")
    assert keys_in(text) == ["kwon2023efficient", "goyal2017accurate"]
    assert "2309.06180" not in text
    assert "1706.02677" in text


def test_a_preprint_is_written_under_the_title_it_has_there(toy: Library) -> None:
    text = export(toy, "xue2019fast", version="preprint")
    assert keys_in(text) == ["xue2019fast"]
    assert field(text, "title") == (
        "{{RPC} Considered Harmful: Fast Distributed Deep Learning on {RDMA}}"
    )
    assert field(text, "year") == "{2018}"
    assert field(text, "doi") is None


def test_a_preprint_is_written_with_the_authors_in_the_order_they_have_there(toy: Library) -> None:
    published = export(toy, "cai2022tensoropt")
    preprint = export(toy, "cai2022tensoropt", version="preprint")
    assert (field(published, "author") or "").startswith("{Cai, Zhenkun and Yan, Xiao and")
    assert (field(preprint, "author") or "").startswith("{Cai, Zhenkun and Ma, Kaihao and")


def test_what_is_only_published_stays_so_when_preprints_are_asked_for(toy: Library) -> None:
    assert export(toy, "bae2022l3", version="preprint") == export(toy, "bae2022l3")


def test_both_versions_stand_under_two_keys(toy: Library) -> None:
    text = export(toy, "kwon2023efficient", "bae2022l3", "goyal2017accurate", version="both")
    assert keys_in(text) == [
        "kwon2023efficient",
        "kwon2023efficient-arxiv",
        "bae2022l3",
        "goyal2017accurate",
    ]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        ("full", "{Proceedings of the 29th Symposium on Operating Systems Principles}"),
        ("short", "{Proc. 29th Symp. Oper. Syst. Princ.}"),
        ("acronym", "{SOSP 2023}"),
    ],
)
def test_a_venue_has_three_lengths(length: str, expected: str, toy: Library) -> None:
    assert field(export(toy, "kwon2023efficient", venue=length), "booktitle") == expected


def test_a_journal_has_three_lengths(toy: Library) -> None:
    lengths = ("full", "short", "acronym")
    assert [field(export(toy, "cai2022tensoropt", venue=n), "journal") for n in lengths] == [
        "{IEEE Transactions on Parallel and Distributed Systems}",
        "{IEEE Trans. Parallel Distrib. Syst.}",
        "{IEEE TPDS}",
    ]


@pytest.mark.parametrize(
    ("target", "policy", "published", "preprint"),
    [
        ("natbib", None, None, "{1706.02677}"),
        ("natbib", "always", "{2309.06180}", "{1706.02677}"),
        ("natbib", "never", None, None),
        ("biblatex", None, "{2309.06180}", "{1706.02677}"),
        ("biblatex", "preprint-only", None, "{1706.02677}"),
        ("biblatex", "never", None, None),
    ],
)
def test_eprint_fields_stand_where_the_policy_wants_them(
    target: str, policy: str | None, published: str | None, preprint: str | None, toy: Library
) -> None:
    both = export(toy, "kwon2023efficient", target=target, eprint=policy)
    single = export(toy, "goyal2017accurate", target=target, eprint=policy)
    assert (field(both, "eprint"), field(single, "eprint")) == (published, preprint)


DOI = "{10.1145/3600006.3613165}"
LANDING = "{https://doi.org/10.1145/3600006.3613165}"
PAGE = "{https://aclanthology.org/2023.acl-demo.54}"


@pytest.mark.parametrize(
    ("links", "with_doi", "without"),
    [
        ("doi", (DOI, None), (None, PAGE)),
        ("url", (None, LANDING), (None, PAGE)),
        ("both", (DOI, None), (None, PAGE)),
        ("none", (None, None), (None, None)),
    ],
)
def test_a_link_is_the_doi_or_the_url_as_wished(
    links: str,
    with_doi: tuple[str | None, ...],
    without: tuple[str | None, ...],
    toy: Library,
) -> None:
    for key, expected in (("kwon2023efficient", with_doi), ("borzunov2023petals", without)):
        text = export(toy, key, links=links)
        assert (field(text, "doi"), field(text, "url")) == expected


def test_macros_name_each_container_title_once_before_all_entries(toy: Library) -> None:
    keys = ("gao2018low", "xue2019fast", "qiu2024power", "ren2021zerooffload", "cai2022tensoropt")
    text = export(toy, *keys, strings="macros")
    head, _, body = text.partition("\n\n")
    assert head.splitlines() == sorted(head.splitlines())
    assert "@string{eurosys2018 = {Proceedings of the Thirteenth EuroSys Conference}}" in head
    assert field(body, "booktitle") == "eurosys2018"
    macros = re.findall(r"@string\{(\w+) =", head)
    used = re.findall(r"^  (?:booktitle|journal) += (\w+),$", body, re.MULTILINE)
    assert sorted(macros) == sorted(set(used))


def test_two_tracks_of_one_edition_get_two_macros(toy: Library) -> None:
    keys = ("olston2017tensorflowserving", "konecny2016federated", "wang2023overlap")
    text = export(toy, *keys, strings="macros")
    macros = re.findall(r"@string\{(\w+) =", text)
    assert macros == ["asplos2023", "nipsworkshops2016", "nipsworkshops2017"]


def test_no_number_of_titles_uses_the_macros_up() -> None:
    macros = StringMacros(str)
    names = [macros.use("", 2023, f"Title {number}") for number in range(200)]
    assert [names[n] for n in (0, 1, 26, 27, 199)] == [
        f"venue2023{letters}" for letters in ("", "a", "z", "aa", "gq")
    ]
    assert len(set(names)) == len(names)


def test_latex_is_the_default_of_bibtex_and_utf8_a_wish(toy: Library) -> None:
    assert "Kone{\\v{c}}n{\\'y}, Jakub" in export(toy, "konecny2016federated")
    assert "Konečný, Jakub" in export(toy, "konecny2016federated", encoding="utf8")
    assert export(toy).isascii()


def test_utf8_is_the_default_of_biblatex_and_latex_a_wish(toy: Library) -> None:
    assert "Konečný, Jakub" in export(toy, "konecny2016federated", target="biblatex")
    assert export(toy, target="biblatex", encoding="latex").isascii()


def test_many_authors_are_cut_after_the_first_k(toy: Library) -> None:
    text = export(toy, "jiang2024megascale", author_limit=AuthorLimit(20, 2))
    assert field(text, "author") == "{Jiang, Ziheng and Lin, Haibin and others}"


def test_as_many_authors_as_the_limit_allows_are_all_written(toy: Library) -> None:
    full = export(toy, "kwon2023efficient")
    assert export(toy, "kwon2023efficient", author_limit=AuthorLimit(9, 1)) == full
    assert export(toy, "kwon2023efficient", author_limit=AuthorLimit(8, 1)) != full


def test_old_keys_are_written_as_entries_of_their_own_in_bibtex(toy: Library) -> None:
    text = export(toy, "kwon2023efficient", emit_aliases=True)
    assert keys_in(text) == ["kwon2023efficient", "kwon2023vllm", "vLLM_SOSP23"]
    bodies = {block.partition(",\n")[2].strip("\n") for block in text.split("\n\n")}
    assert len(bodies) == 1


def test_old_keys_are_ids_in_biblatex_and_never_entries(toy: Library) -> None:
    text = export(toy, "kwon2023efficient", target="biblatex", emit_aliases=True)
    assert keys_in(text) == ["kwon2023efficient"]
    assert field(text, "ids") == "{kwon2023vllm, vLLM_SOSP23}"


def test_the_preprint_of_both_versions_takes_no_old_key(toy: Library) -> None:
    text = export(toy, "kwon2023efficient", target="biblatex", version="both")
    assert text.count("ids  ") == 1


def test_other_keys_are_written_for_one_export(toy: Library) -> None:
    keys = {"kwon2023efficient": "vllm", "unrelated": "unused"}
    assert keys_in(export(toy, "kwon2023efficient", "bae2022l3", keys=keys)) == [
        "vllm",
        "bae2022l3",
    ]
