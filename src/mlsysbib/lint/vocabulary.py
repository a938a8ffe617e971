"""The words of this field and their capitals, read from `words.toml` when a rule asks first."""

from __future__ import annotations

import os.path
from functools import cache

import msgspec
import toml_rs

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
        data = toml_rs.loads(file.read())
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
