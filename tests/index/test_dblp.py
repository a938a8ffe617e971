"""DBLP's XML with all its traps, in records that were made up for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.index.readers.dblp import read_dblp
from mlsysbib.index.readers.dblp_entities import ENTITIES
from mlsysbib.index.readers.inputs import DatabaseError
from mlsysbib.index.record import Record

HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n'


def read(elements: str, head: str = HEAD, size: int = 1 << 20) -> list[Record]:
    content = f"{head}<dblp>{elements}</dblp>".encode("latin-1")
    chunks = (content[start : start + size] for start in range(0, len(content), size))
    return [record for work in read_dblp(chunks, "made.xml") for record in work]


PAPER = """
<inproceedings key="conf/made/Muller0A23" mdate="2023-05-10"><year>2023</year>
<ee type="oa">https://proceedings.example.org/made23/1</ee>
<author orcid="0000-0002-1825-0097">J&uuml;rgen M&uuml;ller 0001</author>
<author>Ren&eacute; van der Aa</author>
<title>On <i>k</i>-SAT, H<sub>2</sub>O &amp; &lt;tags&gt;.</title>
<rel type="x" uri="https://example.org/">https://example.org/</rel>
<ee>https://www.wikidata.org/entity/Q1</ee><ee>https://doi.org/10.1145/1.1</ee>
<booktitle>MADE</booktitle><pages>1-9</pages><crossref>conf/made/2023</crossref>
</inproceedings>"""


def test_a_paper_with_every_trap_is_read_whole() -> None:
    assert read(PAPER) == [
        Record(
            title="On k-SAT, H$_2$O & <tags>",
            authors=("Müller, Jürgen", "van der Aa, René"),
            year=2023,
            container="MADE",
            pages="1-9",
            doi="10.1145/1.1",
            url="https://proceedings.example.org/made23/1",
            dblp="conf/made/Muller0A23",
            sources=("dblp",),
            crossref="conf/made/2023",
        )
    ]


@given(size=st.integers(1, 400))
def test_where_the_pieces_end_does_not_matter(size: int) -> None:
    assert read(PAPER, size=size) == read(PAPER)


def test_every_named_character_is_known_with_and_without_a_dtd() -> None:
    names = "".join(f"&{name};" for name in ENTITIES)
    element = f"<article key='a'><title>X{names}Y</title><year>2000</year></article>"
    for head in (HEAD, ""):
        (record,) = read(element, head)
        assert record.title.count("ü") == 1
        assert record.title.startswith("X ¡¢")


@pytest.mark.parametrize("said", ["informal withdrawn", "withdrawn"])
def test_what_was_withdrawn_is_left_out(said: str) -> None:
    element = f'<article key="a" publtype="{said}"><title>X</title><year>2000</year></article>'
    assert read(element) == []


def test_home_pages_and_remarks_are_no_papers() -> None:
    assert read('<www key="homepages/a"><author>A B</author><title>Home Page</title></www>') == []
    assert read('<article key="dblpnote/error"><title>(error)</title></article>') == []


def test_a_preprint_is_one_of_arxiv() -> None:
    element = """<article key="journals/corr/abs-2301-00001" publtype="informal">
    <author>A B</author><title>T.</title><year>2023</year><volume>abs/2301.00001</volume>
    <journal>CoRR</journal><ee>https://doi.org/10.48550/arXiv.2301.00001</ee></article>"""
    (record,) = read(element)
    assert (record.arxiv, record.doi, record.is_preprint) == ("2301.00001", "", True)


LAUGHS = """<!DOCTYPE dblp [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"""


@pytest.mark.parametrize(
    ("head", "body", "complaint"),
    [
        (LAUGHS, "<article key='a'><title>&b;</title></article>", "declares an entity 'a'"),
        ('<!DOCTYPE dblp [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;", "declares an entity"),
        (HEAD, "<article key='a'><title>&nonsense;</title></article>", "&nonsense; is none"),
        (HEAD, "<article key='a'><title>cut off", "made.xml:3: "),
    ],
)
def test_what_is_no_xml_of_dblp_is_refused_with_the_line(
    head: str, body: str, complaint: str
) -> None:
    with pytest.raises(DatabaseError, match=complaint):
        read(body, head)


def test_another_document_is_refused() -> None:
    with pytest.raises(DatabaseError, match="the document is <html>"):
        list(read_dblp([b"<html></html>"], "made.xml"))
