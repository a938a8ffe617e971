"""Write titles as BibTeX keeps them: a word that keeps its case in one pair of braces."""

from __future__ import annotations

import re
from collections.abc import Callable

from mlsysbib.formats.targets import Target
from mlsysbib.text.formula import math_to_unicode
from mlsysbib.text.markup import RunKind, parse_markup

# What is the same in LaTeX, with the marks of titles, without what opens a quote or an aside.
_SAME_WITH_MARKS = re.compile(r"[ !')*+,\-./0-9:;=?@A-Z\]a-z{}]*").fullmatch
# Styles keep the first character of a title and of what follows a colon: it may be a quote.
_OPENED = re.compile(r"(?:^|: )[\"'(\[`]+[A-Z]")


def write_title(title: str, encode: Callable[[str], str], target: Target) -> str:
    """Return a stored title for a target; `encode` turns its words into LaTeX."""
    if _SAME_WITH_MARKS(title):
        return title
    math = str if target.tex_math else math_to_unicode
    latex = "".join(
        # Bare math would be lower-cased with the rest: \Delta to \delta.
        f"{{${math(run.text)}$}}"
        if run.kind is RunKind.MATH
        else f"{{{encode(run.text)}}}"
        if run.kind is RunKind.KEPT
        else encode(run.text)
        for run in parse_markup(title)
    )
    return _OPENED.sub(_protect_last, latex)


def _protect_last(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}{{{found[0][-1]}}}"
