"""Items of foreign lists, and the entries that they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsysbib.intake.lists import read_foreign_list
from mlsysbib.intake.lists.item_matching import ItemMatcher
from mlsysbib.model.library import Library
from mlsysbib.selecting.reading_lists.source import Citation, parse_source

SEEDS = {
    "rui-index": "003_c0ecde97338b8638.txt",
    "after-tensorflow": "001_7cdfc5a77aaa535d.txt",
    "ml-systems-papers": "002_d6aa75a485fae661.txt",
    "research-space": "004_8e4e2985fcc63d55.txt",
}


def test_a_paper_is_found_by_another_title_that_it_goes_by(library: Library) -> None:
    line = "- [EuroSys'19] Is RPC Appropriate? Distributed Deep Learning on RDMA Can Be Faster\n"
    (item,) = read_foreign_list(line, library.venues).items
    entry = ItemMatcher(library).match(item)
    assert entry is not None
    assert entry.key == "xue2019fast"


@pytest.mark.parametrize("name", SEEDS)
def test_every_paper_of_a_real_list_finds_its_entry(
    name: str, shared: Path, library: Library
) -> None:
    text = (shared / "seeds" / SEEDS[name]).read_text("utf-8")
    foreign = read_foreign_list(text, library.venues, name)
    matcher = ItemMatcher(library)
    matcher.prepare(foreign.items)
    papers = [item for item in foreign.items if item.kind == "paper"]
    found = [entry.key if (entry := matcher.match(item)) else item.title for item in papers]
    lines = parse_source(library.reading_lists[name]).lines
    assert found == [line.key for line in lines if isinstance(line, Citation) and line.key]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("- [Infinite-LLM](https://arxiv.org/abs/2401.02669) (arXiv 2024)", "lin2024infinitellm"),
        ("- [PagedAttention paper](https://arxiv.org/pdf/2309.06180v1.pdf)", "kwon2023efficient"),
        ("- [Memory Management](https://doi.org/10.1145/3600006.3613165)", "kwon2023efficient"),
        # Lists carry the links of other papers.
        ("- [A Study of Caches](https://arxiv.org/abs/2309.06180) (arXiv 2023)", None),
    ],
)
def test_an_identifier_and_a_name_or_half_of_the_words_are_enough(
    line: str, key: str | None, library: Library
) -> None:
    (item,) = read_foreign_list(f"# List\n\n{line}\n", library.venues).items
    matcher = ItemMatcher(library)
    matcher.prepare([item])
    entry = matcher.match(item)
    assert (entry.key if entry else None) == key
