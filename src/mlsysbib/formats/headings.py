"""Headings of a Markdown page: their plain words, and the anchors that GitHub gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mlsysbib.model.selection import Section

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_EMPHASIS = re.compile(
    r"(?<![\\*`])([*`]+)(?=\S)(.+?)(?<=[^\s\\])\1|(?<!\w)(_+)(?=\S)(.+?)\3(?!\w)"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNNAMED = re.compile(r"[^\w\- ]")


def plain_heading(text: str) -> str:
    r"""Return the words of a heading that a person wrote in Markdown.

    >>> plain_heading("Week *1*: [the `A*` page](https://example.org) \\#1 snake_case_")
    'Week 1: the A* page #1 snake_case_'
    """
    linkless = _LINK.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(lambda found: found[2] or found[4], linkless))


class Anchors:
    """The anchors of a list's sections, as GitHub makes them of headings, in their order."""

    def __init__(self, title: str, sections: Iterable[Section]) -> None:
        self._used: Counter[str] = Counter()
        self._by_section: dict[int, str] = {}
        if title:
            self._name(title)
        for section in sections:
            self._take(section)

    def of(self, section: Section) -> str:
        """Return the anchor of one of the sections."""
        return self._by_section[id(section)]

    def _take(self, section: Section) -> None:
        # By identity: two sections of one heading have the same value, and other anchors.
        self._by_section.setdefault(id(section), self._name(section.heading))
        for below in section.sections:
            self._take(below)

    def _name(self, heading: str) -> str:
        name = _UNNAMED.sub("", plain_heading(heading).lower()).replace(" ", "-")
        self._used[name] += 1
        return f"{name}-{self._used[name] - 1}" if self._used[name] > 1 else name
