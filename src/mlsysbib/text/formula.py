"""Formulas of titles as HTML."""

from __future__ import annotations

import html
import re

_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|(\w))")
_SCRIPT_TAG = {"_": "sub", "^": "sup"}


def math_to_html(math: str) -> str:
    """Render simple sub- and superscripts as tags; the rest of the formula stays as it is."""

    def tag(found: re.Match[str]) -> str:
        name = _SCRIPT_TAG[found[1]]
        return f"<{name}>{found[2] if found[2] is not None else found[3]}</{name}>"

    return _SCRIPT.sub(tag, html.escape(math, quote=False))
