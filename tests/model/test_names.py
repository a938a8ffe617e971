from __future__ import annotations

import pytest
from hypothesis import given

from mlsysbib.model.names import (
    Name,
    NameFormatError,
    Organization,
    Person,
    display_name,
    format_name,
    parse_name,
    read_name,
    short_name,
    split_display_name,
    stored_name,
)
from strategies import ANY_PERSONS, NAMES

READINGS = [
    ("Kwon, Woosuk", Person("Kwon", "Woosuk")),
    ("van der Berg, Jan", Person("Berg", "Jan", "van der")),
    ("de la Cruz, Ana María", Person("Cruz", "Ana María", "de la")),
    ("Van der Berg, Jan", Person("Van der Berg", "Jan")),
    ("Sutton, III, Charles", Person("Sutton", "Charles", suffix="III")),
    ("von Neumann, Jr., John", Person("Neumann", "John", "von", "Jr.")),
    ("O'Brien, Conan", Person("O'Brien", "Conan")),
    ("Gómez-Luna, Juan", Person("Gómez-Luna", "Juan")),
    ("Plato", Person("Plato")),
    ("danah", Person("danah")),
    ("bell hooks", Person("hooks", particle="bell")),
    ("王, 伟", Person("王", "伟")),
    ("{DeepSeek-AI}", Organization("DeepSeek-AI")),
    ("{Barnes and Noble, Inc.}", Organization("Barnes and Noble, Inc.")),
]


@pytest.mark.parametrize(("text", "name"), READINGS)
def test_a_name_is_read_and_written_as_it_stands(text: str, name: Name) -> None:
    assert parse_name(text) == name
    assert format_name(name) == text
    assert stored_name(name) == text


@pytest.mark.parametrize(
    "text", ["", " ", ",", "Yu,", ", Yu", "Yu, , Jr", "A, B, C, D", "{}", "{ }"]
)
def test_a_name_with_an_empty_part_is_refused(text: str) -> None:
    with pytest.raises(NameFormatError):
        parse_name(text)


@given(NAMES)
def test_names_are_read_back(name: Name) -> None:
    assert parse_name(format_name(name)) == name
    assert isinstance(stored_name(name), str)


@given(NAMES | ANY_PERSONS)
def test_stored_names_are_read_back_whatever_their_parts(name: Name) -> None:
    assert read_name(stored_name(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        Person("Berg", "Jan", "Van"),
        Person("van Berg", "Jan"),
        Person("Smith, Jones", "A"),
        Person("King", suffix="Jr."),
        Person("{Brace}"),
        Person(""),
    ],
)
def test_a_name_that_would_read_differently_is_stored_in_parts(name: Person) -> None:
    assert stored_name(name) == name


@pytest.mark.parametrize(
    ("name", "short", "displayed"),
    [
        (Person("Kwon", "Woosuk"), "Kwon", "Woosuk Kwon"),
        (Person("Berg", "Jan", "van der"), "van der Berg", "Jan van der Berg"),
        (Person("Sutton", "Charles", suffix="III"), "Sutton", "Charles Sutton III"),
        (Organization("DeepSeek-AI"), "DeepSeek-AI", "DeepSeek-AI"),
    ],
)
def test_a_name_in_running_text(name: Name, short: str, displayed: str) -> None:
    assert (short_name(name), display_name(name)) == (short, displayed)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Woosuk Kwon", "Kwon, Woosuk"),
        ("Jan van der Berg", "van der Berg, Jan"),
        ("Ana María de la Cruz", "de la Cruz, Ana María"),
        ("Charles Sutton III", "Sutton, III, Charles"),
        ("John von Neumann, Jr.", "von Neumann, Jr., John"),
        ("  Ion   Stoica ", "Stoica, Ion"),
        ("Plato", "Plato"),
        ("A Jr", "Jr, A"),
    ],
)
def test_a_name_in_reading_order_is_taken_apart(text: str, name: str) -> None:
    assert format_name(split_display_name(text)) == name


@pytest.mark.parametrize("text", ["", "  ", ","])
def test_no_words_are_no_name(text: str) -> None:
    with pytest.raises(NameFormatError, match="an empty name"):
        split_display_name(text)
