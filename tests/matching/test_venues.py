from __future__ import annotations

import pytest

from mlsysbib.matching.venues import Kind, Venue, compare_venues, known_venue, named_venue
from mlsysbib.model.library import Library
from raw_references import raw


def venue_of(name: str) -> Venue:
    return raw(venue=name).venue


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
    left, right = venue_of(a), venue_of(b)
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
    assert venue_of(venue).kind is kind


def test_tracks() -> None:
    assert venue_of("KDD'20 Tutorial").is_short_track
    assert not venue_of("KDD'20").is_short_track


def test_no_two_venues_of_the_table_are_one(library: Library) -> None:
    venues = [known_venue(venue) for venue in library.venues.values()]
    for place, one in enumerate(venues):
        assert compare_venues(one, one) == 1
        assert {compare_venues(one, other) for other in venues[place + 1 :]} <= {-2}


def test_kinds_are_those_of_the_table(library: Library) -> None:
    kinds = {"preprint-server": "PREPRINT"}
    for venue in library.venues.values():
        expected = kinds.get(venue.kind, venue.kind.upper())
        assert known_venue(venue).kind.name == expected


def test_a_workshop_at_a_venue_of_the_table_is_not_that_venue() -> None:
    assert venue_of("NIPS workshop").id != "neurips"
    assert compare_venues(venue_of("NIPS"), named_venue("NIPS workshop")) == -2
