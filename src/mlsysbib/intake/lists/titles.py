"""Titles as they are compared."""

from __future__ import annotations

import re

from mlsysbib.text.words import fold

_WORD = re.compile(r"[0-9a-z]+")


def title_key(title: str) -> str:
    """Return a title as it is compared: folded letters and digits, in lower case.

    >>> title_key("Tux²: Distributed Graph  Computation")
    'tux2 distributed graph computation'
    """
    return " ".join(_WORD.findall(fold(title).lower()))
