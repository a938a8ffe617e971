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
