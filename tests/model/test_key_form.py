from __future__ import annotations

import pytest
from hypothesis import given

from mlsysbib.model.key_form import is_canonical_key
from strategies import KEYS


@given(KEYS)
def test_lower_case_ascii_words_joined_by_hyphens_are_keys(key: str) -> None:
    assert is_canonical_key(key)


@pytest.mark.parametrize(
    "key",
    ["", "Yu2022", "yu_1", "2022yu", "yu--1", "-yu", "yu-", "yü", "yu 1", "yu:1", "a\n", "a" * 41],
)
def test_anything_else_is_not(key: str) -> None:
    assert not is_canonical_key(key)


def test_forty_characters_are_the_most() -> None:
    assert is_canonical_key("a" * 40)
