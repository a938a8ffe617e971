"""Encodings: text in UTF-8 that a program took for Latin-1, once or twice."""

from __future__ import annotations

import re

# Letters of two bytes, of which the first is read as one of these.
_LETTER = re.compile("[\u00c3-\u00c5][\u0080-\u00bf]")
# Quotation marks and dashes have three bytes; those that the wrong code lacks became `?`.
_REST = (
    "?\u0080-\u00bf\u00c2\u00c5\u00e2\u0152\u0153\u0178\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201e\u2020-\u2022\u2026\u20ac\u2122"
)
_MARK = re.compile(f"(?:\u00c3\u00a2|\u00e2)[{_REST}][{_REST} ]*[{_REST}]")


def repair(text: str) -> str:
    """Return a text with its letters and its quotation marks restored, these as apostrophes.

    >>> repair("Donâ??t ask SjÃ¶strÃ¶m"), repair("une tâche")
    ("Don't ask Sjöström", 'une tâche')
    """
    if "\u00e2" in text:
        text = _MARK.sub("'", text)
    if "\u00c3" in text or "\u00c4" in text or "\u00c5" in text:
        text = _LETTER.sub(lambda found: found[0].encode("latin-1").decode(), text)
    return text
