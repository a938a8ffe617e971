"""Postings: which works have a term, sorted outside of memory and packed.

The pairs of term and work of a build are written to as many files as there are partitions of the
terms; each is sorted by itself, so that memory stays bounded however many there are.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

_PARTITION_BITS = 6
_PARTITIONS = 1 << _PARTITION_BITS
_MOST_HELD = 1 << 20
_PAIR = np.dtype([("term", "<u8"), ("work", "<u4")])
_WIDTHS = ((1 << 8, "<u1"), (1 << 16, "<u2"), (1 << 32, "<u4"))


class Sorter:
    """Collects pairs of a 64-bit term and a work; gives them back by term, then by work."""

    def __init__(self, folder: str, name: str) -> None:
        self._stem = os.path.join(folder, name)
        self._held: list[npt.NDArray[np.void]] = []
        self._count = 0

    def add(self, terms: npt.NDArray[np.uint64], works: npt.NDArray[np.uint32]) -> None:
        """Take pairs, of works that are no lower than those before."""
        pairs = np.empty(len(terms), _PAIR)
        pairs["term"], pairs["work"] = terms, works
        self._held.append(pairs)
        self._count += len(pairs)
        if self._count >= _MOST_HELD:
            self._flush()

    def _flush(self) -> None:
        pairs = np.concatenate(self._held)
        part = (pairs["term"] >> np.uint64(64 - _PARTITION_BITS)).astype(np.uint8)
        pairs = pairs[np.argsort(part, kind="stable")]
        ends = np.cumsum(np.bincount(part, minlength=_PARTITIONS))
        start = 0
        for number, end in enumerate(ends.tolist()):
            if end > start:
                with open(f"{self._stem}.{number}", "ab") as file:
                    file.write(pairs[start:end].tobytes())
            start = end
        self._held, self._count = [], 0

    def partitions(self) -> Iterator[tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32]]]:
        """Yield terms and works in order, some at a time; no term is in two parts."""
        if self._held:
            self._flush()
        for number in range(_PARTITIONS):
            path = f"{self._stem}.{number}"
            if not os.path.exists(path):
                continue
            pairs = np.fromfile(path, _PAIR)
            os.unlink(path)
            # Works come in rising order, and a stable sort leaves them so.
            order = np.argsort(pairs["term"], kind="stable")
            yield pairs["term"][order], pairs["work"][order]


def pack_words(
    terms: npt.NDArray[np.uint64], works: npt.NDArray[np.uint32], most: int
) -> Iterator[tuple[int, int, bytes | None]]:
    """Yield word, number of works and packed works; of more than `most` works the number alone."""
    words = (terms >> np.uint64(32)).astype(np.int64)
    starts = np.flatnonzero(np.concatenate([[True], words[1:] != words[:-1]]))
    counts = np.diff(np.append(starts, len(words)))
    gaps: Numbers = works.astype(np.int64)
    gaps[1:] -= works[:-1]
    gaps[starts] = works[starts]
    for word, start, count in zip(
        words[starts].tolist(), starts.tolist(), counts.tolist(), strict=True
    ):
        packed = _pack(gaps[start : start + count]) if count <= most else None
        yield word, count, packed


def _pack(gaps: Numbers) -> bytes:
    largest = int(gaps.max())
    width, kind = next(
        (number, kind) for number, (limit, kind) in enumerate(_WIDTHS) if largest < limit
    )
    return bytes([width]) + gaps.astype(kind).tobytes()


def unpack(packed: bytes) -> Numbers:
    """Return the works that `pack_words` has packed; raise ValueError or IndexError if not."""
    works: Numbers = np.frombuffer(packed, _WIDTHS[packed[0]][1], offset=1).cumsum(dtype=np.int64)
    return works


def pack_buckets(
    terms: npt.NDArray[np.uint64], works: npt.NDArray[np.uint32], bits: int
) -> Iterator[tuple[int, bytes]]:
    """Yield the buckets of sorted terms: the number is their first bits, the next 32 are kept."""
    buckets = (terms >> np.uint64(64 - bits)).astype(np.int64)
    low = (terms >> np.uint64(32 - bits)).astype("<u4")
    starts = np.flatnonzero(np.concatenate([[True], buckets[1:] != buckets[:-1]]))
    ends = np.append(starts[1:], len(buckets))
    for bucket, start, end in zip(
        buckets[starts].tolist(), starts.tolist(), ends.tolist(), strict=True
    ):
        yield bucket, low[start:end].tobytes() + works[start:end].astype("<u4").tobytes()


def bucket_of(term: int, bits: int) -> int:
    """Return the number of the bucket that a term is in."""
    return term >> (64 - bits)


def in_bucket(packed: bytes, term: int, bits: int) -> list[int]:
    """Return the works of a term in its bucket."""
    numbers = memoryview(packed).cast("I")
    half = len(numbers) // 2
    wanted = (term >> (32 - bits)) & 0xFFFFFFFF
    place = bisect_left(numbers, wanted, 0, half)
    found = []
    while place < half and numbers[place] == wanted:
        found.append(numbers[half + place])
        place += 1
    return found


def bucket_bits(terms: int) -> int:
    """Return how many bits of a term name its bucket, so that one holds some hundred terms."""
    return max(_PARTITION_BITS, min(24, (terms >> 8).bit_length()))
