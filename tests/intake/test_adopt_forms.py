"""Papers in tables, in HTML, in bold, on lines: each form becomes a source and comes back."""

from __future__ import annotations

from textwrap import dedent

import pytest

from mlsysbib.intake.lists.authors import names_of
from mlsysbib.model.library import Library
from naive_matching import adopt_text, compile_list, with_entries

ROW = "| {} | [Sums of {} Machines](https://arxiv.org/abs/2401.0000{}) | [code](https://github.com/a/b) |\n"  # noqa: E501
TABLE = "# T\n\n| Date | Paper | Code |\n|---|---|---|\n" + "".join(
    ROW.format(f"2024-0{n}", name, n) for n, name in enumerate(["Many", "Few", "No"], 1)
)
HTML = "# T\n\n<table>\n<tr><td>Year</td><td>Title</td></tr>\n" + "".join(
    f'<tr>\n<td>2024</td>\n<td><a href="https://arxiv.org/abs/2401.0000{n}">Sums of {name} Machines</a>'  # noqa: E501
    "</td>\n</tr>\n"
    for n, name in enumerate(["Many", "Few", "No"], 1)
)
TITLED = "# T\n\n" + "".join(
    f"**Sums of {name} Machines**\n\n- Paper: https://arxiv.org/abs/2401.0000{n}\n- Code: https://a.b\n\n"
    for n, name in enumerate(["Many", "Few", "No"], 1)
)
LINES = "# T\n\n" + "".join(
    f"Sums of {name} Machines\nOSDI 2024\nhttps://arxiv.org/abs/2401.0000{n}\n\n"
    for n, name in enumerate(["Many", "Few", "No"], 1)
)
CITED = "# T\n\n" + "".join(
    f'1. Ada Poe, Jan Doe. "**Sums of {name} Machines**." OSDI (**2024**). '
    f"[[pdf](https://arxiv.org/abs/2401.0000{n})]\n"
    for n, name in enumerate(["Many", "Few", "No"], 1)
)


@pytest.mark.parametrize("text", [TABLE, HTML, TITLED, LINES, CITED])
def test_papers_of_any_form_are_read_and_come_back(text: str, library: Library) -> None:
    adopted = adopt_text(text, library)
    titles = sorted(draft.title for draft in adopted.drafts)
    assert titles == [f"Sums of {name} Machines" for name in ("Few", "Many", "No")]
    more = with_entries(library, adopted.drafts)
    page = compile_list(adopted.source_text, more)
    for number in (1, 2, 3):
        assert f"https://arxiv.org/abs/2401.0000{number}" in page
    assert adopt_text(page, more).source_text == adopted.source_text
    assert adopt_text(adopted.source_text, more).source_text == adopted.source_text


def test_a_table_stays_a_table(library: Library) -> None:
    adopted = adopt_text(TABLE, library)
    key = adopted.drafts[0].key
    assert f"| 2024-01 | @{key} | [code](https://github.com/a/b) |" in adopted.source_text
    page = compile_list(adopted.source_text, with_entries(library, adopted.drafts))
    assert page.strip() == TABLE.strip()


def test_authors_are_those_that_the_list_writes(library: Library) -> None:
    (draft,) = adopt_text(
        "- [Sums of Many Machines](https://arxiv.org/abs/2401.00001), by Ada Poe and J. van der Doe, "  # noqa: E501
        "OSDI 2024\n",
        library,
    ).drafts
    assert draft.authors == ("Poe, Ada", "van der Doe, J.")
    assert draft.provenance.sources == ("list",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LeCun, Yann, et al.", ("LeCun, Yann",)),
        ("Poe, Ada, Jan Doe, and Kim Roe", ("Poe, Ada", "Doe, Jan", "Roe, Kim")),
        ("Shokri et al.", ("Shokri",)),
    ],
)
def test_names_in_the_order_of_references(text: str, names: tuple[str, ...]) -> None:
    assert names_of(text) == names


def test_what_is_no_paper_stays_as_it_is(library: Library) -> None:
    text = dedent("""\
        - [A toolkit for sums](https://github.com/a/b) - fast and small
        - [How we add at scale](https://medium.com/a/b) `Airbnb` `2020`
        - Google the different kinds of sums
        """)
    adopted = adopt_text(text, library)
    assert adopted.drafts == ()
    assert adopted.source_text.endswith(text)


PROSE = "presents a way to sum that needs fewer machines than all the ways before it did."
TOLD = "# T\n\n| **Paper** | **Links** |\n|---|---|\n" + "".join(
    f"| {n}) {title}{{gap}}{PROSE} It was shown at NSDI 1999. | [Paper](https://arxiv.org/abs/2401.0000{n}) |\n"  # noqa: E501
    for n, title in enumerate(["Sums", "{mark}Sums of Few Machines{mark}", "The Sum 2.0"], 1)
)


@pytest.mark.parametrize(("gap", "mark"), [("  ", ""), (" - ", ""), (" - ", "**"), (": ", "**")])
def test_a_title_ends_where_a_summary_of_it_begins(gap: str, mark: str, library: Library) -> None:
    text = TOLD.replace("{gap}", gap).replace("{mark}", mark)
    if mark:
        text = text.replace(f") Sums{gap}", f") {mark}Sums{mark}{gap}")
        text = text.replace("The Sum 2.0", f"{mark}The Sum 2.0{mark}")
    adopted = adopt_text(text, library)
    titles = [draft.title for draft in adopted.drafts]
    assert titles == ["Sums", "Sums of Few Machines", "The Sum 2.0"]
    assert all(draft.published is None for draft in adopted.drafts)
    assert adopted.source_text.count(PROSE) == 3


def test_two_blanks_within_a_title_are_a_slip(library: Library) -> None:
    text = "- [OSDI'24] Sums of  Many Machines [[pdf](https://arxiv.org/abs/2401.00001)]\n"
    assert [draft.title for draft in adopt_text(text, library).drafts] == ["Sums of Many Machines"]


VENUES_FIRST = """\
## Learning

OSDI 2020, [Sums of Many Machines](https://example.org/a)---Notes:[mine](https://example.org/b)

Very Small Systems 2014, [Sums of Few Machines](https://dl.acm.org/doi/10.1145/1234.5678)

A. Poe and J. Doe. 2021. Sums of No Machines. In 2021 Int. Conf. on Sums (IS). 2-9.

E. Roe. 2019. Sums: A Survey of All. Some Press, Cham
"""


def test_lines_that_begin_with_a_venue_and_references_in_words_are_papers(library: Library) -> None:
    drafts = {draft.title: draft for draft in adopt_text(VENUES_FIRST, library).drafts}
    assert set(drafts) == {
        "Sums of Many Machines", "Sums of Few Machines", "Sums of No Machines",
        "Sums: A Survey of All",
    }  # fmt: skip
    small = drafts["Sums of Few Machines"].published
    assert small is not None
    assert (small.container_title, small.year) == ("Very Small Systems", 2014)
    written = drafts["Sums of No Machines"]
    assert written.authors == ("Poe, A.", "Doe, J.")
    assert written.published is not None
    assert written.published.year == 2021


def test_a_table_may_call_its_papers_by_the_names_of_systems(library: Library) -> None:
    rows = "".join(
        f"| {name} | 2023 | OSDI | [Paper](https://dl.acm.org/doi/10.1145/1.{name}) |\n"
        for name in ("Summer", "Fewer", "None2")
    )
    adopted = adopt_text(f"| Name | Year | Place | Link |\n|---|---|---|---|\n{rows}", library)
    assert [draft.system for draft in adopted.drafts] == ["Summer", "Fewer", "None2"]
    assert all(f"| @{draft.key} | 2023 | OSDI |" in adopted.source_text for draft in adopted.drafts)


@pytest.mark.parametrize(
    ("label", "year"), [("[17 Feb 2022]", 2022), ("Aug 2023", 2023), ("[OSDI 2022]", 2022)]
)
def test_a_link_may_be_labelled_with_a_date_or_a_venue(
    label: str, year: int, library: Library
) -> None:
    text = f"- Sums of Many Machines [{label}](https://example.org/a.pdf)\n"
    (draft,) = adopt_text(text, library).drafts
    assert draft.title == "Sums of Many Machines"
    assert draft.published is not None
    assert draft.published.year == year


def test_words_beside_a_venue_stay(library: Library) -> None:
    text = "- [Sums of Many Machines](https://example.org/a.pdf) [OSDI '20, Wheels Inc]\n"
    adopted = adopt_text(text, library)
    assert adopted.drafts[0].published is not None
    assert adopted.drafts[0].published.year == 2020
    assert "Wheels Inc" in adopted.source_text


def test_a_date_behind_names_is_none_of_them() -> None:
    assert names_of("Poe, A. and Doe, J., 2019, May") == ("Poe, A.", "Doe, J.")


def test_a_venue_that_no_table_has_is_no_name_of_a_system(library: Library) -> None:
    (draft,) = adopt_text("- Sums of Many Machines (LifeTech 2020)\n", library).drafts
    assert draft.published is not None
    assert (draft.system, draft.published.container_title) == ("", "LifeTech")


def test_a_section_may_say_the_year_of_its_venues(library: Library) -> None:
    text = "## 2021\n\n- [Sums of Many Machines](https://example.org/a.pdf) [OSDI]\n"
    (draft,) = adopt_text(text, library).drafts
    assert draft.published is not None
    assert (draft.published.venue, draft.published.year) == ("osdi", 2021)


def test_what_is_required_is_no_name_of_a_system(library: Library) -> None:
    text = "- [Sums of Many Machines](https://example.org/a.pdf) (Required)\n"
    adopted = adopt_text(text, library)
    assert adopted.drafts[0].system == ""
    assert "(Required)" in adopted.source_text
