from __future__ import annotations

import msgspec
import pytest

from mlsysbib.keys.continuity import check_continuity, identity_of, is_same_paper, make_identity
from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.names import Person

ORCA = Entry(
    key="yu2022orca",
    title="{Orca}: A Distributed Serving System",
    aliases=("orca",),
    authors=("Yu, Gyeong-In",),
    published=Published(venue="osdi", year=2022),
)
VLLM = Entry(
    key="kwon2023efficient",
    title="Efficient Memory Management",
    aliases=("vllm",),
    authors=("Kwon, Woosuk",),
    published=Published(venue="sosp", year=2023, doi="10.1145/3600006.3613165"),
    arxiv=Arxiv(id="2309.06180"),
)
OLD = {name: identity_of(entry) for entry in (ORCA, VLLM) for name in (entry.key, *entry.aliases)}


def rules(*entries: Entry) -> list[tuple[str, str]]:
    paths = tuple(f"entries/{entry.key}.toml" for entry in entries)
    library = Library(Contents(root="", entries=entries, paths=paths))
    return [(problem.rule, problem.path) for problem in check_continuity(OLD, library, "v1")]


def test_nothing_has_changed() -> None:
    assert rules(ORCA, VLLM) == []


def test_new_papers_and_new_facts_break_nothing() -> None:
    corrected = msgspec.structs.replace(
        VLLM, title="A Paper of a New Name", aliases=("vllm", "new")
    )
    assert rules(ORCA, corrected, msgspec.structs.replace(ORCA, key="new2024", aliases=())) == []


def test_a_removed_entry_loses_its_key_and_its_aliases() -> None:
    assert rules(ORCA) == [("key-removed", "entries"), ("key-removed", "entries")]


def test_a_removed_alias_is_found_and_the_hint_says_where_it_belongs() -> None:
    bare = msgspec.structs.replace(VLLM, aliases=())
    library = Library(Contents(root="", entries=(ORCA, bare), paths=("a.toml", "b.toml")))
    (problem,) = check_continuity(OLD, library, "v1")
    assert str(problem) == (
        "b.toml: error: alias 'vllm' of v1 is neither a key nor an alias now (key-removed)\n"
        "  hint: add 'vllm' to the aliases of kwon2023efficient"
    )


def test_a_renamed_entry_keeps_its_old_key_as_an_alias() -> None:
    renamed = msgspec.structs.replace(
        VLLM, key="kwon2023vllm", aliases=("vllm", "kwon2023efficient")
    )
    assert rules(ORCA, renamed) == []
    forgotten = msgspec.structs.replace(renamed, aliases=("vllm",))
    assert rules(ORCA, forgotten) == [("key-removed", "entries/kwon2023vllm.toml")]


def test_names_are_looked_up_case_aside() -> None:
    assert rules(ORCA, msgspec.structs.replace(VLLM, aliases=("VLLM",))) == []


def test_a_key_that_means_another_paper() -> None:
    other = msgspec.structs.replace(ORCA, key="kwon2023efficient", aliases=(), title="Another Work")
    moved = msgspec.structs.replace(VLLM, key="kwon2023vllm")
    assert rules(ORCA, other, moved) == [("key-reused", "entries/kwon2023efficient.toml")]


def test_an_old_key_that_is_another_papers_alias() -> None:
    thief = msgspec.structs.replace(ORCA, aliases=("orca", "kwon2023efficient"))
    moved = msgspec.structs.replace(VLLM, key="kwon2023vllm")
    assert rules(thief, moved) == [("key-reused", "entries/yu2022orca.toml")]


def test_an_alias_that_leads_to_another_paper() -> None:
    thief = msgspec.structs.replace(ORCA, aliases=("orca", "vllm"))
    robbed = msgspec.structs.replace(VLLM, aliases=())
    assert rules(thief, robbed) == [("alias-moved", "entries/yu2022orca.toml")]


def test_a_merged_duplicate_is_the_same_paper() -> None:
    merged = msgspec.structs.replace(ORCA, key="yu2022distributed", aliases=("orca", "yu2022orca"))
    assert rules(merged, VLLM) == []


@pytest.mark.parametrize(
    ("title", "author", "ids", "is_same"),
    [
        ("{Efficient} memory management!", "Someone, Else", [], True),
        ("Quite Different", "Someone, Else", ["10.1145/3600006.3613165"], True),
        ("Quite Different", "Kwon, Woosuk", [], False),
        ("Efficient Memory Management for Models", "Kwon, W.", [], True),
        ("Efficient Memory Management for Models", "Li, W.", [], False),
        ("Efficient {Memory", Person("Kwon"), [], True),
        ("", "Kwon, W.", [], True),
    ],
)
def test_same_paper(title: str, author: str | Person, ids: list[str], is_same: bool) -> None:  # noqa: FBT001
    old = make_identity("any", title, author, ids)
    assert is_same_paper(old, identity_of(VLLM)) is is_same


def test_identity_of_odd_entries() -> None:
    assert make_identity("k", "T", "a,b,c,d", ()).first_author == ""
    entry = Entry(key="k", title="T", preprint=Preprint(server="SSRN", year=2020, id="Ab1"))
    assert identity_of(entry).ids == {"ab1"}
