from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.keys import NoKeyError, PatternError
from mlsysbib.keys.pattern import clean_key, compile_pattern
from mlsysbib.keys.subject import Subject
from mlsysbib.model.entry import Arxiv, Entry, Published
from mlsysbib.problems import ChoiceError, MlsysbibError

PAPER = Entry(
    key="yu2022orca",
    title="{Orca}: A Distributed Serving System",
    system="Orca",
    authors=("Yu, Gyeong-In", "Jeong, Joo Seong"),
    published=Published(venue="osdi", year=2022),
)
BARE = Entry(key="bare", title="A Thing", arxiv=Arxiv(id="2309.06180"))


def key(pattern: str, entry: Entry = PAPER) -> str:
    return compile_pattern(pattern).make_key(Subject(entry))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[auth][year]", "Yu2022"),
        ("[auth:lower]_[year]", "yu_2022"),
        ("x:[auth].[shortyear]", "x:Yu.22"),
        ("[auth.etal]", "Yu.Jeong"),
        ('[auth.etal:regex("\\.etal","EtAl"):regex("\\.","And")][year]', "YuAndJeong2022"),
        ("[VOLUME:(unknown)]", "unknown"),
        ("[VOLUME:(a b)]", "ab"),
        ("[TITLE:skipwords:condense:lower]", "orcadistributedservingsystem"),
        ("[title]", "OrcaaDistributedServingSystem"),
        ("[VOLUME:required][auth];[auth]", "Yu"),
        ("[VOLUME] ; [auth]", "Yu"),
        ("[VOLUME:required];[NUMBER:required];x-[year]", "x-2022"),
        (" [auth] ; [year] ", "Yu"),
        ('[auth:regex("[\\];]","")]', "Yu"),
        ("[DOI:(10.1145/1)]", "10.1145/1"),
        ("[KEY]", "yu2022orca"),
        ("auth + year", "Yu2022"),
        ("auth.lower+'-'+shortyear", "yu-22"),
    ],
)
def test_key(pattern: str, expected: str) -> None:
    assert key(pattern) == expected


def test_required_parts_decide_the_alternative() -> None:
    pattern = compile_pattern("[auth:required:lower][year];[veryshorttitle:lower][year]")
    assert pattern.make_key(Subject(PAPER)) == "yu2022"
    assert pattern.make_key(Subject(BARE)) == "thing2023"


def test_an_alternative_without_required_parts_counts_as_soon_as_it_gives_anything() -> None:
    assert key("[auth][year];[title]", BARE) == "2023"


def test_a_pattern_is_compiled_once_and_can_be_shown() -> None:
    pattern = compile_pattern("a[auth:lower:abbr];[year]")
    assert [[part.source for part in parts] for parts in pattern.alternatives] == [
        ["a", "[auth:lower:abbr]"],
        ["[year]"],
    ]


@pytest.mark.parametrize(
    ("pattern", "position", "message"),
    [
        ("", 0, "there is nothing here"),
        ("  ", 0, "there is nothing here"),
        ("[auth];", 7, "there is nothing here"),
        (";[auth]", 0, "there is nothing here"),
        ("[auth", 0, r"this \[ is never closed"),
        ("x[auth:lower", 1, r"this \[ is never closed"),
        ("[auth[year]]", 0, r"this \[ is never closed"),
        ("[auth]]", 6, "nothing opens this ]"),
        ("auth]", 4, "nothing opens this ]"),
        ("[]", 1, "a marker is missing"),
        ("[:lower]", 1, "a marker is missing"),
        ("[auth:]", 6, "a modifier is missing"),
        ("[auth lower]", 5, "comes : or ]"),
        ("[auth:lower upper]", 11, "comes : or ]"),
        ("[auth:(x]", 6, r"this \( is never closed"),
        ("[auth:regex(a,b)]", 12, "an argument is a number or a"),
        ('[auth:regex("a" "b")]', 16, "after an argument"),
        ('[auth:regex("a","b"]', 19, "after an argument"),
        ('[auth:regex("a")]', 6, 'regex takes a "text" and a "text"'),
        ("[auth:regex(1,2)]", 6, 'regex takes a "text" and a "text"'),
        ("[auth:select]", 6, "select takes a number and at most a number"),
        ("[auth:condense(1)]", 6, 'condense takes at most a "text"'),
        ("[auth:lower(1)]", 6, "lower takes no arguments"),
        ("[auth] [year]", 6, "a key cannot hold ' '"),
        ("a b[auth]", 1, "a key cannot hold ' '"),
        ("[auth]{[year]", 6, r"a key cannot hold '\{'"),
        ("[auth]ü", 6, "a key cannot hold 'ü'"),
        ('[auth:regex("a","$1")]', 0, "replacement cannot be parsed"),
        ('[auth:regex("a","b\\\\")]', 0, "replacement cannot be parsed"),
        ('[auth:regex("(","")]', 0, "no regular expression"),
    ],
)
def test_an_error_says_where(pattern: str, position: int, message: str) -> None:
    with pytest.raises(PatternError, match=message) as caught:
        compile_pattern(pattern)
    assert caught.value.position == position
    assert str(caught.value).endswith(" " * position + "^")


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("[auht]", "did you mean auth"),
        ("[shortitle]", "did you mean shorttitle"),
        ("[auths3]", "did you mean"),
        ("[VOLUMME]", "did you mean VOLUME"),
        ("[auth:lowr]", "did you mean lower"),
        ("[auth:truncate]", "did you mean truncateN"),
        ("[auth:truncate(3)]", "did you mean truncateN"),
    ],
)
def test_unknown_names_get_near_matches(pattern: str, hint: str) -> None:
    with pytest.raises(ChoiceError, match=hint):
        compile_pattern(pattern)


def test_a_pattern_that_gives_nothing_says_what_is_missing() -> None:
    pattern = compile_pattern("[auth:required][year];[VOLUME]")
    with pytest.raises(
        NoKeyError, match=r"nothing for 'bare': no value for \[auth:required\], \[VOL"
    ):
        pattern.make_key(Subject(BARE))
    assert pattern.find_key(Subject(BARE)) == ""


@given(st.text(alphabet="[]():;\"'\\aeuthyr1, |+./", max_size=30))
def test_any_text_is_a_pattern_or_a_proper_error(text: str) -> None:
    try:
        pattern = compile_pattern(text)
    except MlsysbibError:
        return
    made = pattern.find_key(Subject(PAPER))
    assert clean_key(made) == made


@given(st.text())
def test_a_clean_key_is_safe_everywhere(text: str) -> None:
    cleaned = clean_key(text)
    assert cleaned.isascii()
    assert set(" ,{}()\"#%~'=\\@").isdisjoint(cleaned)
    assert clean_key(cleaned) == cleaned
