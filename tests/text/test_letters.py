from __future__ import annotations

from itertools import islice

from mlsysbib.text.letters import letter_suffixes


def test_letters_after_z() -> None:
    letters = list(islice(letter_suffixes(), 26 + 26 * 26 + 1))
    assert (letters[25], letters[26], letters[-2], letters[-1]) == ("z", "aa", "zz", "aaa")
