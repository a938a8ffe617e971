"""Where a reader of a list is: in which section, under which bullets, and what it has read."""

from __future__ import annotations

import msgspec

from mlsysbib.intake.lists import evidence
from mlsysbib.intake.lists.blocks import Block
from mlsysbib.intake.lists.document import Document
from mlsysbib.intake.lists.evidence import date_year
from mlsysbib.intake.lists.foreign import (
    Form,
    Group,
    Heading,
    Item,
    ItemKind,
    Line,
    Prose,
)
from mlsysbib.intake.lists.outline import Title, numbered_depth, place
from mlsysbib.intake.lists.plain import clean
from mlsysbib.intake.lists.remarks import is_mere_link
from mlsysbib.intake.lists.roles import IsTitle, Reading
from mlsysbib.intake.lists.tags import Tag, TagReader
from mlsysbib.problems import Problem, RuleId
from mlsysbib.selecting.reading_lists.source import Citation, parse_source

_MOST_SHOWN = 60


class Open(msgspec.Struct, frozen=True):
    """A bullet that others may hang under: a group by its name, or an item by its place."""

    indent: int
    group: str = ""
    item: int | None = None


class Walker:
    """Walks through a document, and knows in which section and under which bullets it is."""

    def __init__(self, text: str, tags: TagReader, path: str, is_title: IsTitle) -> None:
        self.raw, self.tags, self.path = text.splitlines(), tags, path
        source = parse_source(text)
        cites = any(isinstance(line, Citation) for line in source.lines)
        self.is_source = cites or "id" in source.settings
        self.document = Document(self.raw, tags, is_title, is_source=self.is_source)
        self.lines: list[Line] = []
        self.problems: list[Problem] = []
        self.hashes: list[tuple[int, str]] = []
        self.titles: list[Title] = []
        self.bullets: list[Open] = []
        self.guessed: list[int] = []
        self.unread: list[int] = []
        # What bullets say of the item in some place; there may be thousands of one item.
        self.details: dict[int, list[tuple[Block, Reading]]] = {}

    def keep(self, block: Block) -> None:
        """Keep a block as it stands."""
        self.lines.append(Prose(block.lines, block.raw))

    # Headings and lines

    def heading(self, block: Block) -> None:
        """Open the section of a heading."""
        level = self.document.level_of(block)
        if level != block.level:
            text = f"# {clean(block.text)} stands among lower headings; taken for one of them"
            self.report(block.lines[0], "heading-level", text)
        while self.hashes and self.hashes[-1][0] >= level:
            self.hashes.pop()
        self.hashes.append((level, clean(block.text)))
        self.titles, self.bullets = [], []
        self.lines.append(Heading(block.lines, self.section(), level, block.raw))

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

    def add_item(  # noqa: PLR0913  # where it stands, and how sure it is
        self,
        block: Block,
        reading: Reading,
        kind: ItemKind,
        evidence: float = 0.0,
        *,
        form: Form = "bullet",
        span: tuple[int, int] = (0, 0),
    ) -> None:
        """Add an item in the section and under the bullets that are open."""
        tag = reading.tag or Tag("")
        lead = reading.lead.rstrip(":")
        # Where sections are years, items need not say theirs.
        years = filter(None, map(date_year, reversed(self.section())))
        year = reading.year or (next(years, None) if tag.venue else None)
        said_first = (lead,) if lead else ()
        remarks = tuple(r for r in reading.remarks if not (lead and r.rstrip(":") == lead))
        self.lines.append(
            Item(
                lines=block.lines,
                section=self.section(),
                title=reading.title or reading.text,
                nickname=reading.nickname,
                tag=tag.written,
                container=tag.container,
                venue=tag.venue,
                year=year,
                track=tag.track,
                authors=reading.authors,
                links=reading.links,
                title_link=reading.title_link,
                annotations=(*said_first, *(r for r in remarks if not is_mere_link(r))),
                remarks=(*(f"({text})" for text in said_first), *remarks),
                kind=kind,
                lead=lead,
                depth=len(self.bullets),
                evidence=evidence or reading.evidence,
                form=form,
                own=len(block.lines),
                rest=reading.rest,
                span=span,
            )
        )

    def add_group(self, block: Block, reading: Reading, group: Open) -> None:
        """Add a bullet that heads others, and what it links to."""
        path = (*self.section(), group.group)
        self.lines.append(Group(block.lines, path, len(self.bullets)))
        if not reading.links:
            return
        # What the group links to is an item of the group.
        link = reading.title_link or reading.links[0]
        named = msgspec.structs.replace(
            reading, title=link.text, nickname="", lead=reading.lead if reading.title_link else ""
        )
        self.bullets.append(group)
        self.add_item(block, named, "external")
        self.bullets.pop()

    def absorb(self, block: Block, reading: Reading) -> None:
        """Give what a bullet below a paper says to the paper."""
        at = self.bullets[-1].item
        if at is None or not isinstance(self.lines[at], Item):
            self.keep(block)
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
        """Name a bullet that is neither paper nor heading."""
        shown = reading.text[:_MOST_SHOWN] + ("…" if len(reading.text) > _MOST_SHOWN else "")
        said = f"neither paper nor heading, kept as it is: {shown!r}"
        self.report(block.lines[0], "line-unread", said if shown else "an empty bullet")

    def report(self, line: int, rule: RuleId, text: str) -> None:
        """Keep something that a person may want to know."""
        self.problems.append(Problem(self.path, line, rule, text, level="info"))


def with_details(line: Line, details: list[tuple[Block, Reading]]) -> Line:
    """Return an item with what the bullets below it say: links, and what it says not itself."""
    assert isinstance(line, Item)  # noqa: S101  # only items have details
    tag, said, year, authors = None, None, line.year, line.authors
    for _, reading in details:
        name, _ = evidence.field_of(reading.text)
        if reading.tag and reading.tag.venue and tag is None:
            tag, said = reading.tag, evidence.year_in(reading.text)
        year = year or reading.year
        if not authors and reading.authors and len(reading.text) < 2000:  # noqa: PLR2004
            authors = reading.authors
        elif not authors and not name and evidence.names_score(reading.text) >= 0.6:  # noqa: PLR2004
            authors = reading.text
    changes: dict[str, object] = {}
    if tag and not line.venue and not line.container:
        changes = {
            "tag": tag.written,
            "container": tag.container,
            "venue": tag.venue,
            "track": tag.track,
        }
        year = tag.year or year or said
    return msgspec.structs.replace(
        line,
        lines=(*line.lines, *(number for block, _ in details for number in block.lines)),
        links=(*line.links, *(link for _, reading in details for link in reading.links)),
        year=year,
        authors=authors,
        **changes,
    )


def group_text(block: Block, reading: Reading) -> str:
    """Return what a bullet that heads others is called."""
    text = f"{reading.lead} {reading.title}".strip() if reading.links else reading.text
    return f"{block.marker} {text}" if block.marker[0].isdigit() else text


def _is_blank(line: Line) -> bool:
    return isinstance(line, Prose) and not line.raw.strip()
