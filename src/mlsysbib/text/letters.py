"""Letters that tell apart what has the same name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from string import ascii_lowercase


def letter_suffixes() -> Iterator[str]:
    """Yield a, b, ... z, aa, ab, ...

    >>> list(zip(range(3), letter_suffixes()))
    [(0, 'a'), (1, 'b'), (2, 'c')]
    """
    for number in count(1):
        letters = ""
        while number:
            number, digit = divmod(number - 1, len(ascii_lowercase))  # noqa: PLW2901
            letters = ascii_lowercase[digit] + letters
        yield letters
