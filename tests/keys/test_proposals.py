from __future__ import annotations

import json
import os
import re
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.keys import NoKeyError
from mlsysbib.keys.pattern import compile_pattern
from mlsysbib.keys.propose import (
    canonical_key,
    content_order,
    propose_key,
    propose_keys,
    taken_names,
)
from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.key_form import is_canonical_key
from mlsysbib.model.library import Contents, Library
from mlsysbib.text.letters import letter_suffixes
from mlsysbib.text.markup import escape_markup


def paper(title: str, *authors: str, year: int = 2023, key: str = "", doi: str = "") -> Entry:
    published = Published(venue="sosp", year=year, doi=doi)
    return Entry(key=key, title=title, authors=authors, published=published)


LLAMA = paper("{LLaMA}: Open and Efficient Foundation Language Models", "Touvron, Hugo")
LLAMA2 = paper("Llama 2: Open Foundation and Fine-Tuned Chat Models", "Touvron, Hugo")


def test_the_newcomer_appends_the_next_title_word() -> None:
    assert propose_key(LLAMA2) == "touvron2023llama"
    assert propose_key(LLAMA2, ["touvron2023llama"]) == "touvron2023llama2"
    assert propose_key(LLAMA, ["touvron2023llama"]) == "touvron2023llamaopen"
    taken = ["touvron2023llama", "touvron2023llamaopen"]
    assert propose_key(LLAMA, taken) == "touvron2023llamaopenefficient"


def test_case_does_not_make_a_key_free() -> None:
    assert propose_key(LLAMA, ["Touvron2023LLaMA"]) == "touvron2023llamaopen"


def test_letters_come_when_words_run_out() -> None:
    entry = paper("Deep Nets", "Li, Bo")
    taken = ["li2023deep", "li2023deepnets"]
    assert propose_key(entry, taken) == "li2023deepa"
    letters = list(islice(letter_suffixes(), 26))
    taken += [f"li2023deep{letter}" for letter in letters]
    assert propose_key(entry, taken) == "li2023deepaa"


def test_words_that_do_not_fit_are_not_appended() -> None:
    entry = paper("Internationalization Everywhere", "Featherstonehaugh, Bo")
    key = "featherstonehaugh2023internationalizatio"
    assert propose_key(entry) == key
    assert propose_key(entry, [key]) == "featherstonehaugh2023internationalizatia"


def test_a_key_led_by_the_title_goes_on_after_its_second_word() -> None:
    entry = paper("Emerging Optical Interconnects")
    assert propose_key(entry, ["emerging2023optical"]) == "emerging2023opticalinterconnects"


def test_a_pattern_is_made_canonical() -> None:
    pattern = compile_pattern("[auth]_[year]:[system]")
    assert propose_key(LLAMA, pattern=pattern) == "touvron-2023"
    assert propose_key(LLAMA, ["touvron-2023"], pattern) == "touvron-2023open"
    with pytest.raises(NoKeyError):
        propose_key(LLAMA, pattern=compile_pattern("[VOLUME]"))
    with pytest.raises(NoKeyError, match="no letter or digit"):
        propose_key(LLAMA, pattern=compile_pattern("..[VOLUME].."))


@given(st.text())
def test_canonical_key_is_canonical_or_empty(text: str) -> None:
    key = canonical_key(text)
    assert not key or is_canonical_key(key)
    assert canonical_key(key) == key


def test_taken_names_are_keys_and_aliases() -> None:
    entry = msgspec.structs.replace(LLAMA, key="llama", aliases=("old",))
    assert taken_names(Library(Contents(root="", entries=(entry,)))) == {"llama", "old"}


TITLES = st.lists(
    st.sampled_from(["Deep", "deep", "Nets", "1-bit", "of", "S-Net:", "深度", "$x$", "2", "?"]),
    max_size=4,
).map(" ".join)
AUTHORS = st.lists(
    st.sampled_from(["Li, Bo", "LI, Bo", "Ben-Nun, Tal", "{01.AI}", "王, 伟", "von Li, A"]),
    max_size=2,
)
ENTRIES = st.builds(
    lambda title, authors, year, doi: paper(title, *authors, year=year, doi=doi),
    TITLES,
    AUTHORS,
    st.integers(2022, 2023),
    st.sampled_from(["", "10.1/a", "10.1/b"]),
)
BATCHES = st.lists(ENTRIES, max_size=12)


@given(BATCHES, st.lists(st.sampled_from(["Li2023Deep", "li2023deepnets", "x"])))
def test_keys_are_canonical_and_unique(entries: list[Entry], taken: list[str]) -> None:
    keys = propose_keys(entries, taken)
    assert all(map(is_canonical_key, keys))
    names = [name.casefold() for name in (*keys, *set(taken))]
    assert len(set(names)) == len(names)


@given(BATCHES.flatmap(lambda batch: st.tuples(st.just(batch), st.permutations(batch))))
def test_the_order_of_a_batch_does_not_matter(batches: tuple[list[Entry], list[Entry]]) -> None:
    # Papers that say just the same are interchangeable: their keys are compared as a whole.
    first, second = (sorted(zip(map(repr, b), propose_keys(b), strict=True)) for b in batches)
    assert first == second


@given(BATCHES)
def test_the_keys_that_papers_have_do_not_matter(entries: list[Entry]) -> None:
    keyed = [msgspec.structs.replace(e, key=f"k{9 - i}") for i, e in enumerate(entries)]
    assert content_order(keyed) == content_order(entries)
    assert propose_keys(keyed) == propose_keys(entries)


@given(BATCHES, BATCHES)
def test_papers_that_arrive_later_change_no_key(old: list[Entry], new: list[Entry]) -> None:
    keys = propose_keys(old)
    later = propose_keys(new, keys)
    assert {*keys}.isdisjoint(later)
    # Whoever comes one at a time finds a key of its own, and the others keep theirs.
    names = list(keys)
    for entry in new:
        names.append(propose_key(entry, names))
    assert tuple(names[: len(keys)]) == keys
    assert len(set(names)) == len(names)


@pytest.mark.skipif("MLSYSBIB_SHARED" not in os.environ, reason="MLSYSBIB_SHARED names no data")
def test_ten_thousand_real_papers() -> None:
    folder = Path(os.environ["MLSYSBIB_SHARED"]) / "dedup"
    entries = []
    for file in sorted(folder.glob("*/records.jsonl")):
        for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            year = int((re.findall(r"(?:19|20)\d\d", record["year"]) or ["2000"])[0])
            families = (re.split(r",", name)[0].strip() or "?" for name in record["authors"])
            authors = (f"{family.capitalize()}, X." for family in families)
            entries.append(paper(escape_markup(record["title"]), *authors, year=year))
    keys = propose_keys(entries)
    assert len(set(keys)) == len(keys) > 10_000
    assert all(map(is_canonical_key, keys))
