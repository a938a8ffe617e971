"""Titles: from the few tags of CSL-JSON to our two marks."""

from __future__ import annotations

import re

from mlsysbib.formats.cleaning import squeeze, unescape
from mlsysbib.text.markup import Run, RunKind, format_markup

_KEPT = re.compile(
    r"<span\s+class=[\"']nocase[\"']\s*>((?:(?!</span>).)*)</span>", re.IGNORECASE | re.DOTALL
)
_SCRIPT = re.compile(r"<(sub|sup)>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?(?:i|b|em|strong|sc|sub|sup|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_SIGNS = {"sub": "_", "sup": "^"}


def read_title(html: str) -> str:
    """Return a title with its marks; tags for italics and the like go, scripts become formulas.

    >>> read_title('A <i>fast</i> <span class="nocase">flash</span> for H<sub>2</sub>O')
    'A fast {flash} for H$_2$O'
    """
    runs: list[Run] = []
    text = squeeze(html)
    position = 0
    for found in _KEPT.finditer(text):
        runs += _runs(text[position : found.start()], RunKind.PLAIN)
        runs += _runs(found[1], RunKind.KEPT)
        position = found.end()
    runs += _runs(text[position:], RunKind.PLAIN)
    return format_markup(tuple(run for run in runs if run.text))


def _runs(html: str, kind: RunKind) -> list[Run]:
    if kind is RunKind.KEPT and _SCRIPT.search(html):
        return [Run(RunKind.MATH, _plain(_SCRIPT.sub(_math, html)))]
    runs: list[Run] = []
    position = 0
    for found in _SCRIPT.finditer(html):
        runs.append(Run(kind, _plain(html[position : found.start()])))
        runs.append(Run(RunKind.MATH, _plain(_math(found))))
        position = found.end()
    return [*runs, Run(kind, _plain(html[position:]))]


def _math(found: re.Match[str]) -> str:
    inner = _plain(found[2])
    is_single = len(inner) == 1 and (inner.isalnum() or inner == "_")
    return _SIGNS[found[1].lower()] + (inner if is_single else f"{{{inner}}}")


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html))
