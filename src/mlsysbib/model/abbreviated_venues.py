"""Recognise a venue by a title whose words are abbreviated: `Proc. 29th Symp. Oper. Syst. Princ.`.

Every word of the text must be accounted for, by a word of the venue's own titles or by one that
says nothing of the venue: `Proc. Int. Conf. Mach. Learn. Appl.` is not ICML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from mlsysbib.model.venues import Venue
from mlsysbib.text.words import FUNCTION_WORDS, fold

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+")
_ABBREVIATED = re.compile(r"[A-Za-z]{2}\.(?=\W|\Z)")
_PLACEHOLDER = re.compile(r"\{\w+\}|[\[\]]")
# Sponsors, and what one year's title has and another's lacks.
_SILENT = frozenset(
    """
    acm annu annual conf conference ieee joint proc proceedings sigarch sigcomm sigkdd sigmod
    sigops sigplan sigsoft usenix vol volume
    """.split()
)
_NUMBER = re.compile(
    r"\d+(?:st|nd|rd|th)?|(?:twent|thirt|fort|fift|sixt|sevent|eight|nine)\w*(?:-\w+)?|tenth|"
    r"eleventh|twelfth|first|second|third|fourth|sixth|seventh|ninth|\w+teenth|st|nd|rd|th"
)
# Of fewer words too many venues could be meant.
_FEWEST = 3


class AbbreviatedTitles:
    """The words of each venue's titles, to compare the words of a text with."""

    def __init__(self, venues: Iterable[tuple[str, Venue]]) -> None:
        self._venues = venues

    @cached_property
    def _titles(self) -> list[tuple[tuple[str, ...], str]]:
        # Made when the first abbreviated text comes: most inputs have none.
        return [
            (words, id_)
            for id_, venue in self._venues
            for words in {_telling(title) for title in _titles(venue)}
            if len(words) >= _FEWEST
        ]

    def find(self, text: str) -> str:
        """Return the one venue that all words of a text abbreviate, or "".

        >>> venue = Venue(id="sosp", acronym="SOSP", kind="conference",
        ...     name="ACM Symposium on Operating Systems Principles")
        >>> AbbreviatedTitles([("sosp", venue)]).find("Proc. 29th Symp. Oper. Syst. Princ.")
        'sosp'
        """
        if not _ABBREVIATED.search(text):
            return ""
        words = _telling(text)
        found = {id_ for title, id_ in self._titles if _abbreviate(words, title)}
        return found.pop() if len(found) == 1 else ""


def _titles(venue: Venue) -> Iterator[str]:
    yield from (venue.name, venue.proceedings, venue.short)
    yield from (edition.proceedings for edition in venue.editions.values())


def _telling(title: str) -> tuple[str, ...]:
    """Return the words that tell a venue from others, folded and without full stops."""
    folded = fold(_PLACEHOLDER.sub(" ", title)).lower()
    return tuple(
        word
        for word in _WORD.findall(folded)
        if word not in FUNCTION_WORDS and word not in _SILENT and not _NUMBER.fullmatch(word)
    )


def _abbreviate(words: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Say whether each word is the beginning of the title's word in its place."""
    return len(words) == len(title) and all(
        full.startswith(word) for word, full in zip(words, title, strict=True)
    )
