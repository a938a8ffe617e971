from __future__ import annotations

from collections.abc import Iterator

import pytest

from mlsysbib.model.selection import Section, Selection
from mlsysbib.selecting.reading_lists.markers import MarkerError, fit_into, replace_between

BEGIN, END = "<!-- mlsysbib:begin course -->", "<!-- mlsysbib:end course -->"


def test_what_stands_between_the_markers_is_replaced_and_nothing_else() -> None:
    page = f"# Mine\n\n{BEGIN}\nold\n{END}\n\nAfter.  \n"
    assert replace_between(page, "course", "\n- new\n") == (
        f"# Mine\n\n{BEGIN}\n\n- new\n\n{END}\n\nAfter.  \n"
    )


def test_replacing_twice_changes_nothing_more() -> None:
    once = replace_between(f"{BEGIN}{END}", "course", "- new\n")
    assert replace_between(once, "course", "- new\n") == once


def test_content_is_no_pattern_and_no_template() -> None:
    content = r"\1 \g<0> {0} %s"
    assert content in replace_between(f"{BEGIN}\n{END}", "course", content)


def test_a_page_with_windows_lines_keeps_them_throughout() -> None:
    page = f"# Mine\r\n{BEGIN}\r\nold\r\n{END}\r\nAfter.\r\n"
    replaced = replace_between(page, "course", "- a\n- b\n")
    assert "\r\n- a\r\n- b\r\n" in replaced
    assert "\n" not in replaced.replace("\r\n", "")


def test_a_pair_of_another_name_stays_as_it_is() -> None:
    other = "<!-- mlsysbib:begin other -->\nkept\n<!-- mlsysbib:end other -->\n"
    assert replace_between(f"{other}{BEGIN}\n{END}\n", "course", "x").startswith(other)


def test_a_name_is_no_pattern() -> None:
    page = "<!-- mlsysbib:begin a.b -->\n<!-- mlsysbib:end a.b -->"
    assert "new" in replace_between(page, "a.b", "new")
    with pytest.raises(MarkerError):
        replace_between(page.replace("a.b", "axb"), "a.b", "new")


@pytest.mark.parametrize(
    "page",
    [
        "no markers at all",
        BEGIN,
        END,
        f"{END}\n{BEGIN}",
        f"{BEGIN}\n{END}\n{BEGIN}\n{END}",
        f"{BEGIN}\n{BEGIN}\n{END}",
        f"{BEGIN}\n{END}\n{END}",
        f"{BEGIN}\n{BEGIN}\n{END}\n{END}",
    ],
)
def test_without_exactly_one_pair_nothing_is_replaced(page: str) -> None:
    with pytest.raises(MarkerError, match="needed, each on a line of its own and once"):
        replace_between(page, "course", "new")


@pytest.mark.parametrize("marker", [BEGIN, END])
def test_content_that_would_break_the_pair_is_refused(marker: str) -> None:
    with pytest.raises(MarkerError, match="holds one of them itself"):
        replace_between(f"{BEGIN}\n{END}", "course", f"- new\n{marker}\n")


def levels(page: str, *sections: Section) -> list[int]:
    fitted = fit_into(page, "course", Selection("A Course", (), sections, is_list=True))
    assert fitted.title == ""
    return list(_levels(fitted.sections))


def _levels(sections: tuple[Section, ...]) -> Iterator[int]:
    for section in sections:
        yield section.level
        yield from _levels(section.sections)


DEEP = Section("Week 1", 2, (), (Section("Further", 3, (), (Section("More", 5),)),))


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("", [2, 3, 5]),
        ("# Mine\n", [2, 3, 5]),
        ("# Mine\n\n## Reading\n", [3, 4, 6]),
        ("# Mine\n### Reading\n", [4, 5, 6]),
        ("###### Reading\n", [6, 6, 6]),
        ("# Mine\n## A\n# B\n", [2, 3, 5]),
        ("# Mine\n\n```sh\n## no heading\n```\n", [2, 3, 5]),
        ("Mine\n====\n", [2, 3, 5]),
        ("Mine\n====\n\nReading\n---\n", [3, 4, 6]),
        ("# Mine\n\n---\n\ntitle: x\n", [2, 3, 5]),
        ("---\ntitle: x\n---\n", [2, 3, 5]),
        ("# Mine\n- a\n\n---\n", [2, 3, 5]),
        (
            "# Mine\n<!-- mlsysbib:begin b -->\n## B\n#### C\n<!-- mlsysbib:end b -->\n",
            [2, 3, 5],
        ),
    ],
)
def test_a_list_stands_one_level_below_the_heading_of_its_markers(
    above: str, expected: list[int]
) -> None:
    assert levels(f"{above}\n{BEGIN}\n{END}\n## After\n", DEEP) == expected


def test_the_first_level_of_a_list_is_the_one_that_counts() -> None:
    assert levels(f"## Reading\n{BEGIN}{END}", Section("A", 4), Section("B", 3)) == [4, 3]
    assert levels(f"# Mine\n{BEGIN}{END}", Section("Part", 1, (), (DEEP,))) == [2, 3, 4, 6]
    assert levels(f"# Mine\n{BEGIN}{END}") == []
