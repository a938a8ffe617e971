"""Addresses of the web that stand bare in a text, as links."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_SCHEME = re.compile(r"(?<![\w.+-])https?$", re.IGNORECASE)
_ADDRESS = re.compile(r"""https?://\w[^\s<>"`\[\]{}|\\^]*""", re.IGNORECASE)
_LONGEST_SCHEME = len("https")
# What belongs to the sentence or its emphasis, where it ends an address.
_AFTER = "?!.,:;*_~'。，；：、！？）」』"


def read_bare_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """Read `https://...` where the colon is reached; within the text of a link it stays text."""
    pos = state.pos
    if state.linkLevel or not state.src.startswith("://", pos):
        return False
    # With the character before it, which must be none of a word.
    scheme = _SCHEME.search(state.src[max(pos - _LONGEST_SCHEME - 1, 0) : pos])
    start = pos - len(scheme[0]) if scheme else pos
    found = _ADDRESS.match(state.src, start, state.posMax) if scheme else None
    if scheme is None or found is None:
        return False
    address = without_what_follows(found[0])
    href = state.md.normalizeLink(address)
    if start + len(address) <= pos + len("://") or not state.md.validateLink(href):
        return False
    if not silent:
        if not state.pending.endswith(scheme[0]):
            return False
        state.pending = state.pending[: -len(scheme[0])]
        state.push("link_open", "a", 1).attrs = {"href": href}
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos = start + len(address)
    return True


def without_what_follows(address: str) -> str:
    """Return an address without the full stop or the parenthesis that ends its sentence.

    >>> without_what_follows("https://example.org/a_(b)).")
    'https://example.org/a_(b)'
    """
    unopened, end = address.count(")") - address.count("("), len(address)
    while end:
        is_unopened = address[end - 1] == ")" and unopened > 0
        if not (is_unopened or address[end - 1] in _AFTER):
            break
        unopened -= is_unopened
        end -= 1
    return address[:end]
