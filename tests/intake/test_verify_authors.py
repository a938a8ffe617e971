"""Two lists of authors: what styles write differently is equal, and other people are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.intake.verify.authors import (
    Likeness,
    compare_authors,
    count_same,
    likeness,
    split_joined,
)
from mlsysbib.intake.verify.verdicts import Severity
from mlsysbib.model.names import Name, read_name

TEAM = "Doe, Jane; Mustermann, Zoë; van der Berg, Anna-Marie; Li, Wei; O'Neil, Sean"


def names(text: str) -> list[Name]:
    return [read_name(name.strip()) for name in text.split(";") if name.strip()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Doe, Jane", "Doe, J."),
        ("Doe, Jane Q.", "Doe, Jane"),
        ("Doe, J. Q.", "Doe, Jane Quentin"),
        ("Doe, JQ", "Doe, Jane Quentin"),
        ("Müller, Jürgen", "Muller, Jurgen"),
        ("Müller, Jürgen", "Mueller, Juergen"),
        ("Łukasz, Paweł", "Lukasz, Pawel"),
        ("Liu, Tie-Yan", "Liu, Tie Yan"),
        ("Liu, Tie-Yan", "Liu, Tieyan"),
        ("Liu, T.-Y.", "Liu, Tie-Yan"),
        ("García Molina, Héctor", "Molina, Hector Garcia"),
        ("van der Berg, Anna", "Berg, Anna van der"),
        ("Wei, Zhang", "Zhang, Wei"),
        ("KAILI, MA", "Ma, Kaili"),
        ("Chen, Tianqi 0001", "Chen, Tianqi"),
        ("Smith, Dan", "Smith, Daniel"),
        ("Smith, Bill", "Smith, William"),
        ("Smith, Sam J.", "Smith Jr, Sam J."),
        ("Chen, Tian Qi", "Chen, Ricky T. Q."),
        ("Doe, Hendrik", "Doe, Jan Hendrik"),
        ("O'Neil, Sean", "O’Neil, Sean"),
        ("{DeepSeek-AI}", "{DeepSeek AI}"),
        ("Doe, Jr., Sam", "Doe, Sam"),
    ],
)
def test_what_styles_and_sources_write_differently_is_one_name(one: str, other: str) -> None:
    assert likeness(read_name(one), read_name(other)) is Likeness.SAME
    assert likeness(read_name(other), read_name(one)) is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Zhang, Yujing", "Zhang, Yue", Likeness.GIVEN),
        ("Doe, John A.", "Doe, John B.", Likeness.GIVEN),
        ("Doe, K.", "Doe, Jane", Likeness.GIVEN),
        ("Mustermann, Zoë", "Mustermannn, Zoë", Likeness.MISSPELT),
        ("Li, Wei", "Lu, Wei", Likeness.OTHER),
        ("Kwon, Woosuk", "Kim, Woosuk", Likeness.OTHER),
        ("Mustermann, Zoë", "Musterfrau, Zoë", Likeness.OTHER),
    ],
)
def test_other_names_are_told_apart(one: str, other: str, expected: Likeness) -> None:
    assert likeness(read_name(one), read_name(other)) is expected


@pytest.mark.parametrize(
    ("claimed", "is_cut"),
    [
        (TEAM, False),
        ("Doe, J.; Mustermann, Z.; van der Berg, A.-M.; Li, W.; O'Neil, S.", False),
        ("Doe, Jane; Mustermann, Zoë", True),
        ("Doe, Jane", True),
        ("{A Team}", False),
    ],
)
def test_a_list_that_says_the_same_is_right(claimed: str, *, is_cut: bool) -> None:
    assert compare_authors(names(claimed), names(TEAM), is_cut=is_cut) is None


@pytest.mark.parametrize(
    ("claimed", "is_cut", "severity", "text"),
    [
        ("Doe, Jane; Mustermann, Zoë", False, Severity.ERROR, "2 of 5 authors, and no sign"),
        (f"{TEAM}; Roe, Max", False, Severity.ERROR, "no author is called Max Roe"),
        (
            "Mustermann, Zoë; Doe, Jane; van der Berg, Anna-Marie; Li, Wei; O'Neil, Sean",
            False,
            Severity.ERROR,
            "another order",
        ),
        (
            "Doe, Jane; Mustermann, Zoë; van der Berg, Anna-Marie; Li, Mei; O'Neil, Sean",
            False,
            Severity.ERROR,
            "Mei Li is Wei Li",
        ),
        (
            "Doe, Jane; Roe, Max; van der Berg, Anna-Marie; Li, Wei; O'Neil, Sean",
            False,
            Severity.ERROR,
            "no author is called Max Roe; Zoë Mustermann is missing",
        ),
        ("Roe, Max; Poe, Ed; Noe, Al", False, Severity.HALLUCINATED, "0 of 3 names"),
        ("Doe, Jane; Poe, Ed; Noe, Al; Coe, Bo; Loe, Cy", False, Severity.HALLUCINATED, "1 of 5"),
        ("Doe, Jane; Doe, Jane", True, Severity.ERROR, "named twice"),
    ],
)
def test_what_is_wrong_with_a_list_is_said(
    claimed: str, *, is_cut: bool, severity: Severity, text: str
) -> None:
    found = compare_authors(names(claimed), names(TEAM), is_cut=is_cut)
    assert found is not None
    assert found.severity is severity
    assert text in found.text


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("{Jane Doe, Zoë Mustermann, Wei Li}", "Doe, Jane; Mustermann, Zoë; Li, Wei"),
        ("{Department of Words, Numbers}", "{Department of Words, Numbers}"),
        ("Doe, Jane", "Doe, Jane"),
    ],
)
def test_a_list_that_is_read_as_one_name_is_taken_apart(written: str, people: str) -> None:
    assert split_joined(names(written)) == tuple(names(people))


PEOPLE = st.lists(st.sampled_from(names(TEAM)), unique=True, min_size=1)


@given(PEOPLE)
def test_a_list_is_right_about_itself(people: list[Name]) -> None:
    assert compare_authors(people, people, is_cut=False) is None
    assert count_same(people, people) == len(people)


@given(PEOPLE, st.data())
def test_one_name_that_nobody_has_is_always_seen(people: list[Name], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(people) - 1))
    wrong = [*people[:place], read_name("Quixote, Xavier"), *people[place + 1 :]]
    assert compare_authors(wrong, people, is_cut=False) is not None
