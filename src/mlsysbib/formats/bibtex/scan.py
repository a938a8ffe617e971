"""Find where braces, quotes and values end in a text that people wrote.

Two readings of a brace behind a backslash exist: BibTeX counts it, later programs do not. `counted`
says which one a block is read with; most texts are the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_TOKENS = {
    True: re.compile(r"[{}]"),
    False: re.compile(r"\\.|[{}]", re.DOTALL),
}
_ROUND_TOKENS = {
    True: re.compile(r'[{})"]'),
    False: re.compile(r'\\.|[{})"]', re.DOTALL),
}
_QUOTE_TOKENS = re.compile(r'\\"|[{}"]')
_BARE = re.compile(r"[^\s,#{}\"=]+")
_SPACE = re.compile(r"\s*")


def find_closing(text: str, start: int, limit: int, *, opener: str, counted: bool) -> int:
    """Return where the block that was opened before `start` ends; -1 where it never closes."""
    if opener == "{":
        return _closing_brace(text, start, limit, counted=counted)
    depth, is_quoted = 0, False
    for found in _ROUND_TOKENS[counted].finditer(text, start, limit):
        match found[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case '"' if depth == 0:
                is_quoted = not is_quoted
            case ")" if depth == 0 and not is_quoted:
                return found.end()
    return -1


def _closing_brace(text: str, start: int, limit: int, *, counted: bool) -> int:
    depth = 1
    for found in _TOKENS[counted].finditer(text, start, limit):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                return found.end()
    return -1


def _closing_quote(text: str, start: int, limit: int) -> int:
    depth = 0
    for found in _QUOTE_TOKENS.finditer(text, start, limit):
        match found[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case '"' if depth <= 0:
                return found.end()
    return -1


class Part(msgspec.Struct, frozen=True):
    """One operand of a value: a text in braces or quotes, or the name of a macro, or a number."""

    start: int
    end: int
    is_text: bool


def value_parts(text: str, start: int, limit: int, *, counted: bool = True) -> Iterator[Part]:
    """Yield the operands of a value, which `#` joins; none where there is no value."""
    position = start
    while position < limit:
        character = text[position]
        if character == "{":
            end = _closing_brace(text, position + 1, limit, counted=counted)
        elif character == '"':
            end = _closing_quote(text, position + 1, limit)
        else:
            found = _BARE.match(text, position, limit)
            end = found.end() if found else -1
        if end < 0:
            return
        yield Part(position, end, character in '{"')
        after = skip_space(text, end, limit)
        if text[after : after + 1] != "#" or after >= limit:
            return
        position = skip_space(text, after + 1, limit)


def skip_space(text: str, start: int, limit: int) -> int:
    """Return the first position from `start` on that is no white space."""
    found = _SPACE.match(text, start, limit)
    return found.end() if found else start


def whole_group(latex: str) -> str | None:
    """Return what stands in braces that hold the whole text; None where none do."""
    if latex[:1] != "{":
        return None
    end = find_closing(latex, 1, len(latex), opener="{", counted=False)
    return latex[1:-1] if end == len(latex) else None
