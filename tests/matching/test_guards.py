"""What keeps two papers apart that have most of a title and all of the authors in common."""

from __future__ import annotations

from typing import Any

import pytest

from mlsysbib.matching import Verdict, compare
from raw_references import raw

AUTHORS = ("Lee, Ann", "Marsh, Petra", "Oakley, Dan")
DATA = "Journal of Data Engines"
ACL = "Proceedings of the ACL 2001 Workshop on"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Issues of two months, and editions of two years.
        (
            {"title": "Data Engines Quarterly (February 1976)", "venue": DATA, "year": "1976"},
            {"title": "Data Engines Quarterly (May 1976)", "venue": DATA, "year": "1976"},
        ),
        (
            {
                "title": "1993 Benchmark Tests of Spoken Query Systems",
                "venue": DATA,
                "year": "1994",
            },
            {"title": "Benchmark Tests of Spoken Query Systems", "venue": DATA, "year": "1993"},
        ),
        # A step, and what it led to, at two venues.
        (
            {"title": "Towards Fast Joins of Sorted Runs", "venue": "VLDB", "year": "2001"},
            {"title": "Fast Joins of Sorted Runs", "venue": "SIGMOD", "year": "2001"},
        ),
        # A name and more words that one title has alone.
        (
            {"title": "Large Language Joins", "venue": "arXiv", "year": "2025"},
            {
                "title": "JoLa-V: Large Language Joins for Multimodal Plans",
                "venue": "arXiv",
                "year": "2025",
            },
        ),
        # Two workshops of one conference; other pages of another journal.
        (
            {
                "title": "Fast Joins of Sorted Runs in Memory",
                "venue": f"{ACL} Query Learning",
                "year": "2001",
            },
            {
                "title": "JoinIt: Fast Joins of Sorted Runs in Memory",
                "venue": f"{ACL} Speech Corpora and Archives",
                "year": "2001",
            },
        ),
        (
            {
                "title": "Fast Joins of Sorted Runs in Memory",
                "venue": DATA,
                "year": "2008",
                "pages": "405-420",
            },
            {
                "title": "JoinIt: Fast Joins of Sorted Runs in Memory",
                "venue": "Conference on Data Engines",
                "year": "2008",
                "pages": "1057-1064",
            },
        ),
    ],
)
def test_two_works_are_not_the_same(a: dict[str, Any], b: dict[str, Any]) -> None:
    assert compare(raw(**a, authors=AUTHORS), raw(**b, authors=AUTHORS)).verdict is not Verdict.SAME
