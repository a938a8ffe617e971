"""Headings that are not written as headings: plain lines, bold lines, numbered lines."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.intake.lists.plain import clean

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(?:\.\s*|\s+)(?=[^\W\d])")
_YEAR = re.compile(r"[~<≤-]?\s?(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d)?)?")
# What ends a list, or gathers what fits nowhere, stands beside the sections and not in the last.
_CATCH_ALL = frozenset(
    "others other misc miscellaneous references reference acknowledgements acknowledgments "
    "contributing contribution contributors license citation uncategorized".split()
)
_NAVIGATION = frozenset(["table of contents", "contents", "content", "toc"])
_MOST_WORDS = 16
_PUNCTUATION = ".!:;,…"
_SMALL = frozenset("a an the of on in to for with by from at as via and or vs after using".split())


class Title(msgspec.Struct, frozen=True):
    """A heading in a plain text: its words, and its depth from 1."""

    text: str
    depth: int


def numbered_depth(text: str) -> int:
    """Return the depth of a numbered heading: 1 for `2. Training`, 2 for `2.10 Others`, else 0."""
    found = _NUMBER.match(text)
    return found[1].count(".") + 1 if found else 0


def is_heading_like(text: str) -> bool:
    """Say whether a plain line may be a heading: a few words, and no sentence."""
    plain = clean(text)
    if not plain or plain[-1] in _PUNCTUATION or len(plain.split()) > _MOST_WORDS:
        return False
    if plain.casefold() in _NAVIGATION or "://" in plain or "](" in text:
        return False
    return plain[0].isupper() or plain[0].isdigit() or bool(_YEAR.fullmatch(plain))


def is_certain(text: str) -> bool:
    """Say whether a heading-like line is one even where no item follows."""
    plain = clean(text)
    is_known = plain.casefold() in _CATCH_ALL or bool(_YEAR.fullmatch(plain))
    return is_known or bool(numbered_depth(plain))


def is_title_like(text: str) -> bool:
    """Say whether a line reads like a title: its words begin with capitals."""
    plain = clean(text)
    words = [word for word in plain.split() if word[0].isalpha() and word.lower() not in _SMALL]
    if not words or plain[-1] in _PUNCTUATION or not plain[0].isalnum():
        return False
    capitalised = sum(word[0].isupper() for word in words)
    return capitalised * 10 >= len(words) * 6


def place(text: str, opened: list[Title], *, follows_at_once: bool) -> int:
    """Return the depth of a heading in a plain text, which says nothing of it, from 1.

    `opened` are the headings above it, outermost first; `follows_at_once` says that nothing stands
    between the last of them and this one. Numbers tell the depth. Else a heading stands beside
    the one that it is worded like (`Deep learning`, `Traditional machine learning`); one that
    follows another at once and is shorter stands below it; any other stands beside the last.
    """
    if depth := numbered_depth(text):
        return depth
    if not opened:
        return 1
    last = opened[-1]
    if text.casefold() in _CATCH_ALL and any(numbered_depth(title.text) for title in opened):
        return 1
    for title in opened[:-1]:
        if _head(title.text) == _head(text):
            return title.depth
    if numbered_depth(last.text):
        return last.depth + 1
    is_shorter = len(text.split()) < len(last.text.split())
    return last.depth + 1 if follows_at_once and is_shorter else last.depth


def _head(text: str) -> str:
    """Return the word that says what a heading is about: its last."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return words[-1] if words else text
