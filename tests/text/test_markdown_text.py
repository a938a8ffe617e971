from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mlsysbib.text.markdown import escape, link, safe_url, slug
from mlsysbib.text.unseen import harmless

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = "ab1 \\`*_[]()<>|~$&#;!@{}+-.=:/'\"^é深"
TEXTS = st.text(SIGNS) | st.text(st.characters(exclude_categories=["Cs", "Cc"]))
PIECES = st.lists(
    st.sampled_from(
        "a / ?b=1 &c=2 &copy; &#35; %20 % ( ) [ ] é < > \" ' \\ * _ ` | #x ~u ! $".split()
    )
    | st.sampled_from(" \n")
)


def inline(markdown: str) -> list[Token]:
    """Return what a reader of Markdown makes of a line within a paragraph."""
    (_, tokens, _) = READER.parse(f"x{markdown}y")
    return tokens.children or []


@given(TEXTS)
@example("&amp; &#35; <b> ![a](b) `c` **d** __e__ ~~f~~ [g]: h \\")
@example("$5 | @user | a_b_c | *x* \\* \\\\")
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    tokens = inline(escape(text))
    assert [token.type for token in tokens] == ["text"]
    assert tokens[0].content == "x" + harmless(re.sub(r"\s+", " ", text)) + "y"


@given(TEXTS, PIECES)
def test_a_link_shows_its_text_and_leads_to_its_address(text: str, pieces: list[str]) -> None:
    address = "https://example.org/" + "".join(pieces)
    tokens = inline(link(text, address))
    shown = harmless(re.sub(r"\s+", " ", text))
    types = ["text", "link_open", *["text"] * bool(shown), "link_close", "text"]
    assert [token.type for token in tokens] == types
    assert "".join(token.content for token in tokens) == f"x{shown}y"
    assert unquote(str(tokens[1].attrs["href"])) == unquote(address)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://arxiv.org/abs/2309.06180", "https://arxiv.org/abs/2309.06180"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("https://doi.org/10.1016/S0(1)", "https://doi.org/10.1016/S0%281%29"),
        ("https://a.org/x y", "https://a.org/x%20y"),
        ("https://a.org/%20?q=1&r=2#f", "https://a.org/%20?q=1&r=2#f"),
        ("https://a.org/é", "https://a.org/%C3%A9"),
        ("javascript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("ftp://a.org", ""),
        ("//a.org", ""),
        ("www.a.org", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str, address: str) -> None:
    assert safe_url(url) == address
    assert link("a*b", url) == (f"[a\\*b]({address})" if address else "a\\*b")


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Serving and inference", "serving-and-inference"),
        ("Week 3: KV-Cache & Co.", "week-3-kv-cache-co"),
        ("Über: Größe", "über-größe"),
        ("  !! ", ""),
    ],
)
def test_slug(text: str, anchor: str) -> None:
    assert slug(text) == anchor
