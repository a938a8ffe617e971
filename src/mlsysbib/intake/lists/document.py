"""A document in blocks, each with its reading; what a line is may depend on what is around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from math import inf

from mlsysbib.intake.lists import evidence
from mlsysbib.intake.lists.blocks import Block, bold_text
from mlsysbib.intake.lists.layout import ENOUGH
from mlsysbib.intake.lists.neighbours import Neighbours
from mlsysbib.intake.lists.outline import is_certain, is_heading_like, is_title_like
from mlsysbib.intake.lists.plain import clean
from mlsysbib.intake.lists.roles import IsTitle
from mlsysbib.intake.lists.tags import TagReader
from mlsysbib.selecting.reading_lists.source import parse_source

_FEWEST_TITLE_WORDS = 3
# As many lines with a known venue show that a text lists a paper on each line.
_ENOUGH_TAGS = 3
# So many blocks below a heading something must follow.
_FARTHEST = 100
_TITLE_START = re.compile(r"[A-Z0-9]|\w+[A-Z0-9]|\W?\w+:")


class Document(Neighbours):
    """Answers what a block is, in the light of its neighbours."""

    def __init__(
        self, lines: list[str], tags: TagReader, is_title: IsTitle, *, is_source: bool = False
    ) -> None:
        super().__init__(lines, tags, is_title, is_source=is_source)
        self.front_matter = tuple(lines[: self.head])
        self.title, self.title_at = self._find_title()
        self.levels = [block.level for _, block in self.body() if block.kind == "heading"]
        self.is_plain = not self.levels
        self.level_below_title = self._level_below_title()
        tagged = sum(self._is_tagged(index) for index, b in self.body() if b.kind == "text")
        self.lists_lines = tagged >= _ENOUGH_TAGS

    def _is_tagged(self, index: int) -> bool:
        tag = self.readings[index].tag
        return tag is not None and bool(tag.venue and tag.year)

    def body(self) -> Iterator[tuple[int, Block]]:
        """Yield the blocks with their places, the title left out."""
        return ((i, block) for i, block in enumerate(self.blocks) if i != self.title_at)

    @property
    def head_lines(self) -> tuple[int, ...]:
        """The lines of the front matter and of the title."""
        title = self.blocks[self.title_at].lines if self.title_at is not None else ()
        return (*range(1, self.head + 1), *title)

    # The title

    def _find_title(self) -> tuple[str, int | None]:
        """Find it in the front matter, else in the first heading or in the first fitting line."""
        settings = parse_source("\n".join((*self.front_matter, ""))).settings
        title = settings.get("title", "")
        headings = [i for i, block in enumerate(self.blocks) if block.kind == "heading"]
        found = self._title_heading(headings) if headings else self._title_line()
        text = clean(self.blocks[found].text) if found is not None else ""
        return (text, found) if text and title in {"", text} else (title, None)

    def _title_heading(self, headings: list[int]) -> int | None:
        """Return the first heading, if it is the only one of the first level or heads no items."""
        first, *rest = headings
        if self.blocks[first].level != 1 or any(map(self._may_be_item, range(first))):
            return None
        end = rest[0] if rest else len(self.blocks)
        is_alone = all(self.blocks[index].level > 1 for index in rest)
        return first if is_alone or not any(map(self._may_be_item, range(first, end))) else None

    def _title_line(self) -> int | None:
        """Return the first line that reads like a title, rather one of some length."""
        candidates = []
        for index, block in enumerate(self.blocks):
            if block.kind == "bullet" or self._may_be_item(index):
                break
            if block.kind == "text" and is_title_like(block.text) and not self._heads_item(index):
                candidates.append(index)
        long = [i for i in candidates if len(self.blocks[i].text.split()) >= _FEWEST_TITLE_WORDS]
        return next(iter(long or candidates), None)

    def _may_be_item(self, index: int) -> bool:
        reading = self.readings[index]
        return reading.tag is not None and bool(reading.title)

    def _heads_item(self, index: int) -> bool:
        below = next((i for i, block in self._below(index) if block.kind != "blank"), None)
        return below is not None and self._may_be_item(below)

    # Lines that are no bullets

    def is_item_line(self, index: int) -> bool:
        """Say whether a line without a bullet is a paper: it begins or ends with a venue."""
        block, reading = self.blocks[index], self.readings[index]
        if block.kind != "text" or reading.lead or not reading.title:
            return False
        if reading.evidence >= ENOUGH + 1 and reading.slot in {"link", "quoted"}:
            link = reading.title_link
            is_linked = link is None or evidence.is_paper_link(link.url) or reading.tag is not None
            return is_linked and reading.words >= _FEWEST_TITLE_WORDS and not reading.told
        if reading.authors and reading.year and reading.evidence >= ENOUGH + 1 and not reading.told:
            return reading.words >= _FEWEST_TITLE_WORDS  # a reference in words
        is_title = len(reading.title.split()) > 1 and _TITLE_START.match(reading.title)
        is_sentence = block.text.rstrip().endswith((".", ":"))
        is_tagged = self._is_tagged(index) or (self.lists_lines and reading.tag is not None)
        return bool(is_tagged and is_title and not is_sentence and reading.tag_at_end)

    def heading_text(self, index: int) -> str:
        """Return the heading that a line is without being written as one, or ""."""
        text = self.blocks[index].text
        if self.title_at is not None and index < self.title_at:
            return ""
        if bold := bold_text(text):
            return bold.rstrip(":") if self._leads_to_item(index) else ""
        if not self.is_plain or not is_heading_like(text):
            return ""
        return clean(text) if is_certain(text) or self._leads_to_item(index) else ""

    def _leads_to_item(self, index: int) -> bool:
        """Say whether nothing but further headings stands between a line and the next item."""
        return self._ways[index] <= _FARTHEST

    @cached_property
    def _ways(self) -> list[float]:
        """How many blocks below each the next item is; none is reached through other text."""
        ways = [inf]
        for index in range(len(self.blocks) - 1, 0, -1):
            block = self.blocks[index]
            if block.kind == "bullet" or self.is_item_line(index):
                ways.append(1)
            elif block.kind == "blank" or (block.kind == "text" and self._may_be_heading(block)):
                ways.append(ways[-1] + 1)
            else:
                ways.append(inf)
        return ways[::-1]

    def _may_be_heading(self, block: Block) -> bool:
        return bool(bold_text(block.text)) or (self.is_plain and is_heading_like(block.text))

    def level_of(self, block: Block) -> int:
        """Return a heading's level; a single further heading of the title's level is a slip."""
        return self.level_below_title if block.level == 1 else block.level

    def _level_below_title(self) -> int:
        has_title = self.title_at is not None and self.blocks[self.title_at].level == 1
        if has_title and self.levels.count(1) == 1 and len(self.levels) > 1:
            return min(level for level in self.levels if level > 1)
        return 1

    # Bullets

    def has_children(self, index: int) -> bool:
        """Say whether further bullets hang under a bullet."""
        below = next((block for _, block in self._below(index) if block.kind != "blank"), None)
        return (
            below is not None
            and below.kind == "bullet"
            and below.indent >= self.blocks[index].indent + 2
        )

    def is_numbered(self, index: int) -> bool:
        """Say whether a bullet of a text without headings is numbered, as headings may be."""
        return self.is_plain and self.blocks[index].marker[0].isdigit()

    def is_section_number(self, index: int) -> bool:
        """Say whether `2. Training` heads a section: it stands alone, and is worded like one."""
        around = self.blocks[max(index - 1, 0) : index] + self.blocks[index + 1 : index + 2]
        stands_alone = all(other.kind == "blank" for other in around)
        is_paper = self.readings[index].tag is not None
        is_worded = is_heading_like(self.blocks[index].text)
        return self.is_numbered(index) and stands_alone and is_worded and not is_paper
