"""Texts of entries as HTML that shows just that text, in the order it is stored."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from mlsysbib.text.formula import math_to_html
from mlsysbib.text.markup import RunKind, parse_markup

# What turns the direction of the text around it, and control characters, which HTML forbids.
_UNSEEN = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")


def harmless(text: str) -> str:
    r"""Return text without characters that turn the direction of what stands around them.

    >>> harmless("user\u202etxt.exe")
    'usertxt.exe'
    """
    return _UNSEEN.sub("", text)


def title_html(title: str) -> Markup:
    r"""Return a stored title as HTML: kept words are words, formulas are set.

    >>> str(title_html(r"{GPUs} & $O(\log n)$ <b>"))
    'GPUs &amp; O(log n) &lt;b&gt;'
    """
    return Markup("").join(
        Markup(math_to_html(harmless(run.text)))  # noqa: S704  # which escapes what it does not set
        if run.kind is RunKind.MATH
        else escape(harmless(run.text))
        for run in parse_markup(title)
    )
