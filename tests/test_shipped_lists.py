"""The four lists that the shipped ones were made from: every item stands where it stood."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Library
from mlsysbib.selecting.reading_lists.resolve import resolve
from mlsysbib.text.markup import plain_text
from mlsysbib.text.words import fold

LISTS = {
    "after-tensorflow": 32,
    "ml-systems-papers": 42,
    "research-space": 84,
    "rui-index": 145,
}
EXTERNAL = 4
PAPERS = 255
# Papers that were published under another title than the lists have.
RENAMED = {
    "shockwave-nsdi23": "zheng2023shockwave",
    "gati-arxiv21": "balasubramanian2021accelerating",
    "achieving-mus-scale-preemption-concurrent-osdi22": "han2022microsecond",
    "plink-mlsys20": "luo2020plink",
    "chameleon-sigcomm18": "jiang2018chameleon",
    "accordion-mlsys21": "agarwal2021adaptive",
    "cuttlefish-arxiv22": "wang2023cuttlefish",
    "rpc-appropriate-distributed-deep-eurosys19": "xue2019fast",
    "demystifying-parallel-distributed-deep-csur19": "bennun2019demystifying",
    "flexllm-arxiv24": "oliaro2024flexllm",
    "eslurm-sc22": "dai2022scalable",
    "amsp-arxiv23": "chen2023amsp",
}
Place = tuple[tuple[str, ...], str]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text).lower())


def keys_by_title(library: Library) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, entry in library.items():
        titles = {entry.title, entry.arxiv.title if entry.arxiv else ""} - {""}
        for title in {folded(plain_text(title)) for title in titles}:
            assert title not in found
            found[title] = key
    return found


@pytest.fixture
def keys_of_items(shared: Path, library: Library) -> dict[tuple[str, int], str]:
    """The citation key of each item of the lists, by list and position."""
    by_title = keys_by_title(library)
    keys: dict[tuple[str, int], str] = {}
    for row in rows(shared / "lists" / "unique_seed_papers.jsonl"):
        titles = {folded(title) for title in (row["title"], *row["titles_seen"])}
        found = {by_title[title] for title in titles if title in by_title}
        if row["uid"] in RENAMED:
            found.add(RENAMED[row["uid"]])
        assert len(found) == 1, row["uid"]
        keys |= dict.fromkeys(((name, position) for name, position in row["items"]), *found)
    assert len(set(keys.values())) == PAPERS
    return keys


def compiled(name: str, library: Library) -> str:
    resolved = resolve(library.reading_lists[name], library, name)
    assert resolved.problems == ()
    return FORMATS["markdown"].dump(resolved.selection, library, Options(target=TARGETS["web"]))


LINK = re.compile(r"\[((?:\\.|[^\]\\])+)\]\(")


def places(page: str, library: Library) -> Iterator[Place]:
    """Yield section path and key of each paper of a compiled page, and the text of other links."""
    keys = {folded(entry.plain_title): key for key, entry in library.items()}
    path: list[str] = []
    for line in page.splitlines():
        if heading := re.match(r"(#{2,}) (.*)", line):
            path = [*path[: len(heading[1]) - 2], heading[2]]
        elif tagged := re.match(r"\s*- \[[^\]]+'\d\d\] (.*)", line):
            linked = LINK.match(tagged[1])
            shown = folded(re.sub(r"\\(.)|<[^>]+>", r"\1", linked[1] if linked else tagged[1]))
            # Without a link nothing parts the title from what stands behind it.
            title = shown if linked else max(filter(shown.startswith, keys), key=len)
            yield tuple(path), keys[title]
        elif other := re.match(r"\s*[-*] .*?" + LINK.pattern, line):
            yield tuple(path), re.sub(r"\\(.)", r"\1", other[1])


@pytest.mark.parametrize(("name", "count"), LISTS.items())
def test_every_item_stands_in_the_compiled_list_under_its_sections_in_order(
    name: str,
    count: int,
    shared: Path,
    library: Library,
    keys_of_items: dict[tuple[str, int], str],
) -> None:
    items = rows(shared / "lists" / f"{name}.jsonl")
    expected = [
        (
            tuple(item["section"]),
            keys_of_items[name, item["pos"]] if item["kind"] == "paper" else item["title"],
        )
        for item in sorted(items, key=lambda item: item["pos"])
    ]
    assert sum(item["kind"] == "paper" for item in items) == count
    assert list(places(compiled(name, library), library)) == expected


def test_the_lists_have_all_items_and_all_entries(
    shared: Path, library: Library, keys_of_items: dict[tuple[str, int], str]
) -> None:
    kinds = [row["kind"] for name in LISTS for row in rows(shared / "lists" / f"{name}.jsonl")]
    assert (kinds.count("paper"), kinds.count("external")) == (sum(LISTS.values()), EXTERNAL)
    assert len(keys_of_items) == sum(LISTS.values()) == 303
    assert set(keys_of_items.values()) <= set(library)


@pytest.mark.parametrize("name", LISTS)
def test_every_heading_of_a_list_is_there_even_an_empty_one(
    name: str, shared: Path, library: Library
) -> None:
    def below(sections: list[dict[str, Any]]) -> Iterator[str]:
        for section in sections:
            yield section["heading"]
            yield from below(section["children"])

    trees = json.loads((shared / "lists" / "sections.json").read_text("utf-8"))
    headings = re.findall(r"^##+ (.*)$", compiled(name, library), re.MULTILINE)
    assert [folded(heading) for heading in headings] == [
        folded(heading) for heading in below(trees[name]["sections"])
    ]
