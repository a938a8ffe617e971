"""Rows: references as they are read, one by one, before they become columns."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from mlsysbib.matching.recurring import is_generic
from mlsysbib.matching.titles import letters, parse_title
from mlsysbib.matching.venues import Venue

if TYPE_CHECKING:
    from mlsysbib.matching.reference import Reference

# Authors beyond these are not compared.
MOST_AUTHORS = 16


class Row(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One reference, read: what its columns are made of, with strings as they are.

    `hash` tells references of one title apart, whatever order they came in.
    """

    words: list[str]
    hash: int
    families: list[str]
    initials: list[int]
    author_words: list[str]
    venue: Venue
    # By the names of the columns.
    strings: dict[str, str]
    numbers: dict[str, int]

    @property
    def title(self) -> str:
        """The folded title."""
        return " ".join(self.words)


_encode = msgspec.msgpack.Encoder().encode


def read_row(reference: Reference) -> Row:
    """Read one reference."""
    title = parse_title(reference.title)
    authors = reference.authors[:MOST_AUTHORS]
    return Row(
        words=title.words,
        hash=stable_hash(_encode(reference)),
        families=[author.family for author in authors],
        initials=[ord(author.initial or "\0") for author in authors],
        author_words=[word for author in authors for word in author.words],
        venue=reference.venue,
        strings={
            "name": title.name or letters(reference.system),
            "numbers": title.numbers,
            "doi": reference.doi,
            "registrant": reference.doi.partition("/")[0],
            "arxiv": reference.arxiv,
            "work": reference.work,
        },
        numbers={
            "start": title.start,
            "end": title.end,
            "title_year": title.year,
            "marks": title.marks,
            "is_bracketed": int(reference.title.lstrip(' "{')[:1] == "["),
            "author_count": len(reference.authors),
            "venue_kind": reference.venue.kind,
            "is_generic": int(is_generic(title.words, reference.venue)),
            "is_body_alone": int(len(authors) == 1 and authors[0].is_body),
            "is_short_track": int(reference.venue.is_short_track),
            "year": reference.year,
            "first_page": reference.pages.first,
            "last_page": reference.pages.last,
            "volume": reference.volume,
            "number": reference.number,
            "kind": reference.kind,
        },
    )


def stable_hash(data: bytes) -> int:
    """Return 64 bits that are the same on any machine and in any process."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")
