from __future__ import annotations

import datetime as dt

import pytest

from mlsysbib.model.entry import Entry
from mlsysbib.model.venues import Venue
from mlsysbib.store.schema import SchemaError, build
from mlsysbib.text.toml import parse_toml

RULES = {"unknown": "field-unknown", "field": "field-missing"}
A_DATE = "a date without quotes, such as 2023-09-12"
MINIMAL = 'key = "k"\ntitle = "T"\n'


def complaints(text: str, struct: type[Entry | Venue] = Entry) -> list[str]:
    with pytest.raises(SchemaError) as caught:
        build(parse_toml(text), struct, "f.toml", text)
    problems = caught.value.problems
    for problem in problems:
        first = problem.text.partition(" ")[0]
        assert problem.rule == RULES.get(first, "field-type")
    return [f"{p.line} {p.text}" + f" ({p.hint})" * bool(p.hint) for p in problems]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "autors = []",
            "3 unknown field 'autors' in the top level (did you mean authors or authors-cut?)",
        ),
        ("zzzz = 1", "3 unknown field 'zzzz' in the top level"),
        ("system = 3", "3 system must be a text in quotes, not 3"),
        ("system = true", "3 system must be a text in quotes, not true"),
        ("system = []", "3 system must be a text in quotes, not a list"),
        ("system = {}", "3 system must be a text in quotes, not a table"),
        ('aliases = "x"', "3 aliases must be a list, not the text 'x'"),
        ('aliases = ["x", 3]', "3 element 2 of aliases must be a text in quotes, not 3"),
        ('type = "reprot"', "3 type cannot be 'reprot'"),
        (
            'authors = [["x"]]',
            "3 element 1 of authors must be a text in quotes or a table, not a list",
        ),
        ('authors = [{ given = "x" }]', "3 field 'family' is missing"),
        (
            'authors = [{ family = "x", givn = "y" }]',
            "3 unknown field 'givn' in [authors.0] (did you mean given?)",
        ),
        ('published = "osdi"', "3 published must be a table, not the text 'osdi'"),
        ("published = []", "3 published must be a table, not a list"),
        ("published.year = '22'", "3 published.year must be an integer, not the text '22'"),
        ("published.year = 2022.5", "3 published.year must be an integer, not 2022.5"),
        ("published.year = true", "3 published.year must be an integer, not true"),
        ("published.year = 0", "3 published.year must be an integer >= 1, not 0"),
        ("published.year = 10000", "3 published.year must be an integer <= 9999, not 10000"),
        (
            "arxiv = { id = '2301.00001', date = '2023-01-01' }",
            f"3 arxiv.date must be {A_DATE}, not the text '2023-01-01'",
        ),
        ("arxiv = { id = 2301.00001 }", "3 arxiv.id must be a text in quotes, not 2301.00001"),
        ("[arxiv]", "3 field 'id' is missing"),
        ("[links]\ncdoe = 'x'", "4 unknown field 'cdoe' in [links] (did you mean code?)"),
        ("[ignore]\nkey-form = 3", "4 ignore.key-form must be a text in quotes, not 3"),
        ("[[relations]]\nkind = 'extend'\nkey = 'x'", "4 relations.kind cannot be 'extend'"),
        ("[relations]\nkind = 'extends'", "3 relations must be a list, not a table"),
        ("[provenance]\nchecked = 3", f"4 provenance.checked must be {A_DATE}, not 3"),
    ],
)
def test_a_fault_is_said_in_words(line: str, complaint: str) -> None:
    assert complaints(f"{MINIMAL}{line}\n") == [complaint]


def test_all_faults_are_said_each_at_its_place() -> None:
    text = (
        'key = "k"\nstatus = "gone"\n\n[published]\nmonth = 13\nvenu = "x"\n\n'
        '[[relations]]\nkind = "extends"\nkey = "a"\n\n[[relations]]\nkind = "extends"\nky = "b"\n'
    )
    assert complaints(text) == [
        "2 status cannot be 'gone'",
        "5 published.month must be an integer <= 12, not 13",
        "6 unknown field 'venu' in [published] (did you mean venue or event?)",
        "14 unknown field 'ky' in [relations.1] (did you mean key?)",
        "12 field 'key' is missing",
    ]


def test_faults_of_a_venue_are_found_in_its_editions() -> None:
    text = (
        'id = "v"\nacronym = "V"\nkind = "confrence"\nmatch = [\n  "a",\n  3,\n]\n\n'
        '[editions.2022]\nordnal = "1st"\n\n[editions.2023]\nstart = 3\n\n'
        "[editions.2023.volumes.1]\nisbn = 3\n"
    )
    assert complaints(text, Venue) == [
        "3 kind cannot be 'confrence'",
        "6 element 2 of match must be a text in quotes, not 3",
        "10 unknown field 'ordnal' in [editions.2022] (did you mean ordinal?)",
        f"13 editions.2023.start must be {A_DATE}, not 3",
        "16 editions.2023.volumes.1.isbn must be a text in quotes, not 3",
    ]


def test_what_has_the_form_is_built() -> None:
    text = MINIMAL + 'arxiv = { id = "2301.00001", class = "cs.LG", date = 2023-01-02 }\n'
    entry = build(parse_toml(text), Entry, "f.toml", text)
    assert entry.arxiv is not None
    assert (entry.arxiv.class_, entry.arxiv.date) == ("cs.LG", dt.date(2023, 1, 2))
