"""What a list says of how a paper or page is to be read, to be seen at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# In the environment of a reader: the text as a whole stands behind a paper.
NOTE = "is_note"
_REQUIRED = frozenset({"required", "must read", "mandatory"})
_MARKS = _REQUIRED | {"optional"}


def mark_required(state: StateCore) -> None:
    """Mark `**required**` behind papers, and in bullets without a paper: courses assign pages too.

    In a paragraph it is a word like any other.
    """
    depth = 0
    for token in state.tokens:
        depth += token.nesting if token.type.startswith("list_item_") else 0
        children = token.children or []
        if state.env.get(NOTE) or (children and children[0].type == "paper"):
            for place in _marks(children):
                _mark(children[place], children[place + 1])
        elif depth:
            token.children = list(_wrapped(children)) if children else token.children


def _marks(children: Sequence[Token]) -> Iterator[int]:
    """Yield where a mark begins: bold, and nothing but its word."""
    for place, token in enumerate(children[:-2]):
        word, end = children[place + 1], children[place + 2]
        if (token.type, word.type, end.type) == ("strong_open", "text", "strong_close") and (
            word.content.casefold() in _MARKS
        ):
            yield place


def _mark(bold: Token, word: Token) -> None:
    if word.content.casefold() in _REQUIRED:
        bold.attrSet("class", "required")


def _wrapped(children: Sequence[Token]) -> Iterator[Token]:
    """Yield the parts of a bullet, its marks as notes of their own."""
    starts = set(_marks(children))
    for place, token in enumerate(children):
        if place in starts:
            _mark(token, children[place + 1])
            yield Token("html_inline", "", 0, content='<span class="note">')
        yield token
        if place - 2 in starts:
            yield Token("html_inline", "", 0, content="</span>")
