"""Kinds: what a work is, and which kinds may be one work.

A thesis and the paper that it grew from share title and author, and so do a talk and its paper, or
a program and the page about it. They are works of their own all the same.
"""

from __future__ import annotations

_PAPER, _THESIS, _BOOK, _DATASET, _SOFTWARE, _PAGE, _TALK = (1 << bit for bit in range(7))

# Kind -> all that it may be; two kinds that have nothing in common are never one work. A thesis
# comes out as a report as well, and what is cited as a page may be what stands on it.
_MAY_BE = {
    "paper": _PAPER,
    "report": _PAPER | _THESIS,
    "thesis": _THESIS,
    "book": _BOOK,
    "dataset": _DATASET,
    "software": _SOFTWARE,
    "web": _DATASET | _SOFTWARE | _PAGE | _TALK,
    "talk": _TALK,
}
# What is not known may be anything.
_ANY = (1 << 7) - 1


def parse_kind(kind: str) -> int:
    """Return what a kind may be, as bits.

    >>> parse_kind("report") & parse_kind("thesis") > 0, parse_kind("talk") & parse_kind("paper")
    (True, 0)
    """
    return _MAY_BE.get(kind, _ANY)
