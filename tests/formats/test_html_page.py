from __future__ import annotations

import base64
import hashlib
import re
from typing import Any, get_args

import pytest

from formats.hostile import HOSTILE, TURNED, hostile_library
from html_tree import Element, parse
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import AuthorLimit, Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Arxiv, Entry, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import Cited, Prose, Section, Selection, Style, flat
from mlsysbib.selecting.grouping import Grouping, group
from mlsysbib.selecting.reading_lists.resolve import resolve

STYLES: tuple[Style, ...] = get_args(Style)


def page(selection: Selection, library: Library, **chosen: Any) -> str:  # noqa: ANN401  # fields of Options
    return FORMATS["html"].dump(selection, library, Options(target=TARGETS["page"], **chosen))


def course(library: Library, **chosen: Any) -> Element:  # noqa: ANN401  # fields of Options
    selection = resolve(library.reading_lists["course"], library, "course.md").selection
    return parse(page(selection, library, **chosen))


def papers(root: Element) -> list[Element]:
    return [element for element in root.all(class_="paper") if element.id]


def listed(*blocks: Cited | Prose, heading: str = "Week 1") -> Selection:
    return Selection("A List", (), (Section(heading, 2, blocks),), is_list=True)


@pytest.mark.parametrize("style", STYLES)
def test_every_paper_of_a_list_stands_in_every_style(style: Style, toy: Library) -> None:
    selection = resolve(toy.reading_lists["course"], toy, "course.md").selection
    keys = [entry.key for section in selection.sections for entry in section.entries()]
    shown = papers(course(toy, style=style))
    assert [paper.first(class_="key").words for paper in shown] == keys


def test_ids_stand_once_and_every_link_on_the_page_leads_to_one(toy: Library) -> None:
    for by in ("topic", "venue", "year", "author"):
        root = parse(page(group(toy.values(), toy, by), toy))
        ids = [element.id for element in root.all() if element.id]
        assert len(ids) == len(set(ids))
        targets = {
            a.attributes["href"][1:] for a in root.all("a") if a.attributes["href"][0] == "#"
        }
        assert targets <= set(ids)
        assert set(toy) <= set(ids)


def test_a_paper_is_found_under_its_key_even_beside_a_section_of_that_name(toy: Library) -> None:
    cited = Cited(toy["kwon2023efficient"])
    root = parse(page(listed(cited, cited, heading="kwon2023efficient"), toy))
    assert "paper" in root.find("kwon2023efficient").classes
    assert "paper" in root.find("kwon2023efficient-2").classes
    (heading,) = root.all("h2")
    assert heading.id == "section-kwon2023efficient"


def test_sections_of_one_name_are_told_apart_by_those_above() -> None:
    years = (Section("2024", 3), Section("2023", 3))
    parts = (Section("Training", 2, (), years), Section("Serving", 2, (), years))
    root = parse(page(Selection("L", (), parts, is_list=True), Library(Contents(root=""))))
    assert [heading.id for heading in root.all("h3")] == [
        "2024",
        "2023",
        "serving-2024",
        "serving-2023",
    ]


def test_the_contents_name_each_section_with_its_count(toy: Library) -> None:
    root = course(toy)
    nav = root.first("nav")
    assert nav.attributes["aria-label"] == "Contents"
    headings = [h for h in root.first("main").all() if h.tag in {"h2", "h3"}]
    links = list(nav.all("a"))
    assert [a.attributes["href"][1:] for a in links] == [h.id for h in headings]
    counts = [int(count.text) for count in nav.all(class_="count")]
    assert counts[0] == len(papers(next(root.first("main").all("section"))))
    assert not list(parse(page(listed(), toy)).all("nav"))
    assert not list(course(toy, contents=False).all("nav"))


def test_prose_stays_in_its_place(toy: Library) -> None:
    cited = Cited(toy["bae2022l3"], "**required** for all")
    blocks = (Prose("Read *both*."), cited, Prose("- [page](https://example.org/)"), Prose("End."))
    words = parse(page(listed(*blocks), toy)).first("main").words
    places = [words.index(text) for text in ("Read both.", "L3", "required", "page", "End.")]
    assert places == sorted(places)


def test_a_table_is_parted_by_prose_and_not_by_empty_lines(toy: Library) -> None:
    paper, empty = Cited(toy["bae2022l3"]), Prose("")
    blocks = (Prose("Before."), empty, paper, empty, paper, empty, Prose("Between."), paper)
    root = parse(page(listed(*blocks), toy, style="table"))
    rows = [len(list(table.all("tr", "paper"))) for table in root.all("table")]
    assert rows == [2, 1]
    assert [p.words for p in root.first("main").all("p")] == ["Before.", "Between."]


def test_what_stands_below_a_paper_stands_in_its_row(toy: Library) -> None:
    blocks = (
        Cited(toy["bae2022l3"]),
        Prose("  - discuss *this*, **required**"),
        Prose(""),
        Prose("  - <b> and that"),
        Cited(toy["gao2018low"]),
    )
    root = parse(page(listed(*blocks), toy, style="table"))
    (table,) = root.all("table")
    first, second = table.all("tr", "paper")
    assert first.first(class_="note").text == "discuss this, required<b> and that"
    tags = sorted(element.tag for element in first.first(class_="note").all())
    assert tags == ["br", "br", "em", "strong"]
    assert not list(second.all(class_="note"))
    assert not list(root.first("div", "list").all("ul"))


def test_numbers_run_on_and_repeats_take_none(toy: Library) -> None:
    cited = [Cited(toy[key]) for key in ("bae2022l3", "bae2022l3", "gao2018low")]
    root = parse(page(listed(*cited), toy, style="numbered", repeats="see-also"))
    assert [paper.first(class_="gutter").words for paper in papers(root)] == ["1", "", "2"]
    again = papers(root)[1]
    assert again.words.startswith("see also L3")
    assert [a.attributes["href"] for a in again.all("a")] == ["#bae2022l3"]


@pytest.mark.parametrize("style", STYLES)
def test_what_a_repeat_requires_is_marked_where_the_paper_is_shown(
    style: Style, toy: Library
) -> None:
    cited = Cited(toy["bae2022l3"], "skip 1"), Cited(toy["bae2022l3"], "**required**")
    first, again = papers(parse(page(listed(*cited), toy, style=style, repeats="see-also")))
    assert first.first(class_="note").words == "required skip 1"
    assert first.first("strong").classes == {"required"}
    assert again.first("strong").classes == {"required"}


def test_a_repeat_has_no_bibtex_of_its_own(toy: Library) -> None:
    cited = Cited(toy["bae2022l3"])
    root = parse(page(listed(cited, cited), toy))
    assert len(list(root.all("pre"))) == 1
    assert [b.attributes["data-copy"] for b in root.all("button", "copy")] == [
        "bibtex-bae2022l3",
        "bibtex-bae2022l3",
    ]


def test_the_bibtex_is_what_export_writes(toy: Library) -> None:
    root = course(toy)
    codes = {code.id.removeprefix("bibtex-"): code.text for code in root.all("code") if code.id}
    natbib = Options(target=TARGETS["natbib"])
    for key, text in codes.items():
        assert text == FORMATS["bibtex"].dump(flat([toy[key]]), toy, natbib)
    whole = FORMATS["bibtex"].dump(flat(toy[key] for key in sorted(codes)), toy, natbib)
    assert "\n".join(codes[key] for key in sorted(codes)) == whole


def test_long_lists_of_authors_fold_and_lose_nobody(toy: Library) -> None:
    entry = max(toy.values(), key=lambda entry: len(entry.authors))
    assert len(entry.authors) > 8
    paper = papers(parse(page(flat([entry]), toy)))[0]
    byline = paper.first(class_="byline")
    assert len(list(byline.all("bdi"))) == len(entry.authors)
    assert byline.first("summary").text == f"and {len(entry.authors) - 6} more"


def test_a_limit_of_authors_says_how_many_are_shown_at_once(toy: Library) -> None:
    root = course(toy, author_limit=AuthorLimit(3, 1))
    folded = [paper for paper in papers(root) if list(paper.all("details", "others"))]
    assert folded
    assert all(len(list(paper.first(class_="names").all("bdi"))) == 1 for paper in folded)


def test_what_is_required_is_marked(toy: Library) -> None:
    root = parse(page(listed(Cited(toy["bae2022l3"], "**Required** and **optional**")), toy))
    marks = [mark.classes for mark in root.first(class_="note").all("strong")]
    assert marks == [{"required"}, set()]


@pytest.mark.parametrize("style", STYLES)
def test_a_page_that_is_required_is_marked_as_a_paper_is(style: Style, toy: Library) -> None:
    page_of_it = Prose("- [PyTorch internals](http://example.org/a) **required** a blog")
    paper = Cited(toy["bae2022l3"], "**required**")
    for blocks in ((page_of_it,), (paper, page_of_it), (page_of_it, paper)):
        root = parse(page(listed(*blocks), toy, style=style))
        marks = list(root.first("div", "list").all("strong"))
        assert [mark.classes for mark in marks] == [{"required"}] * len(blocks)
        assert len(list(root.first("div", "list").all("span", "note"))) == len(blocks)


def test_a_retracted_paper_says_so() -> None:
    library = hostile_library("x")
    for style in STYLES:
        root = parse(page(flat(library.values()), library, style=style))
        assert root.first(class_="status").text == "retracted"


def test_the_page_allows_its_own_style_and_script_and_nothing_else(toy: Library) -> None:
    text = page(listed(Cited(toy["bae2022l3"])), toy)
    root = parse(text)
    (policy,) = (
        meta.attributes["content"]
        for meta in root.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "base-uri 'none'" in policy
    assert "form-action 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    sources = [e for e in root.all() if "src" in e.attributes or "style" in e.attributes]
    assert sources == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str, style: Style) -> None:
    library = hostile_library(text)
    clean = hostile_library("x")
    for by in ("topic", "venue", "author"):
        root = shown(library, by, style)
        plain = shown(clean, by, style)
        assert [(e.tag, sorted(e.attributes)) for e in root.all()] == [
            (e.tag, sorted(e.attributes)) for e in plain.all()
        ]
        assert f"A {text} Title" in root.words
        assert f"Doe {text}" in root.words
        assert f"{'Venue' if style in {'numbered', 'annotated'} else 'V'} {text}" in root.words
    for link in root.all("a"):
        assert re.match(r"https://|#", link.attributes["href"])


def shown(library: Library, by: Grouping, style: Style) -> Element:
    return parse(page(group(library.values(), library, by), library, style=style)).first("body")


@pytest.mark.parametrize("text", HOSTILE[:9])
def test_hostile_prose_headings_and_notes_are_shown_as_text(text: str) -> None:
    library = hostile_library("x")
    blocks = (Prose(text), Prose(""), Cited(library["doe2022made"], text), Prose(f"- {text}"))
    root = parse(page(listed(*blocks, heading=f"Week {text}"), library))
    assert len(list(root.all("script"))) == len(list(root.all("style"))) == 1
    assert not [name for e in root.all() for name in e.attributes if name.startswith("on")]
    if "`" not in text:
        assert root.first("main").text.count(text) >= 4


def test_nothing_turns_the_direction_of_the_page() -> None:
    library = hostile_library(TURNED)
    blocks = (Prose(TURNED), Cited(library["doe2022made"], TURNED))
    text = page(listed(*blocks, heading=TURNED), library)
    root = parse(re.sub(r"<pre .*?</pre>", "", text, flags=re.DOTALL))
    assert "leftright" in root.first("main").text
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", root.text)
    assert root.first(class_="title").attributes["dir"] == "auto"
    assert all(name.tag == "bdi" for name in root.first(class_="names").all())


def test_formulas_of_titles_are_set() -> None:
    entry = Entry(
        key="doe2023made",
        title=r"{Tux}$^2$ in $O(\log n)$ & more",
        arxiv=Arxiv(id="2301.00001"),
        published=Published(venue="", container_title="Nowhere", year=2023),
    )
    root = parse(page(flat([entry]), Library(Contents(root=""))))
    title = root.first(class_="title")
    assert title.text == "Tux2 in O(log n) & more"
    assert title.first("sup").text == "2"


def test_an_empty_selection_is_a_page(toy: Library) -> None:
    root = parse(page(Selection("Nothing"), toy))
    assert root.first("h1").words == "Nothing"
    assert "0 papers" in root.words
    assert not list(root.all("button"))


def test_two_runs_write_the_same_bytes(toy: Library) -> None:
    selection = group(toy.values(), toy, "topic", "Toy")
    assert page(selection, toy) == page(selection, toy)
