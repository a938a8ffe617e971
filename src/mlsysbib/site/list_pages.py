"""A page a reading list, in the list's own sections and order, and the index of lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import msgspec

from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.selection import Block, Cited, Prose, Section
from mlsysbib.site import addresses
from mlsysbib.site.catalogue import ReadingList, occurrence
from mlsysbib.site.groups import Group, Index, index_page
from mlsysbib.site.making import Workshop
from mlsysbib.site.writing import File
from mlsysbib.text.markdown import slug


class Run(msgspec.Struct, frozen=True):
    """Lines of one kind that follow each other: prose, or papers with their annotations."""

    prose: str = ""
    papers: tuple[dict[str, Any], ...] = ()
    start: int = 0


class Shown(msgspec.Struct, frozen=True):
    """A section as the page shows it; `level` is that of its heading."""

    heading: str
    level: int
    anchor: str
    count: int
    runs: tuple[Run, ...]
    sections: tuple[Shown, ...]


def list_pages(shop: Workshop) -> Iterator[File]:
    """Yield the page of each reading list, and the index."""
    lists = shop.catalogue.lists
    groups = tuple(
        Group(
            harmless(list_.title),
            addresses.reading_list(list_.id),
            len(list_.selection.entries()),
        )
        for list_ in lists
    )
    index = Index(heading="Reading lists", section="lists", parts=(("", groups),))
    yield index_page(shop, addresses.LISTS, index)
    for list_ in lists:
        yield _list_page(shop, list_)


def _list_page(shop: Workshop, list_: ReadingList) -> File:
    entries = list_.selection.entries()
    source = shop.library.reading_lists[list_.id]

    def fill() -> dict[str, Any]:
        page = _Page(shop, list_)
        return {
            "title": f"{harmless(list_.title)} · {shop.title}",
            "description": f"{harmless(list_.title)}: a reading list of {len(entries)} papers",
            "section": "lists",
            "heading": harmless(list_.title),
            "steps": (Group("Reading lists", addresses.LISTS),),
            "count": len(entries),
            "style": list_.selection.style or "awesome",
            "body": page.section(Section("", 1, list_.selection.blocks, list_.selection.sections)),
        }

    # What a query in the list stands for may change while the list does not.
    made_of = (source, shop.digests(entries))
    return shop.page(addresses.reading_list(list_.id), "list.html.j2", made_of, fill)


class _Page:
    """A list's page in the making: knows the anchors that are taken, and counts papers."""

    def __init__(self, shop: Workshop, list_: ReadingList) -> None:
        self.shop = shop
        self.taken = {entry.key for entry in list_.selection.entries()} | {"main"}
        self.times: Counter[str] = Counter()
        self.number = 0

    def section(self, section: Section) -> Shown:
        anchor = self.anchor(section.heading) if section.heading else ""
        runs = tuple(self.runs(section.blocks))
        below = tuple(map(self.section, section.sections))
        count = len({entry.key for entry in section.entries()})
        return Shown(harmless(section.heading), min(section.level, 6), anchor, count, runs, below)

    def anchor(self, heading: str) -> str:
        name = base = slug(harmless(heading)) or "section"
        number = 1
        while name in self.taken:
            number += 1
            name = f"{base}-{number}"
        self.taken.add(name)
        return name

    def runs(self, blocks: Iterable[Block]) -> Iterator[Run]:
        for is_prose, found in groupby(blocks, lambda block: isinstance(block, Prose)):
            if is_prose:
                lines = [block.text for block in found if isinstance(block, Prose)]
                if text := "\n".join(lines).strip("\n"):
                    yield Run(prose=_dedented(text))
            else:
                start = self.number + 1
                cited = tuple(self.cited(block) for block in found if isinstance(block, Cited))
                yield Run(papers=cited, start=start)

    def cited(self, block: Cited) -> dict[str, Any]:
        self.number += 1
        key = block.entry.key
        self.times[key] += 1
        return {
            "paper": self.shop.paper(block.entry),
            "anchor": occurrence(key, self.times[key]),
            "annotation": block.annotation,
            "depth": min(len(block.indent.expandtabs(4)) // 2, 3),
        }


def _dedented(text: str) -> str:
    """Return prose without the indent of its first line: below a paper it is no code."""
    indent = re.match(r"[ \t]*", text)
    width = len(indent[0]) if indent else 0
    lines = text.split("\n")
    is_common = all(not line.strip() or line[:width].isspace() for line in lines)
    return "\n".join(line[width:] for line in lines) if width and is_common else text
