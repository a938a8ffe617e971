"""A list that was adopted takes in what is new in its original, and keeps what is its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.intake.lists.updating import Updated, update_list

OURS = "# T\n\n## A\n\n- @poe2020sums **read first**\n- @doe2021parts\n\n## B\n\n- @roe2022wholes\n"


def updated(ours: str, theirs: str) -> Updated:
    found = update_list(ours, theirs)
    assert found is not None
    return found


def test_a_new_paper_stands_where_the_original_has_it() -> None:
    theirs = OURS.replace("- @doe2021parts\n", "- @doe2021parts\n- @new2024paper\n")
    assert updated(OURS, theirs).text == theirs
    assert updated(OURS, theirs).kept == ()


def test_words_of_ones_own_stay_and_are_named() -> None:
    theirs = OURS.replace(" **read first**", "").replace("## B", "## B\n\n- @new2024paper")
    found = updated(OURS, theirs)
    assert found.text == OURS.replace("## B", "## B\n\n- @new2024paper")
    assert found.kept == ((5, "- @poe2020sums **read first**"),)


def test_a_section_that_moved_is_followed() -> None:
    head, a, b = OURS.partition("## A")[0], *OURS.removeprefix("# T\n\n").split("\n## B")
    theirs = f"{head}## B{b}\n{a}"
    found = updated(OURS, theirs)
    assert [line for line in found.text.splitlines() if line] == [
        line for line in theirs.splitlines() if line
    ]
    assert found.kept == ()


def test_a_line_that_the_original_has_no_more_stays() -> None:
    found = updated(OURS, OURS.replace("- @doe2021parts\n", ""))
    assert found.text == OURS
    assert found.kept == ((6, "- @doe2021parts"),)


def test_a_paper_in_a_further_section_is_taken_there_too() -> None:
    theirs = OURS + "- @doe2021parts again\n"
    assert updated(OURS, theirs).text == theirs


def test_another_list_is_no_update() -> None:
    head = "---\ntitle: T\nid: t\nstyle: awesome\n---\n\n"
    assert update_list(f"{head}- @poe2020sums\n", f"{head}- @doe2021parts\n") is None
    assert update_list(OURS, "# Others\n\n- @nobody2020else\n") is None


LINES = st.lists(st.sampled_from(["", "## A", "- @a", "- @a mine", "- @b", "words", "| @c | x |"]))


@given(LINES, LINES)
def test_all_lines_of_both_are_there_and_twice_is_once(ours: list[str], theirs: list[str]) -> None:
    old, new = ("\n".join([*lines, "# T"]) + "\n" for lines in (ours, theirs))
    found = update_list(old, new)
    if found is None:
        return
    lines = found.text.splitlines()
    assert {line for line in old.splitlines() if line} <= set(lines)
    keyed = {line for line in new.splitlines() if "@a" in line}
    assert {line for line in new.splitlines() if line} - keyed <= set(lines)
    again = updated(found.text, new)
    assert again.text == found.text
