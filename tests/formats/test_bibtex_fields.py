from __future__ import annotations

import re
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options, entries_of
from mlsysbib.formats.bibtex.name_writing import are_bibtex
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.names import format_name
from mlsysbib.model.selection import flat
from mlsysbib.model.venues import Edition, Venue
from strategies import NAMES

# Those of styles: what Zotero reads has tests of its own.
BIBTEX = [name for name in FORMATS["bibtex"].targets if TARGETS[name].styles]
DIALECTS = (*BIBTEX, "biblatex")
VENUE = Venue(
    id="made",
    acronym="MADE",
    kind="conference",
    proceedings="Proceedings of the {ordinal} Made-Up Conference",
    series="MADE '{yy}",
    publisher="Made & Sons",
    publisher_place="Mytown",
    editions={"2023": Edition(ordinal="3rd", place="Elsewhere", month=5, isbn="9780000000002")},
)


def made_up(**fields: Any) -> Entry:  # noqa: ANN401  # the fields of Entry
    given = {
        "key": "doe2023made",
        "title": "A Made-Up Paper",
        "authors": ("Doe, Jane",),
        "published": Published(venue="made", year=2023, pages="1-9", doi="10.0000/made_up"),
    }
    return Entry(**{**given, **fields})


def export(entry: Entry, target: str = "natbib") -> str:
    library = Library(Contents(root="", entries=(entry,), venues={"made": VENUE}))
    options = Options(target=TARGETS[target])
    return FORMATS[options.target.dialect].dump(flat([entry]), library, options)


def fields(text: str) -> dict[str, str]:
    (entry,) = parse_string(text).entries
    return {field.key: field.value for field in entry.fields}


@pytest.mark.parametrize(
    ("target", "fields_with_the_id"),
    [
        ("natbib", {"howpublished": "arXiv preprint arXiv:1706.02677", "eprint": "1706.02677"}),
        ("plain", {"howpublished": "arXiv preprint arXiv:1706.02677", "eprint": "1706.02677"}),
        ("ieee", {"howpublished": "arXiv preprint arXiv:1706.02677", "eprint": "1706.02677"}),
        ("acm", {"eprint": "1706.02677"}),
        ("springer", {"howpublished": "arXiv preprint arXiv:1706.02677"}),
        ("elsevier", {"eprint": "1706.02677"}),
        ("acl", {"eprint": "1706.02677"}),
        ("biblatex", {"eprint": "1706.02677"}),
    ],
)
def test_the_id_of_a_preprint_stands_in_the_fields_that_the_target_prints(
    target: str, fields_with_the_id: dict[str, str], toy: Library
) -> None:
    options = Options(target=TARGETS[target])
    text = FORMATS[options.target.dialect].dump(flat([toy["goyal2017accurate"]]), toy, options)
    assert text.startswith("@online{" if target == "biblatex" else "@misc{")
    found = {name: value for name, value in fields(text).items() if "1706.02677" in value}
    assert found == fields_with_the_id


@pytest.mark.parametrize("target", DIALECTS)
@pytest.mark.parametrize("version", ["published", "preprint", "both"])
def test_no_eprint_field_repeats_its_archive(target: str, version: Any, toy: Library) -> None:  # noqa: ANN401  # a literal
    options = Options(target=TARGETS[target], version=version, eprint="always")
    text = FORMATS[options.target.dialect].dump(flat(toy.values()), toy, options)
    eprints = re.findall(r"^  eprint += \{(.*)\},$", text, re.MULTILINE)
    assert bool(eprints) == ((target, version) != ("springer", "preprint"))
    assert all(re.fullmatch(r"\d{4}\.\d{4,5}", eprint) for eprint in eprints)


def test_the_fields_of_an_eprint_have_the_names_of_their_dialect() -> None:
    preprint = made_up(published=None, arxiv=Arxiv(id="2301.00001", class_="cs.LG"))
    in_bibtex, in_biblatex = fields(export(preprint)), fields(export(preprint, "biblatex"))
    assert (in_bibtex["archiveprefix"], in_bibtex["primaryclass"]) == ("arXiv", "cs.LG")
    assert (in_biblatex["eprinttype"], in_biblatex["eprintclass"]) == ("arxiv", "cs.LG")


@pytest.mark.parametrize("target", DIALECTS)
def test_a_preprint_elsewhere_names_its_server_and_is_no_eprint_of_arxiv(target: str) -> None:
    server = Preprint(server="MadeXiv", id="0042", year=2022, month=3, doi="10.0000/madexiv.42")
    found = fields(export(made_up(published=None, preprint=server), target))
    assert found["doi"] == "10.0000/madexiv.42"
    # Some styles print each eprint as one of arXiv, or without its server.
    is_eprint = target not in {"springer", "elsevier", "acl"}
    assert found.get("eprint") == ("0042" if is_eprint else None)
    prefix = found.get("archiveprefix", found.get("eprinttype"))
    assert prefix == ("MadeXiv" if is_eprint else None)
    assert found.get("year", found.get("date", ""))[:4] == "2022"
    if target not in {"acm", "biblatex"}:
        assert found["howpublished"] == "MadeXiv preprint MadeXiv:0042"


@pytest.mark.parametrize("target", DIALECTS)
def test_without_eprint_fields_a_label_has_the_id(target: str) -> None:
    preprint = made_up(published=None, arxiv=Arxiv(id="2301.00001"))
    library = Library(Contents(root="", entries=(preprint,)))
    options = Options(target=TARGETS[target], eprint="never")
    text = FORMATS[options.target.dialect].dump(flat([preprint]), library, options)
    name = "organization" if target == "biblatex" else "howpublished"
    found = {name: value for name, value in fields(text).items() if "2301.00001" in value}
    assert found == {name: "arXiv preprint arXiv:2301.00001"}


def test_a_label_does_not_repeat_what_a_printed_doi_ends_in() -> None:
    server = Preprint(server="bioRxiv", id="2023.01.02", year=2023, doi="10.1101/2023.01.02")
    preprint = made_up(published=None, preprint=server)
    labels = {target: fields(export(preprint, target))["howpublished"] for target in BIBTEX}
    # Not all print it.
    whole, server_alone = "bioRxiv preprint bioRxiv:2023.01.02", "bioRxiv preprint"
    assert labels == dict.fromkeys(("natbib", "plain", "ieee", "acl"), whole) | dict.fromkeys(
        ("acm", "springer", "elsevier"), server_alone
    )


def test_an_address_is_not_that_of_the_eprint_beside_it() -> None:
    url = "https://arxiv.org/abs/2301.00001"
    entry = made_up(
        published=Published(venue="made", year=2023, url=url), arxiv=Arxiv(id="2301.00001")
    )
    assert fields(export(entry, "natbib"))["url"] == url
    assert "url" not in fields(export(entry, "biblatex"))


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("“All” You Need", "``{A}ll'' You Need"),
        ("Answers: “Why” and (How)", "Answers: ``{W}hy'' and (How)"),
        ("(Almost) Nothing", "({A}lmost) Nothing"),
    ],
)
def test_a_first_letter_behind_a_quote_keeps_its_case(title: str, written: str) -> None:
    text = export(made_up(title=title))
    assert fields(text)["title"] == written
    load = FORMATS["bibtex"].load
    assert load
    assert entries_of(load(text))[0].title == title


@pytest.mark.parametrize(
    ("target", "places"),
    [
        ("natbib", {"address": "Elsewhere"}),
        ("plain", {"address": "Elsewhere"}),
        ("ieee", {"address": "Mytown"}),
        ("springer", {"address": "Mytown"}),
        ("elsevier", {"address": "Mytown"}),
        ("acl", {"address": "Elsewhere"}),
        ("acm", {"address": "Mytown", "location": "Elsewhere"}),
        ("biblatex", {"location": "Mytown", "venue": "Elsewhere"}),
    ],
)
def test_the_two_places_stand_in_the_fields_that_the_target_reads(
    target: str, places: dict[str, str]
) -> None:
    found = fields(export(made_up(), target))
    assert {name: value for name, value in found.items() if value in {"Mytown", "Elsewhere"}} == (
        places
    )


def test_an_article_number_with_pages_is_written_as_each_target_reads_it() -> None:
    entry = made_up(published=Published(venue="made", year=2023, article="58", pages="1-15"))
    for target in set(BIBTEX) - {"acm"}:
        found = fields(export(entry, target))
        assert (found["pages"], "articleno" in found) == ("58:1--58:15", False)
    acm = fields(export(entry, "acm"))
    assert (acm["articleno"], acm["numpages"], "pages" in acm) == ("58", "15", False)
    biblatex = fields(export(entry, "biblatex"))
    assert (biblatex["eid"], biblatex["pages"]) == ("58", "1--15")


def test_an_article_number_alone_is_a_note_where_there_is_no_field_for_it() -> None:
    entry = made_up(published=Published(venue="made", year=2023, article="58"))
    natbib, acm = fields(export(entry)), fields(export(entry, "acm"))
    assert (natbib["note"], "pages" in natbib) == ("Article 58", False)
    assert (acm["articleno"], "numpages" in acm) == ("58", False)


def test_a_month_is_a_bare_macro_or_part_of_an_iso_date() -> None:
    assert re.search(r"^  month += may,$", export(made_up()), re.MULTILINE)
    assert fields(export(made_up(), "biblatex"))["date"] == "2023-05"


def test_doi_and_url_are_verbatim() -> None:
    url = "https://example.org/a_b/50%25%20off?x=1&y=#z~"
    published = Published(venue="made", year=2023, url=url)
    for target in DIALECTS:
        assert fields(export(made_up(), target))["doi"] == "10.0000/made_up"
        assert fields(export(made_up(published=published), target))["url"] == url


def test_text_is_escaped_in_every_dialect() -> None:
    entry = made_up(title="50% of C# & snake_case cost $5".replace("$", "\\$"))
    for target in DIALECTS:
        assert fields(export(entry, target))["title"] == r"50\% of C\# \& snake\_case cost \$5"
        assert fields(export(entry, target))["publisher"] == r"Made \& Sons"


def test_only_marked_spans_take_braces() -> None:
    entry = made_up(title="{FlashAttention}: Fast GPU Kernels in $O(n^2)$")
    assert fields(export(entry))["title"] == "{FlashAttention}: Fast GPU Kernels in {$O(n^2)$}"


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("Nguyễn, Thị", r"Nguy{\~{\^e}}n, Th{\d{i}}"),
        ("Kaiser, Łukasz", r"Kaiser, {\L}ukasz"),
        ("Bodík, Peter", r"Bod{\'i}k, Peter"),
        ("van der Berg, Jan", "van der Berg, Jan"),
        ("Sutton, III, Charles", "Sutton, III, Charles"),
        ("{Made-Up Labs and Sons}", "{Made-Up Labs and Sons}"),
        ("Madonna", "{Madonna}"),
        ("Ørsted, Åse", r"{\O}rsted, {\r{A}}se"),
        ("Rock and Roll, Jane", "{Rock and Roll}, Jane"),
    ],
)
def test_a_name_is_written_so_that_bibtex_reads_its_parts(stored: str, written: str) -> None:
    assert fields(export(made_up(authors=(stored, "Doe, Jane"))))["author"] == (
        f"{written} and Doe, Jane"
    )


def names_of(*authors: str) -> str:
    return fields(export(made_up(authors=authors)))["author"]


# Each pair has the commas, or the words "and", that two names of the usual form have.
@pytest.mark.parametrize(
    "names",
    [
        ("Two Words", "Sutton, III, Charles"),
        ("Sutton, III, Charles", "Two Words"),
        ("von Neumann, Jr., John", "{Made-Up Labs, Inc.}", "Madonna"),
        ("Rock and Roll, Jane", "Madonna"),
        ("Doe, Rock and Roll, Jane", "Madonna"),
    ],
)
def test_a_name_is_written_alike_whoever_stands_beside_it(names: tuple[str, ...]) -> None:
    assert names_of(*names) == " and ".join(map(names_of, names))


SPLIT = st.from_regex(r"A?(, | and |,)?a(, | and )?b?", fullmatch=True)


@given(st.lists(SPLIT | NAMES.map(format_name), min_size=1))
def test_names_that_go_as_they_stand_do_so_one_by_one(names: list[str]) -> None:
    if are_bibtex(" and ".join(names), len(names)):
        assert all(are_bibtex(name, 1) for name in names)


@pytest.mark.parametrize("target", DIALECTS)
def test_without_authors_a_paper_has_what_the_style_sorts_by(target: str) -> None:
    text = export(made_up(authors=(), title="{GPUs} Made Up"), target)
    assert text.startswith("@misc{")
    found = fields(text)
    assert "author" not in found
    assert found["sortkey" if target == "biblatex" else "key"] == "GPUs"
    assert found["howpublished"] == "Proceedings of the 3rd Made-Up Conference"
    assert "booktitle" not in found


@pytest.mark.parametrize("target", DIALECTS)
def test_a_venue_outside_of_the_table_is_named_as_it_is(target: str) -> None:
    published = Published(container_title="Made-Up Meeting", year=2023, pages="3", isbn="9780")
    found = fields(export(made_up(published=published), target))
    assert (found["booktitle"], found["pages"]) == ("Made-Up Meeting", "3")
    assert "series" not in found
    assert "publisher" not in found


@pytest.mark.parametrize("target", DIALECTS)
def test_every_value_stands_at_the_same_column_and_closes_its_line(target: str) -> None:
    lines = export(made_up(), target).splitlines()
    assert lines[0].endswith("{doe2023made,")
    assert lines[-1] == "}"
    assert all(re.match(r"  [a-z]+ *= ", line) for line in lines[1:-1])
    assert {line.index("= ") for line in lines[1:-1]} == {len("  archiveprefix ")}
    assert all(line.endswith(",") for line in lines[:-1])
