from __future__ import annotations

import pytest

from mlsysbib.reading_lists.markers import MarkerError, replace_between

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
