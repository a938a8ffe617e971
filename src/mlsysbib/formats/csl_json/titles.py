"""Titles: from the few tags of CSL-JSON to our two marks."""

from __future__ import annotations

import re

from mlsysbib.formats.cleaning import squeeze, unescape
from mlsysbib.text.markup import Run, RunKind, format_markup, is_well_formed
from mlsysbib.text.tags import plain_tags

_TAG = re.compile(r"<(?P<end>/?)(?P<name>sub|sup|span)(?P<attributes>\s[^<>]*)?>", re.IGNORECASE)
_SIGNS = {"sub": "_", "sup": "^"}


def read_title(html: str) -> str:
    """Return a title with its marks; tags for italics and the like go, scripts become formulas.

    >>> read_title('A <i>fast</i> <span class="nocase">flash</span> for H<sub>2</sub>O')
    'A fast {flash} for H$_2$O'
    """
    reader = _TitleReader()
    text, position = plain_tags(squeeze(html)), 0
    for found in _TAG.finditer(text):
        reader.take_text(text[position : found.start()])
        reader.take_tag(found)
        position = found.end()
    reader.take_text(text[position:])
    return format_markup(reader.result())


class _TitleReader:
    """Collects runs: those outside, those of the span that keeps case, the script that is open."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.kept: list[Run] = []
        self.spans: list[bool] = []
        self.script = ""
        self.scripted: list[str] = []

    def take_text(self, html: str) -> None:
        if not html:
            return
        if self.script:
            self.scripted.append(unescape(html))
        else:
            self._add(RunKind.PLAIN, unescape(html))

    def take_tag(self, found: re.Match[str]) -> None:
        name, is_end = found["name"].lower(), found["end"] != ""
        if name in _SIGNS:
            self._close_script()
            self.script = "" if is_end else name
        elif name == "span" and not is_end:
            self.spans.append("nocase" in (found["attributes"] or ""))
        elif name == "span" and self.spans and self.spans.pop() and True not in self.spans[-1:]:
            self._close_kept()

    def result(self) -> tuple[Run, ...]:
        self._close_script()
        self._close_kept()
        return tuple(self.runs)

    def _add(self, kind: RunKind, text: str) -> None:
        is_kept = bool(self.spans) and self.spans[-1]
        (self.kept if is_kept else self.runs).append(Run(kind, text))

    def _close_script(self) -> None:
        if self.script and (text := "".join(self.scripted)):
            is_single = len(text) == 1 and text.isalnum()
            sign = _SIGNS[self.script]
            formula = sign + (text if is_single else f"{{{text}}}")
            self._add(RunKind.MATH if _is_formula(formula) else RunKind.PLAIN, formula)
        self.script = ""
        self.scripted = []

    def _close_kept(self) -> None:
        """Make one run of a span: a formula if there is a script in it, else words kept."""
        if text := "".join(run.text for run in self.kept):
            has_script = any(run.kind is RunKind.MATH for run in self.kept)
            is_formula = has_script and _is_formula(text)
            self.runs.append(Run(RunKind.MATH if is_formula else RunKind.KEPT, text))
        self.kept = []


def _is_formula(text: str) -> bool:
    """Say whether a text can stand between dollars; one that holds a dollar cannot."""
    return is_well_formed(f"${text}$")
