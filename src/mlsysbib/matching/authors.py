"""Authors: a name in its parts, as it is compared."""

from __future__ import annotations

import re

from mlsysbib.matching.reference import Author
from mlsysbib.matching.titles import plain
from mlsysbib.model.names import Name, Organization

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = re.compile(r"[a-z]+")
_PLAIN = re.compile(r"[A-Za-z]+")
# Words that no person's name has.
BODY_WORDS = frozenset(
    "ai association authority center centre collaboration collaborators committee company "
    "consortium corporation foundation genai group initiative institute investigators lab labs "
    "laboratory network nvidia openai organization project research society team university "
    "working".split()
)


def author_of(name: Name) -> Author:
    """Return a name of the model as it is compared.

    >>> author_of(Organization("Meta GenAI"))
    Author(family='genai', initial='m', words=('meta', 'genai'), is_body=True)
    """
    if isinstance(name, Organization):
        given, _, family = name.name.rpartition(" ")
        return author_named(family, given, is_body=True)
    return author_named(name.family, name.given)


def author_named(family: str, given: str, *, is_body: bool = False) -> Author:
    """Return a name in two parts as it is compared; the family name is "" if it has no letters.

    Of a family name of several words the last counts, as sources do not agree where it begins.

    >>> author_named("García Márquez", "G.")
    Author(family='marquez', initial='g', words=('garcia', 'marquez'), is_body=False)
    """
    if _PLAIN.fullmatch(family) and given[:1].isascii() and given[:1].isalpha():
        # Most names, and quickly.
        last = family.lower()
        letters = last
        folded = plain(given).lower()
        initial = given[0].lower()
    else:
        parts = family.split()
        while len(parts) > 1 and parts[-1].lower().strip(".") in SUFFIXES:
            parts.pop()
        letters = "".join(_WORD.findall(plain(parts[-1]).lower())) if parts else ""
        if len(letters) <= 1 and len(parts) > 1:
            letters = "".join(_WORD.findall(plain(family).lower()))
        last = plain(family).lower()
        folded = plain(given).lower()
        found = _WORD.search(folded)
        initial = found[0][0] if found else ""
    words = tuple(word for word in _LETTERS.findall(f"{folded} {last}") if len(word) > 1)
    is_body = is_body or not BODY_WORDS.isdisjoint(words)
    return Author(letters, initial, words, is_body)
