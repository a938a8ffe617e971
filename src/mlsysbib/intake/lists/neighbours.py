"""The blocks of a document as items: what those around one and below it say of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

import msgspec

from mlsysbib.intake.lists import evidence
from mlsysbib.intake.lists.blocks import Block, bold_text, read_blocks
from mlsysbib.intake.lists.items import read_item
from mlsysbib.intake.lists.layout import ENOUGH, Layouts, likelihood
from mlsysbib.intake.lists.plain import clean
from mlsysbib.intake.lists.roles import IsTitle, Layout, Reading
from mlsysbib.intake.lists.segments import split
from mlsysbib.intake.lists.tags import TagReader
from mlsysbib.intake.lists.titles import title_key
from mlsysbib.text.markdown_lines import count_front_matter

_FEWEST_TITLE_WORDS = 3
# As many lines with a known venue show that a text lists a paper on each line.
_ENOUGH_TAGS = 3
_LIKELY_NAMES, _LIKELY_TITLE = 0.6, 0.5
_MOST_LINES, _MOST_TOLD, _MOST_FACTS = 6, 4, 12
# So many blocks below a heading something must follow.
_FARTHEST = 100


class Neighbours:
    """Reads the blocks of a document by the layout that they agree on."""

    def __init__(
        self, lines: list[str], tags: TagReader, is_title: IsTitle, *, is_source: bool
    ) -> None:
        self.is_source = is_source
        self.head = count_front_matter(lines)
        self.blocks = read_blocks(lines, self.head)
        self.tags, self.is_title = tags, is_title
        self.title_at: int | None = None
        self.sections = list(accumulate(block.kind == "heading" for block in self.blocks))
        self.readings = self._read()

    def _read(self) -> list[Reading]:
        """Read each bullet and each line by itself, then by the layout that they agree on."""
        lines = [
            split(block.text) if block.kind in {"bullet", "text"} else None for block in self.blocks
        ]
        first = [read_item(line, self.tags, self.is_title) if line else Reading() for line in lines]
        known = {
            title_key(r.title)
            for r in first
            if r.evidence >= ENOUGH and r.words >= _FEWEST_TITLE_WORDS
        }
        whole = self.is_title
        self.is_title = lambda text: whole(text) or title_key(text) in known
        self.layouts = Layouts(
            [
                (self.sections[index], reading)
                for index, reading in enumerate(first)
                if self.blocks[index].kind == "bullet"
            ]
        )
        return [
            read_item(line, self.tags, whole, self.layout(index))
            if line and self.layout(index) != Layout()
            else first[index]
            for index, line in enumerate(lines)
        ]

    def layout(self, index: int) -> Layout:
        """Return the layout of the section that a block stands in."""
        layout = self.layouts.of(self.sections[index])
        # What was left as it is when a list was adopted is not for its neighbours to take in now.
        return msgspec.structs.replace(layout, papers=0.0) if self.is_source else layout

    def likelihood(self, index: int) -> float:
        """Return how sure it is that a bullet or a line is a paper."""
        return likelihood(self.readings[index], self.layout(index), more=self.said_below(index))

    def said_below(self, index: int) -> float:
        """Return what the bullets below one add to its evidence, if they only say more of it."""
        score, venue, names, links, facts, count = 0.0, 0.0, 0.0, 0.0, 0, 0
        for place, block in self._below(index):
            if block.kind == "blank":
                continue
            if block.kind != "bullet" or block.indent < self.blocks[index].indent + 2:
                break
            reading = self.readings[place]
            count += 1
            is_own = reading.words > _FEWEST_TITLE_WORDS and reading.evidence >= ENOUGH
            if is_own or block.text.startswith("@"):
                return 0.0
            name, value = evidence.field_of(reading.text)
            is_names = evidence.names_score(reading.text) >= _LIKELY_NAMES
            labelled = bool(reading.links) and all(
                evidence.is_label(one.text) for one in reading.links
            )
            facts += bool((name and value and evidence.is_field(name)) or is_names or labelled)
            venue = max(venue, 2.0 * bool(reading.tag and reading.tag.venue))
            names = max(names, 1.5 * is_names)
            links = max(
                links,
                3.0
                * any(
                    evidence.is_paper_link(one.url)
                    for one in reading.links
                    if evidence.is_label(one.text)
                ),
            )
        score = venue + names + links
        return score if 2 * facts >= count > 0 else 0.0

    def _below(self, index: int) -> Iterator[tuple[int, Block]]:
        end = min(index + 1 + _FARTHEST, len(self.blocks))
        return ((i, self.blocks[i]) for i in range(index + 1, end))

    def paragraph(self, index: int) -> int:
        """Return how many lines the paragraph has that begins here."""
        end = index
        while end < len(self.blocks) and self.blocks[end].kind == "text":
            end += 1
        return end - index

    @cached_property
    def paragraphs(self) -> dict[int, tuple[int, Reading]]:
        """The paragraphs that are papers, their title in the first line and facts in the others."""
        found: dict[int, tuple[int, Reading]] = {}
        index = 0
        while index < len(self.blocks):
            count = self.paragraph(index)
            if 1 < count <= _MOST_LINES and index != self.title_at:
                text = "\n".join(self.blocks[place].text for place in range(index, index + count))
                reading = read_item(split(text), self.tags, self.is_title)
                inline = split(self.blocks[index].text).inline
                first = inline.show(inline.flat)
                below = self.readings[index + 1 : index + count]
                own = sum(r.evidence >= ENOUGH and r.words > _FEWEST_TITLE_WORDS for r in below)
                is_title = reading.words >= _FEWEST_TITLE_WORDS and reading.title in first
                told = sum(len(line.split()) for line in reading.rest[1:] if "://" not in line)
                if is_title and not own and reading.evidence >= ENOUGH and told <= _MOST_TOLD:
                    found[index] = (count, reading)
            index += max(count, 1)
        return found if len(found) >= _ENOUGH_TAGS else {}

    @cached_property
    def titled(self) -> dict[int, int]:
        """The headings and bold lines that are titles of papers, and the blocks that say more."""
        found: dict[int, int] = {}
        for index, block in enumerate(self.blocks):
            if block.kind not in {"heading", "text"} or index == self.title_at:
                continue
            text = block.text if block.kind == "heading" else bold_text(block.text)
            likely = evidence.title_score(clean(text)) > _LIKELY_TITLE
            if len(text.split()) < _FEWEST_TITLE_WORDS or not likely:
                continue
            if count := self._facts_below(index):
                found[index] = count
        kinds = [self.blocks[index].kind for index in found]
        return {i: n for i, n in found.items() if kinds.count(self.blocks[i].kind) >= _ENOUGH_TAGS}

    def _facts_below(self, index: int) -> int:
        """Return how many blocks below a line only say more of it, one of them where it is."""
        count, is_paper_linked = 0, False
        for place in range(index + 1, min(index + 1 + _MOST_FACTS, len(self.blocks))):
            block = self.blocks[place]
            text = block.text or block.raw.lstrip("> ")
            if block.kind == "blank" and not is_paper_linked:
                count = place - index
                continue
            name, value = evidence.field_of(clean(text))
            line = split(text)
            links = line.inline.links_in(line.inline.flat)
            is_quote = block.kind == "verbatim" and block.raw.lstrip().startswith(">")
            if not (block.kind == "bullet" or is_quote) or not name:
                break
            if not (evidence.is_field(name) or (links and "://" in value and " " not in value)):
                break
            count = place - index
            is_paper_linked = (
                is_paper_linked
                or any(evidence.is_paper_link(link.url) for link in links)
                or (evidence.is_authors_field(name) and bool(links))
            )
        return count if is_paper_linked else 0
