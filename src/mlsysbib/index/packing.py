"""Pack works for an index: blocks of records, and the terms that find them.

This is most of the work of a build, and needs nothing but the works: processes share it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from mlsysbib.index.layout import BLOCK, decode_works, pack_block
from mlsysbib.index.record import Record
from mlsysbib.index.terms import fold_title, hashed_text, team_of, title_words
from mlsysbib.text.markup import plain_text

# Works that are packed at once, a whole number of blocks.
BATCH = 32 * BLOCK


class Packed(NamedTuple):
    """Some works, packed; all numbers are packed as bytes.

    `keys` are digests of 64 bits, `words` checksums of 32, work after work; the counts say how many
    of them each work has.
    """

    blocks: list[bytes]
    keys: bytes
    key_counts: bytes
    words: bytes
    word_counts: bytes
    works: int
    records: int
    registrants: Counter[tuple[str, str]]


def pack_encoded(encoded: bytes) -> Packed:
    """Return encoded works, packed."""
    return pack_works(decode_works(encoded))


def pack_works(works: Sequence[tuple[Record, ...]]) -> Packed:
    """Return works, packed."""
    keys: list[bytes] = []
    words: list[int] = []
    key_counts, word_counts = array("I"), array("I")
    registrants: Counter[tuple[str, str]] = Counter()
    for records in works:
        texts, found = _terms_of(records)
        keys += [blake2b(text, digest_size=8).digest() for text in texts]
        words += map(crc32, found)
        key_counts.append(len(texts))
        word_counts.append(len(found))
        for record in records:
            if record.venue or record.doi:
                registrants[record.venue, record.doi.partition("/")[0].lower()] += 1
    blocks = [pack_block(works[start : start + BLOCK]) for start in range(0, len(works), BLOCK)]
    return Packed(
        blocks,
        b"".join(keys),
        key_counts.tobytes(),
        array("I", words).tobytes(),
        word_counts.tobytes(),
        len(works),
        sum(map(len, works)),
        registrants,
    )


def _terms_of(records: tuple[Record, ...]) -> tuple[set[bytes], set[bytes]]:
    """Return the texts whose hashes find a work, and its words."""
    texts: set[bytes] = set()
    # A collection of papers is found by its identifiers alone.
    titles = {record.title for record in records if not record.collection}
    words: set[bytes] = set()
    for title in map(plain_text, titles):
        if folded := fold_title(title):
            texts.add(hashed_text("title", folded))
        words |= title_words(title)
    for record in records:
        texts.update(hashed_text(kind, value) for kind, value in record.identifiers())
        if team := team_of(record.authors, record.year):
            texts.add(hashed_text("team", team))
    return texts, words
