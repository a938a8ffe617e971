"""What machines read is read back, and compared with CSL-JSON."""

from __future__ import annotations

import html
import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from built_site import Page, build
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Arxiv, Entry, Links, Published
from mlsysbib.model.item import Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.selection import flat
from mlsysbib.model.venues import VenueTable
from mlsysbib.site.metadata import pdf_url
from mlsysbib.site.search_data import title_text

# What Zotero makes of the format and genre of a context object.
ZOTERO_TYPES = {
    ("book", "proceeding"): "paper-conference",
    ("journal", "article"): "article-journal",
    ("book", "bookitem"): "chapter",
    ("book", "book"): "book",
    ("book", "report"): "report",
    ("dissertation", ""): "thesis",
    ("dc", ""): "article",
}


@pytest.fixture(scope="session")
def read_back(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[dict[str, Any], Page, Library]]:
    """Each paper as CSL-JSON gives it, with its page."""
    site = build(library, tmp_path_factory.mktemp("site"))
    options = Options(target=TARGETS["pandoc"], title_case="as-is")
    items = json.loads(FORMATS["csl-json"].dump(flat(library.values()), library, options))
    assert len(items) == len(library)
    return [(item, Page(site / f"papers/{item['id']}.html"), library) for item in items]


def inverted(author: dict[str, str]) -> str:
    """Return a CSL name in the form that citation tags have."""
    if "literal" in author:
        return author["literal"]
    parts = (author.get("non-dropping-particle", ""), author["family"], author.get("suffix", ""))
    return ", ".join(filter(None, (" ".join(filter(None, parts)), author.get("given", ""))))


def test_context_objects_say_what_csl_says(
    read_back: list[tuple[dict[str, Any], Page, Library]],
) -> None:
    for item, page, library in read_back:
        spans = [span["title"] for span in page.all("span") if span.get("class") == "Z3988"]
        assert len(spans) == 1
        found = parse_qs(spans[0], strict_parsing=True)
        form = found["rft_val_fmt"][0].removeprefix("info:ofi/fmt:kev:mtx:")
        genre = found.get("rft.genre", [""])[0]
        assert ZOTERO_TYPES[form, genre] == item["type"], item["id"]
        field = "rft.atitle" if genre in {"proceeding", "article", "bookitem"} else "rft.title"
        assert found[field] == [title_text(library[item["id"]].title)] or item["type"] == "article"
        names = found.get("rft.au", []) + found.get("rft.aucorp", [])
        assert sorted(names) == sorted(map(inverted, item.get("author", [])))
        assert found["rft.date"][0].split("-")[0] == str(item["issued"]["date-parts"][0][0])
        if item["type"] in {"paper-conference", "article-journal"}:
            title = found.get("rft.btitle") or found.get("rft.jtitle")
            assert title == [html.unescape(item["container-title"])]
        assert found.get("rft.pages", [""])[0] == item.get("page", "")
        assert found.get("rft.volume", [""])[0] == item.get("volume", "")
        if "DOI" in item:
            assert f"info:doi/{item['DOI']}" in found["rft_id"]


def test_citation_tags_say_what_csl_says(
    read_back: list[tuple[dict[str, Any], Page, Library]],
) -> None:
    with_pdf = 0
    for item, page, library in read_back:
        found: dict[str, list[str]] = {}
        for name, content in page.metas():
            found.setdefault(name, []).append(content)
        assert found.get("citation_author", []) == list(map(inverted, item.get("author", [])))
        assert len(found["citation_title"]) == 1
        date = [str(item["issued"]["date-parts"][0][0])]
        date += [f"{part:02}" for part in item["issued"]["date-parts"][0][1:2]]
        assert found["citation_publication_date"] == ["/".join(date)]
        places = {"paper-conference": "conference", "article-journal": "journal"}
        if kind := places.get(item["type"]):
            assert found[f"citation_{kind}_title"] == [html.unescape(item["container-title"])]
        if "DOI" in item:
            assert found["citation_doi"] == [item["DOI"]]
        if "page" in item:
            first, _, last = item["page"].partition("-")
            assert found["citation_firstpage"] == [first]
            assert found.get("citation_lastpage", [""]) == [last]
        if entry := library[item["id"]].arxiv:
            assert found["citation_arxiv_id"] == [entry.id]
        for address in found.get("citation_pdf_url", ()):
            with_pdf += 1
            assert address.endswith(".pdf") or address.startswith("https://arxiv.org/pdf/")
    assert with_pdf > 50


def test_schema_org_says_what_csl_says(
    read_back: list[tuple[dict[str, Any], Page, Library]],
) -> None:
    for item, page, _ in read_back:
        texts = [text for text in page.texts["script"] if text.strip()]
        assert len(texts) == 1
        found = json.loads(texts[0])
        assert found["@context"] == "https://schema.org"
        if item["type"] in {"paper-conference", "article-journal", "article"}:
            assert found["@type"] == "ScholarlyArticle"
        assert len(found.get("author", [])) == len(item.get("author", []))
        assert found["datePublished"].split("-")[0] == str(item["issued"]["date-parts"][0][0])
        if "DOI" in item:
            assert {"@type": "PropertyValue", "propertyID": "doi", "value": item["DOI"]} in found[
                "identifier"
            ]


@pytest.mark.parametrize(
    ("pdf", "arxiv", "expected"),
    [
        ("https://example.org/a.PDF?x=1", "", "https://example.org/a.PDF?x=1"),
        ("https://example.org/abstract", "2309.06180", "https://arxiv.org/pdf/2309.06180"),
        ("https://example.org/abstract", "", ""),
        ("javascript:x.pdf", "", ""),
    ],
)
def test_only_what_is_a_pdf_is_called_one(pdf: str, arxiv: str, expected: str) -> None:
    entry = Entry(
        key="a",
        title="A",
        published=Published(container_title="P", year=2020),
        arxiv=Arxiv(id=arxiv) if arxiv else None,
        links=Links(pdf=pdf),
    )
    assert pdf_url(Resolver(VenueTable({})).resolve(entry)[0]) == expected


def test_the_page_shows_what_export_prints(
    library: Library, read_back: list[tuple[dict[str, Any], Page, Library]]
) -> None:
    for item, page, _ in read_back:
        for name in ("bibtex", "csl-json", "ris"):
            options = Options(target=TARGETS[FORMATS[name].targets[0]])
            text = FORMATS[name].dump(flat([library[item["id"]]]), library, options)
            assert text in page.texts["code"]
