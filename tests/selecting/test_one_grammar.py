"""A document cites the same papers for whoever reads it: lists, pages, `--cited-in`, `merge`..."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from html_tree import parse as parse_html
from mlsysbib.formats import markdown
from mlsysbib.formats.base import Options
from mlsysbib.formats.html import page
from mlsysbib.formats.targets import get_target
from mlsysbib.keys.rename import rename_key
from mlsysbib.matching.merging import merge
from mlsysbib.model.entry import Arxiv, Entry
from mlsysbib.model.library import Contents, Library
from mlsysbib.selecting.citations import find_cited
from mlsysbib.selecting.reading_lists.resolve import resolve
from mlsysbib.text.markdown import parse
from mlsysbib.text.markdown_lines import LineKind

KEYS = ("a1", "b1", "c1", "d1")


def library(text: str = "") -> Library:
    entries = tuple(
        Entry(key=key, title=f"On {key}", arxiv=Arxiv(id=f"2301.0000{number}"))
        for number, key in enumerate((*KEYS, "zz"))
    )
    paths = tuple(f"entries/2023/{entry.key}.toml" for entry in entries)
    return Library(Contents(root="", entries=entries, paths=paths, reading_lists={"list": text}))


def listed(text: str) -> list[str]:
    resolved = resolve(text, library(), "list.md")
    return sorted(entry.key for entry in resolved.selection.entries())


def cited(text: str) -> list[str]:
    return sorted(find_cited(text, "list.md"))


def renamed(text: str) -> list[str]:
    return [key for key in KEYS if rename_key(library(text), key, "new").reading_lists]


def merged(text: str) -> list[str]:
    return [key for key in KEYS if merge(library(text), "zz", key, "keep").reading_lists]


def shown(text: str) -> list[str]:
    selection = resolve(text, library(), "list.md").selection
    html = parse_html(page.dump(selection, library(), Options(target=get_target("natbib"))))
    return sorted({key for key in KEYS for e in html.all(class_="paper") if e.id == key})


CONSUMERS = (listed, cited, renamed, merged, shown)
DOCUMENTS = {
    "plain": ("- @a1\n- [@b1]\n1. @c1\n", "a1 b1 c1"),
    "a fence": ("```\n- @a1\n```\n- @b1\n", "b1"),
    "a fence of tildes": ("~~~ bib\n- @a1\n~~~\n- @b1\n", "b1"),
    "a longer fence": ("~~~~\n- @a1\n~~~\n- @b1\n~~~~\n- @c1\n", "c1"),
    "a fence with the other marks in it": ("```\n~~~\n- @a1\n```\n- @b1\n", "b1"),
    "a fence that never closes": ("- @c1\n```\n- @a1\n\n- @b1\n", "c1"),
    "a fence in an item": ("- x\n\n  ```\n  - @a1\n  ```\n- @c1\n", "c1"),
    "a fence that its item ends": ("- x\n\n  ```\n- @a1\n", "a1"),
    "a fence far in": ("10. x\n\n    ```\n    - @a1\n    ```\n- @c1\n", "c1"),
    "a fence in a quotation": ("> ```\n> - @a1\n> ```\n\n- @b1\n", "b1"),
    "indented code": ("Text\n\n    - @a1\n\n- @b1\n", "b1"),
    "indented code in an item": ("- x\n\n      - @a1\n- @b1\n", "b1"),
    "an item within an item": ("- x\n    - @a1\n        - @b1\n", "a1 b1"),
    "tabs": ("- x\n\t- @a1\n\t\t- @b1\n", "a1 b1"),
    "a comment": ("<!-- - @a1 -->\n- @b1\n", "b1"),
    "a comment over lines": ("<!--\n- @a1\n-->\n- @b1\n", "b1"),
    "a comment over paragraphs": ("<!--\n- @a1\n\n## H\n\n- @c1\n-->\n- @b1\n", "b1"),
    "a comment behind a paper": ("- @a1 <!-- - @b1 -->\n- @c1\n", "a1 c1"),
    "a comment from behind a paper": ("- @a1 <!-- not:\n- @b1\n-->\n- @c1\n", "a1 c1"),
    "a comment within an item": ("- x\n  <!--\n  - @a1\n  -->\n  - @b1\n", "b1"),
    "a comment with a fence in it": ("<!--\n```\n-->\n- @a1\n", "a1"),
    "a fence with a comment in it": ("```\n<!--\n```\n- @a1\n", "a1"),
    "a code span with a comment in it": ("Write `<!--`.\n\n- @a1\n\nAnd `-->`.\n", "a1"),
    "an empty comment": ("<!-->\n- @a1\n<!--->\n- @b1\n<!-- -->\n", "a1 b1"),
    "two comments": ("<!--\n- @a1\n--><!--\n- @b1\n-->\n- @c1\n", "c1"),
    "a comment that never closes": ("<!--\n- @a1\n\n- @b1\n", "a1 b1"),
    "markers": ("<!-- mlsysbib:begin x -->\n- @a1\n<!-- mlsysbib:end x -->\n", "a1"),
    "punctuation": ("- @a1: x\n- @b1, y\n- @c1.\n- @d1; z\n", "a1 b1 c1 d1"),
    "more punctuation": ("- @a1+\n- @c1?\n- @d1/\n", "a1 c1 d1"),
    "brackets": ("- [@a1]: x\n- [@b1], **y**\n", "a1 b1"),
    "longer keys": ("- @a1:b\n- @b1-2\n- @c1_x\n- @d1\n", "a1:b b1-2 c1_x d1"),
    "a task": ("- [ ] @a1\n- [x] @b1 done\n- [X] [@c1]\n", "a1 b1 c1"),
    "headings": ("# One\n- @a1\n\nTwo\n---\n- @b1\n\nThree\n===\n- @c1\n", "a1 b1 c1"),
    "front matter": ("---\ntitle: X\n---\n- @a1\n", "a1"),
    "no front matter": ("\n---\n- @a1\n---\n", "a1"),
    "windows": ("<!--\r\n- @a1\r\n-->\r\n- @b1\r\n```\r\n- @c1\r\n```\r\n", "b1"),
    "old mac": ("<!--\r- @a1\r-->\r- @b1\r", "b1"),
    "mail": ("- me@a1\n- @b1@host\n- @c1\n", "c1"),
    "addresses": ("- [x](https://x.org/?u=@a1)\n- <https://x.org/=@b1>\n- @c1\n", "c1"),
    "escapes": ("- \\@a1\n- @b1\n", "b1"),
}


@pytest.mark.parametrize("consumer", CONSUMERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_reader_of_a_document_finds_the_same_papers(name: str, consumer: object) -> None:
    text, expected = DOCUMENTS[name]
    known = [key for key in expected.split() if key in KEYS or consumer is cited]
    assert callable(consumer)
    assert consumer(text) == known


PIECES = st.sampled_from(
    [
        *(f"- @{key}" for key in KEYS),
        *(f"  - [@{key}]: x" for key in KEYS),
        *("    - @a1", "\t- @b1", "1. @c1 x", "- [ ] @d1", "      - @a1", "> x"),
        *("", "", "# H", "Text", "  text", "===", "---", "- x", "  ```", "```", "~~~~", "~~~ bib"),
        *("````", "<!--", "-->", "<!-- x -->", "x <!--", "--> x", "` x", "x `", "`<!--`", "    x"),
    ]
)
TEXTS = st.tuples(st.lists(PIECES, max_size=14), st.sampled_from(["\n", "\r\n", "\r"])).map(
    lambda made: made[1].join(made[0])
)


@given(TEXTS)
def test_all_agree_on_any_document(text: str) -> None:
    expected = cited(text)
    # Of a line that is no item but holds a key the compiled list says what it is: prose.
    bullets = [line for line in parse(text).lines if "@" in line.text and "@" in _seen(text, line)]
    if all(line.kind is LineKind.BULLET for line in bullets):
        assert listed(text) == expected
        assert shown(text) == expected
    assert renamed(text) == expected
    assert merged(text) == expected
    assert set(listed(text)) <= set(expected)


def _seen(text: str, line: object) -> str:
    start, own = line.start, line.text  # type: ignore[attr-defined]  # a Line
    return parse(text).visible()[start : start + len(own)]


@given(st.text("@a1b2`~-*#>|<!- \n\t\r=[]().\\", max_size=80) | TEXTS)
def test_any_text_is_read_and_no_line_is_lost(text: str) -> None:
    document = parse(text)
    starts = [line.start for line in document.lines]
    ends = [*starts[1:], len(text)] if starts else []
    parts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    assert "".join(parts) == text
    assert [part.rstrip("\r\n") for part in parts] == [line.text for line in document.lines]
    assert len(list(document.shown())) == len(document.lines)
    for mention in document.mentions():
        assert text[mention.start : mention.end] == mention.key
        assert text[mention.start - 1] in "@{"


# Where comments stand CommonMark stops before we do, and it knows HTML, links and other numbers.
PLAIN = st.lists(
    st.sampled_from(
        ["- x", "  - x", "    - x", "  x", "    x", "      x", "x", "", "", "```", "~~~~", "  ```"]
    ),
    max_size=10,
).map("\n".join)


@given(PLAIN)
def test_code_is_where_commonmark_has_it(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(text)
    expected = {
        number
        for token in tokens
        if token.type in {"fence", "code_block"} and token.map
        for number in range(*token.map)
    }
    lines = parse(text).lines
    found = {number for number, line in enumerate(lines) if line.kind is LineKind.CODE}
    blank = {number for number, line in enumerate(lines) if not line.text.strip()}
    assert found - blank == {number for number in expected if number < len(lines)} - blank


def test_a_task_keeps_its_box_in_a_compiled_list() -> None:

    selection = resolve("- [x] @a1 read\n- [ ] @b1\n", library(), "list.md").selection
    lines = markdown.dump(selection, library(), Options(target=get_target("natbib"))).splitlines()
    assert lines[0].startswith("- [x] [arXiv'23]")
    assert lines[0].endswith(" read")
    assert lines[1].startswith("- [ ] [arXiv'23]")
