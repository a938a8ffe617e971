"""Plain text and addresses as Markdown that shows just that text."""

from __future__ import annotations

import re
from urllib.parse import quote

from mlsysbib.text.unseen import harmless

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|!(?=\[)|@(?=\w)")
_SCHEMES = ("http://", "https://", "mailto:")
# What an address may hold as it is: parentheses and brackets would end a Markdown link, and a
# semicolon would make `&copy;` a character.
_ADDRESS_SAFE = "%/:=&?~#+!$,'@*-._"


def escape(text: str) -> str:
    r"""Return text in which no character acts as Markdown.

    >>> escape("P^2 [a](b) *c* d_e")
    'P^2 \\[a\\](b) \\*c\\* d\\_e'
    """
    return _SPECIAL.sub(r"\\\g<0>", harmless(re.sub(r"\s+", " ", text)))


def link(text: str, url: str) -> str:
    """Return a link with escaped text; the text alone where the address is not for the web."""
    address = safe_address(url)
    return f"[{escape(text)}]({address})" if address else escape(text)


def safe_address(url: str) -> str:
    """Return an address fit for a link, or "" for any scheme but http, https and mailto."""
    if not url.lower().startswith(_SCHEMES):
        return ""
    return quote(url, safe=_ADDRESS_SAFE)


def slug(text: str) -> str:
    """Return an anchor's name: lower-case letters and digits, with hyphens between words."""
    return "-".join(re.findall(r"\w+", text.lower()))
