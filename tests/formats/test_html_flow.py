"""Papers among Markdown: wherever they stand, each is shown once, in its order."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from html_tree import parse
from mlsysbib.formats.html.flow import Flow
from mlsysbib.model.entry import Arxiv, Entry
from mlsysbib.model.selection import Block, Cited, Prose
from mlsysbib.selecting.reading_lists.source import Citation, Text, parse_source

LINES = [
    "",
    "text",
    "- a bullet",
    "  - deeper",
    "  more of it",
    "      ```",
    "```",
    "    indented",
    "> quoted",
    "| a | b |",
    "| --- | --- |",
    "1. first",
    "<!-- us -->",
    "<!--",
    "---",
    "===",
    "[r]: /x",
    "<div>",
    "- @one2020a **must**",
    "- @two2020b `code",
    "  - @three2020c",
    "      - @four2020d",
    "* @five2020e",
    "1. @six2020f",
    "\u202e- @seven2020g",
]


def shown(cited: Cited, note: Markup) -> Markup:
    return Markup('<div class="paper" id="{}">{}</div>').format(cited.entry.key, note)


def blocks(text: str) -> list[Block]:
    made: list[Block] = []
    for line in parse_source(text).lines:
        if isinstance(line, Citation):
            entry = Entry(key=line.key, title="A Title", arxiv=Arxiv(id="2301.00001"))
            made.append(Cited(entry, line.annotation, line.indent))
        elif isinstance(line, Text):
            made.append(Prose(line.text))
    return made


def named(entry: Entry) -> Markup:
    return Markup("<b>{}</b>").format(entry.key)


def render(text: str) -> str:
    return str(Flow(shown, named).render(blocks(text)))


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
@example("- a\n      ```\n      - @four2020d\n- @one2020a")
@example("text\n    indented\n\n      - @four2020d")
def test_each_paper_stands_once_in_its_order(text: str) -> None:
    keys = [block.entry.key for block in blocks(text) if isinstance(block, Cited)]
    assert [paper.id for paper in parse(render(text)).all("div", "paper")] == keys


def test_prose_and_papers_share_a_list_and_nest_as_written() -> None:
    root = parse(render("- @one2020a\n- [page](https://example.org)\n  - @two2020b\n- @three2020c"))
    (outer, inner) = root.all("ul", "papers")
    assert [paper.id for paper in inner.all("div", "paper")] == ["two2020b"]
    assert [item.words for item in outer.all("li")] == ["", "page", "", ""]


def test_the_text_behind_a_key_is_its_note_on_further_lines_too() -> None:
    text = "- @one2020a **must** `read`\n  until *Monday*\n\n  And a paragraph."
    root = parse(render(text))
    paper = root.first("div", "paper")
    assert paper.words == "must read until Monday"
    assert [e.tag for e in paper.all()] == ["strong", "code", "em"]
    assert root.first("li").words == "must read until Monday And a paragraph."


def test_no_character_of_the_text_is_taken_for_a_paper() -> None:
    private = "\ue0000\ue000 \ue001"
    root = parse(render(f"{private}\n\n- @one2020a {private}\n- {private}"))
    assert len(list(root.all("div", "paper"))) == 1
    assert root.text.count(private) == 3


def test_the_note_is_escaped() -> None:
    hostile = '<script>"</script> &lt; ](javascript:x)'
    root = parse(render(f"- @one2020a {hostile}"))
    assert root.words == '<script>"</script> < ](javascript:x)'
    assert escape("<script>") in render(f"- @one2020a {hostile}")


def test_what_is_required_is_marked_for_every_page_that_shows_a_list() -> None:
    blog = "- [blog](https://example.org) **required**"
    text = f"All is **required**.\n\n- @one2020a **required**\n{blog}"
    marks = [mark.classes for mark in parse(render(text)).all("strong")]
    assert marks == [set(), {"required"}, {"required"}]
    (mark,) = parse(render(blog)).all("strong")
    assert mark.classes == {"required"}
