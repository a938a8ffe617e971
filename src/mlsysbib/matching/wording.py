"""Wording: how two titles differ, word by word."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from mlsysbib.text.words import FUNCTION_WORDS

# Slips of the pen: one in a word of four letters, two from eight on.
_LEAST_LETTERS = 4
_LONG_WORD = 8
_CACHED = 1 << 16


class Changes(NamedTuple):
    """Words of meaning that one title has alone; none, and the same letters, is exact."""

    is_exact: bool
    removed: tuple[str, ...]
    added: tuple[str, ...]


@lru_cache(maxsize=_CACHED)
def word_changes(a: str, b: str) -> Changes:
    """Compare two folded titles, misspelt and joined words set aside.

    >>> word_changes("on line predicton in small trees", "online prediction in large trees")
    Changes(is_exact=False, removed=('small',), added=('large',))
    """
    if a.replace(" ", "") == b.replace(" ", ""):
        return Changes(is_exact=True, removed=(), added=())
    left, right = Counter(a.split(" ")), Counter(b.split(" "))
    only_a, only_b = list((left - right).elements()), list((right - left).elements())
    _drop_joined(only_a, only_b)
    _drop_joined(only_b, only_a)
    _drop_slips(only_a, only_b)
    return Changes(
        is_exact=False,
        removed=tuple(filter(is_content, only_a)),
        added=tuple(filter(is_content, only_b)),
    )


def _drop_joined(split: list[str], joined: list[str]) -> None:
    """Drop words that the other title writes as one."""
    for word in joined[:]:
        for place in range(len(split) - 1):
            end, letters = place, ""
            while end < len(split) and word.startswith(letters) and letters != word:
                letters += split[end]
                end += 1
            if letters == word and end > place + 1:
                joined.remove(word)
                del split[place:end]
                break


def _drop_slips(only_a: list[str], only_b: list[str]) -> None:
    for word in only_a[:]:
        for other in only_b:
            if is_slip(word, other):
                only_a.remove(word)
                only_b.remove(other)
                break


def is_slip(a: str, b: str) -> bool:
    """Say whether two words are one, misspelt or in another number.

    >>> is_slip("predicton", "prediction"), is_slip("inter", "intra"), is_slip("gpu", "gpus")
    (True, False, True)
    """
    short, long = sorted((a, b), key=len)
    if _is_inflected(short, long):
        return True
    if long in {short + "s", short + "es"}:
        return True
    if len(short) == _LEAST_LETTERS and _contracts(short, long):
        return True
    if len(short) < _LEAST_LETTERS or not (a.isalpha() or b.isalpha()):
        # In a word of three letters only a swap is a slip: CPU is not GPU.
        return (
            len(short) > _LEAST_LETTERS - 2 and sorted(a) == sorted(b) and OSA.distance(a, b) == 1
        )
    if len(long) == _LEAST_LETTERS and a[0] != b[0] and sorted(a) != sorted(b):
        return False  # few slip at once: GPUs are not TPUs, lead is not read
    most = 1 if len(short) < _LONG_WORD else 2
    return OSA.distance(a, b, score_cutoff=most) <= most


_LEAST_STEM = 4
_ENDINGS = re.compile(r"(?:e|es|ed|ing|y|ies|er|ers|or|s|al|ally|ly)?").fullmatch


def _is_inflected(short: str, long: str) -> bool:
    """Say whether two words have one stem: `buffer` and `buffering`, `query` and `queries`."""
    stem = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return (
        stem >= _LEAST_STEM
        and stem >= len(short) - 1
        and _ENDINGS(short[stem:]) is not None
        and _ENDINGS(long[stem:]) is not None
    )


def _contracts(short: str, long: str) -> bool:
    """Say whether a word is the other without its middle: `dept`, `intl`, `govt`."""
    letters = iter(long)
    is_inside = all(letter in letters for letter in short)
    return is_inside and long.startswith(short[:3]) and long[-1] == short[-1]


# A step towards a thing is another work than the thing.
_CLAIMS = frozenset({"toward", "towards"})


def is_content(word: str) -> bool:
    """Say whether a folded word carries meaning."""
    return word not in FUNCTION_WORDS or word in _CLAIMS


@lru_cache(maxsize=_CACHED)
def content_count(title: str) -> int:
    """Count the words of a folded title that carry meaning."""
    return sum(map(is_content, title.split(" ")))
