"""Parts of a selection: who stands where, and names that every file system takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.model.entry import Arxiv, Entry
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Block, Cited, Prose, Section, Selection
from mlsysbib.selecting.splitting import split

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def cited(key: str) -> Cited:
    return Cited(Entry(key=key, title="T", arxiv=Arxiv(id="2309.06180")))


def section(heading: str, *blocks: str | Block | Section, anchor: str = "") -> Section:
    own = [cited(block) if isinstance(block, str) else block for block in blocks]
    return Section(
        heading,
        2,
        tuple(block for block in own if not isinstance(block, Section)),
        tuple(block for block in own if isinstance(block, Section)),
        anchor,
    )


def names(*sections: Section) -> list[str]:
    return [part.name for part in split(Selection(sections=sections))]


def keys(selection: Selection) -> dict[str, list[str]]:
    return {part.name: [e.key for e in part.selection.entries()] for part in split(selection)}


def test_a_paper_stands_in_each_of_its_sections_and_not_above() -> None:
    serving = section("Serving", "a", section("Memory", "b", "a"))
    assert keys(Selection(sections=(serving, section("Training", "a")))) == {
        "serving": ["a"],
        "serving-memory": ["b", "a"],
        "training": ["a"],
    }


def test_sections_without_papers_have_no_part_and_prose_stays() -> None:
    prose = Prose("Read this.")
    parts = split(Selection(sections=(section("Empty", prose), section("Full", prose, "a"))))
    assert [part.name for part in parts] == ["full"]
    assert parts[0].selection.blocks == (prose, cited("a"))


def test_what_stands_outside_of_sections_is_not_lost() -> None:
    assert keys(Selection(blocks=(cited("a"),), sections=(section("One", "b"),))) == {
        "without-section": ["a"],
        "one": ["b"],
    }


def test_the_same_heading_under_two_others_gives_two_names() -> None:
    assert names(
        section("Week 1", section("Further reading", "a")),
        section("Week 2", section("Further reading", "a")),
    ) == ["week-1-further-reading", "week-2-further-reading"]


def test_the_same_headings_twice_are_one_part() -> None:
    assert keys(Selection(sections=(section("One", "a"), section("One", "b", "a")))) == {
        "one": ["a", "b"]
    }


def test_a_name_follows_from_its_section_alone() -> None:
    """Neither order nor neighbours change it, save where two would be the same."""
    pairs = [section("C++", "a"), section("C#", "b"), section("Go", "c")]
    forward, backward = names(*pairs), names(*reversed(pairs))
    assert forward == backward[::-1]
    assert len(set(forward)) == 3
    assert all(re.fullmatch(r"c-[0-9a-f]{8}", name) for name in forward[:2])
    assert forward[2] == "go"


@pytest.mark.parametrize(
    ("heading", "pattern"),
    [
        ("a/b\\c: d?*", "a-b-c-d"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden ", "hidden"),
        ("CON", "con-[0-9a-f]{8}"),
        ("Lpt1", "lpt1-[0-9a-f]{8}"),
        ("推理", "section-[0-9a-f]{8}"),
        ("", "section-[0-9a-f]{8}"),
        ("Größe", "grosse"),
        ("x" * 300, "x{80}-[0-9a-f]{8}"),
    ],
)
def test_names_are_safe(heading: str, pattern: str) -> None:
    (name,) = names(section(heading, "a"))
    assert re.fullmatch(pattern, name)


@given(st.lists(st.text(max_size=100) | st.sampled_from(["con", "C", "c", "ç"]), max_size=6))
def test_names_of_any_headings_are_safe_and_told_apart_without_case(headings: list[str]) -> None:
    found = names(*(section(heading, "a") for heading in headings))
    assert len(found) == len(set(headings))
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert _NAME.fullmatch(name)
        assert not _RESERVED.fullmatch(name)
        assert len(name) <= 100


def test_topics_have_the_names_by_which_they_are_asked_for(library: Library) -> None:
    sections = (
        section("Serving", "a", section("Memory", "b", anchor="serving-memory"), anchor="serving"),
    )
    assert names(*sections) == ["serving", "serving-memory"]
    assert library.topics["serving/memory"]
