from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.keys import KeyChoiceError
from mlsysbib.keys.rename import rename_key, replace_cited_key
from mlsysbib.model.entry import Entry, Published, Relation
from mlsysbib.model.library import Contents, Library
from mlsysbib.problems import ChoiceError

PUBLISHED = Published(venue="sosp", year=2023)
KWON = Entry(
    key="kwon2023efficient", title="Efficient Memory", aliases=("vllm",), published=PUBLISHED
)
FOLLOWER = Entry(
    key="next2024thing",
    title="Next",
    published=PUBLISHED,
    relations=(
        Relation(kind="extends", key="kwon2023efficient"),
        Relation(kind="not-same-as", key="other2020"),
    ),
)
OTHER = Entry(key="other2020", title="Other", aliases=("other-old",), published=PUBLISHED)
LIBRARY = Library(
    Contents(
        root="",
        entries=(KWON, FOLLOWER, OTHER),
        reading_lists={"a": "- @kwon2023efficient (vLLM)\n", "b": "- @other2020\n"},
    )
)


def test_everything_follows_a_renamed_key() -> None:
    renamed = rename_key(LIBRARY, "kwon2023efficient", "kwon2023vllm")
    assert renamed.old == "kwon2023efficient"
    assert renamed.entry == msgspec.structs.replace(
        KWON, key="kwon2023vllm", aliases=("vllm", "kwon2023efficient")
    )
    (other,) = renamed.others
    assert [relation.key for relation in other.relations] == ["kwon2023vllm", "other2020"]
    assert renamed.reading_lists == {"a": "- @kwon2023vllm (vLLM)\n"}


def test_an_alias_of_the_entry_may_become_its_key() -> None:
    renamed = rename_key(LIBRARY, "kwon2023efficient", "vllm")
    assert (renamed.entry.key, renamed.entry.aliases) == ("vllm", ("kwon2023efficient",))


def test_there_and_back_again() -> None:
    there = rename_key(LIBRARY, "kwon2023efficient", "kwon2023vllm")
    library = Library(
        Contents(
            root="",
            entries=(there.entry, *there.others, OTHER),
            reading_lists={**LIBRARY.reading_lists, **there.reading_lists},
        )
    )
    back = rename_key(library, "kwon2023vllm", "kwon2023efficient")
    assert back.entry.aliases == ("vllm", "kwon2023vllm")
    assert back.others == (FOLLOWER,)
    assert back.reading_lists["a"] == LIBRARY.reading_lists["a"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("vllm", "x2020", "'vllm' is an alias; the key of this paper is 'kwon2023efficient'"),
        ("kwon2023efficient", "Kwon", "no key of this library"),
        ("kwon2023efficient", "1kwon", "no key of this library"),
        ("kwon2023efficient", "a_b", "no key of this library"),
        ("kwon2023efficient", "k" * 41, "no key of this library"),
        ("kwon2023efficient", "kwon2023efficient", "is the key of this paper already"),
        ("kwon2023efficient", "other2020", "is the key of another paper: Other"),
        ("kwon2023efficient", "other-old", "is the alias of another paper: Other"),
    ],
)
def test_what_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(KeyChoiceError, match=message):
        rename_key(LIBRARY, old, new)


def test_an_unknown_key_gets_near_matches() -> None:
    with pytest.raises(ChoiceError, match="did you mean kwon2023efficient"):
        rename_key(LIBRARY, "kwon2023eficient", "x2020")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a1", "@b2"),
        ("- @a1 skip section 5", "- @b2 skip section 5"),
        ("[@a1; -@a1, p. 3]", "[@b2; -@b2, p. 3]"),
        ("@A1 and (@a1) and *@a1* and _@a1_.", "@b2 and (@b2) and *@b2* and _@b2_."),
        ("@a1: one. @a1, @a1; @a1? @a1.", "@b2: one. @b2, @b2; @b2? @b2."),
        # Longer keys.
        ("@a12 @a1b @xa1 @a1-arxiv @a1:2 @a1.pdf @a1_b", None),
        # Addresses, paths, escapes.
        ("me@a1 me@a1.org https://x.org/@a1 \\@a1 @a1@host", None),
        # Code.
        ("`@a1` and ``x ` @a1`` and `a\n@a1`", None),
        ("```\n@a1\n```\n", None),
        ("~~~~ bib\n@a1\n~~~\n@a1\n~~~~\n", None),
        ("- item\n\n  ```\n  @a1\n  ```\n", None),
        ("> ```\n> @a1\n> ```\n", None),
        ("```\n@a1 never closed", None),
        ("````\n```\n@a1\n````\n@a1", "````\n```\n@a1\n````\n@b2"),
        # What looks like code and is none.
        ("a ` b @a1\n\nc ` @a1", "a ` b @b2\n\nc ` @b2"),
        ("- a ` @a1\n- b ` @a1", "- a ` @b2\n- b ` @b2"),
        ("```inline``` @a1", "```inline``` @b2"),
        ("a1 {a1} a1", None),
    ],
)
def test_replacing_in_markdown(text: str, expected: str | None) -> None:
    assert replace_cited_key(text, "a1", "b2") == (text if expected is None else expected)


@given(st.text(alphabet="@a1b2` \n-~.x", max_size=60))
def test_replacing_touches_nothing_else(text: str) -> None:
    replaced = replace_cited_key(text, "a1", "b2")
    assert replaced.replace("@b2", "@a1") == text.replace("@b2", "@a1")
    assert replace_cited_key(text, "c3", "d4") == text
