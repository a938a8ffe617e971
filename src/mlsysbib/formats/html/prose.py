"""Markdown that people wrote, as HTML that can do no harm: no HTML of theirs, and safe links."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup, escape

from mlsysbib.formats.html.bare_links import read_bare_link
from mlsysbib.formats.html.marks import NOTE, mark_required
from mlsysbib.text.markdown import parse, safe_url
from mlsysbib.text.unseen import harmless

Environment = MutableMapping[str, Any]


def render_blocks(markdown: str) -> Markup:
    """Return paragraphs, lists, tables and the rest of Markdown as HTML."""
    shown = "\n".join(line for line in parse(markdown, is_part=True).shown() if line is not None)
    return Markup(reader().render(harmless(shown)))  # noqa: S704  # HTML of the input is escaped


def render_inline(markdown: str) -> Markup:
    """Return one line of Markdown as HTML without a paragraph around it."""
    return Markup(reader().renderInline(harmless(markdown)))  # noqa: S704  # as above


def render_note(markdown: str) -> Markup:
    """Return the text behind a paper as HTML; what says that it must be read is marked."""
    return Markup(reader().renderInline(harmless(markdown), {NOTE: True}))  # noqa: S704  # as above


@cache
def reader() -> MarkdownIt:
    """Return the one reader of Markdown; HTML in the input is shown as the text that it is."""
    return make_reader()


def make_reader() -> MarkdownIt:
    """Return a reader of Markdown, to be given further rules."""
    made = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable(
        ["table", "strikethrough"]
    )
    made.validateLink = is_safe  # type: ignore[method-assign]  # how markdown-it is told
    made.inline.ruler.after("text", "bare_link", read_bare_link)
    made.core.ruler.push("safe_links", _safe_links)
    made.core.ruler.push("required", mark_required)
    made.core.ruler.push("directions", _directions)
    made.add_render_rule("table_open", _table_open)
    made.add_render_rule("table_close", _table_close)
    return made


def is_safe(url: str) -> bool:
    """Say whether a link leads to the web, to a mailbox, or to a file beside the page.

    >>> [is_safe(url) for url in ("slides/week-1.pdf", "#week-1", "javascript:x", "//host/x")]
    [True, True, False, False]
    """
    return bool(safe_url(url) or _BESIDE(url))


# Without a colon there is no scheme, and with one slash no other host.
_BESIDE = re.compile(r"(?!//)[\w./~%?#&=+,@-]+").fullmatch


def _safe_links(state: StateCore) -> None:
    """Make an image a link to it, and keep the pages that links lead to from reaching back."""
    for block in state.tokens:
        depth = 0
        for token in block.children or ():
            depth += token.nesting if token.type in {"link_open", "link_close"} else 0
            if token.type == "image":
                _image_as_link(token, within_link=depth > 0)
            elif token.type == "link_open":
                _mark_link(token)


def _mark_link(token: Token) -> None:
    href = str(token.attrs["href"])
    if not href:
        del token.attrs["href"]  # an empty one would lead to the page itself
    elif not _BESIDE(href):
        token.attrSet("rel", "noopener noreferrer")


def _directions(state: StateCore) -> None:
    """Let each paragraph run in the direction of its own first letter."""
    for token in state.tokens:
        if token.type in {"paragraph_open", "list_item_open", "heading_open"}:
            token.attrSet("dir", "auto")


def _table_open(*_: object) -> str:
    # A wide table scrolls in a window of its own, which the keyboard can reach.
    return '<div class="wide" role="region" aria-label="Table" tabindex="0"><table>\n'


def _table_close(*_: object) -> str:
    return "</table></div>\n"


def _image_as_link(token: Token, *, within_link: bool) -> None:
    source = str(token.attrs.get("src", ""))
    address = safe_url(source) or (source if _BESIDE(source) else "")
    text = escape(token.content or source)
    # A token of raw HTML is written as it is: its parts are escaped here.
    token.type = "html_inline"
    if within_link or not address:
        token.content = str(text)
        return
    rel = Markup("") if _BESIDE(source) else Markup(' rel="noopener noreferrer"')
    token.content = str(Markup('<a href="{}"{}>{}</a>').format(address, rel, text))


def linked_title(title: Markup, url: str, anchor: str) -> Markup:
    """Return the title of a paper as a link to it, with the anchor of its place."""
    if not url:
        return Markup('<span id="{}">{}</span>').format(anchor, title)
    return Markup('<a id="{}" href="{}" rel="noopener noreferrer">{}</a>').format(
        anchor, url, title
    )


def without_links(html: Markup) -> Markup:
    """Return the HTML of a line without its links, fit to stand inside of one."""
    return Markup(_LINK_TAG.sub("", html))  # noqa: S704  # tags are only taken out


# An angle bracket in an attribute is written as a character reference.
_LINK_TAG = re.compile(r"</?a\b[^>]*>")
