from __future__ import annotations

from typing import get_args

import pytest

from mlsysbib.formats import FORMATS, format_for
from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.entry_types import (
    ENTRY_TYPES,
    READ_TYPES,
    REPORT_TYPES,
    SUBTYPES,
)
from mlsysbib.formats.bibtex.fields import (
    BIBLATEX_NAMES,
    CONTAINER_FIELDS,
    WITHOUT_PUBLISHER,
    count_pages,
)
from mlsysbib.formats.targets import ALSO, TARGETS, get_target
from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.item import Resolver
from mlsysbib.model.item_types import FAMILIES, TYPES_STORED, ItemType, StoredType, family_of
from mlsysbib.model.item_types import STORED_TYPES as STORED
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import flat
from mlsysbib.problems import ChoiceError
from mlsysbib.text.dates import MONTHS

# The types of CSL 1.0.2's schema.
CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic"
    " collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic"
    " hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet"
    " paper-conference patent performance periodical personal_communication post post-weblog"
    " regulation report review review-book software song speech standard thesis treaty"
    " webpage".split()
)
# What the four standard styles of BibTeX define, and what biblatex's data model does.
BIBTEX_TYPES = frozenset(
    "article book booklet inbook incollection inproceedings manual mastersthesis misc phdthesis"
    " proceedings techreport unpublished".split()
)
BIBLATEX_TYPES = frozenset(
    "article book inbook incollection inproceedings manual misc online report software dataset"
    " thesis unpublished proceedings booklet collection patent".split()
)
STORED_TYPES = {
    "article": ItemType.ARTICLE,
    "report": ItemType.REPORT,
    "thesis": ItemType.THESIS,
    "book": ItemType.BOOK,
    "chapter": ItemType.CHAPTER,
    "software": ItemType.SOFTWARE,
    "dataset": ItemType.DATASET,
    "web": ItemType.WEB,
}


def test_every_item_type_has_an_entry_type_in_both_dialects() -> None:
    assert set(ENTRY_TYPES) == {"bibtex", "biblatex"}
    for dialect, known in (("bibtex", BIBTEX_TYPES), ("biblatex", BIBLATEX_TYPES)):
        types = ENTRY_TYPES[dialect]  # type: ignore[index]  # the two dialects
        assert set(types) == set(FAMILIES)
        assert set(types.values()) <= known


def test_every_item_type_says_where_its_container_title_stands() -> None:
    assert set(CONTAINER_FIELDS) == set(FAMILIES)
    assert set(FAMILIES) >= WITHOUT_PUBLISHER


def test_every_item_type_is_a_type_of_csl() -> None:
    assert {type_.value for type_ in ItemType} == CSL_TYPES


def test_every_type_has_a_family_and_a_word_of_entry_files_that_leads_back_to_it() -> None:
    assert {type_.family for type_ in ItemType} == set(FAMILIES)
    assert STORED.keys() == set(ItemType)
    assert set(get_args(StoredType)) == set(STORED.values())
    exact = {type_ for type_ in ItemType if type_ not in FAMILIES}
    assert {TYPES_STORED[STORED[type_]] for type_ in exact} == exact
    assert all(family_of(STORED[type_]) == STORED[type_.family] for type_ in exact)


@pytest.mark.parametrize("type_", [type_ for type_ in ItemType if type_ not in FAMILIES])
@pytest.mark.parametrize("name", ["csl-json", "bibtex", "biblatex", "ris"])
def test_an_exact_type_comes_back_or_its_family_does(type_: ItemType, name: str) -> None:
    stored = STORED[type_]
    entry = Entry(key="k", title="T", type=stored, published=Published(year=2000, number="5"))
    library = Library(Contents(root="", entries=(entry,)))
    format_ = FORMATS[name]
    load = format_.load
    assert load is not None
    (read,) = load(format_.dump(flat((entry,)), library, Options(target=format_.target())))
    assert read.entry
    families = {family_of(stored), "web", "article"} if name != "csl-json" else {stored}
    assert read.entry.type == stored or family_of(read.entry.type) in families


@pytest.mark.parametrize("type_", [*REPORT_TYPES, *SUBTYPES])
def test_biblatex_says_in_a_field_what_has_no_entry_type_of_its_own(type_: ItemType) -> None:
    entry = Entry(
        key="k", title="T", type=STORED[type_], published=Published(container_title="C", year=2000)
    )
    library, format_ = Library(Contents(root="", entries=(entry,))), FORMATS["biblatex"]
    load = format_.load
    assert load is not None
    (read,) = load(format_.dump(flat((entry,)), library, Options(target=format_.target())))
    assert read.entry
    assert (read.entry.type, read.entry.genre, read.entry.kept) == (entry.type, "", {})


def test_every_entry_type_that_biblatex_defines_is_known() -> None:
    """Those of section 2.1 of its manual, with the ones its styles print as @misc."""
    defined = (
        "article book mvbook inbook bookinbook suppbook booklet collection mvcollection"
        " incollection suppcollection dataset manual misc online patent periodical suppperiodical"
        " proceedings mvproceedings inproceedings reference mvreference inreference report software"
        " thesis unpublished conference electronic mastersthesis phdthesis techreport www artwork"
        " audio commentary image jurisdiction legislation legal letter movie music performance"
        " review standard video"
    )
    assert set(defined.split()) <= READ_TYPES.keys()


def test_every_target_has_a_format_and_every_format_its_targets() -> None:
    assert {name for format_ in FORMATS.values() for name in format_.targets} == set(TARGETS)
    for format_ in FORMATS.values():
        dialects = {format_.target(name).dialect for name in format_.targets}
        assert len(dialects) == 1
        assert all(format_.target(name).name == name for name in format_.targets)
        assert callable(format_.dump)


def test_an_unknown_target_names_the_near_ones() -> None:
    with pytest.raises(ChoiceError, match=r"unknown target 'natbiib'; did you mean natbib\?"):
        get_target("natbiib")
    with pytest.raises(ChoiceError, match="unknown target 'acm'"):
        FORMATS["csl-json"].target("acm")


def test_a_target_in_two_dialects_has_one_name_and_two_rows() -> None:
    assert get_target("zotero").dialect == "rdf"
    assert get_target("zotero", "csl").dialect == "csl"
    assert get_target("zotero", "bibtex").dialect == "bibtex"
    assert {name for name, _ in ALSO} <= TARGETS.keys()
    assert all(TARGETS[name].dialect != dialect for name, dialect in ALSO)


@pytest.mark.parametrize(
    ("target", "suffix", "expected"),
    [
        ("zotero", "", "zotero-rdf"),
        ("zotero", ".rdf", "zotero-rdf"),
        ("zotero", ".json", "csl-json"),
        ("zotero", ".txt", "zotero-rdf"),
        ("zotero", ".bib", "bibtex"),
        ("acm", ".json", "bibtex"),
        ("biblatex", ".bib", "biblatex"),
        ("ris", "", "ris"),
    ],
)
def test_a_target_says_which_format_it_reads(target: str, suffix: str, expected: str) -> None:
    assert format_for(target, suffix).name == expected


def test_biblatex_names_no_field_as_bibtex_does() -> None:
    assert BIBLATEX_NAMES.keys().isdisjoint(BIBLATEX_NAMES.values())


def test_months_are_the_macros_of_bibtex_in_their_order() -> None:
    assert MONTHS[1:] == (
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "count"),
    [("1-15", "15"), ("7-7", "1"), ("15-1", ""), ("12", ""), ("", ""), ("i-xv", ""), ("1-2-3", "")],
)
def test_only_a_range_of_numbers_has_a_number_of_pages(pages: str, count: str) -> None:
    assert count_pages(pages) == count


@pytest.mark.parametrize(("stored", "expected"), STORED_TYPES.items())
@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_each_stored_type_is_written_as_its_entry_type(
    stored: StoredType, expected: ItemType, dialect: str
) -> None:
    entry = Entry(
        key="doe2023made",
        title="A Made-Up Title",
        authors=("Doe, Jane",),
        type=stored,
        published=Published(container_title="A Made-Up Body", year=2023, number="7"),
    )
    library = Library(Contents(root="", entries=(entry,)))
    (item,) = Resolver(library.venues).resolve(entry)
    assert item.type is expected
    options = Options(target=TARGETS["natbib" if dialect == "bibtex" else "biblatex"])
    text = FORMATS[dialect].dump(flat([entry]), library, options)
    assert text.startswith(f"@{ENTRY_TYPES[options.target.dialect][expected]}{{doe2023made,\n")
    # The body is named once, under the field that the type has for it.
    assert ("A Made-Up Body" in text) is bool(CONTAINER_FIELDS[expected])
