from __future__ import annotations

import gc
import json
import weakref
from typing import Any

import pytest

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import flat


def export(library: Library, *keys: str, **chosen: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401  # fields of Options
    options = Options(target=TARGETS["pandoc"], **chosen)
    text = FORMATS["csl-json"].dump(flat(library[key] for key in keys or library), library, options)
    return {item["id"]: item for item in json.loads(text)}


def item_of(entry: Entry, **chosen: Any) -> dict[str, Any]:  # noqa: ANN401  # fields of Options
    return export(Library(Contents(root="", entries=(entry,))), **chosen)[entry.key]


def titled(title: str) -> Entry:
    return Entry(key="doe2023made", title=title, arxiv=Arxiv(id="2301.00001"))


class NameLeft(str):
    """A name of which can be seen whether anything still holds it."""

    __slots__ = ("__weakref__",)


def test_no_name_is_remembered_when_an_export_is_done() -> None:
    name = NameLeft("Doe, Jane")
    known = weakref.ref(name)
    entry = Entry(key="k", title="T", authors=(name,), arxiv=Arxiv(id="2301.00001"))
    assert item_of(entry)["author"] == [{"family": "Doe", "given": "Jane"}]
    del name, entry
    gc.collect()
    assert known() is None


def test_every_item_has_its_key_twice_and_no_empty_field(toy: Library) -> None:
    items = export(toy)
    assert list(items) == list(toy)
    for item in items.values():
        assert item["citation-key"] == item["id"]
        assert all(value not in ("", [], None) for value in item.values())


def test_another_key_is_written_in_both_places(toy: Library) -> None:
    (item,) = export(toy, "kwon2023efficient", keys={"kwon2023efficient": "vllm"}).values()
    assert (item["id"], item["citation-key"]) == ("vllm", "vllm")


def test_a_date_is_numbers_with_the_month_where_it_is_known(toy: Library) -> None:
    items = export(toy, "kwon2023efficient", "cai2022tensoropt")
    assert items["kwon2023efficient"]["issued"] == {"date-parts": [[2023, 10]]}
    assert items["cai2022tensoropt"]["issued"] == {"date-parts": [[2022]]}
    assert items["kwon2023efficient"]["event-date"] == {
        "date-parts": [[2023, 10, 23], [2023, 10, 26]]
    }


def test_pages_take_one_hyphen_and_the_article_where_there_is_one(toy: Library) -> None:
    items = export(toy, "kwon2023efficient", "bennun2019demystifying", "gao2018low")
    assert items["kwon2023efficient"]["page"] == "611-626"
    assert items["bennun2019demystifying"]["page"] == "65:1-65:43"
    assert items["gao2018low"]["number"] == "31"
    assert "page" not in items["gao2018low"]


def test_a_conference_paper_has_its_event_and_its_series(toy: Library) -> None:
    (item,) = export(toy, "kwon2023efficient").values()
    assert item["type"] == "paper-conference"
    assert item["event-title"] == "SOSP 2023"
    assert item["event-place"] == "Koblenz, Germany"
    assert item["collection-title"] == "SOSP '23"
    assert item["publisher-place"] == "New York, NY, USA"


def test_a_journal_article_has_volume_and_issue_and_no_event(toy: Library) -> None:
    (item,) = export(toy, "ratner2017snorkel").values()
    assert item["type"] == "article-journal"
    assert (item["volume"], item["issue"]) == ("11", "3")
    assert item["ISSN"] == "2150-8097"
    assert not [name for name in item if name.startswith(("event", "collection"))]


def test_a_preprint_is_an_article_of_arxiv_with_its_identifier(toy: Library) -> None:
    (item,) = export(toy, "goyal2017accurate").values()
    assert item["type"] == "article"
    assert item["publisher"] == "arXiv"
    assert item["DOI"] == "10.48550/arXiv.1706.02677"
    assert item["URL"] == "https://arxiv.org/abs/1706.02677"
    # Beside these, styles would print it twice.
    assert "number" not in item
    (item,) = export(toy, "goyal2017accurate", links="none").values()
    assert item["number"] == "arXiv:1706.02677"
    assert "container-title" not in item


def test_a_preprint_elsewhere_has_the_number_and_doi_of_its_server() -> None:
    preprint = Preprint(server="MadeXiv", id="42", year=2022, month=3, doi="10.0000/madexiv.42")
    item = item_of(Entry(key="doe2022made", title="A Made-Up Preprint", preprint=preprint))
    assert (item["type"], item["publisher"]) == ("article", "MadeXiv")
    assert (item["number"], item["DOI"]) == ("MadeXiv:42", "10.0000/madexiv.42")
    assert item["issued"] == {"date-parts": [[2022, 3]]}


def test_the_number_of_a_report_is_its_number() -> None:
    published = Published(container_title="Made-Up Labs", year=2022, number="TR-7")
    entry = Entry(key="doe2022made", title="A Made-Up Report", type="report", published=published)
    item = item_of(entry)
    assert (item["type"], item["number"]) == ("report", "TR-7")
    assert "issue" not in item


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (
            "doi",  # styles print one of them, and some only the address
            {"DOI": "10.48550/arXiv.1706.02677", "URL": "https://arxiv.org/abs/1706.02677"},
        ),
        ("url", {"URL": "https://arxiv.org/abs/1706.02677"}),
        (
            "both",
            {"DOI": "10.48550/arXiv.1706.02677", "URL": "https://arxiv.org/abs/1706.02677"},
        ),
        ("none", {}),
    ],
)
def test_links_of_a_preprint_are_as_wished(
    links: str, expected: dict[str, str], toy: Library
) -> None:
    (item,) = export(toy, "goyal2017accurate", links=links).values()
    assert {name: item[name] for name in ("DOI", "URL") if name in item} == expected


def test_a_doi_stands_for_the_url_that_is_asked_for_and_not_there(toy: Library) -> None:
    (item,) = export(toy, "kwon2023efficient", links="url").values()
    assert item["URL"] == "https://doi.org/10.1145/3600006.3613165"
    assert "DOI" not in item


@pytest.mark.parametrize(
    ("stored", "parts"),
    [
        (
            "van der Berg, Jan",
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        ),
        ("Sutton, III, Charles", {"family": "Sutton", "given": "Charles", "suffix": "III"}),
        ("{Made-Up Labs}", {"literal": "Made-Up Labs"}),
        ("Madonna", {"family": "Madonna"}),
        ("Nguyễn, Thị", {"family": "Nguyễn", "given": "Thị"}),
    ],
)
def test_a_name_is_written_in_its_parts(stored: str, parts: dict[str, str]) -> None:
    entry = Entry(
        key="doe2023made",
        title="A Made-Up Paper",
        authors=(stored,),
        arxiv=Arxiv(id="2301.00001"),
    )
    assert item_of(entry)["author"] == [parts]


def test_the_authors_are_never_cut(toy: Library) -> None:
    (item,) = export(toy, "jiang2024megascale").values()
    assert len(item["author"]) == 32


@pytest.mark.parametrize(
    ("title", "sentence", "as_is"),
    [
        ("A Made-Up Paper of {Orca}", "A made-up paper of Orca", "A Made-Up Paper of Orca"),
        ("{vLLM}: Fast Serving", "vLLM: Fast serving", "vLLM: Fast Serving"),
        (
            "Sums with {pandas}",
            'Sums with <span class="nocase">pandas</span>',
            'Sums with <span class="nocase">pandas</span>',
        ),
        (
            "Sums in $O(n^2)$",
            'Sums in <span class="nocase">O(n<sup>2</sup>)</span>',
            'Sums in <span class="nocase">O(n<sup>2</sup>)</span>',
        ),
        ("Less < More & Less", "Less < more & less", "Less < More & Less"),
        ("Models of {100B}", 'Models of <span class="nocase">100B</span>', None),
        ("Sums in {GPUs}", "Sums in GPUs", None),
        ("Bits & Bytes", "Bits & bytes", "Bits & Bytes"),
        ("Tux² for GPUs", "Tux² for GPUs", "Tux² for GPUs"),
    ],
)
def test_a_title_is_in_sentence_case_with_guards_only_where_a_style_would_break_it(
    title: str, sentence: str, as_is: str | None
) -> None:
    assert item_of(titled(title))["title"] == sentence
    assert item_of(titled(title), title_case="as-is")["title"] == (as_is or sentence)


def test_both_versions_are_two_items_with_two_keys(toy: Library) -> None:
    items = export(toy, "kwon2023efficient", version="both")
    assert list(items) == ["kwon2023efficient", "kwon2023efficient-arxiv"]
    assert items["kwon2023efficient-arxiv"]["DOI"] == "10.48550/arXiv.2309.06180"


def test_no_item_at_all_is_an_empty_array(toy: Library) -> None:
    text = FORMATS["csl-json"].dump(flat(()), toy, Options(target=TARGETS["pandoc"]))
    assert json.loads(text) == []
    assert text.endswith("\n")
