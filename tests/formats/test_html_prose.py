from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from html_tree import parse
from mlsysbib.formats.html.prose import render_blocks, render_inline, render_note, without_links

PIECES = (
    '<script>alert(1)</script>|<!--|-->|</style>|" onmouseover="x|javascript:alert(1)|](|[a](|)|'
    "`|```\n|~~~\n|\n|\n\n|- |  - |1. |> |**|_|<a href=x>|<https://example.org>|&lt;|&#60;|\\|"
    "![i](http://example.org/i.png)|[r]: javascript:x\n|[r]|# |---\n|a | b\n|"
    "--|--|\n|data:text/html,x|"
    "\u202e|word |$x$|@key|https://example.org"
).split("|")
ALLOWED = set(
    "p ul ol li em strong s code pre blockquote hr br a table thead tbody tr th td div h1 h2 h3 h4 "
    "h5 h6".split()
)


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_text_becomes_html_of_its_own(pieces: list[str]) -> None:
    root = parse(str(render_blocks("".join(pieces))))
    for element in root.all():
        assert element.tag in ALLOWED
        assert not [name for name in element.attributes if name.startswith("on")]
        href = element.attributes.get("href", "#")
        # To the web, to a mailbox, or to a file beside the page, which has neither scheme nor host.
        is_beside = ":" not in href and not href.startswith(("//", "\\"))
        assert is_beside or href.startswith(("http://", "https://", "mailto:"))
    assert "\u202e" not in root.text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</style><b>",
        "<!-- not closed",
        'a" onmouseover="alert(1)',
        "<img src=x onerror=alert(1)>",
    ],
)
def test_html_is_shown_as_text(text: str) -> None:
    assert parse(str(render_inline(text))).text == text
    assert parse(str(render_blocks(text))).words == text


def test_a_comment_on_lines_of_its_own_is_left_out() -> None:
    html = str(render_blocks("Before\n\n<!-- for\nourselves -->\nAfter"))
    assert parse(html).words == "Before After"
    assert parse(str(render_blocks("Before\n<!-- us -->\nAfter"))).words == "Before After"


def test_what_stands_around_a_comment_is_shown() -> None:
    assert parse(str(render_blocks("a <!-- b\n\n- c --> d"))).words == "a d"
    assert parse(str(render_blocks("`<!--` a `-->`"))).words == "<!-- a -->"


@pytest.mark.parametrize(
    "address", ["javascript:x", "data:text/html,x", "vbscript:x", "file:///etc", "//example.org/x"]
)
def test_only_addresses_for_the_web_become_links(address: str) -> None:
    root = parse(str(render_inline(f"[text]({address})")))
    assert not list(root.all("a"))
    assert "text" in root.text


def test_links_that_leave_the_page_cannot_reach_back() -> None:
    root = parse(str(render_inline("[a](https://example.org) [b](#week-1) <mailto:a@b.org>")))
    links = list(root.all("a"))
    assert [link.attributes["href"] for link in links] == [
        "https://example.org",
        "#week-1",
        "mailto:a@b.org",
    ]
    assert [link.attributes.get("rel", "") for link in links] == [
        "noopener noreferrer",
        "",
        "noopener noreferrer",
    ]


@pytest.mark.parametrize("address", ["slides/week-1.pdf", "../a.html?b=1#c", "/x"])
def test_a_file_beside_the_page_can_be_linked(address: str) -> None:
    (link,) = parse(str(render_inline(f"[slides]({address})"))).all("a")
    assert link.attributes == {"href": address}


def test_a_link_to_nowhere_is_none() -> None:
    (link,) = parse(str(render_inline("[a]()"))).all("a")
    assert link.attributes == {}


def test_an_image_is_a_link_to_it() -> None:
    root = parse(str(render_inline('![A "plot"](https://example.org/p.png "title")')))
    (link,) = root.all("a")
    assert link.attributes["href"] == "https://example.org/p.png"
    assert link.text == 'A "plot"'
    assert parse(str(render_inline("![<b>](javascript:x)"))).text == "![<b>](javascript:x)"


@pytest.mark.parametrize("source", ["logo.png", "../a/plot.svg?x=1"])
def test_an_image_beside_the_page_is_a_link_to_it_too(source: str) -> None:
    (link,) = parse(str(render_inline(f"![logo]({source})"))).all("a")
    assert (link.attributes, link.text) == ({"href": source}, "logo")
    (link,) = parse(str(render_inline(f"![]({source})"))).all("a")
    assert link.text == source


def test_an_image_that_no_page_may_lead_to_is_its_text() -> None:
    root = parse(str(render_inline("![logo](//example.org/x.png) ![x](file:///etc/x)")))
    assert not list(root.all("a"))
    assert "logo" in root.text


def test_an_image_within_a_link_makes_no_second_one() -> None:
    (link,) = parse(str(render_inline("[![logo](logo.png)](https://example.org)"))).all("a")
    assert (link.attributes["href"], link.text) == ("https://example.org", "logo")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("See https://example.org/a_b_c/_d_.", "https://example.org/a_b_c/_d"),
        ("(http://example.org/a_(b))", "http://example.org/a_(b)"),
        ("**HTTPS://example.org/?a=1&b=2**, and more", "HTTPS://example.org/?a=1&b=2"),
        ("~~https://example.org/x~~", "https://example.org/x"),
        ('"https://example.org/x"', "https://example.org/x"),
        ("[see https://example.org/x]", "https://example.org/x"),
        ("|https://example.org|", "https://example.org"),
        ("参见 https://example.org/x。", "https://example.org/x"),
    ],
)
def test_a_bare_address_is_a_link(text: str, address: str) -> None:
    root = parse(str(render_inline(text)))
    (link,) = root.all("a")
    assert (link.attributes["href"], link.text) == (address, address)
    assert link.attributes["rel"] == "noopener noreferrer"
    assert root.text == text.replace("**", "").replace("~~", "")


@pytest.mark.parametrize(
    "text",
    ["xhttps://example.org", "https://", "https://.", "`https://example.org`", "ftp://example.org",
     "javascript://example.org"],
)  # fmt: skip
def test_what_is_no_bare_address_of_the_web_stays_text(text: str) -> None:
    root = parse(str(render_inline(text)))
    assert not list(root.all("a"))
    assert root.text == text.replace("`", "")


@pytest.mark.parametrize(
    "text",
    [
        "[https://example.org/x](https://example.org/x)",
        "<https://example.org/x>",
        "[at https://example.org/y, *here*](https://example.org/x)",
    ],
)
def test_an_address_that_is_a_link_already_stays_one(text: str) -> None:
    (link,) = parse(str(render_inline(text))).all("a")
    assert link.attributes["href"] == "https://example.org/x"


def test_what_is_required_is_marked_in_bullets_and_not_in_paragraphs() -> None:
    text = "Read what is **required**.\n\n- [blog](https://example.org) **Required** and **bold**\n"
    root = parse(str(render_blocks(text)))
    first, second, third = root.all("strong")
    assert [first.classes, second.classes, third.classes] == [set(), {"required"}, set()]
    (note,) = root.all("span", "note")
    assert note.text == "Required"
    (note,) = parse(str(render_blocks("1. x **optional**"))).all("span", "note")
    assert next(note.all("strong")).classes == set()


def test_what_is_required_is_marked_behind_a_paper() -> None:
    root = parse(str(render_note("**must read**, **optional**")))
    assert [mark.classes for mark in root.all("strong")] == [{"required"}, set()]
    assert not list(root.all("span"))


def test_a_table_scrolls_in_a_window_that_the_keyboard_reaches() -> None:
    root = parse(str(render_blocks("| a | b |\n| --- | --- |\n| 1 | 2 |")))
    window = root.first("div")
    assert window.attributes["tabindex"] == "0"
    assert [cell.text for cell in window.all("td")] == ["1", "2"]


def test_what_stands_inside_of_a_link_has_none_of_its_own() -> None:
    heading = render_inline("Week *1*: [the <b> page](https://example.org/?a=1&b=%3E)")
    assert without_links(heading) == "Week <em>1</em>: the &lt;b&gt; page"
