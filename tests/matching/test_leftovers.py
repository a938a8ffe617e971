"""What stands around a title in a reference that was cut in the wrong place."""

from __future__ import annotations

import pytest

from mlsysbib.matching import Reference, Verdict, compare, link
from mlsysbib.matching.leftovers import trim
from raw_references import raw

TITLE = "fast joins of sorted runs"
NAMED = {"lee", "marsh", "oakley", "vldb", "sigmod"}.__contains__


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("lee", ""),
        ("p marsh and d oakley", ""),
        ("andf lee", ""),
        ("marsh m and oakley p 1998", ""),
        ("13 lee c oakley", ""),
        ("rupert marsh", ""),
        ("", "26th intl"),
        ("", "in proc of the 27th vldb"),
        ("", "21 stvldb"),
        ("", "vldb99"),
        ("", "134 145"),
        ("", "acm sigmod record 26 3"),
        ("", "technical report ab cs tr 99 29"),
        ("avi lee", "1995 proc 21st int"),
    ],
)
def test_people_and_places_are_no_part_of_a_title(before: str, behind: str) -> None:
    words = f"{before} {TITLE} {behind}".split()
    assert trim(words, TITLE.split(), NAMED) == TITLE.split()


@pytest.mark.parametrize(
    "long",
    [
        f"very {TITLE}",
        f"marsh on parallel {TITLE} explained",
        f"{TITLE} on disks",
        f"{TITLE} 2",
        f"{TITLE} part ii",
        f"lessons learned from {TITLE}",
    ],
)
def test_words_of_a_title_stay(long: str) -> None:
    assert trim(long.split(), TITLE.split(), NAMED) == long.split()


def paper(title: str, **fields: str) -> Reference:
    return raw(title, authors=("Lee, Ann", "Marsh, Petra", "Oakley, Dan"), **fields)


@pytest.mark.parametrize(
    "title",
    [
        "P. Marsh, and D. Oakley. Fast Joins of Sorted Runs in Main Memory",
        "Fast Joins of Sorted Runs in Main Memory. 26th Intl",
        "Fast Joins of Sorted Runs in Main Memory, VLDB'99",
        "Fast Joins of Sorted Runs in Main Memory. 134-145",
        "â??Fast Joins of Sorted Runs in Main Memoryâ??",
        "Fast Joins of Sortedruns inmainmemory",
    ],
)
def test_a_reference_that_was_cut_in_the_wrong_place_is_linked(title: str) -> None:
    clean = paper("Fast Joins of Sorted Runs in Main Memory", id_="a", venue="VLDB", year="1999")
    cut = paper(title, id_="b", venue="VLDB")
    assert [verdict for _, _, verdict in link([clean], [cut]).pairs()] == [Verdict.SAME]


@pytest.mark.parametrize(
    ("names", "same"),
    [
        (("Marsha, P.", "Leeb, A."), True),
        (("Petra, M.", "Ann, L."), True),
        (("Contents, B.", "Edition, P."), True),
        (("Stone, Q.", "Hill, R."), False),
    ],
)
def test_names_that_a_program_misread(names: tuple[str, ...], same: bool) -> None:  # noqa: FBT001
    title = "Fast Joins of Sorted Runs in Main Memory on Many Cores"
    clean = raw(title, authors=("Marsh, Petra", "Lee, Ann"), venue="VLDB", year="1999")
    found = compare(clean, raw(title, authors=names, venue="VLDB", year="1999"))
    assert (found.verdict is Verdict.SAME) is same
