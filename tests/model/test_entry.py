from __future__ import annotations

import datetime as dt

import pytest

from mlsysbib.model.entry import Arxiv, Entry, Preprint, Published, byline
from mlsysbib.model.names import Organization, Person

PUBLISHED = Published(venue="sosp", year=2023)
ARXIV = Arxiv(id="2209.06180")
OTHER = Preprint(server="bioRxiv", year=2021)


@pytest.mark.parametrize(
    ("arxiv", "year", "month"),
    [
        (Arxiv(id="2309.06180"), 2023, 9),
        (Arxiv(id="0704.0001"), 2007, 4),
        (Arxiv(id="1412.69800"), 2014, 12),
        (Arxiv(id="cs.LG/0701001"), 2007, 1),
        (Arxiv(id="hep-th/9901001"), 1999, 1),
        (Arxiv(id="hep-th/9108001"), 1991, 8),
        # A date says more than the identifier, which counts from the announcement.
        (Arxiv(id="2301.00001", date=dt.date(2022, 12, 31)), 2022, 12),
        # What is no month is none: formats look its name up.
        (Arxiv(id="2313.00001"), 2023, None),
        (Arxiv(id="2300.00001"), 2023, None),
        (Arxiv(id="nonsense"), 0, None),
        (Arxiv(id="23"), 0, None),
        (Arxiv(id="²³⁰⁹.06180"), 0, None),
    ],
)
def test_the_date_of_a_preprint(arxiv: Arxiv, year: int, month: int | None) -> None:
    assert (arxiv.year, arxiv.month) == (year, month)


@pytest.mark.parametrize(
    ("versions", "year", "is_preprint"),
    [
        ({"published": PUBLISHED, "arxiv": ARXIV}, 2023, False),
        ({"arxiv": ARXIV, "preprint": OTHER}, 2022, True),
        ({"preprint": OTHER}, 2021, True),
        ({}, 0, True),
    ],
)
def test_the_year_of_an_entry_is_that_of_its_publication(
    versions: dict[str, Published | Arxiv | Preprint], year: int, *, is_preprint: bool
) -> None:
    entry = Entry(key="k", title="T", **versions)  # type: ignore[arg-type]
    assert (entry.year, entry.is_preprint) == (year, is_preprint)


def test_names_and_title_are_read() -> None:
    entry = Entry(
        key="k",
        title=r"{LLM} Serving in $O(n)$ for \$5",
        authors=("van Berg, Jan", "{OpenAI}", Person("Li, Jr", "X")),
    )
    assert entry.plain_title == "LLM Serving in O(n) for $5"
    assert entry.names == (
        Person("Berg", "Jan", "van"),
        Organization("OpenAI"),
        Person("Li, Jr", "X"),
    )


@pytest.mark.parametrize(
    ("families", "line"),
    [
        ("", ""),
        ("Kwon", "Kwon"),
        ("Kwon Li", "Kwon and Li"),
        ("Kwon Li Zhuang", "Kwon, Li and Zhuang"),
        ("Kwon Li Zhuang Sheng", "Kwon et al."),
    ],
)
def test_byline(families: str, line: str) -> None:
    assert byline(tuple(map(Person, families.split()))) == line
    assert byline((Person("Berg", "Jan", "van der"), Person("Li"), Person("Wu")), 2) == (
        "van der Berg et al."
    )
