"""Zotero RDF: what is written for an item, what is read, and what a document may not do."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options, Read, entries_of
from mlsysbib.formats.zotero_rdf.rdf_xml import RdfError, read_nodes
from mlsysbib.formats.zotero_rdf.reader import load
from mlsysbib.formats.zotero_rdf.vocabulary import READ_TYPES, WRITTEN_TYPES
from mlsysbib.formats.zotero_rdf.writer import dump
from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.item_types import FAMILIES
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.names import format_name
from mlsysbib.model.selection import Cited, Section, Selection, flat

EMPTY = Library(Contents(root=""))
OPTIONS = Options(target=FORMATS["zotero-rdf"].target())
SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://nwalsh.com/rdf/vCard#",
}
HEAD = "<rdf:RDF" + "".join(f' xmlns:{name}="{space}"' for name, space in SPACES.items()) + ">"


def written(library: Library, *entries: Entry) -> ET.Element:
    return ET.fromstring(dump(flat(entries), library, OPTIONS))  # noqa: S314  # our own


def read(body: str) -> Read:
    (found,) = load(f"{HEAD}{body}</rdf:RDF>")
    return found


def test_an_item_has_all_its_fields_where_zotero_looks_for_them(library: Library) -> None:
    (item,) = written(library, library.get_entry("kwon2023efficient"))
    texts = {
        path: [element.text for element in item.findall(path, SPACES)]
        for path in (
            "z:itemType",
            "z:citationKey",
            "z:eventPlace",
            "dc:date",
            "dc:description",
            "bib:pages",
            "dcterms:isPartOf/bib:Journal/dc:title",
            "dcterms:isPartOf/bib:Journal/dcterms:isPartOf/bib:Series/dc:title",
            "dcterms:isPartOf/bib:Journal/dc:identifier",
            "bib:presentedAt/bib:Conference/dc:title",
            "dc:publisher/foaf:Organization/foaf:name",
            "dc:publisher/foaf:Organization/vcard:adr/vcard:Address/vcard:locality",
        )
    }
    assert list(texts.values()) == [
        ["conferencePaper"],
        ["kwon2023efficient"],
        ["Koblenz, Germany"],
        ["2023-10"],
        ["arXiv: 2309.06180"],
        ["611-626"],
        ["Proceedings of the 29th Symposium on Operating Systems Principles"],
        ["SOSP '23"],
        ["DOI 10.1145/3600006.3613165", "ISBN 9798400702297"],
        ["SOSP 2023"],
        ["Association for Computing Machinery"],
        ["New York, NY, USA"],
    ]
    names = [
        (person.findtext("foaf:surname", "", SPACES), person.findtext("foaf:givenName", "", SPACES))
        for person in item.findall("bib:authors/rdf:Seq/rdf:li/foaf:Person", SPACES)
    ]
    assert names[0] == ("Kwon", "Woosuk")
    assert len(names) == 9


def test_what_is_written_is_read_again(library: Library) -> None:
    text = dump(flat(library.values()), library, OPTIONS)
    entries = entries_of(load(text))
    assert [entry.key for entry in entries] == list(library)
    for entry, own in zip(entries, library.values(), strict=True):
        # Zotero's RDF does not say whether a name without a given one is that of a body.
        assert [format_name(name).strip("{}") for name in entry.names] == [
            format_name(name).strip("{}") for name in own.names
        ]
        assert entry.year == own.year
        assert (entry.arxiv and entry.arxiv.id) == (own.arxiv and own.arxiv.id)
        assert (entry.published is None) is own.is_preprint
        if own.published and entry.published:
            assert entry.published.doi == own.published.doi
            # The number of an article stands before its pages.
            if not own.published.article:
                assert entry.published.pages == own.published.pages


def test_sections_are_collections_one_in_the_other(library: Library) -> None:
    first, second = list(library.values())[:2]
    inner = Section("Attention & {IO}", 3, (Cited(second),))
    outer = Section("Serving", 2, (Cited(first), Cited(first)), (inner,))
    selection = Selection(blocks=(Cited(first), Cited(second)), sections=(outer,))
    root = ET.fromstring(dump(selection, library, OPTIONS))  # noqa: S314  # our own
    about, resource = f"{{{SPACES['rdf']}}}about", f"{{{SPACES['rdf']}}}resource"
    found = {
        collection.get(about): (
            collection.findtext("dc:title", "", SPACES),
            [part.get(resource) for part in collection.findall("dcterms:hasPart", SPACES)],
        )
        for collection in root.findall("z:Collection", SPACES)
    }
    assert found == {
        "#collection_1": ("Serving", ["#collection_1_1", f"#{first.key}"]),
        "#collection_1_1": ("Attention & IO", [f"#{second.key}"]),
    }


@given(st.text(), st.text())
def test_whatever_a_text_holds_the_document_is_xml(title: str, name: str) -> None:
    published = Published(container_title="X", year=2020, volume=name)
    entry = Entry(key="a", title=re.sub(r"[{}$\\]", "", title) or "x", published=published)
    ET.fromstring(dump(flat((entry,)), EMPTY, OPTIONS))  # noqa: S314  # our own


def test_every_type_has_one_of_zoteros_and_comes_back() -> None:
    assert WRITTEN_TYPES.keys() == set(FAMILIES)
    assert all(READ_TYPES[name] is type_ for type_, name in WRITTEN_TYPES.items())


# As Zotero writes it, the fields of the journal stand in a node inside of the item,
INSIDE = """
<bib:Article rdf:about="http://a.b/c"><z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf><bib:Journal><dc:title>J</dc:title><prism:volume>7</prism:volume>
    <prism:number>2</prism:number></bib:Journal></dcterms:isPartOf>
  <dc:title>A &lt;i&gt;fast&lt;/i&gt; one</dc:title><dc:date>2020-03</dc:date></bib:Article>
"""
# or beside it, where several articles are of one journal,
BESIDE = """
<bib:Article rdf:about="#a"><z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:1"/><dc:title>A fast one</dc:title>
  <dc:date>2020-03</dc:date></bib:Article>
<bib:Journal rdf:about="urn:issn:1"><dc:title>J</dc:title>
  <prism:volume>7</prism:volume><prism:number>2</prism:number></bib:Journal>
"""
# and RDF may be written in other ways that say the same.
SHORT = """
<rdf:Description rdf:nodeID="x" z:itemType="journalArticle" dc:title="A fast one"
  dc:date="2020-03"><dcterms:isPartOf rdf:parseType="Resource"><dc:title>J</dc:title>
  <prism:volume>7</prism:volume><prism:number>2</prism:number></dcterms:isPartOf>
</rdf:Description>
"""


@pytest.mark.parametrize("article", [INSIDE, BESIDE, SHORT])
def test_an_article_is_read_however_its_nodes_are_written(article: str) -> None:
    entry = read(article).entry
    assert entry is not None
    assert entry.title == "A fast one"
    assert entry.published == Published(
        container_title="J", volume="7", number="2", year=2020, month=3
    )


def test_notes_and_attachments_are_no_references() -> None:
    text = (
        f'{HEAD}<bib:Memo rdf:about="#n"><z:itemType>note</z:itemType></bib:Memo>'
        '<z:Attachment rdf:about="#f"><z:itemType>attachment</z:itemType></z:Attachment></rdf:RDF>'
    )
    assert load(text) == ()


def test_a_type_that_zotero_has_not_is_named_with_its_line() -> None:
    found = read('\n<rdf:Description rdf:about="#a"><z:itemType>bok</z:itemType></rdf:Description>')
    (problem,) = found.problems
    assert (found.entry, problem.line, problem.rule) == (None, 2, "type-unknown")
    assert "book" in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no XML",
        f"{HEAD}<a>",
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
        "<a>" * 100_000,
        "<a>\ud800</b>",
    ],
)
def test_what_is_no_such_document_is_one_problem(text: str) -> None:
    (found,) = load(text)
    assert [problem.rule for problem in found.problems] == ["xml-syntax"]


def test_what_is_part_of_itself_ends() -> None:
    entry = read(
        '<rdf:Description rdf:about="#a"><z:itemType>book</z:itemType><dc:title>T</dc:title>'
        '<dc:date>2020</dc:date><dcterms:isPartOf rdf:resource="#a"/></rdf:Description>'
    ).entry
    assert entry is not None
    assert entry.title == "T"


@given(st.text(alphabet="<>/&;ab \"'=:#[]!-rdf", max_size=60))
def test_a_text_is_read_or_refused(text: str) -> None:
    try:
        nodes = read_nodes(f"{HEAD}{text}</rdf:RDF>")
    except RdfError as error:
        nodes, line = [], error.line
    else:
        line = 1
    assert line >= 1
    assert all(node.address for node in nodes)
