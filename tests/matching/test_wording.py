from __future__ import annotations

import pytest

from mlsysbib.matching.wording import is_slip, word_changes


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("prediction", "predicton", True),
        ("model", "models", True),
        ("process", "processes", True),
        ("gpu", "gpus", True),
        ("department", "dept", True),
        ("tcp", "tpc", True),
        ("gpu", "cpu", False),
        ("gpus", "tpus", False),
        ("kbms", "kdms", True),
        ("inter", "intra", False),
        ("training", "inference", False),
        ("2019", "2018", False),
        ("train", "transformation", False),
    ],
)
def test_slips(a: str, b: str, expected: bool) -> None:  # noqa: FBT001 - a column of a table
    assert is_slip(a, b) is expected
    assert is_slip(b, a) is expected


def test_spaces_and_hyphens_are_no_difference() -> None:
    assert word_changes("on line learning", "online learning").is_exact
    changes = word_changes("online learning of trees", "on line learning in tree")
    assert (changes.removed, changes.added) == ((), ())


def test_several_words_that_the_other_title_writes_as_one_are_no_difference() -> None:
    changes = word_changes("joins of all kinds in memory", "joins ofallkinds memory")
    assert (changes.removed, changes.added) == ((), ())


def test_a_step_towards_a_thing_is_not_the_thing() -> None:
    assert word_changes("towards fast joins", "fast joins").removed == ("towards",)
    assert not word_changes("toward fast joins", "towards fast joins").removed


def test_words_of_meaning_are_counted_and_others_not() -> None:
    changes = word_changes("a survey of sorting", "the sorting of large files")
    assert changes.removed == ("survey",)
    assert changes.added == ("large", "files")
