"""Texts of entries as HTML that shows just that text, in the order it is stored."""

from __future__ import annotations

from markupsafe import Markup, escape

from mlsysbib.text.formula import math_to_html
from mlsysbib.text.markup import RunKind, parse_markup
from mlsysbib.text.unseen import harmless

__all__ = ["harmless", "title_html"]


def title_html(title: str) -> Markup:
    r"""Return a stored title as HTML: kept words are words, formulas are set.

    >>> str(title_html(r"{GPUs} & $O(\log n)$ <b>"))
    'GPUs &amp; O(log n) &lt;b&gt;'
    """
    runs = parse_markup(harmless(title))
    # Put together first, as Markup escapes again what it joins.
    html = "".join(
        math_to_html(run.text) if run.kind is RunKind.MATH else escape(run.text) for run in runs
    )
    return Markup(html)  # noqa: S704  # escaped, run by run
