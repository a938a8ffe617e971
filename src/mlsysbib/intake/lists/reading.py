"""A foreign list as text -> its items, headings and prose, every line in its place."""

from __future__ import annotations

import msgspec

from mlsysbib.intake.lists.blocks import Block
from mlsysbib.intake.lists.bullets import Reading, read_line
from mlsysbib.intake.lists.classify import Role, role_of
from mlsysbib.intake.lists.document import Document
from mlsysbib.intake.lists.foreign import (
    Cited,
    ForeignList,
    Group,
    Heading,
    Item,
    ItemKind,
    Line,
    Prose,
)
from mlsysbib.intake.lists.outline import Title, numbered_depth, place
from mlsysbib.intake.lists.plain import clean
from mlsysbib.intake.lists.tables import Columns, read_row
from mlsysbib.intake.lists.tags import Tag, TagReader
from mlsysbib.model.venues import VenueTable
from mlsysbib.problems import Problem, RuleId
from mlsysbib.selecting.reading_lists.source import Citation, parse_source

_MOST_SHOWN = 60


def read_foreign_list(text: str, venues: VenueTable, path: str = "") -> ForeignList:
    """Read a list in any of the dialects that people write; no text is refused.

    `path` names the list in problems.
    """
    return _Reader(text, TagReader(venues), path).read()


class _Open(msgspec.Struct, frozen=True):
    """A bullet that others may hang under: a group by its name, or an item by its place."""

    indent: int
    group: str = ""
    item: int | None = None


class _Reader:
    """Walks through a document, and knows in which section and under which bullets it is."""

    def __init__(self, text: str, tags: TagReader, path: str) -> None:
        self.raw, self.tags, self.path = text.splitlines(), tags, path
        self.document = Document(self.raw, tags)
        source = parse_source(text)
        cites = any(isinstance(line, Citation) for line in source.lines)
        self.is_source = cites or "id" in source.settings
        self.lines: list[Line] = []
        self.problems: list[Problem] = []
        self.hashes: list[tuple[int, str]] = []
        self.titles: list[Title] = []
        self.bullets: list[_Open] = []
        self.columns: Columns | None = None
        self.guessed: list[int] = []
        # What bullets say of the item in some place; there may be thousands of one item.
        self.details: dict[int, list[tuple[Block, Reading]]] = {}

    def read(self) -> ForeignList:
        for index, block in self.document.body():
            self.read_block(index, block)
        for at, details in self.details.items():
            self.lines[at] = _with_details(self.lines[at], details)
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

    def read_block(self, index: int, block: Block) -> None:
        match block.kind:
            case "heading":
                self.heading(block)
            case "bullet":
                self.bullet(index, block)
            case "text":
                self.text(index, block)
            case "row" if not self.is_source:
                self.row(index, block)
            case _:
                self.lines.append(Prose(block.lines, block.raw))

    # Headings and lines

    def heading(self, block: Block) -> None:
        level = self.document.level_of(block)
        if level != block.level:
            text = f"# {clean(block.text)} stands among lower headings; taken for one of them"
            self.report(block.lines[0], "heading-level", text)
        while self.hashes and self.hashes[-1][0] >= level:
            self.hashes.pop()
        self.hashes.append((level, clean(block.text)))
        self.titles, self.bullets = [], []
        self.lines.append(Heading(block.lines, self.section(), block.raw))

    def text(self, index: int, block: Block) -> None:
        if self.document.is_item_line(index):
            self.bullets = []
            self.add_item(block, self.document.readings[index], "paper")
        elif heading := self.document.heading_text(index):
            self.add_title(block, heading)
        else:
            self.lines.append(Prose(block.lines, block.raw))

    def add_title(self, block: Block, text: str) -> None:
        """Open the section of a heading that is written without #."""
        last = next((line for line in reversed(self.lines) if not _is_blank(line)), None)
        depth = place(text, self.titles, follows_at_once=isinstance(last, Heading))
        while self.titles and self.titles[-1].depth >= depth:
            self.titles.pop()
        if not numbered_depth(text):
            self.guessed.append(block.lines[0])
        self.titles.append(Title(text, depth))
        self.bullets = []
        self.lines.append(Heading(block.lines, self.section()))

    def row(self, index: int, block: Block) -> None:
        """Read a row of a table; a table that lists no papers stays as it is."""
        if self.document.is_table_start(index):
            self.columns, self.bullets = self.document.table_at(index), []
            if self.columns:
                self.report(block.lines[0], "table-head", "a table of papers becomes a list")
        if self.columns is None:
            self.lines.append(Prose(block.lines, block.raw))
            return
        is_head = self.document.is_table_head(index)
        text = "" if is_head else read_row(block.text, self.columns)
        if text:
            self.add_item(block, read_line(text, self.tags), "paper")
            return
        self.lines.append(Prose(block.lines, ""))
        if not is_head:
            self.report(block.lines[0], "line-unread", "a row without a title is left out")

    # Bullets

    def bullet(self, index: int, block: Block) -> None:
        while self.bullets and self.bullets[-1].indent + 2 > block.indent:
            self.bullets.pop()
        reading = self.document.readings[index]
        role = role_of(
            block,
            reading,
            under_paper=bool(self.bullets) and self.bullets[-1].item is not None,
            has_children=self.document.has_children(index),
        )
        heads_others = role is Role.GROUP and self.document.is_numbered(index)
        is_heading = heads_others or self.document.is_section_number(index)
        if is_heading and not self.bullets:
            self.add_title(block, f"{block.marker} {reading.text}")
        else:
            self.add_bullet(block, reading, role)

    def add_bullet(self, block: Block, reading: Reading, role: Role) -> None:
        depth = len(self.bullets)
        opened = _Open(block.indent)
        match role:
            case Role.PAPER | Role.EXTERNAL:
                opened = _Open(block.indent, item=len(self.lines))
                self.add_item(block, reading, "paper" if role is Role.PAPER else "external")
            case Role.GROUP:
                opened = _Open(block.indent, group=_group_text(block, reading))
                self.add_group(block, reading, opened)
            case Role.CITED:
                opened = _Open(block.indent, item=len(self.lines))
                self.lines.append(Cited(block.lines, block.raw))
            case Role.DETAIL:
                self.absorb(block, reading)
                return
            case Role.NOTE | Role.UNREAD:
                self.lines.append(Prose(block.lines, block.raw, depth))
                if role is Role.UNREAD:
                    self.report_unread(block, reading)
        self.bullets.append(opened)

    def add_item(self, block: Block, reading: Reading, kind: ItemKind) -> None:
        tag = reading.tag or Tag("")
        lead = reading.lead.rstrip(":")
        said_first = (lead,) if lead else ()
        self.lines.append(
            Item(
                lines=block.lines,
                section=self.section(),
                title=reading.title or reading.text,
                nickname=reading.nickname,
                tag=tag.written,
                container=tag.container,
                venue=tag.venue,
                year=tag.year,
                track=tag.track,
                links=reading.links,
                title_link=reading.title_link,
                annotations=(*said_first, *reading.annotations),
                remarks=(*(f"({text})" for text in said_first), *reading.remarks),
                kind=kind,
                lead=lead,
                depth=len(self.bullets),
                is_bullet=block.kind == "bullet",
                raw=reading.written,
            )
        )

    def add_group(self, block: Block, reading: Reading, group: _Open) -> None:
        path = (*self.section(), group.group)
        self.lines.append(Group(block.lines, path, len(self.bullets), reading.written))
        if not reading.links:
            return
        # What the group links to is an item of the group.
        link = reading.title_link or reading.links[0]
        raw = reading.written if reading.title_link else f"[{link.text}]({link.url})"
        named = msgspec.structs.replace(reading, title=link.text, nickname="", written=raw)
        self.bullets.append(group)
        self.add_item(block, named, "external")
        self.bullets.pop()

    def absorb(self, block: Block, reading: Reading) -> None:
        """Give what a bullet below a paper says to the paper."""
        at = self.bullets[-1].item
        if at is None or not isinstance(self.lines[at], Item):
            self.lines.append(Prose(block.lines, block.raw, len(self.bullets)))
            return
        self.details.setdefault(at, []).append((block, reading))

    def section(self) -> tuple[str, ...]:
        """Return the names of the sections and groups that are open, outermost first."""
        return (
            *(text for _, text in self.hashes),
            *(title.text for title in self.titles),
            *(bullet.group for bullet in self.bullets if bullet.group),
        )

    def report_unread(self, block: Block, reading: Reading) -> None:
        shown = reading.text[:_MOST_SHOWN] + ("…" if len(reading.text) > _MOST_SHOWN else "")
        said = f"neither paper nor heading, kept as it is: {shown!r}"
        self.report(block.lines[0], "line-unread", said if shown else "an empty bullet")

    def report(self, line: int, rule: RuleId, text: str) -> None:
        self.problems.append(Problem(self.path, line, rule, text, level="info"))


def _with_details(line: Line, details: list[tuple[Block, Reading]]) -> Line:
    assert isinstance(line, Item)  # noqa: S101  # only items have details
    return msgspec.structs.replace(
        line,
        lines=(*line.lines, *(number for block, _ in details for number in block.lines)),
        links=(*line.links, *(link for _, reading in details for link in reading.links)),
        remarks=(*line.remarks, *(_as_remark(reading.written.strip()) for _, reading in details)),
    )


def _as_remark(text: str) -> str:
    return text if text.startswith(("[[", "(")) else f"({text})"


def _group_text(block: Block, reading: Reading) -> str:
    text = f"{reading.lead} {reading.title}".strip() if reading.links else reading.text
    return f"{block.marker} {text}" if block.marker[0].isdigit() else text


def _is_blank(line: Line) -> bool:
    return isinstance(line, Prose) and not line.raw.strip()
