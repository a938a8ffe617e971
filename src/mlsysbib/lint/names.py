"""What several rules read of the authors; most are seen to be ordinary names at a glance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits

from mlsysbib.lint.sifting import sift
from mlsysbib.model.entry import Entry
from mlsysbib.model.names import Person, StoredName, format_name, read_name

# Names in which each capital is an A, each digit a 0, each sign that no name has a *.
_SHAPES = bytes.maketrans(
    (ascii_lowercase + ascii_uppercase + digits + "*;&").encode(),
    b"a" * 26 + b"A" * 26 + b"0" * 10 + b"***",
)
# The same of names in other letters.
_ODD = re.compile(r"[\d;&*†‡]|[^\W\d_a-z](?:[^\W\d_a-zß-öø-ÿ]|\.[^\W\d_a-z])").search


def written(authors: Iterable[StoredName]) -> list[str]:
    """Return names as an entry holds them; one in parts is put together."""
    return [
        author if isinstance(author, str) else format_name(read_name(author)) for author in authors
    ]


class NamesCheck:
    """Says whether all authors of some entries pass; a name that has passed is not asked again."""

    def __init__(self, do_pass: Callable[[tuple[StoredName, ...]], bool]) -> None:
        self._do_pass = do_pass
        self._passed: set[StoredName] = set()

    def __call__(self, entries: Sequence[Entry]) -> bool:
        """Return whether each author of each entry passes."""
        names = set[StoredName]().union(*(entry.authors for entry in entries)) - self._passed
        if names and not self._do_pass(tuple(names)):
            return False
        self._passed |= names
        return True


def with_odd_people(entries: Sequence[Entry]) -> list[Entry]:
    """Return those of whom any author deserves a closer look."""
    return sift(entries, _have_ordinary_names)


_have_ordinary_names = NamesCheck(lambda names: not _is_odd("\n".join(written(names))))


@lru_cache(maxsize=2)
def odd_people(authors: tuple[StoredName, ...]) -> tuple[tuple[int, Person], ...]:
    """Return the place and the name of each person who deserves a closer look."""
    if not _is_odd("\n".join(written(authors))):
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
