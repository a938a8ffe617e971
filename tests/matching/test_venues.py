from __future__ import annotations

import pytest

from mlsysbib.matching.venues import Kind, compare_venues, parse_venue


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("OSDI '20", "Symposium on Operating Systems Design and Implementation", 1),
        ("NIPS", "Advances in Neural Information Processing Systems 30", 1),
        ("SIGMOD Conference", "International Conference on Management of Data", 1),
        ("PVLDB", "Proceedings of the VLDB Endowment", 1),
        ("J. Biol. Chem.", "Journal of Biological Chemistry", 1),
        ("ACM Trans. Database Syst.", "ACM Transactions on Database Systems (TODS)", 1),
        ("Langenbecks Arch Surg", "Langenbeck's Archives of Surgery", 1),
        ("information and compuation", "Information and Computation", 1),
        ("OSDI", "SOSP", -2),
        ("VLDB", "VLDB J.", -2),
        ("NIPS '17 ML Systems workshop", "NIPS '17", -2),
        ("EuroSys", "EuroMLSys", -2),
        ("MLSys Conference on Machine Learning and Systems", "ICML", -2),
        ("Diabetes", "Diabetologia", -1),
        ("", "OSDI", 0),
    ],
)
def test_two_names_of_a_venue(a: str, b: str, expected: int) -> None:
    left, right = parse_venue(a), parse_venue(b)
    assert compare_venues(left, right) == expected
    assert compare_venues(right, left) == expected


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        ("arXiv preprint arXiv:2309.06180", Kind.PREPRINT),
        ("CoRR", Kind.PREPRINT),
        ("Technical Report 12, MIT", Kind.PREPRINT),
        ("bioRxiv", Kind.PREPRINT),
        ("NIPS workshop", Kind.WORKSHOP),
        ("MLArchSys'24 @ ISCA'24", Kind.WORKSHOP),
        ("Journal of the ACM", Kind.JOURNAL),
        ("SIGMOD Record", Kind.JOURNAL),
        ("OSDI", Kind.CONFERENCE),
        ("Some Unheard-of Meeting", Kind.OTHER),
        ("", Kind.UNKNOWN),
    ],
)
def test_kinds(venue: str, kind: Kind) -> None:
    assert parse_venue(venue).kind is kind


def test_tracks() -> None:
    assert parse_venue("KDD'20 Tutorial").is_short_track
    assert not parse_venue("KDD'20").is_short_track
