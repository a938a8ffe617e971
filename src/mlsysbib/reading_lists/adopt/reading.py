"""A foreign list as text -> its items, headings and prose, every line in its place."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.model.venues import VenueTable
from mlsysbib.problems import Problem
from mlsysbib.reading_lists.adopt.blocks import Block, bold_text, read_blocks, split_front_matter
from mlsysbib.reading_lists.adopt.bullets import Reading, read_line
from mlsysbib.reading_lists.adopt.classify import Role, role_of
from mlsysbib.reading_lists.adopt.foreign import (
    Cited,
    ForeignList,
    Group,
    Heading,
    Item,
    ItemKind,
    Line,
    Prose,
)
from mlsysbib.reading_lists.adopt.outline import (
    Title,
    is_certain,
    is_heading_like,
    is_title_like,
    numbered_depth,
    place,
)
from mlsysbib.reading_lists.adopt.plain import clean
from mlsysbib.reading_lists.adopt.tables import Columns, read_head, read_row
from mlsysbib.reading_lists.adopt.tags import TagReader
from mlsysbib.reading_lists.source import Citation, parse_source

_FEWEST_TITLE_WORDS = 3
# As many lines with a known venue show that a text lists a paper on each line.
_ENOUGH_TAGS = 3


def read_foreign_list(text: str, venues: VenueTable, path: str = "") -> ForeignList:
    """Read a list in any of the dialects that people write; no text is refused.

    `path` names the list in problems.
    """
    return _Reader(text.splitlines(), TagReader(venues), path).read()


class _Open(msgspec.Struct, frozen=True):
    """A bullet that others may hang under: a group by its name, or an item by its place."""

    indent: int
    group: str = ""
    item: int | None = None


class _Reader:
    def __init__(self, lines: list[str], tags: TagReader, path: str) -> None:
        self.path, self.raw, self.tags = path, tuple(lines), tags
        self.head = split_front_matter(lines)
        written = parse_source("\n".join(lines)).lines
        self.cites_keys = any(isinstance(line, Citation) for line in written)
        self.front_matter = tuple(lines[: self.head])
        self.blocks = read_blocks(lines, self.head)
        self.readings = [
            read_line(block.text, tags) if block.kind in {"bullet", "text"} else Reading()
            for block in self.blocks
        ]
        self.lines: list[Line] = []
        self.problems: list[Problem] = []
        self.hashes: list[tuple[int, str]] = []
        self.titles: list[Title] = []
        self.bullets: list[_Open] = []
        self.guessed: list[int] = []
        self.columns: Columns | None = None

    def read(self) -> ForeignList:
        self.find_title()
        self.is_plain = not any(
            block.kind == "heading" and index != self.title_at
            for index, block in enumerate(self.blocks)
        )
        tagged = sum(
            _has_known_tag(reading)
            for block, reading in zip(self.blocks, self.readings, strict=True)
            if block.kind == "text"
        )
        self.lists_lines = tagged >= _ENOUGH_TAGS
        for index, block in enumerate(self.blocks):
            if index != self.title_at:
                self.read_block(index, block)
        self.report_guesses()
        title_lines = self.blocks[self.title_at].lines if self.title_at is not None else ()
        return ForeignList(
            self.title,
            self.raw,
            self.front_matter,
            (*range(1, self.head + 1), *title_lines),
            tuple(self.lines),
            tuple(sorted(self.problems)),
        )

    # The title

    def find_title(self) -> None:
        """Find the list's title: in the front matter, else the first heading or fitting line."""
        self.title_at: int | None = None
        settings = parse_source("\n".join((*self.front_matter, ""))).settings
        self.title = settings.get("title", "")
        headings = [i for i, block in enumerate(self.blocks) if block.kind == "heading"]
        candidate = self.title_heading(headings) if headings else self.title_line()
        if candidate is None:
            return
        text = clean(self.blocks[candidate].text)
        if not self.title or self.title == text:
            self.title, self.title_at = text, candidate

    def title_heading(self, headings: list[int]) -> int | None:
        """Return the first heading, if it is the only one of the first level or heads no items."""
        first, *rest = headings
        if self.blocks[first].level != 1 or any(map(self.may_be_item, range(first))):
            return None
        end = rest[0] if rest else len(self.blocks)
        is_alone = all(self.blocks[index].level > 1 for index in rest)
        return first if is_alone or not any(map(self.may_be_item, range(first, end))) else None

    def title_line(self) -> int | None:
        """Return the first line of a plain text that reads like a title, best of some length."""
        candidates = []
        for index, block in enumerate(self.blocks):
            if block.kind == "bullet" or self.may_be_item(index):
                break
            if block.kind == "text" and is_title_like(block.text) and not self.heads_item(index):
                candidates.append(index)
        long = [i for i in candidates if len(self.blocks[i].text.split()) >= _FEWEST_TITLE_WORDS]
        return next(iter(long or candidates), None)

    def may_be_item(self, index: int) -> bool:
        reading = self.readings[index]
        return reading.tag is not None and bool(reading.title)

    def heads_item(self, index: int) -> bool:
        """Say whether an item or a bullet comes next."""
        for below in range(index + 1, len(self.blocks)):
            if self.blocks[below].kind != "blank":
                return self.blocks[below].kind == "bullet" or self.may_be_item(below)
        return False

    # Blocks

    def read_block(self, index: int, block: Block) -> None:
        match block.kind:
            case "heading":
                self.heading(block)
            case "bullet":
                self.bullet(index, block)
            case "text":
                self.text(index, block)
            case "row":
                self.row(index, block)
            case _:
                self.lines.append(Prose(block.lines, block.raw))

    def heading(self, block: Block) -> None:
        level = self.level_of(block)
        while self.hashes and self.hashes[-1][0] >= level:
            self.hashes.pop()
        self.hashes.append((level, clean(block.text)))
        self.titles, self.bullets = [], []
        self.lines.append(Heading(block.lines, self.section(), block.raw))

    def level_of(self, block: Block) -> int:
        """Return a heading's level; a single further heading of the title's level is a slip."""
        levels = [
            other.level
            for index, other in enumerate(self.blocks)
            if other.kind == "heading" and index != self.title_at
        ]
        has_title = self.title_at is not None and self.blocks[self.title_at].level == 1
        if has_title and block.level == 1 and levels.count(1) == 1 and len(levels) > 1:
            text = f"# {clean(block.text)} stands among headings of a lower level; taken for one"
            self.report(block.lines[0], "heading-level", text)
            return min(level for level in levels if level > 1)
        return block.level

    def text(self, index: int, block: Block) -> None:
        reading = self.readings[index]
        if self.is_item_line(block, reading):
            self.bullets = []
            self.add_item(block, reading, "paper")
        elif heading := self.heading_text(index, block):
            self.add_title(block, heading)
        else:
            self.lines.append(Prose(block.lines, block.raw))

    def is_item_line(self, block: Block, reading: Reading) -> bool:
        """Say whether a line without a bullet is a paper; then it ends, or begins, with a venue."""
        is_tagged = _has_known_tag(reading) or (self.lists_lines and self.has_tag(reading))
        is_long = len(reading.title.split()) > 1 and is_heading_start(reading.title)
        return is_tagged and is_long and not block.text.rstrip().endswith((".", ":"))

    def has_tag(self, reading: Reading) -> bool:
        return reading.tag is not None and not reading.lead

    def heading_text(self, index: int, block: Block) -> str:
        """Return the heading that a line is, or ""."""
        if self.title_at is not None and index < self.title_at:
            return ""
        if bold := bold_text(block.text):
            return bold.rstrip(":") if self.leads_to_item(index) else ""
        if not self.is_plain or not is_heading_like(block.text):
            return ""
        is_heading = is_certain(block.text) or self.leads_to_item(index)
        return clean(block.text) if is_heading else ""

    def leads_to_item(self, index: int) -> bool:
        """Say whether nothing but further headings stands between a line and the next item."""
        for below in range(index + 1, len(self.blocks)):
            block = self.blocks[below]
            if block.kind == "bullet" or self.is_item_line(block, self.readings[below]):
                return True
            is_heading = bold_text(block.text) or (self.is_plain and is_heading_like(block.text))
            if block.kind != "blank" and not (block.kind == "text" and is_heading):
                return False
        return False

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

    # Tables

    def row(self, index: int, block: Block) -> None:
        """Read a row of a table: its head says what the cells are."""
        before, after = self.text_of_row(index - 1), self.text_of_row(index + 1)
        if not before:
            first = self.text_of_row(index + 2)
            columns = read_head(block.text, after) if after and not self.cites_keys else None
            self.columns = columns if columns and read_row(first, columns) else None
            self.bullets = []
            if self.columns:
                self.report(block.lines[0], "table-head", "a table of papers becomes a list")
        is_head = not before or read_head(before, block.text) is not None
        text = read_row(block.text, self.columns) if self.columns and not is_head else ""
        if text:
            self.add_item(block, read_line(text, self.tags), "paper")
        elif self.columns:
            self.lines.append(Prose(block.lines, ""))
            if not is_head:
                self.report(block.lines[0], "line-unread", "a row without a title is left out")
        else:
            self.lines.append(Prose(block.lines, block.raw))

    def text_of_row(self, index: int) -> str:
        is_row = 0 <= index < len(self.blocks) and self.blocks[index].kind == "row"
        return self.blocks[index].text if is_row else ""

    # Bullets

    def bullet(self, index: int, block: Block) -> None:
        while self.bullets and self.bullets[-1].indent + 2 > block.indent:
            self.bullets.pop()
        reading = self.readings[index]
        parent = self.bullets[-1] if self.bullets else None
        role = role_of(
            block,
            reading,
            under_paper=parent is not None and parent.item is not None,
            has_children=self.has_children(index),
        )
        heads_others = role is Role.GROUP and self.is_numbered_heading(block)
        if heads_others or (not reading.tag and self.is_section_number(index, block)):
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
            case Role.NOTE:
                self.lines.append(Prose(block.lines, block.raw, depth))
            case Role.UNREAD:
                self.lines.append(Prose(block.lines, block.raw, depth))
                said = f"neither paper nor heading, kept as it is: {_shorten(reading.text)!r}"
                text = said if reading.text else "an empty bullet"
                self.report(block.lines[0], "line-unread", text)
        if role is not Role.DETAIL:
            self.bullets.append(opened)

    def add_item(self, block: Block, reading: Reading, kind: ItemKind) -> None:
        tag = reading.tag
        lead = reading.lead.rstrip(":")
        said_first = (lead,) if lead else ()
        self.lines.append(
            Item(
                lines=block.lines,
                section=self.section(),
                title=reading.title or reading.text,
                nickname=reading.nickname,
                tag=tag.written if tag else "",
                container=tag.container if tag else "",
                venue=tag.venue if tag else "",
                year=tag.year if tag else None,
                track=tag.track if tag else "",
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
        depth = len(self.bullets)
        path = (*self.section(), group.group)
        self.lines.append(Group(block.lines, path, depth, reading.written))
        if not reading.links:
            return
        # What the group links to is an item of the group.
        self.bullets.append(group)
        link = reading.title_link or reading.links[0]
        raw = reading.written if reading.title_link else f"[{link.text}]({link.url})"
        named = msgspec.structs.replace(reading, title=link.text, nickname="", written=raw)
        self.add_item(block, named, "external")
        self.bullets.pop()

    def absorb(self, block: Block, reading: Reading) -> None:
        """Give what a bullet below a paper says to the paper."""
        at = self.bullets[-1].item if self.bullets else None
        parent = self.lines[at] if at is not None else None
        if at is None or not isinstance(parent, Item):
            self.lines.append(Prose(block.lines, block.raw, len(self.bullets)))
            return
        remark = reading.written.strip()
        is_group = remark.startswith("[[") or remark.startswith("(")
        self.lines[at] = msgspec.structs.replace(
            parent,
            lines=(*parent.lines, *block.lines),
            links=parent.links + reading.links,
            remarks=(*parent.remarks, remark if is_group else f"({remark})"),
        )

    def has_children(self, index: int) -> bool:
        for below in range(index + 1, len(self.blocks)):
            block = self.blocks[below]
            if block.kind == "bullet":
                return block.indent >= self.blocks[index].indent + 2
            if block.kind != "blank":
                return False
        return False

    def is_numbered_heading(self, block: Block) -> bool:
        return self.is_plain and block.marker[0].isdigit() and not self.bullets

    def is_section_number(self, index: int, block: Block) -> bool:
        """Say whether `2. Training` heads a section: it stands alone, and is worded like one."""
        around = self.blocks[max(index - 1, 0) : index] + self.blocks[index + 1 : index + 2]
        stands_alone = all(other.kind == "blank" for other in around)
        return self.is_numbered_heading(block) and stands_alone and is_heading_like(block.text)

    # What is said about them

    def section(self) -> tuple[str, ...]:
        return (
            *(text for _, text in self.hashes),
            *(title.text for title in self.titles),
            *(bullet.group for bullet in self.bullets if bullet.group),
        )

    def report(self, line: int, rule: str, text: str) -> None:
        self.problems.append(Problem(self.path, line, rule, text, level="info"))

    def report_guesses(self) -> None:
        if self.guessed:
            text = f"{len(self.guessed)} headings are plain lines; their levels are guessed"
            self.report(self.guessed[0], "heading-level", text)


def is_heading_start(text: str) -> bool:
    """Say whether a text begins as titles do."""
    return text[:1].isupper() or text[:1].isdigit() or bool(re.match(r"\w+[A-Z0-9]|\W?\w+:", text))


def _has_known_tag(reading: Reading) -> bool:
    tag = reading.tag
    return tag is not None and bool(tag.venue and tag.year) and not reading.lead


def _group_text(block: Block, reading: Reading) -> str:
    text = f"{reading.lead} {reading.title}".strip() if reading.links else reading.text
    return f"{block.marker} {text}" if block.marker[0].isdigit() else text


def _is_blank(line: Line) -> bool:
    return isinstance(line, Prose) and not line.raw.strip()


def _shorten(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
