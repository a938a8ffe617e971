"""What several rules read of a title; each title is read once while the rules look at it."""

from __future__ import annotations

import re
import string
from functools import cache, lru_cache

from mlsysbib.lint.vocabulary import vocabulary
from mlsysbib.model.entry import Entry

_MARKED = re.compile(r"\\.|\{(?:[^{}\\]|\\.)*\}|\$(?:[^$\\]|\\.)*\$", re.DOTALL)
_KEPT = re.compile(r"\\.|\$(?:[^$\\]|\\.)*\$|\{((?:[^{}\\]|\\.)*)\}", re.DOTALL)
_WORDS = re.compile(r"[^\W_]+").findall
_SIGNS = string.punctuation.encode()
_BLANKS = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))


@lru_cache(maxsize=2)
def bare_text(title: str) -> str:
    """Return a title with a blank in place of each run that is kept or math."""
    if "$" in title or "\\" in title:
        return _MARKED.sub(" ", title)
    return " ".join(title.replace("{", "}").split("}")[::2]) if "{" in title else title


@lru_cache(maxsize=2)
def odd_words(title: str) -> frozenset[str]:
    """Return the words that a style may change the case of, less those known to be ordinary."""
    bare = bare_text(title)
    # Bytes, as they are taken apart several times as fast.
    words = bare.encode().translate(_BLANKS).split() if bare.isascii() else _encoded(bare)
    odd = set(words) - _ordinary_forms()
    return frozenset(map(bytes.decode, odd)) if odd else _NONE


_NONE: frozenset[str] = frozenset()


def _encoded(text: str) -> list[bytes]:
    return [word.encode() for word in _WORDS(text)]


@cache
def _ordinary_forms() -> frozenset[bytes]:
    ordinary = vocabulary().ordinary
    return frozenset(word.encode() for word in ordinary.union("aA", map(str.capitalize, ordinary)))


def has_odd_words(entry: Entry) -> bool:
    """Say whether any word of the title is worth a look."""
    return bool(odd_words(entry.title))


def has_kept_runs(entry: Entry) -> bool:
    """Say whether any word of the title keeps its case."""
    return "{" in entry.title


@lru_cache(maxsize=2)
def kept_runs(title: str) -> tuple[str, ...]:
    """Return the runs that keep their case."""
    if "$" in title or "\\" in title:
        return tuple(filter(None, _KEPT.findall(title)))
    return tuple(title.replace("{", "}").split("}")[1::2])


def protect(title: str, word: re.Pattern[str]) -> str:
    """Return a title with braces around each place outside of marks where a pattern matches."""
    parts = []
    position = 0
    for marked in _MARKED.finditer(title):
        parts += [word.sub(r"{\g<0>}", title[position : marked.start()]), marked[0]]
        position = marked.end()
    return "".join([*parts, word.sub(r"{\g<0>}", title[position:])])
