"""What several rules read of a title; each title is read once while rules look at it."""

from __future__ import annotations

import os.path
import re
import string
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate

import msgspec

from mlsysbib.lint.rule import AT_ONCE
from mlsysbib.model.entry import Entry
from mlsysbib.text.casing import MARKED
from mlsysbib.text.toml import parse_toml

_FILE = os.path.join(os.path.dirname(__file__), "words.toml")


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names with unusual capitals, names with one, names that are words too, ordinary words."""

    exact: frozenset[str]
    capitalised: frozenset[str]
    ambiguous: frozenset[str]
    ordinary: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Return the words that are shipped."""
    with open(_FILE, encoding="utf-8") as file:
        data = parse_toml(file.read())
    lists = {name: frozenset(text.split()) for name, text in data.items()}
    return msgspec.convert(lists, Vocabulary)


@cache
def miscased() -> dict[str, str]:
    """Return each form that a name with unusual capitals is often, and wrongly, given."""
    words = vocabulary()
    known = words.exact | words.capitalised | words.ambiguous
    return {
        wrong: name
        for name in sorted(words.exact)
        for wrong in (name.lower(), name.capitalize(), name.upper())
        if wrong not in known and wrong.lower() not in words.ordinary
    }


_KEPT = re.compile(r"\\.|\$(?:[^$\\]|\\.)*\$|\{((?:[^{}\\]|\\.)*)\}", re.DOTALL)
_WORDS = re.compile(r"[^\W_]+").findall
_SIGNS = string.punctuation.encode()
_BLANKS = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))


def bare_text(title: str) -> str:
    """Return a title with a blank in place of each run that is kept or math."""
    return _take_apart(title)[0]


def _take_apart(title: str) -> tuple[str, list[str]]:
    """Return the bare text of a title, and the runs that keep their case."""
    if "$" in title or "\\" in title:
        return MARKED.sub(" ", title), list(filter(None, _KEPT.findall(title)))
    parts = title.replace("{", "}").split("}")
    return " ".join(parts[::2]), parts[1::2]


class Unusual(msgspec.Struct, frozen=True):
    """What rules may find fault with in a title: words, and runs that keep their case.

    Words are those that a style may change the case of; ordinary ones are left out.
    """

    words: frozenset[str] = frozenset()
    runs: tuple[str, ...] = ()


_NOTHING = Unusual()


@lru_cache(maxsize=2 * AT_ONCE)
def find_unusual(title: str) -> Unusual:
    """Return what is worth a look in a title."""
    bare, runs = _take_apart(title)
    # Bytes, as they are taken apart several times as fast.
    words = bare.encode().translate(_BLANKS).split() if bare.isascii() else _encoded(bare)
    return Unusual(_unusual_words(words), tuple(filter(_is_unusual_run, runs)))


@lru_cache(maxsize=1)
def _find_all_unusual(titles: tuple[str, ...]) -> dict[str, Unusual]:
    """Return what is worth a look in those of many titles where there is something.

    Plain ones are taken apart together: their braces are balanced, and so alternate over all.
    """
    hard = {title for title in titles if not title.isascii()}
    for sign in _HARD:
        if sign in "".join(titles):
            hard.update(title for title in titles if sign in title)
    lines = "\n".join("" if title in hard else title for title in titles)
    parts = lines.encode().replace(b"{", b"}").split(b"}")
    plain, runs = parts[::2], parts[1::2]
    words = _plain_words()
    bare = b" ".join(plain).translate(_BLANKS).split(b"\n")
    unusual = {index for index, line in enumerate(bare) if not words.issuperset(line.split())}
    if not _plain_runs().issuperset(runs):
        ends = accumulate(part.count(b"\n") for part in plain)
        unusual.update(
            end for end, run in zip(ends, runs, strict=False) if run not in _plain_runs()
        )
    hard.update(titles[index] for index in unusual)
    return {title: found for title in hard if (found := find_unusual(title)) != _NOTHING}


# In bytes, a line break is the end of a title.
_HARD = "\\$\n"


def _encoded(text: str) -> list[bytes]:
    return [word.encode() for word in _WORDS(text)]


@cache
def _plain_words() -> set[bytes]:
    """Return the words that no rule minds; what is found to be one is added."""
    ordinary = vocabulary().ordinary
    return {word.encode() for word in ordinary.union("aA", map(str.capitalize, ordinary))}


def _unusual_words(words: list[bytes]) -> frozenset[str]:
    unknown = set(words) - _plain_words()
    found = frozenset(filter(_is_unusual_word, map(bytes.decode, unknown)))
    _plain_words().update(unknown.difference(map(str.encode, found)))
    return found


def _is_unusual_word(word: str) -> bool:
    """Say whether a word has capitals inside, is a name, or is one in the wrong capitals."""
    return has_capitals(word) or word in vocabulary().capitalised or word in miscased()


def has_capitals(word: str) -> bool:
    """Say whether a word is more than an ordinary one, with or without a first capital."""
    return word.lower() != word and not word[1:].islower()


@cache
def _plain_runs() -> set[bytes]:
    """Return the runs that no rule minds; what is found to be one is added."""
    return set()


def _is_unusual_run(run: str) -> bool:
    """Say whether a run is several words, an ordinary one, or a name in the wrong capitals."""
    if " " in run or run.lower() in vocabulary().ordinary or run in miscased():
        return True
    _plain_runs().add(run.encode())
    return False


def with_unusual_words(entries: Iterable[Entry]) -> list[Entry]:
    """Return those with a word in the title that is worth a look."""
    return [entry for entry, unusual in _with_unusual_titles(entries) if unusual.words]


def with_unusual_runs(entries: Iterable[Entry]) -> list[Entry]:
    """Return those with a run in the title that keeps its case and is worth a look."""
    return [entry for entry, unusual in _with_unusual_titles(entries) if unusual.runs]


def with_unusual_titles(entries: Iterable[Entry]) -> list[Entry]:
    """Return those with either."""
    return [entry for entry, _ in _with_unusual_titles(entries)]


def _with_unusual_titles(entries: Iterable[Entry]) -> list[tuple[Entry, Unusual]]:
    unusual = _find_all_unusual(tuple([entry.title for entry in entries]))
    return (
        [(entry, unusual[entry.title]) for entry in entries if entry.title in unusual]
        if unusual
        else []
    )
