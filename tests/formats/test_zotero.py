"""What is written for Zotero: nothing in CSL-JSON that it drops, tags and collections in BibTeX."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carried import carried, left_over, without_marks
from clients.hard_entries import hard_library, small_library
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options, entries_of, problems_of
from mlsysbib.formats.csl_json.zotero import FIELDS, TYPES
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.item import Resolver
from mlsysbib.model.item_types import FAMILIES, ItemType, StoredType
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import Cited, Section, Selection, flat
from mlsysbib.selecting.grouping import group

# The list in "CSL JSON.js" of zotero/translators: one item of another type, and a whole file is
# refused.
ACCEPTED = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter dataset"
    " entry entry-dictionary entry-encyclopedia figure graphic interview legal_case legislation"
    " manuscript map motion_picture musical_score pamphlet paper-conference patent"
    " personal_communication post post-weblog report review review-book song speech thesis treaty"
    " webpage".split()
)
# The variables that schema.json of zotero/zotero-schema has in its table `csl`, and `id`.
KNOWN = frozenset(
    "abstract archive archive_location authority call-number chapter-number citation-key"
    " collection-number collection-title container-title dimensions DOI edition event-place"
    " event-title genre ISBN ISSN issue journalAbbreviation language license medium note number"
    " number-of-pages number-of-volumes page part-number part-title PMID PMCID publisher"
    " publisher-place references scale section shortTitle source status title title-short"
    " URL version volume accessed issued submitted original-date author editor"
    " translator id type".split()
)
CSL, BIBTEX = FORMATS["csl-json"], FORMATS["bibtex"]


def written(library: Library, **chosen: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401  # Options
    options = Options(target=CSL.target("zotero"), **chosen)
    return {
        item["id"]: item for item in json.loads(CSL.dump(flat(library.values()), library, options))
    }


def bibtex(library: Library, selection: Selection | None = None, **chosen: Any) -> str:  # noqa: ANN401  # Options
    options = Options(target=BIBTEX.target("zotero"), **chosen)
    return BIBTEX.dump(selection or flat(library.values()), library, options)


def test_the_table_is_of_types_and_fields_that_zotero_accepts() -> None:
    assert set(TYPES) == set(FIELDS) == set(FAMILIES)
    assert set(TYPES.values()) <= ACCEPTED
    assert frozenset().union(*FIELDS.values()) <= KNOWN


def full(type_: StoredType, kind: str) -> Entry:
    """An entry with all that one can have, so that every field is written that can be."""
    return Entry(
        key=f"{type_ or 'paper'}-{kind}",
        title="A {Title} with $H_2$",
        type=type_,
        authors=("van der Berg, III, Jan", "{A Body}", "Plato"),
        topics=("serving/memory",),
        published=Published(
            venue=kind if kind in {"conf", "jour", "press"} else "",
            container_title="A Container" if kind == "other" else "",
            year=2023,
            month=5,
            pages="1-15",
            article="58",
            volume="7",
            number="2",
            isbn="9798400702297",
            doi="10.5555/1",
            url="https://example.org/",
        )
        if kind not in {"arxiv", "server"}
        else None,
        arxiv=Arxiv(id="2309.06180", class_="cs.LG") if kind != "server" else None,
        preprint=Preprint(server="bioRxiv", id="1", year=2023, doi="10.1101/1")
        if kind == "server"
        else None,
    )


STORED: tuple[StoredType, ...] = (
    "", "article", "report", "thesis", "book", "chapter", "software", "dataset", "web",
)  # fmt: skip
KINDS = ("conf", "jour", "press", "other", "nowhere", "arxiv", "server")


def test_nothing_outside_of_the_table_is_written() -> None:
    library = small_library(*(full(type_, kind) for type_ in STORED for kind in KINDS))
    resolver = Resolver(library.venues)
    items = written(library, links="both")
    seen: dict[ItemType, set[str]] = {}
    for entry in library.values():
        (item,) = resolver.resolve(entry)
        fields = items[entry.key]
        assert fields["type"] == TYPES[item.type]
        assert fields.keys() <= FIELDS[item.type], entry.key
        seen.setdefault(item.type, set()).update(fields)
    assert set(seen) == set(FAMILIES)
    assert all(
        {"title", "author", "issued", "DOI", "citation-key"} <= names for names in seen.values()
    )


@pytest.mark.parametrize("version", ["published", "preprint", "both"])
def test_no_item_of_the_shipped_library_is_refused(library: Library, version: str) -> None:
    for shelf in (library, hard_library()):
        for item in written(shelf, version=version).values():
            assert item["type"] in ACCEPTED
            assert item.keys() <= KNOWN
            assert all(
                name.keys() <= {"family", "given", "literal"} for name in item.get("author", ())
            )


def test_names_have_the_two_parts_that_zotero_reads() -> None:
    (item,) = written(small_library(full("", "conf"))).values()
    assert item["author"] == [
        {"family": "van der Berg", "given": "Jan, III"},
        {"literal": "A Body"},
        {"family": "Plato"},
    ]


def test_software_is_a_book_with_a_version() -> None:
    (item,) = written(small_library(full("software", "other"))).values()
    assert (item["type"], item["version"], item["publisher"]) == ("book", " ", "A Container")


@pytest.mark.parametrize(
    ("eprint", "pages", "article", "note"),
    [
        (None, "1-15", "58", "arXiv: 2309.06180"),
        (None, "", "58", "arXiv: 2309.06180\nnumber: 58"),
        ("never", "1-15", "58", None),
        ("never", "", "58", "number: 58"),
    ],
)
def test_extra_has_what_zotero_has_no_field_for(
    eprint: str | None, pages: str, article: str, note: str | None
) -> None:
    entry = full("", "conf")
    assert entry.published
    published = msgspec.structs.replace(entry.published, pages=pages, article=article)
    entry = msgspec.structs.replace(entry, published=published)
    (item,) = written(small_library(entry), eprint=eprint).values()
    assert item.get("note") == note


def test_a_preprint_has_its_identifier_where_zotero_keeps_it() -> None:
    (item,) = written(small_library(full("", "arxiv"))).values()
    assert (item["type"], item["publisher"]) == ("article", "arXiv")
    assert (item["number"], item["DOI"]) == ("arXiv:2309.06180", "10.48550/arXiv.2309.06180")
    assert "note" not in item


@settings(deadline=None)
@given(st.lists(carried(), max_size=4, unique_by=lambda entry: entry.key).map(tuple))
def test_what_zotero_reads_reads_back(entries: tuple[Entry, ...]) -> None:
    library = Library(Contents(root="", entries=entries))
    options = Options(target=CSL.target("zotero"), links="both", title_case="as-is")
    assert CSL.load
    read = CSL.load(CSL.dump(flat(entries), library, options))
    problems = [problem for problem in problems_of(read) if problem.level != "info"]
    assert {problem.rule for problem in problems} <= {"year-missing"}
    for entry, expected in zip(entries_of(read), entries, strict=True):
        if expected.type == "software":
            continue  # a book, with a version
        left = left_over(expected, "csl-json", kept=frozenset({"arxiv"}))
        left = _without_class_and_lost_isbn(left, library)
        # What Zotero takes for the number of a preprint is its identifier, kept as it is written.
        assert without_marks(msgspec.structs.replace(entry, kept={})) == without_marks(left)


def _without_class_and_lost_isbn(entry: Entry, library: Library) -> Entry:
    if entry.arxiv:
        entry = msgspec.structs.replace(entry, arxiv=Arxiv(id=entry.arxiv.id))
    (item,) = Resolver(library.venues).resolve(entry)
    lost = {
        name: ""
        for name, csl in (("volume", "volume"), ("pages", "page"), ("isbn", "ISBN"))
        if csl not in FIELDS[item.type]
    }
    if not entry.published:
        return entry
    published = msgspec.structs.replace(entry.published, **lost)
    return msgspec.structs.replace(entry, published=published)


def test_bibtex_has_tags_both_kinds_of_eprint_and_the_two_places() -> None:
    text = bibtex(small_library(full("", "conf")))
    for line in (
        "  eventtitle    = {CONF 2023},\n",
        "  publisher     = {Müller \\& Söhne},\n",
        "  address       = {Łódź, Poland},\n",
        "  location      = {São Paulo, Brazil},\n",
        "  pages         = {58:1--58:15},\n",
        "  eprint        = {2309.06180},\n  archiveprefix = {arXiv},\n  primaryclass  = {cs.LG},\n",
        "  eprinttype    = {arXiv},\n  eprintclass   = {cs.LG},\n",
        "  keywords      = {serving/memory},\n",
    ):
        assert line in text


def test_a_preprint_in_bibtex_has_its_doi_and_no_howpublished() -> None:
    text = bibtex(small_library(full("", "arxiv")))
    assert text.startswith("@misc{")
    assert "howpublished" not in text
    assert "  doi           = {10.48550/arXiv.2309.06180},\n" in text


def test_bibtex_names_no_type_that_zotero_drops_and_no_macro() -> None:
    library = small_library(*(full(type_, kind) for type_ in STORED for kind in KINDS))
    text = bibtex(library, strings="macros")
    # zoteroTypeMap of BibTeX.js in zotero/translators.
    known = "article book incollection inproceedings misc online phdthesis software techreport"
    assert set(re.findall(r"^@(\w+)\{", text, re.MULTILINE)) <= set(known.split())
    assert "@string" not in text


def test_bibtex_leaves_letters_as_they_are() -> None:
    text = bibtex(hard_library())
    assert "Nguyễn, Thị Ánh" in text
    assert "{GPUs} ≥ 2 × {CPUs} ≤ 3 → 90° or ∞ ± 1" in text
    assert "{R\\&D} at 100\\%" in text


def section(heading: str, *keys: str, sections: tuple[Section, ...] = ()) -> Section:
    cited = tuple(Cited(Entry(key=key, title="T", arxiv=Arxiv(id="2309.06180"))) for key in keys)
    return Section(heading, 2, cited, sections)


def test_sections_become_groups_that_jabref_3_reads() -> None:
    selection = Selection(
        sections=(
            section("Serving; \\ {it}", "a", "b", "a", sections=(section("Memory", "b"),)),
            section("Empty"),
        )
    )
    text = bibtex(Library(Contents(root="", entries=())), selection, keys={"b": "B"})
    assert text.endswith(
        "\n@comment{jabref-meta: groupsversion:3;}\n\n"
        "@comment{jabref-meta: groupstree:\n"
        "0 AllEntriesGroup:;\n"
        "1 ExplicitGroup:Serving\\\\\\; \\\\\\\\ it\\;0\\;a\\;B\\;;\n"
        "2 ExplicitGroup:Memory\\;0\\;B\\;;\n"
        "1 ExplicitGroup:Empty\\;0\\;;\n"
        "}\n"
    )


def groups_of(text: str) -> dict[str, list[str]]:
    """Read groups as Zotero does: lines joined, split at bare semicolons, once and again."""
    (tree,) = re.findall(r"@comment\{jabref-meta: groupstree:\n(.*?)\n\}", text, re.DOTALL)
    found = {}
    for group_ in split_quoted(tree.replace("\n", "")):
        kind, _, rest = group_.partition(":")
        if kind.endswith("ExplicitGroup"):
            name, _, *keys = split_quoted(rest)
            found[name] = [key for key in keys if key]
    return found


def split_quoted(text: str) -> list[str]:
    parts, escaped = [""], False
    for character in text:
        if escaped or character not in "\\;":
            parts[-1] += character
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            parts.append("")
    return parts


@given(st.lists(st.text("ab ;\\{}:é", min_size=1).filter(str.strip), unique=True, max_size=3))
def test_groups_of_any_name_read_back(names: list[str]) -> None:
    selection = Selection(sections=tuple(section(name, "k1", "k2") for name in names))
    text = bibtex(Library(Contents(root="", entries=())), selection)
    plain = {" ".join(re.sub(r"[{}]", "", name).split()) for name in names}
    if names:
        assert groups_of(text) == {name: ["k1", "k2"] for name in plain}
    assert text.count("{") == text.count("}")


def test_every_entry_is_in_the_collection_of_each_of_its_topics(library: Library) -> None:
    selection = msgspec.structs.replace(
        flat(library.values()), sections=group(library.values(), library, "topic").sections
    )
    found = groups_of(bibtex(library, selection, version="both"))
    for entry in library.values():
        for topic in entry.topics:
            assert entry.key in found[library.topics[topic]]
    keys = {key for keys in found.values() for key in keys}
    assert {key.removesuffix("-arxiv") for key in keys} == set(library)
    assert any(key.endswith("-arxiv") for key in keys)
