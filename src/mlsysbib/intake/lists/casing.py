"""Marks for the words of a listed title that keep their capitals beyond doubt."""

from __future__ import annotations

import re

from mlsysbib.text.markup import escape_markup

_WORD = re.compile(r"[^\W_]+")
_LEADING_NAME = re.compile(r"[^\s:{}$\\]+(?=\s?:\s)")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def mark_case(title: str) -> str:
    """Return a plain title as entries hold it: acronyms and inner capitals are kept.

    >>> mark_case("Megatron-LM: Training GPU-based vLLM Models")
    '{Megatron-LM}: Training {GPU}-based {vLLM} Models'

    Where a list shouts a whole title, its capitals say nothing.
    """
    long_words = _LONG_WORD.findall(title)
    if sum(word.isupper() for word in long_words) * 2 > len(long_words):
        return escape_markup(title)
    marked, start = "", 0
    name = _LEADING_NAME.match(title)
    if name and any(map(_is_certain, _WORD.findall(name[0]))):
        marked, start = f"{{{name[0]}}}", name.end()
    for found in _WORD.finditer(title, start):
        word = f"{{{found[0]}}}" if _is_certain(found[0]) else found[0]
        marked += escape_markup(title[start : found.start()]) + word
        start = found.end()
    return marked + escape_markup(title[start:])


def _is_certain(word: str) -> bool:
    """Say whether a word has a capital where no headline would put one."""
    return any(letter.isupper() for letter in word[1:]) or (
        any(letter.isupper() for letter in word) and any(c.isdigit() for c in word)
    )
