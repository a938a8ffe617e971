"""An adopted list whose original has changed: what is new comes in, what the user wrote stays.

The lines of the library's list are compared with those that the original gives today. What only
the original has is put in its place; what only the library's has stays and is named, unless the
original has it elsewhere: then it follows. Where both have a paper and say other things of it, the
library's line stays and is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec

from mlsysbib.text.markdown_lines import count_front_matter

_KEY = re.compile(r"(?<![\w@.])@([\w:.+-]*\w)")
# A list that shares fewer of its lines is another one.
_ENOUGH = 0.5


class Updated(msgspec.Struct, frozen=True):
    """The list with what is new in its original, and what only the list itself has, by its line."""

    text: str
    kept: tuple[tuple[int, str], ...]


def update_list(ours: str, theirs: str) -> Updated | None:
    """Take the lines that are new in `theirs` into `ours`; None if the two are different lists.

    To do it twice changes nothing more.
    """
    old, new = ours.splitlines(), theirs.splitlines()
    merger = _Merger(old, new)
    if not merger.is_one_list:
        return None
    return Updated("\n".join(merger.merge()) + "\n", tuple(merger.kept()))


class _Merger:
    def __init__(self, old: list[str], new: list[str]) -> None:
        self.old, self.new = old, new
        # All adopted lists have the lines of their heads in common.
        ours, theirs = (
            Counter(filter(str.strip, lines[count_front_matter(lines) :])) for lines in (old, new)
        )
        self.own = Counter({line: count for line, count in ours.items() if line not in theirs})
        shared = sum((ours & theirs).values())
        # Whether the two share enough of their lines to be one list at two times.
        least = _ENOUGH * min(sum(ours.values()), sum(theirs.values()))
        self.is_one_list = shared >= least and shared > 0
        # Papers of which the library's list has words of its own.
        self.held = Counter(_keys(line) for line in self.own.elements() if _keys(line))

    def kept(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that only the library's list has, with their numbers."""
        head = count_front_matter(self.old)
        for number, line in enumerate(self.old[head:], head + 1):
            if line in self.own:
                yield number, line.strip()

    def merge(self) -> Iterator[str]:
        """Yield the lines of the list with what is new in its original."""
        theirs = list(self.without_held())
        return iter(self.old) if _is_within(theirs, self.old) else self.merged(theirs)

    def without_held(self) -> Iterator[str]:
        """Yield the lines of the original but those of papers that have other words already."""
        held, new_here = self.held.copy(), Counter(self.new) - Counter(self.old)
        for line in self.new:
            if new_here[line] > 0 and held[_keys(line)] > 0:
                held[_keys(line)] -= 1
                new_here[line] -= 1
            else:
                yield line

    def merged(self, theirs: list[str]) -> Iterator[str]:
        """Yield the lines of both in the order of the original, each where its neighbours are."""
        left = Counter(theirs)
        for tag, first, last, start, end in SequenceMatcher(None, self.old, theirs).get_opcodes():
            if tag != "equal":
                was_moved = False
                for line in self.old[first:last]:
                    # What the original has elsewhere stands there, with the blanks around it.
                    was_moved = left[line] > 0 if line.strip() else was_moved
                    if not was_moved:
                        yield line
            yield from theirs[start:end]


def _is_within(some: list[str], lines: list[str]) -> bool:
    """Say whether lines stand in this order among others."""
    rest = iter(lines)
    return all(line in rest for line in some)


def _keys(line: str) -> tuple[str, ...]:
    return tuple(_KEY.findall(line))
