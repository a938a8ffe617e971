from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.keys import KeyChoiceError, NoKeyError
from mlsysbib.keys.key_map import format_sed, format_tsv, make_keys, map_keys, parse_key_map
from mlsysbib.keys.pattern import compile_pattern
from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.problems import ChoiceError, LoadError


def paper(key: str, title: str, author: str, **more: int) -> Entry:
    published = Published(venue="sosp", year=2023)
    entry = Entry(
        key=key, title=title, authors=(author,), aliases=(f"{key}-old",), published=published
    )
    return msgspec.structs.replace(entry, **more)


KWON = paper("kwon2023efficient", "Efficient Memory Management", "Kwon, Woosuk")
KWON2 = paper("kwon2023another", "Another Paper", "Kwon, Woosuk")
SHENG = paper("sheng2023flexgen", "{FlexGen}: Generation", "Sheng, Ying")
CJK = msgspec.structs.replace(KWON, key="x2023", title="深度", authors=(), aliases=())
LIBRARY = Library(Contents(root="", entries=(KWON, KWON2, SHENG, CJK)))


def test_parse_both_forms() -> None:
    text = "# old -> new\n\na1\tb1\r\n  a2  ->  b2\na3->b:3\na4 \t b4\n"
    assert parse_key_map(text) == {"a1": "b1", "a2": "b2", "a3": "b:3", "a4": "b4"}


def test_all_problems_of_a_map_are_told() -> None:
    with pytest.raises(LoadError) as caught:
        parse_key_map("a -> b\nnonsense\na -> c\nd -> B\ne -> {f}\ng -> h i\n", "map.tsv")
    assert [(p.line, p.rule) for p in caught.value.problems] == [
        (2, "key-map-form"),
        (3, "key-map-duplicate"),
        (4, "key-map-duplicate"),
        (5, "key-form"),
        (6, "key-map-form"),
    ]
    assert str(caught.value.problems[2]) == (
        "map.tsv:4: error: the new key 'B' stands on line 1 already (key-map-duplicate)"
    )


KEYS = st.from_regex(r"[A-Za-z0-9_:./+-]{1,8}", fullmatch=True).filter(lambda key: "->" not in key)


@given(st.dictionaries(KEYS, KEYS, max_size=5))
def test_a_table_is_read_back(pairs: dict[str, str]) -> None:
    if len({new.casefold() for new in pairs.values()}) < len(pairs):
        return
    if len({old.casefold() for old in pairs}) < len(pairs):
        return
    assert parse_key_map(format_tsv(pairs)) == pairs


@pytest.mark.skipif(shutil.which("sed") is None, reason="sed is not installed")
@pytest.mark.parametrize(
    ("pairs", "before", "after"),
    [
        ({"a1": "b2"}, r"\cite{a1,a1,a12,xa1,a1-x} and a1", r"\cite{b2,b2,a12,xa1,a1-x} and b2"),
        (
            {"a1": "b2"},
            "see @a1. And @a1: sec:a1, /a1, a1/x, a1",
            "see @b2. And @b2: sec:a1, /a1, a1/x, b2",
        ),
        ({"a": "b", "b": "a"}, "{a,b,a,b}", "{b,a,b,a}"),
        ({"a": "b", "b": "c", "c": "d"}, "{a,b,c}", "{b,c,d}"),
        ({"a": "a/1"}, "{a,a}", "{a/1,a/1}"),
        ({"a+b": "x", "a": "y", "a.c": "z"}, "{a+b,a,a.c,aXc}", "{x,y,z,aXc}"),
        ({"a": "a"}, "{a}", "{a}"),
    ],
)
def test_sed_script(tmp_path: Path, pairs: dict[str, str], before: str, after: str) -> None:
    script = tmp_path / "keys.sed"
    script.write_text(format_sed(pairs), encoding="utf-8")
    done = subprocess.run(
        ["sed", "-E", "-f", str(script)],  # noqa: S607
        input=f"{before}\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{after}\n"


def test_map_for_an_export() -> None:
    pairs = {"kwon2023efficient": "vllm", "sheng2023flexgen-old": "FlexGen", "kwon2023another": "x"}
    assert map_keys([SHENG, KWON], pairs, LIBRARY) == {
        "sheng2023flexgen": "FlexGen",
        "kwon2023efficient": "vllm",
    }
    assert map_keys([KWON], {}, LIBRARY) == {"kwon2023efficient": "kwon2023efficient"}


def test_a_map_must_know_its_keys_and_give_each_paper_one() -> None:
    with pytest.raises(ChoiceError, match="did you mean kwon2023efficient"):
        map_keys([KWON], {"kwon2023eficient": "x"}, LIBRARY)
    with pytest.raises(KeyChoiceError, match="would both be 'SHENG2023flexgen'"):
        map_keys([KWON, SHENG], {"kwon2023efficient": "SHENG2023flexgen"}, LIBRARY)
    with pytest.raises(KeyChoiceError, match="kwon2023efficient would be both 'a' and 'b'"):
        map_keys([KWON], {"kwon2023efficient": "a", "kwon2023efficient-old": "b"}, LIBRARY)


def test_keys_by_a_pattern_agree_for_every_selection() -> None:
    pattern = compile_pattern("[auth][year]")
    # The title decides who comes first: Another, then Efficient.
    everything = make_keys([KWON, KWON2, SHENG], pattern, LIBRARY)
    assert everything == {
        "kwon2023another": "Kwon2023",
        "kwon2023efficient": "Kwon2023a",
        "sheng2023flexgen": "Sheng2023",
    }
    assert make_keys([KWON], pattern, LIBRARY) == {"kwon2023efficient": "Kwon2023a"}


def test_a_paper_without_a_key_matters_only_if_it_is_asked_for() -> None:
    pattern = compile_pattern("[auth:required]")
    assert make_keys([SHENG], pattern, LIBRARY) == {"sheng2023flexgen": "Sheng"}
    with pytest.raises(NoKeyError, match="nothing for 'x2023'"):
        make_keys([CJK], pattern, LIBRARY)
