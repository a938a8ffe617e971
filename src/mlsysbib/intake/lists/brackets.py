"""The bracketed groups at both ends of a line's flat form."""

from __future__ import annotations

import msgspec

_BEFORE = " *_~\t\\"
_CLOSING = {"(": ")", "[": "]"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}


class Bracketed(msgspec.Struct, frozen=True):
    """A group: what is inside of its brackets, and where it stands with backslash and emphasis.

    `is_literal` says that both brackets have a backslash, as the text itself may have brackets.
    """

    inner: str
    start: int
    end: int
    is_square: bool
    is_literal: bool = False


def first_group(flat: str) -> Bracketed | None:
    r"""Return the group that a text begins with.

    >>> first_group(r"\[SoCC '18] Parameter Hub").inner
    "SoCC '18"
    """
    start = len(flat) - len(flat.lstrip(_BEFORE))
    if start >= len(flat) or flat[start] not in _CLOSING:
        return None
    opening = flat[start]
    end = _partner(flat, start, opening, _CLOSING[opening])
    if end < 0:
        return None
    inner = flat[start + 1 : end].rstrip("\\")
    outer = len(flat) - len(flat.lstrip(" \t"))
    # Emphasis that opens before the group may close behind it, or behind the whole title.
    tail = len(flat[end + 1 :]) - len(flat[end + 1 :].lstrip("*_"))
    opened = flat[outer:start].replace("\\", "")
    closes = flat[end + 1 : end + 1 + tail] == opened and opened
    first = outer if closes or not opened else start - (flat[start - 1 : start] == "\\")
    return Bracketed(inner, first, end + 1 + (tail if closes else 0), opening == "[")


def _partner(flat: str, start: int, bracket: str, partner: str) -> int:
    """Return where the partner of a bracket stands, before or behind it; -1 where it has none."""
    depth = 0
    places = range(start, len(flat)) if bracket in _CLOSING else range(start, -1, -1)
    for place in places:
        character = flat[place]
        if character == bracket:
            depth += 1
        elif character == partner:
            depth -= 1
            if depth == 0:
                return place
    return -1


def last_group(flat: str) -> Bracketed | None:
    """Return the group that a text ends with.

    >>> last_group("Analysis of GPU Clusters (`Philly`)").inner
    '`Philly`'
    """
    body = flat.rstrip(" *_.\t")
    if not body or body[-1] not in _OPENING:
        return None
    closing = body[-1]
    start = _partner(body, len(body) - 1, closing, _OPENING[closing])
    if start < 0:
        return None
    inner = body[start + 1 : -1].rstrip("\\")
    is_escaped = body[start - 1 : start] == "\\"
    is_literal = is_escaped and body.endswith(f"\\{closing}")
    return Bracketed(inner, start - is_escaped, len(flat), closing == "]", is_literal)
