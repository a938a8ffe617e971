from __future__ import annotations

import pytest

from mlsysbib.selecting.reading_lists.source import (
    Citation,
    Heading,
    Line,
    Source,
    Text,
    parse_source,
)


def cited_keys(text: str) -> list[tuple[str, int]]:
    return [
        (line.key, line.line) for line in parse_source(text).lines if isinstance(line, Citation)
    ]


def only(line: str) -> Line:
    (found,) = parse_source(line).lines
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- @yu2022orca", Citation(1, "yu2022orca")),
        ("* @yu2022orca", Citation(1, "yu2022orca")),
        ("+ @yu2022orca", Citation(1, "yu2022orca")),
        ("• @yu2022orca", Citation(1, "yu2022orca")),
        ("1. @yu2022orca", Citation(1, "yu2022orca", number="1.")),
        ("12) @yu2022orca", Citation(1, "yu2022orca", number="12)")),
        ("-   @yu2022orca", Citation(1, "yu2022orca")),
        ("- [@yu2022orca]", Citation(1, "yu2022orca")),
        ("  - @yu2022orca", Citation(1, "yu2022orca", indent="  ")),
        ("   - @yu2022orca", Citation(1, "yu2022orca", indent="   ")),
        ("- [ ] @yu2022orca", Citation(1, "yu2022orca", task="[ ]")),
        ("- [x] [@yu2022orca]", Citation(1, "yu2022orca", task="[x]")),
    ],
)
def test_a_bullet_of_any_kind_that_cites_a_key_is_a_citation(line: str, expected: Citation) -> None:
    assert only(line) == expected


@pytest.mark.parametrize(
    ("line", "annotation"),
    [
        ("- @yu2022orca **required**", "**required**"),
        ("- @yu2022orca, skip section 5", ", skip section 5"),
        ("- @yu2022orca: the first", ": the first"),
        ("- @yu2022orca. Read it.", ". Read it."),
        ("- [@yu2022orca] (OSDI)", "(OSDI)"),
        ("- @yu2022orca   ", ""),
        ("- @{topic:serving year:2023..} newest first", "newest first"),
    ],
)
def test_what_stands_behind_a_key_is_its_annotation(line: str, annotation: str) -> None:
    found = only(line)
    assert isinstance(found, Citation)
    assert found.annotation == annotation
    assert found.key in {"yu2022orca", ""}


def test_a_query_in_braces_is_a_citation_of_what_it_finds() -> None:
    assert only("- @{venue:osdi -is:preprint}") == Citation(1, query="venue:osdi -is:preprint")
    assert only("- @{}") == Citation(1)


@pytest.mark.parametrize(
    "line",
    [
        "Read @yu2022orca before class.",
        "@yu2022orca",
        "-@yu2022orca",
        "- see @yu2022orca",
        "- [Overview](https://example.org/@yu2022orca)",
        "- [Paper](x) @yu2022orca",
        "- @ nobody",
        "- @yu2022orca@example.org",
        "- mail me@example.org",
        "",
        "   ",
        "- plain bullet",
        "***",
        "#hashtag",
        "####### seven",
        "> - @yu2022orca",
        "one\u2028line\x0cwith\x85odd spaces",
    ],
)
def test_any_other_line_is_kept_as_it_is(line: str) -> None:
    lines = parse_source(f"first\n{line}\n").lines
    assert isinstance(lines[1], Text)
    assert (lines[1].line, lines[1].text) == (2, line)


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ("# Title", 1, "Title"),
        ("## Week 1: Serving", 2, "Week 1: Serving"),
        ("###### Six", 6, "Six"),
        ("## Closed ##", 2, "Closed"),
        ("##   Wide   ", 2, "Wide"),
        ("## C#", 2, "C#"),
    ],
)
def test_a_heading_has_its_level_and_its_words(line: str, level: int, text: str) -> None:
    assert only(line) == Heading(1, level, text)


def test_fenced_code_cites_nothing_and_heads_nothing() -> None:
    text = "```\n- @a1\n## no\n```\n- @b2\n~~~ text\n- @c3\n```\n- @d4\n~~~\n- @e5\n"
    assert cited_keys(text) == [("b2", 5), ("e5", 11)]
    assert not [line for line in parse_source(text).lines if isinstance(line, Heading)]


def test_a_fence_closes_only_with_as_many_marks_and_nothing_behind_them() -> None:
    assert cited_keys("````\n```\n- @a1\n````python\n- @b2\n`````\n- @c3\n") == [("c3", 7)]
    assert cited_keys("```inline``` code\n- @a1\n") == [("a1", 2)]


def test_a_fence_that_never_closes_runs_to_the_end() -> None:
    assert cited_keys("- @a1\n```\n- @b2\n") == [("a1", 1)]


def test_front_matter_gives_settings_and_lines_count_on_behind_it() -> None:
    text = '---\ntitle: "A Course: Part 1"\nid: course\nstyle:\nnested:\n  - x\n---\n- @a1\n'
    assert parse_source(text) == Source(
        {"title": "A Course: Part 1", "id": "course", "style": "", "nested": ""},
        (Citation(8, "a1"),),
    )


def test_front_matter_may_end_in_dots() -> None:
    assert parse_source("---\ntitle: X\n...\ntext").settings == {"title": "X"}


@pytest.mark.parametrize(
    "text", ["---\ntitle: X\n- @a1", "text\n---\ntitle: X\n---", "\n---\ntitle: X\n---"]
)
def test_what_is_not_closed_or_not_first_is_no_front_matter(text: str) -> None:
    assert parse_source(text).settings == {}


def test_windows_lines_read_as_others() -> None:
    text = "---\ntitle: X\n---\n## Week\n- @a1 now\nprose\n"
    assert parse_source(text.replace("\n", "\r\n")) == parse_source(text)


def test_keys_may_have_any_letters_that_bibtex_allows() -> None:
    keys = ["Kwon_2023", "DBLP:conf/osdi/Yu22", "a+b", "10.1145/3600006", "x-y"]
    assert [key for key, _ in cited_keys("".join(f"- @{key} x\n" for key in keys))] == keys


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"A Course: Part 1"', "A Course: Part 1"),
        ("'A'", "A"),
        ("'It' and \"That\"", "'It' and \"That\""),
        ('What "Fast" Means: "Slow"', 'What "Fast" Means: "Slow"'),
        ('"', '"'),
        ("""'A\"""", """'A\""""),
        ("Students'", "Students'"),
    ],
)
def test_only_quotes_around_the_whole_go(written: str, title: str) -> None:
    assert parse_source(f"---\ntitle: {written}\n---\n").settings == {"title": title}
