"""The word list holds what the shipped library says, and agrees with itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import msgspec

from mlsysbib.lint.titles import miscased, vocabulary
from mlsysbib.model.library import Library
from mlsysbib.text.markup import RunKind, parse_markup

WORD = re.compile(r"[^\W_]+")
LETTERS = re.compile(r"[^\W\d_]{2,}")
# Ordinary words that are part of a name: `Parameter Hub`, `Check-N-Run`.
IN_NAMES = frozenset(
    "attention bench cache check cloud collectives compression deep distributed flash hub "
    "inference infinite infinity max model models n offload on p parallelism parameter parity ptd "
    "quant run serve serving switch transformers μ".split()
)


def words(texts: list[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(text)}


def test_every_word_that_two_titles_keep_is_known(library: Library) -> None:
    kept = Counter(
        word
        for entry in library.values()
        for word in words(
            [run.text for run in parse_markup(entry.title) if run.kind is RunKind.KEPT]
        )
    )
    known = vocabulary().exact | vocabulary().capitalised | vocabulary().ambiguous
    unknown = {word for word, count in kept.items() if count > 1} - known
    assert {w for w in unknown if w.lower() not in IN_NAMES and not w.isdecimal()} == set()


def test_ordinary_words_are_those_that_stand_without_protection(library: Library) -> None:
    plain = [
        run.text
        for entry in library.values()
        for run in parse_markup(entry.title)
        if run.kind is RunKind.PLAIN
    ]
    standing = {word.lower() for text in plain for word in LETTERS.findall(text)}
    assert vocabulary().ordinary <= standing


def test_no_word_stands_in_two_lists() -> None:
    lists = list(msgspec.structs.asdict(vocabulary()).values())
    for first, second in combinations(lists, 2):
        assert first.isdisjoint(second)
    names = vocabulary().exact | vocabulary().capitalised
    assert {name.lower() for name in names}.isdisjoint(vocabulary().ordinary)


def test_names_have_the_capitals_that_their_list_says() -> None:
    assert all(re.search(r"[^\W_][A-Z]|^[A-Z]\d", name) for name in vocabulary().exact)
    assert all(name[0].isupper() and name[1:].islower() for name in vocabulary().capitalised)
    assert all(word.islower() for word in vocabulary().ordinary)


def test_a_wrong_form_leads_to_one_right_one() -> None:
    assert miscased()["Pytorch"] == "PyTorch"
    assert miscased()["rdma"] == "RDMA"
    # Names that are words, and words, are in no wrong form.
    assert "zero" not in miscased()
    assert "Ray" not in miscased()


def test_the_file_is_read_only_when_a_rule_asks() -> None:
    package = Path(__file__).parent.parent.parent / "src" / "mlsysbib"
    users = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if "lint.titles" in path.read_text("utf-8")
    }
    assert users == {"lint"}
