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
from mlsysbib.index.terms import fold_title, hashed_text, title_words
from mlsysbib.text.markup import plain_text

# Works that are packed at once, a whole number of blocks.
BATCH = 32 * BLOCK
_MOST_WORDS = 1 << 18


class Packed(NamedTuple):
    """Some works, packed. Works are counted from the first one; all numbers are packed as bytes.

    `keys` are digests of 64 bits, `words` checksums of 32, each with as many works.
    """

    blocks: list[bytes]
    keys: bytes
    key_works: bytes
    words: bytes
    word_works: bytes
    works: int
    records: int
    registrants: Counter[tuple[str, str]]


def pack_encoded(encoded: bytes) -> Packed:
    """Return encoded works, packed."""
    return pack_works(decode_works(encoded))


def pack_works(works: Sequence[tuple[Record, ...]]) -> Packed:
    """Return works, packed."""
    keys: list[bytes] = []
    key_works, words, word_works = array("I"), array("I"), array("I")
    registrants: Counter[tuple[str, str]] = Counter()
    records_seen = 0
    for number, records in enumerate(works):
        texts, found = _terms_of(records)
        keys += [blake2b(text, digest_size=8).digest() for text in texts]
        key_works.extend([number] * len(texts))
        words.extend(found)
        word_works.extend([number] * len(found))
        records_seen += len(records)
        for record in records:
            if record.venue:
                registrants[record.venue, record.doi.partition("/")[0].lower()] += 1
    blocks = [pack_block(works[start : start + BLOCK]) for start in range(0, len(works), BLOCK)]
    return Packed(
        blocks, b"".join(keys), key_works.tobytes(), words.tobytes(), word_works.tobytes(),
        len(works), records_seen, registrants,
    )  # fmt: skip


def _terms_of(records: tuple[Record, ...]) -> tuple[set[bytes], list[int]]:
    """Return the texts whose hashes find a work, and the checksums of its words."""
    texts: set[bytes] = set()
    # A collection of papers is found by its identifiers alone.
    titles = {record.title for record in records if not record.collection}
    words: set[str] = set()
    for title in map(plain_text, titles):
        if folded := fold_title(title):
            texts.add(hashed_text("title", folded))
        words |= title_words(title)
    for record in records:
        texts.update(hashed_text(kind, value) for kind, value in record.identifiers())
    if len(_checksums) > _MOST_WORDS:
        _checksums.clear()
    return texts, [_checksums.get(word) or _checksum(word) for word in words]


_checksums: dict[str, int] = {}


def _checksum(word: str) -> int:
    found = _checksums[word] = crc32(word.encode(errors="replace"))
    return found
