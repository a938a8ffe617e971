"""What import writes is a library: its files load again, and every entry exports."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carried import ARXIVS, AUTHORS, TITLES
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options, Read, entries_of
from mlsysbib.formats.reference import Reference
from mlsysbib.formats.references import read_reference
from mlsysbib.formats.targets import TARGETS
from mlsysbib.intake.importing import plan_import
from mlsysbib.lint.style_warnings import predict
from mlsysbib.model.entry import Entry, Preprint
from mlsysbib.model.item_types import ItemType
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import flat
from mlsysbib.store.reader import read_contents
from mlsysbib.store.writer import dump_entry
from mlsysbib.text.encodings import decode_bytes

_SOME = st.sampled_from
REFERENCES = st.builds(
    Reference,
    key=_SOME(["", "x", "Doe:2020"]),
    line=st.just(1),
    type=_SOME(list(ItemType)),
    title=TITLES,
    authors=st.lists(AUTHORS, max_size=2).map(tuple),
    authors_cut=st.booleans(),
    container=_SOME(["", "Nature", "OSDI", "CoRR", "bioRxiv", "Proceedings of NeurIPS"]),
    year=st.none() | st.integers(1790, 2110),
    month=st.none() | st.integers(1, 12),
    volume=_SOME(["", "1"]),
    number=_SOME(["", "2"]),
    pages=_SOME(["", "3-4"]),
    article=_SOME(["", "e5"]),
    doi=_SOME(["", "10.5555/1", "10.48550/arXiv.2309.06180", "none"]),
    isbn=_SOME(["", "9798400702297"]),
    url=_SOME(["", "https://example.org/", "https://github.com/a/b"]),
    arxiv=st.none() | ARXIVS,
    clues=_SOME([(), ("arXiv:2309.06180",)]),
    series=_SOME(["", "LNCS"]),
    publisher=_SOME(["", "ACM", "arXiv"]),
    publisher_place=_SOME(["", "New York"]),
    place=_SOME(["", "Paris"]),
    server=_SOME(["", "SSRN"]),
    aliases=_SOME([(), ("old",), ("Old", "doe2020a")]),
)


def imported(entries: list[Entry], library: Library) -> list[Entry]:
    """Return the entries that an import writes, each as the last plan leaves it."""
    plans = plan_import([Read(entry=entry) for entry in entries], library)
    return list({plan.entry.key: plan.entry for plan in plans if plan.is_changed}.values())


def check_a_library_of(entries: list[Entry], root: Path, venues: Library) -> Library:
    """Write entries as import does; return the library, which must read and export."""
    (root / "mlsysbib.toml").write_text('title = "Imported"\n', "utf-8")
    (root / "entries").mkdir(exist_ok=True)
    for entry in entries:
        (root / "entries" / f"{entry.key}.toml").write_text(dump_entry(entry), "utf-8")
    contents = read_contents(str(root), lambda: venues.venues)
    assert {entry.key: entry for entry in contents.entries} == {e.key: e for e in entries}
    library = Library(contents, venues.contents.venues)
    for format_ in FORMATS.values():
        text = format_.dump(
            flat(library.values()), library, Options(target=format_.target(), version="both")
        )
        assert text or not entries
    return library


@settings(max_examples=60)
@given(references=st.lists(REFERENCES, max_size=4))
def test_whatever_is_imported_loads_and_exports(
    references: list[Reference], library: Library, tmp_path_factory: pytest.TempPathFactory
) -> None:
    read = [read_reference(reference).entry for reference in references]
    empty = Library(Contents(root=""), library.contents.venues)
    entries = imported([entry for entry in read if entry], empty)
    check_a_library_of(entries, tmp_path_factory.mktemp("imported"), library)


@pytest.mark.parametrize("suffix", [".bib", ".ris", ".json"])
def test_what_people_have_loads_and_exports(
    suffix: str, shared: Path, library: Library, tmp_path: Path
) -> None:
    formats = {".bib": "bibtex", ".ris": "ris", ".json": "csl-json"}
    paths = [p for p in sorted((shared / "real-inputs").iterdir()) if p.suffix == suffix]
    assert paths
    for path in paths:
        read = load(formats[suffix], decode_bytes(path.read_bytes())[0])
        empty = Library(Contents(root=""), library.contents.venues)
        entries = imported(list(entries_of(read)), empty)
        assert entries or not entries_of(read)
        root = tmp_path / path.name
        root.mkdir()
        check_a_library_of(entries, root, library)


def load(name: str, text: str) -> tuple[Read, ...]:
    read = FORMATS[name].load
    assert read is not None
    return read(text)


NOWHERE = "@article{x, title={A Foo of Bar}, author={Doe, Jane}, year=2020, volume=1, number=2}"


def test_a_paper_that_does_not_say_where_is_written_with_what_it_has(
    library: Library, tmp_path: Path
) -> None:
    entries = list(entries_of(load("bibtex", NOWHERE)))
    shelf = check_a_library_of(entries, tmp_path, library)
    for target in TARGETS.values():
        if target.styles:
            assert [warned.demand for warned in predict(shelf, target)] == []
    natbib = Options(target=FORMATS["bibtex"].target())
    text = FORMATS["bibtex"].dump(flat(entries), shelf, natbib)
    assert text.startswith("@misc{x,")
    assert "volume        = {1},\n  number        = {2},\n" in text


ARTICLE = {
    "bibtex": "@article{x, title={A Foo of Bar}, author={Doe, Jane},"
    " journal={Journal of Bridges}, year=2020, volume=1, number=2}",
    "csl-json": json.dumps(
        [
            {
                "id": "x",
                "type": "article-journal",
                "title": "A foo of bar",
                "author": [{"family": "Doe", "given": "Jane"}],
                "container-title": "Journal of Bridges",
                "issued": {"date-parts": [[2020]]},
                "volume": "1",
                "issue": "2",
            }
        ]
    ),
    "ris": "TY  - JOUR\nID  - x\nTI  - A Foo of Bar\nAU  - Doe, Jane\nT2  - Journal of Bridges\n"
    "PY  - 2020\nVL  - 1\nIS  - 2\nER  - \n",
}


@pytest.mark.parametrize("name", ARTICLE)
def test_an_article_of_a_journal_outside_of_the_table_stays_one(
    name: str, library: Library, tmp_path: Path
) -> None:
    empty = Library(Contents(root=""), library.contents.venues)
    (entry,) = imported(list(entries_of(load(name, ARTICLE[name]))), empty)
    assert entry.type == "article"
    shelf = check_a_library_of([entry], tmp_path, library)
    natbib = Options(target=FORMATS["bibtex"].target())
    text = FORMATS["bibtex"].dump(flat([entry]), shelf, natbib)
    assert text.startswith("@article{")
    lines = [
        "journal       = {Journal of Bridges},",
        "volume        = {1},",
        "number        = {2},",
    ]
    assert [line.strip() for line in text.splitlines() if line.strip() in lines] == lines


@pytest.mark.parametrize(
    "venue", ["Journal of Machine Learning Research", "Proceedings of NeurIPS"]
)
def test_of_a_known_venue_the_table_says_whether_it_is_a_journal(
    venue: str, library: Library
) -> None:
    text = ARTICLE["bibtex"].replace("Journal of Bridges", venue)
    empty = Library(Contents(root=""), library.contents.venues)
    (entry,) = imported(list(entries_of(load("bibtex", text))), empty)
    assert entry.published
    assert (entry.type, entry.published.venue) == ("", "jmlr" if "Journal" in venue else "neurips")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("bibtex", "author        = {Dean, Jeffrey and Monga, Rajat and others},"),
        ("biblatex", "author        = {Dean, Jeffrey and Monga, Rajat and others},"),
        ("csl-json", '"literal": "others"'),
        ("ris", "AU  - Monga, Rajat\nAU  - others\n"),
        ("markdown", "Jeffrey Dean, Rajat Monga et al. "),
        ("html", "<bdi>Jeffrey Dean</bdi>, <bdi>Rajat Monga</bdi> et al."),
    ],
)
def test_authors_that_are_not_all_named_stay_so(
    name: str, shown: str, library: Library, tmp_path: Path
) -> None:
    text = ARTICLE["bibtex"].replace("Doe, Jane", "Dean, Jeffrey and Monga, Rajat and others")
    entries = list(entries_of(load("bibtex", text)))
    shelf = check_a_library_of(entries, tmp_path, library)
    format_ = FORMATS[name]
    options = Options(target=format_.target(), style="numbered")
    text = format_.dump(flat(shelf.values()), shelf, options)
    assert shown in text
    if format_.load:
        (again,) = entries_of(format_.load(text))
        assert (again.authors, again.authors_cut) == (entries[0].authors, True)


CORR = "@article{x, title={A Foo of Bar}, author={Doe, Jane}, year=2016, %s}"


@pytest.mark.parametrize(
    "where",
    [
        "journal={CoRR, vol. abs/1602.08191}",
        "journal={CoRR}, volume={abs/1602.08191}",
        "journal={CoRR, volume abs/1602.08191}",
        "journal={Computer Research Repository (CoRR) abs/1602.08191}",
        "journal={CoRR: Distributed Computing, abs/1602.08191}",
    ],
)
def test_what_stands_in_corr_is_the_version_on_arxiv_alone(where: str, library: Library) -> None:
    empty = Library(Contents(root=""), library.contents.venues)
    (entry,) = imported(list(entries_of(load("bibtex", CORR % where))), empty)
    assert (entry.type, entry.published, entry.preprint) == ("", None, None)
    assert entry.arxiv
    assert entry.arxiv.id == "1602.08191"


def test_what_stands_on_a_server_without_identifier_is_a_preprint(library: Library) -> None:
    empty = Library(Contents(root=""), library.contents.venues)
    text = CORR % "journal={CoRR: Distributed Computing}, month=feb"
    (entry,) = imported(list(entries_of(load("bibtex", text))), empty)
    assert (entry.type, entry.published, entry.arxiv) == ("", None, None)
    assert entry.preprint == Preprint(server="arXiv", year=2016, month=2)


def test_a_doi_beside_a_server_is_of_a_publication(library: Library) -> None:
    empty = Library(Contents(root=""), library.contents.venues)
    text = CORR % "journal={CoRR: Distributed Computing, abs/1602.08191}, doi={10.1109/x.1}"
    (entry,) = imported(list(entries_of(load("bibtex", text))), empty)
    assert entry.lacks_venue
    assert entry.published
    assert (entry.published.doi, entry.arxiv and entry.arxiv.id) == ("10.1109/x.1", "1602.08191")


BOOKS = """\
@book{b, title={The Art}, author={Doe, Jane}, publisher={Addison-Wesley}, address={Reading, MA},
  year=1997, isbn={0-201-89683-4}, series={Classics}, edition={3rd}, volume=1}
@incollection{c, title={A Chapter}, author={Doe, Jane}, booktitle={The Book}, publisher={Springer},
  editor={Poe, Paula}, address={Berlin}, year=2000, series={LNCS}, number=7, pages={1--2}}
@techreport{r, title={A Report}, author={Doe, Jane}, institution={MIT}, address={Cambridge},
  year=2001, number={TR-1}, note={Superseded}}
@inproceedings{p, title={A Paper}, author={Doe, Jane}, booktitle={Proc. of Foo}, year=2001,
  organization={IEEE}, address={Paris, France}, series={FOO '01}}
"""


def test_publisher_places_and_series_are_kept_and_the_rest_is_named() -> None:
    read = load("bibtex", BOOKS)
    book, chapter, report, paper = (entry.published for entry in entries_of(read))
    assert book and chapter and report and paper  # noqa: PT018  # all four at once
    assert (book.publisher, book.publisher_place) == ("Addison-Wesley", "Reading, MA")
    assert (book.series, book.isbn, book.volume) == ("Classics", "0-201-89683-4", "1")
    assert (chapter.publisher, chapter.publisher_place, chapter.series) == (
        "Springer",
        "Berlin",
        "LNCS",
    )
    assert (report.publisher, report.publisher_place) == ("", "Cambridge")
    assert (paper.publisher, paper.place, paper.series) == ("IEEE", "Paris, France", "FOO '01")
    assert tuple(one.left_out for one in read) == (
        (),
        ("number",),
        (),
        (),
    )
    noted = entries_of(read)[2]
    assert book.edition == "3rd"
    assert entries_of(read)[1].people == {"editor": ("Poe, Paula",)}
    assert noted.notes.note == "Superseded"


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json", "ris"])
def test_what_a_book_says_of_its_publisher_comes_back(
    name: str, library: Library, tmp_path: Path
) -> None:
    entries = list(entries_of(load("bibtex", BOOKS)))
    shelf = check_a_library_of(entries, tmp_path, library)
    options = Options(target=FORMATS[name].target(), title_case="as-is")
    again = load(name, FORMATS[name].dump(flat(shelf.values()), shelf, options))
    # Whoever reads RIS takes a place for that of the publisher: none is written for a conference.
    lost = {"place": ""} if name == "ris" else {}
    expected = {
        entry.key: msgspec.structs.replace(entry.published, **lost)
        for entry in entries
        if entry.published
    }
    assert {entry.key: entry.published for entry in entries_of(again)} == expected


@pytest.mark.parametrize(
    ("fields", "publisher_place", "place"),
    [
        ("address={A}", "", "A"),
        ("location={A}", "", "A"),
        ("address={A}, location={B}", "A", "B"),
        ("location={A}, venue={B}", "A", "B"),
        ("location={A}, date={2001-02}", "A", ""),
    ],
)
def test_of_a_paper_two_places_are_told_apart(
    fields: str, publisher_place: str, place: str
) -> None:
    text = f"@inproceedings{{p, title={{A Paper}}, booktitle={{B}}, year=2001, {fields}}}"
    (entry,) = entries_of(load("bibtex", text))
    assert entry.published
    assert (entry.published.publisher_place, entry.published.place) == (publisher_place, place)


def test_what_the_venue_tells_is_not_kept_besides(library: Library) -> None:
    text = (
        "@inproceedings{p, title={A Paper}, booktitle={OSDI}, year=2022, publisher={USENIX},"
        " address={Somewhere}, series={OSDI}}"
    )
    empty = Library(Contents(root=""), library.contents.venues)
    (entry,) = imported(list(entries_of(load("bibtex", text))), empty)
    assert entry.published
    assert (entry.published.publisher, entry.published.place) == ("", "")
