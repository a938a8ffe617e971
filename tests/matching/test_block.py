from __future__ import annotations

import numpy as np

from mlsysbib.matching import link
from mlsysbib.matching.block import candidate_pairs
from mlsysbib.matching.normalize import canonical_order, join, read
from mlsysbib.matching.reference import Reference
from raw_references import raw


def pairs_of(references: list[Reference]) -> set[frozenset[str]]:
    part = read(references)
    order = canonical_order([part])
    pairs = candidate_pairs(join([part], order))
    ordered = [references[position] for position in order.tolist()]
    low, high = pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF)
    return {
        frozenset({ordered[a].id, ordered[b].id})
        for a, b in zip(low.tolist(), high.tolist(), strict=True)
    }


def test_a_common_word_makes_no_pairs_of_all() -> None:
    count = 2_000
    references = [Reference(id=str(n), title=f"System {n} {n * 7 + 1}") for n in range(count)]
    assert len(pairs_of(references)) < 30 * count


def test_equal_titles_make_bounded_blocks() -> None:
    count = 2_000
    references = [Reference(id=str(n), title="Editorial comment", year=2000) for n in range(count)]
    assert len(pairs_of(references)) < 30 * count


def test_each_of_several_reasons_makes_a_pair() -> None:
    authors = ("Kwon, W", "Li, Z", "Sheng, Y")
    base = raw(
        id_="a",
        title="Efficient Memory Management for Serving",
        authors=authors,
        year="2023",
        pages="611-626",
        volume="3",
        doi="10.1145/1.2",
        arxiv="2309.06180",
        system="vLLM",
    )
    alike = {
        "title": raw(id_="title", title=base.title),
        "words": raw(id_="words", title="Serving: Memory Management, Efficient"),
        "name": raw(id_="name", title="vLLM: Memory That Is Managed", authors=("Kwon, W",)),
        "doi": raw(id_="doi", title="Quite Another", doi=base.doi),
        "arxiv": raw(id_="arxiv", title="Quite Another", arxiv=base.arxiv),
        "place": raw(id_="place", title="Andere", pages="611", volume="3", year="2023"),
        "people": raw(id_="people", title="Andere", authors=authors),
    }
    for name, other in alike.items():
        assert pairs_of([base, other]) == {frozenset({"a", name})}


def test_empty_and_single() -> None:
    assert pairs_of([]) == set()
    assert pairs_of([Reference(id="a", title="Alone")]) == set()
    assert pairs_of([Reference(id="a"), Reference(id="b")]) == set()


def test_a_word_may_be_the_rarest_of_one_title_and_the_third_of_another() -> None:
    # Each of the words below but `alpha` and `omega` stands in fewer titles than these two.
    common = [Reference(id=f"c{n}", title=f"alpha omega kind{n} sort{n}") for n in range(9)]
    rare = [Reference(id=f"r{n}", title="beta gamma delta") for n in range(2)]
    one = Reference(id="one", title="Beta alpha gamma omega")
    other = Reference(id="other", title="alpha then omega")
    assert frozenset({"one", "other"}) in pairs_of([*common, *rare, one, other])


def test_many_copies_on_one_side_hide_none_of_the_other() -> None:
    title = "Fast Joins of Sorted Runs in Main Memory"
    copies = [raw(title, id_=f"s{n:03}", authors=("Lee, Ann",), year="1999") for n in range(200)]
    clean = raw(title, id_="d", authors=("Lee, A.",), year="1999")
    assert len({other for _, other, _ in link([clean], copies).pairs()}) == 200
