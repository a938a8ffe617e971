"""What several rules read of the authors; most are seen to be ordinary names at a glance."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits

from mlsysbib.model.entry import Entry
from mlsysbib.model.names import Person, StoredName, format_name, read_name

# Names in which each capital is an A, each digit a 0, each sign that no name has a *.
_SHAPES = bytes.maketrans(
    (ascii_lowercase + ascii_uppercase + digits + "*;&").encode(),
    b"a" * 26 + b"A" * 26 + b"0" * 10 + b"***",
)
# The same of names in other letters.
_ODD = re.compile(r"[\d;&*†‡]|[^\W\d_a-z](?:[^\W\d_a-zß-öø-ÿ]|\.[^\W\d_a-z])").search


@lru_cache(maxsize=2)
def author_lines(authors: tuple[StoredName, ...]) -> str:
    """Return the names as an entry holds them, a line each; one in parts is put together."""
    try:
        return "\n".join(authors)  # type: ignore[arg-type]  # a name in parts raises
    except TypeError:
        return "\n".join(format_name(read_name(author)) for author in authors)


class NamesCheck:
    """Says whether all names of an entry pass a check; one that has passed is not asked again."""

    def __init__(self, do_pass: Callable[[tuple[StoredName, ...]], bool]) -> None:
        self._do_pass = do_pass
        self._passed: set[StoredName] = set()

    def __call__(self, names: tuple[StoredName, ...]) -> bool:
        """Return whether each name passes."""
        if self._passed.issuperset(names):
            return True
        if not self._do_pass(names):
            return False
        self._passed.update(names)
        return True


def has_odd_people(entry: Entry) -> bool:
    """Say whether any author deserves a closer look."""
    return not _are_ordinary(entry.authors)


_are_ordinary = NamesCheck(lambda names: not _is_odd(author_lines(names)))


@lru_cache(maxsize=2)
def odd_people(authors: tuple[StoredName, ...]) -> tuple[tuple[int, Person], ...]:
    """Return the place and the name of each person who deserves a closer look."""
    if not _is_odd(author_lines(authors)):
        return ()
    people = ((index, read_name(author)) for index, author in enumerate(authors))
    return tuple(
        (index, name)
        for index, name in people
        if isinstance(name, Person) and _is_odd(format_name(name))
    )


def _is_odd(text: str) -> bool:
    """Say whether there are digits, signs, capitals in a row, or words that are no name."""
    if text.isascii():
        shape = text.encode().translate(_SHAPES)
        if b"AA" in shape or b"A.A" in shape or b"0" in shape or b"*" in shape:
            return True
    elif _ODD(text):
        return True
    return "thers" in text or " al" in text or " and " in text or ".," in text or ", et" in text
