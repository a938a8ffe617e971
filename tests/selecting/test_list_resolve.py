from __future__ import annotations

import msgspec
import pytest

from mlsysbib.model.library import Library
from mlsysbib.model.selection import Cited, Prose, Section, Selection, entries_of
from mlsysbib.problems import Problem
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.reading_lists.resolve import Resolved, memberships, resolve


def outline(selection: Selection | Section) -> list[object]:
    """Return keys, prose, and [level, heading, what is below] for each section."""
    blocks = [
        text
        for block in selection.blocks
        for text in (
            [block.text]
            if isinstance(block, Prose)
            else [f"@{entry.key}" for entry in entries_of(block)]
        )
    ]
    sections = [[s.level, s.heading, *outline(s)] for s in selection.sections]
    return [*blocks, *sections]


def read(text: str, toy: Library) -> Resolved:
    return resolve(text, toy, "list.md")


def clean(text: str, toy: Library) -> Selection:
    resolved = read(text, toy)
    assert resolved.problems == ()
    assert resolved.selection.is_list
    return resolved.selection


def test_sections_nest_as_their_headings_do(toy: Library) -> None:
    text = "## A\n- @bae2022l3\n### B\n- @gao2018low\n## C\n- @xue2019fast\n"
    assert outline(clean(text, toy)) == [
        [2, "A", "@bae2022l3", [3, "B", "@gao2018low"]],
        [2, "C", "@xue2019fast"],
    ]


def test_a_jump_of_levels_is_kept(toy: Library) -> None:
    text = "## A\n#### Deep\n- @bae2022l3\n### Middle\n# Top\n## B\n"
    assert outline(clean(text, toy)) == [
        [2, "A", [4, "Deep", "@bae2022l3"], [3, "Middle"]],
        [1, "Top", [2, "B"]],
    ]


def test_an_empty_section_is_kept(toy: Library) -> None:
    assert outline(clean("## Holidays\n\n## A\n", toy)) == [[2, "Holidays"], [2, "A"]]


def test_prose_stays_in_its_place(toy: Library) -> None:
    text = "Before.\n\n- @bae2022l3\n  more of it\n- [x](https://example.org)\n\n## A\nIn A.\n"
    assert outline(clean(text, toy)) == [
        "Before.", "", "@bae2022l3", "  more of it", "- [x](https://example.org)",
        [2, "A", "In A."],
    ]  # fmt: skip


def test_the_first_heading_of_level_one_is_the_title_where_none_is_set(toy: Library) -> None:
    assert clean("# Course\n## A\n", toy).title == "Course"
    settings = "---\ntitle: Set\n---\n"
    selection = clean(f"{settings}# Part\n", toy)
    assert (selection.title, outline(selection)) == ("Set", [[1, "Part"]])


def test_annotation_and_indent_stay_with_the_item(toy: Library) -> None:
    (cited,) = clean("  - @bae2022l3 **skip** it", toy).blocks
    assert cited == Cited(toy["bae2022l3"], "**skip** it", "  ")


def test_an_alias_and_another_case_mean_the_same_entry(toy: Library) -> None:
    text = "- @kwon2023vllm\n- @VLLM_sosp23\n- @Kwon2023Efficient\n"
    assert outline(clean(text, toy)) == ["@kwon2023efficient"] * 3
    assert len(clean(text, toy).entries()) == 1


def test_a_query_expands_to_what_it_finds_newest_first(toy: Library) -> None:
    text = "- @{topic:training/parallelism} all of it"
    selection = clean(text, toy)
    assert outline(selection) == [
        "@cai2022tensoropt", "@fedus2022switch", "@bennun2019demystifying",
    ]  # fmt: skip
    assert {block.annotation for block in selection.blocks if isinstance(block, Cited)} == {
        "all of it"
    }


def test_a_query_that_finds_nothing_leaves_nothing(toy: Library) -> None:
    assert outline(clean("- @{year:1999}", toy)) == []


def test_a_query_leaves_out_what_its_section_names(toy: Library) -> None:
    text = (
        "## A\n- @bennun2019demystifying **required**\n- @{topic:training/parallelism}\n"
        "- @fedus2022switch\n### B\n- @{topic:training/parallelism}\n"
    )
    assert outline(clean(text, toy)) == [
        [2, "A", "@bennun2019demystifying", "@cai2022tensoropt", "@fedus2022switch",
            [3, "B", "@cai2022tensoropt", "@fedus2022switch", "@bennun2019demystifying"]],
    ]  # fmt: skip


def test_a_paper_that_a_section_names_twice_stands_twice(toy: Library) -> None:
    assert outline(clean("- @bae2022l3\n- @bae2022l3\n", toy)) == ["@bae2022l3"] * 2


def test_a_query_can_ask_for_another_list(toy: Library) -> None:
    selection = clean("- @{list:course venue:nsdi}", toy)
    assert outline(selection) == ["@jiang2024megascale", "@xiao2017tux2"]


def test_an_unknown_key_is_a_problem_with_line_and_near_match(toy: Library) -> None:
    resolved = read("## A\n\n- @kwon2023eficient\n- @bae2022l3\n", toy)
    assert resolved.problems == (
        Problem(
            "list.md",
            3,
            "key-unknown",
            "unknown key 'kwon2023eficient'",
            "did you mean kwon2023efficient?",
        ),
    )
    assert outline(resolved.selection) == [[2, "A", "@bae2022l3"]]


def test_a_system_in_place_of_a_key_is_explained(toy: Library) -> None:
    (problem,) = read("- @MegaScale", toy).problems
    assert problem.hint == "the system of that name is jiang2024megascale"


@pytest.mark.parametrize(
    ("query", "text", "hint"),
    [
        ("yaer:2023", "unknown field 'yaer'", "did you mean year?"),
        ("venue:ossp", "unknown venue 'ossp'", "did you mean sosp?"),
        ("topic:servin", "unknown topic 'servin'", "did you mean serving or serving/llm?"),
        ("list:corse", "unknown reading list 'corse'", "did you mean course?"),
        ("year:twenty", "'twenty' is no year or range (2023, 2020..2024, >=2022)", ""),
        ("(venue:sosp", "a ) is missing here", ""),
    ],
)
def test_a_query_without_reading_is_a_problem_with_its_line(
    query: str, text: str, hint: str, toy: Library
) -> None:
    (problem,) = read(f"prose\n- @{{{query}}}\n", toy).problems
    assert problem == Problem("list.md", 2, "query-malformed", text, hint)


def test_an_unknown_style_is_a_problem_and_none_is_taken(toy: Library) -> None:
    resolved = read("---\nstyle: awsome\n---\n", toy)
    assert resolved.problems == (
        Problem("list.md", 1, "style-unknown", "unknown style 'awsome'", "did you mean awesome?"),
    )
    assert resolved.selection.style is None


def test_the_style_of_the_front_matter_is_the_lists_own(toy: Library) -> None:
    assert clean("---\nstyle: table\n---\n", toy).style == "table"


def test_sections_are_numbered_where_the_front_matter_wants_it(toy: Library) -> None:
    text = "---\nnumbering: sections\n---\n## A\n### B\n### C\n#### D\n## E\n"
    assert outline(clean(text, toy)) == [
        [2, "1. A", [3, "1.1 B"], [3, "1.2 C", [4, "1.2.1 D"]]],
        [2, "2. E"],
    ]


def with_lists(toy: Library, **lists: str) -> Library:
    contents = msgspec.structs.replace(toy.contents, reading_lists=lists)
    return Library(contents)


def test_a_list_has_what_its_queries_bring_too(toy: Library) -> None:
    library = with_lists(
        toy,
        a="- @{venue:nsdi}\n- @bae2022l3\n",
        b="- @{list:a}\n- @gao2018low\n",
        c="- @{list:b}\n- @{list:nobody}\n",
    )
    found = memberships(library)
    nsdi = {entry.key for entry in select(library, ["venue:nsdi"])}
    assert nsdi
    assert found["a"] == nsdi | {"bae2022l3"}
    assert found["b"] == found["c"] == found["a"] | {"gao2018low"}
    assert {entry.key for entry in select(library, ["list:c"], memberships=lambda: found)} == (
        found["c"]
    )


def test_lists_that_name_themselves_or_each_other_end(toy: Library) -> None:
    library = with_lists(
        toy,
        own="- @{list:own}\n- @bae2022l3\n",
        one="- @{list:other}\n- @bae2022l3\n",
        other="- @{list:one}\n- @gao2018low\n",
        never="- @{-list:never}\n",
    )
    found = memberships(library)
    assert found["own"] == {"bae2022l3"}
    assert found["one"] == found["other"] == {"bae2022l3", "gao2018low"}
    assert found == memberships(library)


def test_a_list_knows_its_members_by_key_whatever_name_it_uses(toy: Library) -> None:
    assert set(memberships(toy)) == {"course"}
    members = memberships(toy)["course"]
    assert "kwon2023efficient" in members
    assert "kwon2023vllm" not in members
    assert "gao2018low" not in members
