"""Zotero RDF carries what an entry says: people by role, editions, notes, dates, tags."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options, entries_of
from mlsysbib.formats.zotero_rdf.reader import load
from mlsysbib.formats.zotero_rdf.vocabulary import CREATORS, CREATORS_OF
from mlsysbib.formats.zotero_rdf.writer import dump
from mlsysbib.model.entry import Entry, Notes, Preprint, Published, Role
from mlsysbib.model.item_types import ItemType, StoredType
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.names import StoredName
from mlsysbib.model.selection import flat

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
HEAD = "<rdf:RDF" + "".join(f' xmlns:{name}="{space}"' for name, space in SPACES.items()) + ">"
EMPTY = Library(Contents(root=""))
OPTIONS = Options(target=FORMATS["zotero-rdf"].target())
ROLES: tuple[Role, ...] = get_args(Role)
TYPES: tuple[StoredType, ...] = get_args(StoredType)

WORDS = st.text("abcdeéøñ", min_size=2, max_size=6).map(str.capitalize)
TEXTS = st.lists(WORDS, min_size=2, max_size=4).map(" ".join)
NAMES: st.SearchStrategy[StoredName] = st.builds("{}, {}".format, WORDS, WORDS)
NO_TEXT = st.just("")


def and_others(name: StoredName) -> tuple[StoredName, ...]:
    return (name, "others")


PEOPLE = st.dictionaries(
    st.sampled_from(ROLES),
    st.lists(NAMES, min_size=1, max_size=2, unique=True).map(tuple) | NAMES.map(and_others),
    max_size=3,
)


@st.composite
def publications(draw: st.DrawFn) -> Published:
    year, is_exact = draw(st.integers(1000, 9999)), draw(st.booleans())
    return Published(
        container_title=draw(TEXTS),
        year=year,
        month=3 if is_exact else None,
        date=f"{year}-03-09" if is_exact else "",
        edition=draw(NO_TEXT | TEXTS),
        chapter=draw(NO_TEXT | TEXTS),
        event=draw(NO_TEXT | TEXTS),
        original_date=draw(NO_TEXT | st.dates().map(str)),
    )


PREPRINT = Preprint(server="bioRxiv", id="2020.01.02", year=2020, month=1)


@st.composite
def made(draw: st.DrawFn) -> Entry:
    """Draw an entry of any type with all that the newer fields of the model can hold."""
    published = draw(st.none() | publications())
    return Entry(
        key="a",
        title=draw(TEXTS),
        type=draw(st.sampled_from(TYPES)) if published else "",
        authors=(draw(NAMES),),
        published=published,
        preprint=None if published else PREPRINT,
        people=draw(PEOPLE),
        genre=draw(NO_TEXT | TEXTS),
        language=draw(st.sampled_from(["", "en", "de-AT"])),
        keywords=draw(st.lists(TEXTS, max_size=2, unique=True).map(tuple)),
        notes=Notes(
            note=draw(NO_TEXT | TEXTS | st.just("One & <two>\nthree")),
            abstract=draw(NO_TEXT | TEXTS),
        ),
        kept=draw(
            st.just({})
            | st.just({"zotero-rdf": {"accessDate": "2024-05-01", "callNumber": "Q 7"}})
            | st.just({"zotero-rdf": {"rights": "CC BY", "extra": "PMID: 12"}})
        ),
    )


def facts(entry: Entry) -> dict[str, Any]:
    """Return what this is about, apart from the place that other tests look at."""
    published = entry.published or Published()
    of_version = ("edition", "chapter", "event", "date", "original_date", "year", "month")
    of_entry = ("authors", "people", "genre", "language", "keywords", "notes", "kept")
    said = {name: getattr(published, name) for name in of_version}
    return said | {name: getattr(entry, name) for name in of_entry}


@settings(deadline=None)
@given(made())
def test_everything_that_a_reference_says_comes_back(entry: Entry) -> None:
    (back,) = entries_of(load(dump(flat((entry,)), EMPTY, OPTIONS)))
    assert facts(back) == facts(entry)
    assert entries_of(load(dump(flat((back,)), EMPTY, OPTIONS))) == (back,)


def test_each_role_is_a_creator_of_zoteros_or_a_line_of_extra() -> None:
    assert {creator for some in CREATORS_OF.values() for creator in some} == {*CREATORS.values()}
    doe: tuple[StoredName, ...] = ("Doe, Jane",)
    published = Published(container_title="J", year=2020)
    people = dict.fromkeys(ROLES, doe)
    entry = Entry(key="a", title="T", type="article", people=people, published=published)
    text = dump(flat((entry,)), EMPTY, OPTIONS)
    creators = len(CREATORS_OF[ItemType.ARTICLE])
    assert text.count("<foaf:surname>Doe</foaf:surname>") == creators
    assert text.count(": Doe || Jane") == len(ROLES) - creators


def test_what_zotero_writes_of_a_reference_is_read() -> None:
    body = """
    <bib:Book rdf:about="urn:isbn:9780000000002"><z:itemType>book</z:itemType>
      <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>van Roe</foaf:surname>
        <foaf:givenName>Rita</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:editors>
      <z:translators><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Poe</foaf:surname>
        <foaf:givenName>P.</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></z:translators>
      <dcterms:isReferencedBy rdf:resource="#item_2"/>
      <dc:subject>cogs</dc:subject>
      <dc:subject><z:AutomaticTag><rdf:value>gears</rdf:value></z:AutomaticTag></dc:subject>
      <dc:title>Cogs</dc:title><prism:edition>2nd</prism:edition><dc:date>2020-03-09</dc:date>
      <dcterms:abstract>About cogs.</dcterms:abstract><z:language>en</z:language>
      <dcterms:dateSubmitted>2024-05-01 10:00:00</dcterms:dateSubmitted>
      <dc:description>original-date: 1951\nseen by a friend\nPMID: 12</dc:description>
    </bib:Book>
    <bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;A &amp;amp; B&lt;/p&gt;</rdf:value></bib:Memo>
    """
    (entry,) = entries_of(load(f"{HEAD}{body}</rdf:RDF>"))
    assert entry.people == {"editor": ("van Roe, Rita",), "translator": ("Poe, P.",)}
    assert entry.keywords == ("cogs", "gears")
    assert entry.notes == Notes(note="A & B\nseen by a friend", abstract="About cogs.")
    assert (entry.language, entry.published) == (
        "en",
        Published(year=2020, month=3, date="2020-03-09", edition="2nd", original_date="1951"),
    )
    assert entry.kept == {"zotero-rdf": {"accessDate": "2024-05-01 10:00:00", "extra": "PMID: 12"}}
