from __future__ import annotations

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.html.environment import policy
from mlsysbib.formats.html.paper import Link, Papers, view
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Arxiv, Entry, Links, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import flat

EMPTY = Library(Contents(root=""))


def links(entry: Entry) -> list[str]:
    return [link.label for link in view(entry, EMPTY).links]


def test_a_paper_has_all_that_pages_show(toy: Library) -> None:
    paper = view(toy["kwon2023efficient"], toy)
    assert (paper.key, paper.label, paper.acronym, paper.venue_id, paper.year) == (
        "kwon2023efficient",
        "SOSP'23",
        "SOSP",
        "sosp",
        2023,
    )
    assert paper.venue == "Proceedings of the 29th Symposium on Operating Systems Principles"
    assert not paper.is_preprint
    assert (paper.authors[0].name, paper.authors[0].family) == ("Woosuk Kwon", "Kwon")
    assert paper.new_system == "vLLM"
    assert paper.links[0] == Link("DOI", "https://doi.org/10.1145/3600006.3613165")
    assert paper.address == paper.links[0].url
    assert paper.topics
    assert all(topic.name == toy.topics[topic.path] for topic in paper.topics)


def test_the_bibtex_of_every_paper_is_what_export_prints(toy: Library) -> None:
    papers = Papers(toy, with_bibtex=True)
    options = Options(target=TARGETS["natbib"])
    for entry in toy.values():
        assert papers.view(entry).bibtex == FORMATS["bibtex"].dump(flat([entry]), toy, options)
    assert Papers(toy).view(entry).bibtex == ""


def test_the_version_and_the_length_of_venues_are_those_asked_for(toy: Library) -> None:
    options = Options(target=TARGETS["page"], version="preprint", venue="acronym")
    papers = Papers(toy, options)
    preprint = papers.view(toy["kwon2023efficient"])
    assert (preprint.label, preprint.venue_id, preprint.is_preprint) == ("arXiv'23", "", True)
    assert Papers(toy, Options(target=TARGETS["page"], venue="acronym")).view(
        toy["kwon2023efficient"]
    ).venue == ("SOSP 2023")


def test_links_stand_in_one_order_each_address_once() -> None:
    everything = Links(
        pdf="https://a.org/p.pdf",
        code="https://a.org/code",
        project="https://a.org",
        slides="https://a.org/s",
        video="https://a.org/v",
        poster="https://a.org/o",
        artifact="https://a.org/f",
        data="https://a.org/code",
    )
    entry = Entry(
        key="a",
        title="A",
        links=everything,
        arxiv=Arxiv(id="2301.00001"),
        published=Published(container_title="Nowhere", year=2023, doi="10.1/x"),
    )
    labels = "DOI PDF arXiv Code Project Slides Video Artifact Poster".split()
    assert links(entry) == labels


def test_an_address_of_the_paper_that_is_its_pdf_is_called_that() -> None:
    published = Published(container_title="Nowhere", year=2023)
    pdf = Entry(key="a", title="A", links=Links(pdf="https://a.org/p.pdf"), published=published)
    assert links(pdf) == ["PDF"]
    at = Published(container_title="Nowhere", year=2023, url="https://a.org/p")
    assert links(Entry(key="a", title="A", published=at)) == ["Paper"]


def test_unsafe_addresses_are_no_links() -> None:
    published = Published(container_title="Nowhere", year=2023, url="javascript:alert(1)")
    unsafe = Links(pdf="data:text/html,x", code="//a.org", slides="ftp://a.org/x")
    assert links(Entry(key="a", title="A", links=unsafe, published=published)) == []


def test_a_policy_names_only_what_is_allowed() -> None:
    assert policy() == ("default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'")
    served = policy(styles=["a{}"], script_files=True, connect=True)
    assert "style-src 'sha256-" in served
    assert "script-src 'self'; connect-src 'self'" in served
