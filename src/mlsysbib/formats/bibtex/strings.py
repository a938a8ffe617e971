"""`@string` macros for container titles, for those who want each named once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from mlsysbib.text.letters import letter_suffixes


class StringMacros:
    """Gives each container title a macro: `sosp2023`, and a letter where that is taken."""

    def __init__(self, encode: Callable[[str], str]) -> None:
        self._encode = encode
        self._names: dict[str, str] = {}
        self._free: dict[str, Iterator[str]] = {}

    def use(self, acronym: str, year: int, title: str) -> str:
        """Return the macro that stands for a title, defining it on first use."""
        if title not in self._names:
            # It ends in a digit, so that no letters behind it make the name of another one.
            base = f"{_letters(acronym) or 'venue'}{year}"
            free = self._free.setdefault(base, chain([""], letter_suffixes()))
            self._names[title] = base + next(free)
        return self._names[title]

    def definitions(self) -> list[str]:
        """Return the `@string` lines, sorted by name, each block ending in an empty line."""
        lines = sorted(
            f"@string{{{name} = {{{self._encode(title)}}}}}" for title, name in self._names.items()
        )
        return ["\n".join(lines) + "\n"] if lines else []


def _letters(acronym: str) -> str:
    return "".join(letter for letter in acronym.lower() if letter.isascii() and letter.isalnum())
