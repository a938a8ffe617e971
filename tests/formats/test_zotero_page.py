"""docs/zotero.md says what the code declares, and the code does what it declares."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.losses import INTO_ZOTERO, LOST
from mlsysbib.model.library import Library
from mlsysbib.model.selection import flat
from mlsysbib.selecting.grouping import group

PAGE = Path(__file__).parent.parent.parent / "docs" / "zotero.md"


def test_the_table_of_the_page_is_the_one_of_the_code() -> None:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    head, _, *rows = ([cell.strip(" *") for cell in line.strip("|").split("|")] for line in lines)
    assert head == ["fact", "RDF", "CSL-JSON", "BibTeX", "RIS"]
    ways = ("zotero-rdf", "csl-json", "bibtex", "ris")
    assert {row[0]: dict(zip(ways, row[1:], strict=True)) for row in rows} == INTO_ZOTERO


# What a way writes where the table says that the fact arrives, and not where it is lost.
CARRIERS = {
    ("zotero-rdf", "citation key"): "<z:citationKey>",
    ("zotero-rdf", "topics"): "<dc:subject>",
    ("zotero-rdf", "collections"): "<z:Collection ",
    ("zotero-rdf", "name of the conference"): "<bib:presentedAt>",
    ("zotero-rdf", "place of the conference"): "<z:eventPlace>",
    ("zotero-rdf", "place of the publisher"): "<vcard:locality>",
    ("zotero-rdf", "ISSN"): ">ISSN ",
    ("zotero-rdf", "arXiv identifier of a paper"): "<dc:description>arXiv: ",
    ("zotero-rdf", "arXiv identifier of a preprint"): "<prism:number>arXiv:",
    ("ris", "place of the publisher"): "CY  - ",
    ("csl-json", "citation key"): '"citation-key"',
    ("csl-json", "topics"): '"keyword"',
    ("csl-json", "name of the conference"): '"event-title"',
    ("csl-json", "place of the conference"): '"event-place"',
    ("csl-json", "days of the conference"): '"event-date"',
    ("csl-json", "place of the publisher"): '"publisher-place"',
    ("csl-json", "arXiv identifier of a paper"): '"note": "arXiv: ',
    ("csl-json", "arXiv identifier of a preprint"): '"number": "arXiv:',
    ("bibtex", "topics"): "  keywords ",
    ("bibtex", "collections"): "ExplicitGroup:",
    ("bibtex", "name of the conference"): "  eventtitle ",
    ("bibtex", "place of the conference"): "  location ",
    ("bibtex", "place of the publisher"): "  address ",
    ("bibtex", "arXiv identifier of a paper"): "  eprinttype ",
    ("bibtex", "days of the conference"): "  eventdate ",
    ("bibtex", "aliases"): "  ids ",
    ("ris", "topics"): "KW  - ",
    ("ris", "arXiv identifier of a paper"): "N1  - arXiv",
    ("ris", "arXiv identifier of a preprint"): "AN  - arXiv:",
}


@pytest.mark.parametrize(("way", "fact"), CARRIERS)
def test_what_is_kept_is_written_and_what_is_lost_is_not(
    way: str, fact: str, library: Library
) -> None:
    format_ = FORMATS[way]
    name = "zotero" if "zotero" in format_.targets else ""
    selection = flat(library.values())
    if fact == "collections":
        selection = group(library.values(), library, "topic")
    text = format_.dump(selection, library, Options(target=format_.target(name)))
    assert (CARRIERS[way, fact] in text) is (INTO_ZOTERO[fact][way] != LOST)


def test_csl_json_for_zotero_has_the_types_of_the_table(library: Library) -> None:
    format_ = FORMATS["csl-json"]
    text = format_.dump(flat(library.values()), library, Options(target=format_.target("zotero")))
    types = {item["type"] for item in json.loads(text)}
    assert INTO_ZOTERO["type of a preprint"]["csl-json"] == "Preprint"
    assert "article" in types
