"""Kinds: what a work is, and which kinds may be one work.

A thesis and the paper that it grew from share title and author, and so do a talk and its paper, or
a program and the page about it. They are works of their own all the same.
"""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

from mlsysbib.model.item_types import family_of

if TYPE_CHECKING:
    from mlsysbib.model.item_types import StoredFamily, StoredType


class WorkKind(IntFlag):
    """All that a work may be: two that have no bit in common are never one work."""

    PAPER = 1
    THESIS = 2
    BOOK = 4
    DATASET = 8
    SOFTWARE = 16
    PAGE = 32
    TALK = 64
    # A thesis comes out as a report as well, and what is cited as a page may be what stands on it.
    REPORT = PAPER | THESIS
    WEB = DATASET | SOFTWARE | PAGE | TALK
    # What is not known may be anything.
    ANY = 127


_OF_TYPE: dict[StoredFamily, WorkKind] = {
    "": WorkKind.PAPER,
    "article": WorkKind.PAPER,
    "chapter": WorkKind.PAPER,
    "report": WorkKind.REPORT,
    "thesis": WorkKind.THESIS,
    "book": WorkKind.BOOK,
    "dataset": WorkKind.DATASET,
    "software": WorkKind.SOFTWARE,
    "web": WorkKind.WEB,
}


def kind_of(type_: StoredType, said: str | None = None) -> WorkKind:
    """Return what an entry may be, by its type and by what a foreign text says of it.

    `said` is "talk", "web" or "" for a text that says nothing, None for an entry of a library: what
    is read as a page of the web may be anything then.

    >>> kind_of("thesis") & kind_of("article"), kind_of("web", "")
    (<WorkKind: 0>, <WorkKind.ANY: 127>)
    """
    if said == "talk":
        return WorkKind.TALK
    if said == "web":
        return WorkKind.WEB
    if type_ == "web" and said is not None:
        return WorkKind.ANY
    return _OF_TYPE[family_of(type_)]
