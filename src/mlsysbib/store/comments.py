"""Comments of TOML files: the one layout has no place for them, so they must not be overwritten."""

from __future__ import annotations

import re

_STRING = r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
_COMMENT = re.compile(rf"(?s:{_STRING})|(?P<comment>#[^\n]*)")


def find_comment(text: str) -> int:
    """Return the line of the first comment, or 0."""
    for found in _COMMENT.finditer(text):
        if found["comment"]:
            return text.count("\n", 0, found.start()) + 1
    return 0
