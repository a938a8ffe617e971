from __future__ import annotations

import pytest

from mlsysbib.problems import FieldPath
from mlsysbib.store.locate import find_line

TEXT = """\
# a comment = with an equals sign
title = "T"
authors = [
  # the first
  "A, B",

  "C, D",
]
topics = ["x", "y"]
"quoted key" = 1
dotted.name = 2

[published]
year = 2022
"venue" = "x"

[ editions . 2022 ]  # spaces
place = "x"

[[relations]]
key = "a"

[[relations]]
kind = "b"
key = "c"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("authors",), 3),
        (("authors", 0), 5),
        (("authors", 1), 7),
        # An element that is not there stands where its list begins.
        (("authors", 2), 3),
        (("topics", 1), 9),
        (("quoted key",), 10),
        (("dotted", "name"), 11),
        (("published",), 13),
        (("published", "year"), 14),
        (("published", "venue"), 15),
        (("published", "missing"), 13),
        (("editions", "2022"), 17),
        (("editions", "2022", "place"), 18),
        (("relations", 0), 20),
        (("relations", 0, "key"), 21),
        (("relations", 1, "key"), 25),
        (("relations", 1, "missing"), 23),
        (("missing",), 0),
        (("missing", "year"), 0),
        ((), 0),
    ],
)
def test_the_line_of_a_field_or_the_nearest_table_above(path: FieldPath, line: int) -> None:
    assert find_line(TEXT, path) == line
    assert find_line(TEXT.replace("\n", "\r\n"), path) == line


def test_nothing_is_found_in_nothing() -> None:
    assert find_line("", ("title",)) == 0
