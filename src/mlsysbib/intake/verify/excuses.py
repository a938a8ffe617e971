"""Excuses: a comment in a file that says why a reference is right all the same."""

from __future__ import annotations

import re

# `% mlsysbib: ignore KEY why it is right`, on a line of its own, in whatever format.
_EXCUSE = re.compile(
    r"^[ \t]*(?:%|//|#)+[ \t]*mlsysbib:[ \t]*ignore[ \t]+(?P<key>\S+)[ \t]+(?P<why>\S.*?)[ \t]*$",
    re.MULTILINE,
)


def find_excuses(text: str) -> dict[str, str]:
    """Return what a file excuses: the key of a reference, and why. One without a reason is none."""
    return {found["key"]: found["why"] for found in _EXCUSE.finditer(text)}
