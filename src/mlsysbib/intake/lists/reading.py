"""A foreign list as text -> its items, headings and prose, every line in its place."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.intake.lists import evidence
from mlsysbib.intake.lists.blocks import Block
from mlsysbib.intake.lists.foreign import (
    Cited,
    ForeignList,
    Form,
    ItemKind,
)
from mlsysbib.intake.lists.items import read_item
from mlsysbib.intake.lists.layout import ENOUGH
from mlsysbib.intake.lists.outline import is_title_like
from mlsysbib.intake.lists.roles import IsTitle
from mlsysbib.intake.lists.segments import split
from mlsysbib.intake.lists.tables import Found, html_rows, is_delimiter, markdown_row, read_table
from mlsysbib.intake.lists.tags import TagReader
from mlsysbib.intake.lists.walking import Open, Walker, group_text, with_details
from mlsysbib.model.venues import VenueTable
from mlsysbib.selecting.reading_lists.source import Citation, parse_source

_FEWEST_TITLE_WORDS = 4
_NOTE_START = re.compile(
    r"(?:\w+\s)?(?:extended|journal|conference|short|full|workshop|arxiv|earlier|previous|updated)"
    r"\s+version\b|related to\b|follow|see\b|note\b|based on\b|same as\b|similar to\b|cf\.",
    re.IGNORECASE,
)


def read_foreign_list(
    text: str, venues: VenueTable, path: str = "", is_title: IsTitle = lambda _: False
) -> ForeignList:
    """Read a list in any of the dialects that people write; no text is refused.

    `path` names the list in problems; `is_title` says whether a text is the title of a record.
    """
    return _Reader(text, TagReader(venues), path, is_title).read()


class _Reader(Walker):
    """Reads the blocks of a document, each as what it is."""

    def read(self) -> ForeignList:
        blocks = self.document.blocks
        index = 0
        while index < len(blocks):
            index += 1 if index == self.document.title_at else self.read_block(index)
        for at, details in self.details.items():
            self.lines[at] = with_details(self.lines[at], details)
        if self.guessed:
            text = f"{len(self.guessed)} headings are plain lines; their levels are guessed"
            self.report(self.guessed[0], "heading-level", text)
        return ForeignList(
            self.document.title,
            tuple(self.raw),
            self.document.front_matter,
            self.document.head_lines,
            tuple(self.lines),
            tuple(sorted(self.problems)),
            self.is_source,
        )

    def read_block(self, index: int) -> int:
        """Read what begins at a block; return how many blocks that is."""
        block = self.document.blocks[index]
        if not self.is_source and (count := self.document.titled.get(index)):
            self.titled(index, count)
            return 1
        match block.kind:
            case "heading":
                self.heading(block)
            case "bullet":
                self.bullet(index, block)
            case "text":
                return self.text(index, block)
            case "row" | "html" if not self.is_source:
                return self.table(index)
            case _:
                self.keep(block)
        return 1

    def titled(self, index: int, count: int) -> None:
        """Read a heading, or a bold line, that is the title of a paper."""
        block = self.document.blocks[index]
        while block.kind == "heading" and self.hashes and self.hashes[-1][0] >= block.level:
            self.hashes.pop()
        below = [
            b.text or b.raw.lstrip("> ")
            for b in self.document.blocks[index + 1 : index + 1 + count]
        ]
        text = "\n".join(filter(str.strip, (block.text, *below)))
        reading = read_item(split(text), self.tags, self.document.is_title)
        title = read_item(split(block.text), self.tags, self.document.is_title)
        reading = msgspec.structs.replace(
            reading, title=title.title, title_link=title.title_link, rest=title.rest,
            remarks=title.remarks, evidence=max(reading.evidence, ENOUGH),
        )  # fmt: skip
        self.bullets = []
        self.add_item(block, reading, "paper", form="line")
        self.bullets = [Open(-2, item=len(self.lines) - 1)]

    def text(self, index: int, block: Block) -> int:
        if (found := self.document.paragraphs.get(index)) and not self.is_source:
            count, reading = found
            self.bullets = []
            numbers = tuple(
                number for b in self.document.blocks[index : index + count] for number in b.lines
            )
            whole = msgspec.structs.replace(block, lines=numbers)
            self.add_item(whole, reading, "paper", form="line")
            return count
        if self.document.is_item_line(index):
            self.bullets = []
            self.add_item(block, self.document.readings[index], "paper", form="line")
        elif heading := self.document.heading_text(index):
            self.add_title(block, heading)
        else:
            self.keep(block)
        return 1

    # Tables

    def table(self, index: int) -> int:
        """Read the table that begins at a block; one that lists no papers stays as it is."""
        blocks, kind = self.document.blocks, self.document.blocks[index].kind
        end = index
        while end < len(blocks) and (
            blocks[end].kind == kind
            or (kind == "html" and blocks[end].kind == "verbatim" and end + 1 < len(blocks)
                and blocks[end + 1].kind == kind and "table" not in blocks[end].raw)
        ):  # fmt: skip
            end += 1
        block_rows = blocks[index:end]
        texts = [block.raw for block in block_rows]
        rows = [markdown_row(text) for text in texts] if kind == "row" else html_rows(texts)
        self.bullets = []
        heads = next((at + 1 for at, row in enumerate(rows[:3]) if is_delimiter(row)), 0)
        heads = heads or (kind == "html" and len(rows) > 1)
        found = read_table(rows[heads:], self.tags, self.document.is_title)
        items = [()] * heads + found if found else [()] * len(rows)
        for block, row_items in zip(block_rows, items, strict=True):
            self.row(block, row_items, "cell" if kind == "row" else "html")
        return end - index

    def row(self, block: Block, items: tuple[Found, ...], form: Form) -> None:
        # A title alone may be that of a paper that stands elsewhere, or in the library.
        papers = [
            found
            for found in items
            if found.is_paper or found.reading.links or found.reading.words >= _FEWEST_TITLE_WORDS
        ]
        if not papers:
            self.keep(block)
        for found in papers:
            kind: ItemKind = "paper" if found.is_paper else "external"
            reading = msgspec.structs.replace(found.reading, rest=found.reading.cell_rest)
            self.add_item(block, reading, kind, found.evidence, form=form, span=found.span)

    # Bullets

    def bullet(self, index: int, block: Block) -> None:
        while self.bullets and self.bullets[-1].indent + 2 > block.indent:
            self.bullets.pop()
        if isinstance(parse_source(block.raw.partition("\n")[0]).lines[0], Citation):
            self.bullets.append(Open(block.indent, item=len(self.lines)))
            self.lines.append(Cited(block.lines, block.raw))
            return
        reading = self.document.readings[index]
        under_paper = bool(self.bullets) and self.bullets[-1].item is not None
        kind = self.below_paper(index) if under_paper else self.kind_of(index)
        heads_others = kind == "group" and self.document.is_numbered(index)
        if (heads_others or self.document.is_section_number(index)) and not self.bullets:
            self.add_title(block, f"{block.marker} {reading.text}")
            return
        opened = Open(block.indent)
        match kind:
            case "paper" | "external":
                opened = Open(block.indent, item=len(self.lines))
                self.add_item(block, reading, kind, self.document.likelihood(index))
            case "group":
                opened = Open(block.indent, group=group_text(block, reading))
                self.add_group(block, reading, opened)
            case "detail":
                self.absorb(block, reading)
                return
            case _:
                self.keep(block)
                if kind == "unread":
                    self.report_unread(block, reading)
        self.bullets.append(opened)

    def kind_of(self, index: int) -> str:  # noqa: PLR0911  # one return a kind
        """Return what a bullet is, by what it says, its neighbours, and what hangs under it."""
        reading = self.document.readings[index]
        links, words = reading.links, reading.words
        if not self.document.blocks[index].text.strip():
            return "unread"
        if links and reading.tag is None and all(link.url.startswith("#") for link in links):
            return "note"
        has_children = self.document.has_children(index)
        if self.document.likelihood(index) >= ENOUGH and (words > 1 or reading.title_link):
            return "paper"
        if has_children:
            return "group"
        if links:
            return "external"
        if words >= _FEWEST_TITLE_WORDS and is_title_like(reading.title):
            return "paper"
        return "note" if reading.text.endswith((".", ":", "!")) else "unread"

    def below_paper(self, index: int) -> str:
        """Return what a bullet below a paper is: most say more of it."""
        reading = self.document.readings[index]
        if not reading.text.strip():
            return "detail"
        name, value = evidence.field_of(reading.text)
        is_field = bool(name and value) and len(name.split()) < _FEWEST_TITLE_WORDS
        is_note = bool(_NOTE_START.match(reading.text)) and not reading.title_link
        is_title = reading.words >= _FEWEST_TITLE_WORDS or (
            reading.title_link and reading.words > 1
        )
        has_tag = reading.tag is not None and bool(reading.tag.venue or reading.tag.container)
        is_linked = reading.title_link is not None and evidence.is_paper_link(
            reading.title_link.url
        )
        if (
            is_title
            and not is_note
            and not (is_field and reading.slot == "plain")
            and (has_tag or (is_linked and not reading.lead and not reading.told))
            and reading.evidence >= ENOUGH
            and evidence.names_score(reading.title) < 0.5  # noqa: PLR2004
        ):
            return "paper"
        return "detail"
