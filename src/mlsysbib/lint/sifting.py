"""Find the few entries of many that do not pass a test which is cheaper for many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mlsysbib.model.entry import Entry


def sift(entries: Sequence[Entry], do_pass: Callable[[Sequence[Entry]], bool]) -> list[Entry]:
    """Return the entries that do not pass, in their order, found by halving.

    Entries pass together if, and only if, each of them passes alone.
    """
    if do_pass(entries):
        return []
    if len(entries) == 1:
        return list(entries)
    half = len(entries) // 2
    return sift(entries[:half], do_pass) + sift(entries[half:], do_pass)
