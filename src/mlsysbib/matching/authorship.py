"""Authorship: how far the author lists of pairs agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from mlsysbib.matching.wording import is_slip

if TYPE_CHECKING:
    import numpy.typing as npt

    from mlsysbib.matching.columns import Columns, Ints

    Floats = npt.NDArray[np.float32]

_DOUBTFUL = 0.5
_ALIKE = 0.85
_LEAST_SHARED = 2
# From here on the lists agree as they are.
_AGREE = 0.75
# A family name of so many letters may have lost one, or have a footnote's mark at its end.
_LEAST_LETTERS = 5


class Overlap(NamedTuple):
    """Author lists as sets; `share` is -1 where a list is missing."""

    # Family names in common, as a share of the shorter list.
    share: Floats
    # 1 equal, 0 unknown, -1 different; then common family names with another initial.
    first: Ints
    wrong_initials: Ints

    def take(self, keep: npt.NDArray[np.bool_]) -> Overlap:
        """Return some of the pairs."""
        return Overlap(self.share[keep], self.first[keep], self.wrong_initials[keep])


def measure_overlap(columns: Columns, low: Ints, high: Ints) -> Overlap:
    """Compare the author lists of pairs of rows as sets of names."""
    most = int(columns.author_count.max(initial=1))
    a, b = columns.families[low, :most], columns.families[high, :most]
    same = (a[:, :, None] == b[:, None, :]) & (a > 0)[:, :, None]
    compatible = same & _compatible(columns.initials[low, :most], columns.initials[high, :most])
    found = same.any(axis=2)
    wrong = (found & ~compatible.any(axis=2)).sum(axis=1)
    least = np.minimum((a > 0).sum(axis=1), (b > 0).sum(axis=1))
    share = np.minimum(found.sum(axis=1) / np.maximum(least, 1), 1)
    share = np.where(least > 0, share, -1).astype(np.float32)
    first = np.where(least == 0, 0, np.where(compatible[:, 0, 0], 1, -1)).astype(np.int32)
    return Overlap(share, first, wrong.astype(np.int32))


def _compatible(a: Ints, b: Ints) -> npt.NDArray[np.bool_]:
    """Say which initials may be one; an unknown one may be any."""
    left, right = a[:, :, None], b[:, None, :]
    found: npt.NDArray[np.bool_] = (left == right) | (left == 0) | (right == 0)
    return found


def measure_likeness(
    columns: Columns, low: Ints, high: Ints, overlap: Overlap, workers: int
) -> Floats:
    """Return how alike the names are as text, 0 to 1, where they are not all the same."""
    share, is_namesake = overlap.share, overlap.wrong_initials > 0
    likeness = np.maximum(share, 0)
    doubtful = np.flatnonzero((share >= 0) & (share < 1))
    if len(doubtful):
        a = [_family_text(columns, row) for row in low[doubtful]]
        b = [_family_text(columns, row) for row in high[doubtful]]
        ratios = process.cpdist(a, b, scorer=fuzz.ratio, dtype=np.float32, workers=workers)
        likeness[doubtful] = np.maximum(likeness[doubtful], ratios / 100)
    for pair in np.flatnonzero((share >= 0) & (share < _AGREE)):
        likeness[pair] = max(likeness[pair], _share_alike(columns, int(low[pair]), int(high[pair])))
    # Organisations, and family names of two words of which one source has one.
    strange = (share >= 0) & (share < _DOUBTFUL) & (likeness < _ALIKE)
    for pair in np.flatnonzero(strange | (is_namesake & (columns.author_count[low] == 1))):
        left, right = columns.name_words(low[pair]), columns.name_words(high[pair])
        shared = len(left & right)
        if shared >= _LEAST_SHARED:
            likeness[pair] = max(likeness[pair], shared / min(len(left), len(right)))
    return likeness


def _share_alike(columns: Columns, low: int, high: int) -> float:
    """Return the share of the shorter list whose names the other one has, misread or turned round.

    `Kwon, W.` is read as `Kwona, W.` where a footnote's mark was taken for a letter, and as
    `Woosuk, K.` where the family name came first. Of a much longer list, some names are always
    like some of a short one.
    """
    short, long = sorted((_names(columns, low), _names(columns, high)), key=len)
    if 1 < len(short) <= len(long) / 2:
        return 0.0
    found = sum(any(_is_name(one, other) for other in long) for one in short)
    return found / max(len(short), 1)


def _names(columns: Columns, row: int) -> list[tuple[str, str]]:
    """Return the family names of a row, with the initials of the given names."""
    strings, initials = columns.strings, columns.initials[row].tolist()
    return [
        (strings[family], chr(initial) if initial else "")
        for family, initial in zip(columns.families[row].tolist(), initials, strict=True)
        if family
    ]


def _is_name(one: tuple[str, str], other: tuple[str, str]) -> bool:
    (a, first), (b, second) = one, other
    if first and second and first != second:
        return first == b[0] and second == a[0]
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < _LEAST_LETTERS:
        return False
    return long.startswith(short) or long.endswith(short) or is_slip(a, b)


def _family_text(columns: Columns, row: int) -> str:
    strings = columns.strings
    return " ".join(sorted(strings[family] for family in columns.families[row] if family))
