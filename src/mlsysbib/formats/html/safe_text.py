"""Texts of entries as HTML that shows just that text, in the order it is stored."""

from __future__ import annotations

from markupsafe import Markup, escape

from mlsysbib.text.formula import math_to_html
from mlsysbib.text.markup import RunKind, parse_markup
from mlsysbib.text.unseen import harmless


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
