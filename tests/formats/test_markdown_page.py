from __future__ import annotations

import re
from typing import Any, get_args

import msgspec
import pytest
from markdown_it import MarkdownIt

from formats.hostile import HOSTILE, TURNED, hostile_library
from html_tree import parse
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import AuthorLimit, Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Arxiv, Entry, Links, Notes, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import Cited, Prose, Section, Selection, Style, flat
from mlsysbib.selecting.grouping import Grouping, group

# A reader that lets HTML through, as GitHub's does.
HTML = MarkdownIt("commonmark", {"html": True, "xhtmlOut": False}).enable(
    ["table", "strikethrough"]
)
SHOWN = set("h1 h2 h3 p ul ol li a em table thead tbody tr th td br".split())


def made_up(title: str, **fields: Any) -> Entry:  # noqa: ANN401  # the fields of Entry
    given = {"key": "doe2023made", "authors": ("Doe, Jane",), "arxiv": Arxiv(id="2301.00001")}
    return Entry(title=title, **{**given, **fields})


def page(selection: Selection, library: Library | None = None, **chosen: Any) -> str:  # noqa: ANN401  # fields of Options
    library = library or Library(Contents(root=""))
    return FORMATS["markdown"].dump(selection, library, Options(target=TARGETS["web"], **chosen))


def listed(*blocks: Cited | Prose, style: Style | None = None) -> Selection:
    section = Section("Week 1", 2, blocks)
    return Selection("A List", (), (section,), style, is_list=True)


def headings(text: str) -> list[str]:
    return re.findall(r"^#{2,} (.*)$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("year", ["2025", "2024", "2023", "2022", "2021", "2020", "2019", "2018", "2017", "2016"]),
        ("topic", ["Training systems", "Parallelism", "Very large models and clusters"]),
        ("venue", ["ACL", "ACM CSUR", "arXiv", "ASPLOS", "ECCV", "EuroSys", "ICLR", "ICML"]),
        ("author", ["Alabdulmohsin, Ibrahim", "Aminabadi, Reza Yazdani", "Arnab, Anurag"]),
    ],
)
def test_sections_stand_in_the_order_of_their_kind(
    by: Grouping, expected: list[str], toy: Library
) -> None:
    text = page(group(toy.values(), toy, by), toy)
    assert headings(text)[: len(expected)] == expected


def test_an_organisation_is_a_heading_without_braces(toy: Library) -> None:
    assert "MiniMax" in headings(page(group(toy.values(), toy, "author"), toy))


@pytest.mark.parametrize("style", ["numbered", "annotated"])
def test_a_long_list_of_authors_is_cut_where_it_is_asked(style: Style) -> None:
    entry = made_up("Titled", authors=("Doe, Jane", "Roe, Rick", "Poe, Ann"))
    cut = page(flat([entry]), style=style, author_limit=AuthorLimit(2, 1))
    assert "Jane Doe et al. [Titled]" in cut
    assert "Jane Doe, Rick Roe, Ann Poe. [Titled]" in page(
        flat([entry]), style=style, author_limit=AuthorLimit(3, 1)
    )


def test_a_paper_stands_in_each_of_its_topics_and_counts_once(toy: Library) -> None:
    text = page(group(toy.values(), toy, "topic", "Toy"), toy)
    assert text.startswith("# Toy\n\n27 papers.\n\n- [Training systems](#training) (9)\n")
    assert text.count("Demystifying Parallel") == 2


def test_every_line_of_the_contents_leads_to_an_anchor(toy: Library) -> None:
    for by in ("topic", "venue", "year", "author"):
        text = page(group(toy.values(), toy, by), toy)
        targets = re.findall(r"^ *- \[[^\]]+\]\(#([^)]+)\) \(\d+\)$", text, re.MULTILINE)
        assert targets
        assert targets == re.findall(r'<a id="([^"]+)"></a>', text)


def test_papers_without_topic_have_a_section_of_their_own(toy: Library) -> None:
    text = page(group([made_up("A Made-Up Paper")], toy, "topic"), toy)
    assert headings(text) == ["Without topic"]


def test_contents_are_left_out_or_put_in_as_wished(toy: Library) -> None:
    by_topic = group(toy.values(), toy, "topic")
    assert "papers." not in page(by_topic, toy, contents=False)
    one = listed(Cited(made_up("A Made-Up Paper")))
    assert "1 paper.\n\n- [Week 1](#week-1) (1)\n" in page(one, contents=True)
    assert "1 paper." not in page(one)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Brackets [and] (more)", r"Brackets \[and\] (more)"),
        ("Stars * and_under_scores", r"Stars \* and\_under\_scores"),
        ("Tags <b> `code`", r"Tags \<b\> \`code\`"),
        ("A | B", r"A \| B"),
        ("Mail @nobody", r"Mail \@nobody"),
        (r"{Tux}$^2$ costs \$5", r"Tux<sup>2</sup> costs \$5"),
        (r"$\lambda${Grapher} in $O(\log n)$", "λGrapher in O(log n)"),
    ],
)
def test_no_character_of_a_title_acts_as_markdown(title: str, shown: str) -> None:
    assert f"[{shown}](https://arxiv.org/abs/2301.00001)" in page(flat([made_up(title)]))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a(b)c", "[A Made-Up Page](https://example.org/a%28b%29c)"),
        ("https://example.org/a b", "[A Made-Up Page](https://example.org/a%20b)"),
        ("javascript:alert(1)", " A Made-Up Page"),
        ("file:///etc/passwd", " A Made-Up Page"),
    ],
)
def test_only_addresses_for_the_web_become_links(url: str, shown: str) -> None:
    published = Published(container_title="Nowhere", year=2023, url=url)
    text = page(flat([made_up("A Made-Up Page", arxiv=None, published=published)]))
    assert shown in text
    assert ("](" in text) is url.startswith("http")


def test_a_doi_leads_before_a_url_and_a_url_before_arxiv() -> None:
    def address(doi: str = "", url: str = "") -> str:
        published = Published(container_title="Nowhere", year=2023, doi=doi, url=url)
        text = page(flat([made_up("A Made-Up Page", published=published)]))
        return text.partition("](")[2].partition(")")[0]

    page_of_it = "https://example.org/x"
    assert address(doi="10.0000/x", url=page_of_it) == "https://doi.org/10.0000/x"
    assert address(url=page_of_it) == page_of_it
    assert address() == "https://arxiv.org/abs/2301.00001"


def test_a_page_by_topic_links_code_and_preprint_behind_the_paper(toy: Library) -> None:
    text = page(flat([toy["kwon2023efficient"]]), toy)
    assert text == (
        "- [SOSP'23] [Efficient Memory Management for Large Language Model Serving with "
        "PagedAttention](https://doi.org/10.1145/3600006.3613165) (vLLM) "
        "([arXiv](https://arxiv.org/abs/2309.06180), "
        "[code](https://github.com/vllm-project/vllm))\n"
    )


def test_the_link_of_the_title_is_not_repeated_behind_it() -> None:
    links = Links(pdf="https://example.org/x.pdf")
    published = Published(container_title="Nowhere", year=2023)
    entry = made_up("A Made-Up Page", published=published, links=links)
    assert page(flat([entry])).count("x.pdf") == 1


def test_a_system_is_named_unless_title_or_annotation_say_it(toy: Library) -> None:
    vllm = toy["kwon2023efficient"]
    assert "(vLLM)" in page(listed(Cited(vllm)), toy)
    assert page(listed(Cited(vllm, "(VLLM) again")), toy).count("(vLLM)") == 0
    assert "(MegaScale)" not in page(listed(Cited(toy["jiang2024megascale"])), toy)


def test_a_repeat_can_refer_to_what_was_shown(toy: Library) -> None:
    twice = listed(Cited(toy["kwon2023efficient"]), Cited(toy["kwon2023efficient"], "once more"))
    full, short = page(twice, toy), page(twice, toy, repeats="see-also")
    assert full.count("https://doi.org/") == 2
    assert short.count("https://doi.org/") == 1
    assert "- see also Efficient Memory Management" in short
    assert short.rstrip().endswith(" in [Week 1](#week-1) once more")


def test_a_repeat_leads_to_the_section_of_the_first_place(toy: Library) -> None:
    cited = Cited(toy["bae2022l3"])
    parts = (
        Section("Week 1: A & [B](x)", 2, (), (Section("Papers", 3, (cited,)),)),
        Section("Week 2", 2, (), (Section("Papers", 3, (Cited(toy["gao2018low"]), cited)),)),
        Section("Week 3", 2, (Cited(toy["gao2018low"], "again"),)),
    )
    whole = Selection("Papers", (cited,), parts, is_list=True)
    above = page(whole, toy, repeats="see-also")
    text = page(msgspec.structs.replace(whole, blocks=()), toy, repeats="see-also", contents=True)
    seen = re.findall(r"see also .* in (\[.*)$", text, re.MULTILINE)
    assert seen == ["[Papers](#papers-1)", "[Papers](#papers-2) again"]
    assert "- [Week 1: A & B](#week-1-a--b) (1)\n  - [Papers](#papers-1) (1)\n" in text
    assert re.findall(r"^- see also .*, above$", above, re.MULTILINE)


def test_a_repeat_by_topic_leads_to_the_anchor_that_is_written(toy: Library) -> None:
    text = page(group(toy.values(), toy, "topic"), toy, repeats="see-also")
    anchors = re.findall(r"see also .* in \[[^\]]+\]\(#([^)]+)\)", text)
    assert anchors
    assert set(anchors) <= set(re.findall(r'<a id="([^"]+)"></a>', text))


def test_what_a_repeat_requires_is_required_where_the_paper_is_shown(toy: Library) -> None:
    def first(*notes: str) -> str:
        twice = listed(*(Cited(toy["bae2022l3"], note) for note in notes))
        return page(twice, toy, repeats="see-also").splitlines()[4]

    assert first("skip 1", "**Required** again").endswith(") **Required** skip 1")
    assert first("", "**required**").endswith(") **required**")
    assert first("skip 1", "again").endswith(") skip 1")
    assert first("skip 1 **must read**", "**required**").endswith(") skip 1 **must read**")


def test_a_heading_without_papers_has_no_count(toy: Library) -> None:
    parts = (Section("Holidays", 2), Section("Week 1", 2, (Cited(toy["bae2022l3"]),)))
    text = page(Selection("L", (), parts, is_list=True), toy, contents=True)
    assert "- [Holidays](#holidays)\n- [Week 1](#week-1) (1)\n" in text


def test_a_repeat_takes_no_number_and_is_a_row_of_a_table(toy: Library) -> None:
    cited = [Cited(toy[key]) for key in ("bae2022l3", "bae2022l3", "gao2018low")]
    numbered = page(listed(*cited), toy, style="numbered", repeats="see-also")
    assert re.findall(r"^\d+\.", numbered, re.MULTILINE) == ["1.", "2."]
    table = page(listed(*cited), toy, style="table", repeats="see-also")
    rows = table.partition("| --- |\n")[2].rstrip().splitlines()
    assert [row.count(" | ") for row in rows] == [2, 2, 2]


def test_numbers_run_through_all_sections(toy: Library) -> None:
    cited = Cited(toy["bae2022l3"]), Cited(toy["gao2018low"])
    sections = tuple(Section(f"Week {n}", 2, (paper,)) for n, paper in enumerate(cited))
    text = page(Selection("A List", (), sections, is_list=True), toy, style="numbered")
    assert re.findall(r"^\d+\.", text, re.MULTILINE) == ["1.", "2."]


def test_a_table_opens_anew_behind_prose_and_keeps_clear_of_it(toy: Library) -> None:
    paper = Cited(toy["bae2022l3"])
    text = page(listed(Prose("Before."), paper, Prose("Between."), paper), toy, style="table")
    assert text.count("| Venue | Paper | Authors |\n| --- | --- | --- |\n| ECCV'22 |") == 2
    assert "Before.\n\n| Venue" in text
    assert " |\n\nBetween.\n\n| Venue" in text


def test_a_bar_in_an_annotation_makes_no_cell(toy: Library) -> None:
    text = page(listed(Cited(toy["bae2022l3"], r"a|b \| c")), toy, style="table")
    assert r" a\|b \| c |" in text


def test_what_stands_below_a_paper_stands_in_its_cell(toy: Library) -> None:
    paper, other = Cited(toy["bae2022l3"], "**required**"), Cited(toy["gao2018low"])
    below = ("  more of it", "  - discuss a|b", "    and c", "", "  A paragraph.", "")
    behind = map(Prose, ("  1. discuss d", "- of the list"))
    text = page(listed(paper, *map(Prose, below), other, *behind), toy, style="table")
    first, second = re.findall(r"^\| (?:ECCV|Euro).*$", text, re.MULTILINE)
    assert ") **required** more of it<br>discuss a\\|b and c<br>A paragraph. | " in first
    assert ")<br>discuss d | " in second
    assert text.endswith(" |\n\n- of the list\n")
    assert text.count("| --- | --- | --- |") == 1


def test_what_cannot_stand_in_a_cell_stays_behind_the_table(toy: Library) -> None:
    code = ("  - run it:", "    ```", "    make", "    ```")
    text = page(listed(Cited(toy["bae2022l3"]), *map(Prose, code)), toy, style="table")
    assert text.endswith(" |\n\n" + "\n".join(code) + "\n")
    assert "<br>" not in text


def test_the_lines_below_a_nested_paper_are_its_own(toy: Library) -> None:
    nested = Cited(toy["gao2018low"], "", "  ")
    below = Prose("    - inner"), Prose("  - outer")
    text = page(listed(Cited(toy["bae2022l3"]), nested, *below), toy, style="table")
    assert re.findall(r"<br>.*? \|", text) == ["<br>inner |"]
    assert text.endswith("\n\n  - outer\n")


def test_the_summary_stands_below_an_annotated_item() -> None:
    entry = made_up("A Made-Up Paper", notes=Notes(summary="Worth *it*."))
    text = page(listed(Cited(entry, "now", "  ")), style="annotated")
    assert "*arXiv*, 2023. now  \n    Worth \\*it\\*.\n" in text


def test_the_style_of_the_list_yields_to_the_one_that_is_asked_for(toy: Library) -> None:
    asks = listed(Cited(toy["bae2022l3"]), style="table")
    assert "| ECCV'22 |" in page(asks, toy)
    assert "- [ECCV'22]" in page(asks, toy, style="awesome")


@pytest.mark.parametrize("style", get_args(Style))
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_data_is_shown_as_text(text: str, style: Style) -> None:
    library = hostile_library(text)
    for by in ("topic", "venue", "author"):
        markdown = page(group(library.values(), library, by, f"Of {text}"), library, style=style)
        root = parse(HTML.render(re.sub(r'^<a id=".*"></a>$', "", markdown, flags=re.MULTILINE)))
        assert {e.tag for e in root.all()} <= SHOWN
        assert f"A {text} Title" in root.words
        assert f"Of {text}" in root.words
        assert all(a.attributes["href"].startswith(("https://", "#")) for a in root.all("a"))


def test_nothing_turns_the_direction_of_the_page() -> None:
    library = hostile_library(TURNED)
    text = page(group(library.values(), library, "venue", TURNED), library)
    assert "A leftright Title" in text
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


def test_a_paper_without_venue_or_authors_is_shown_with_what_there_is() -> None:
    entry = made_up("A Made-Up Report", authors=(), arxiv=None, published=Published(year=2023))
    assert page(flat([entry])) == "- [2023] A Made-Up Report\n"
    assert page(flat([entry]), style="numbered") == "1. A Made-Up Report. 2023.\n"
    assert page(flat([entry]), style="table").endswith("| 2023 | A Made-Up Report |  |\n")
