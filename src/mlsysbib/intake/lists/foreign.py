"""What a foreign list holds: each of its lines belongs to exactly one of these."""

from __future__ import annotations

from typing import Literal

import msgspec

from mlsysbib.problems import Problem

ItemKind = Literal["paper", "external"]


class Link(msgspec.Struct, frozen=True):
    """A link as read: text and address without their Markdown."""

    text: str
    url: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A paper, or a link to something else.

    `tag` is the venue as written and `venue` its identifier, "" for one that is not in the table;
    `container` is the tag without its year. `remarks` are the parts that are neither tag nor
    title, in Markdown and in their order; `annotations` are those of them that hold no mere link.
    `lead` are the words before a link that is the title: `Somebody's talk: [Title](…)`. `depth`
    counts the bullets that the item hangs under; `raw` is its text in Markdown.
    """

    lines: tuple[int, ...]
    section: tuple[str, ...]
    title: str
    nickname: str = ""
    tag: str = ""
    container: str = ""
    venue: str = ""
    year: int | None = None
    track: str = ""
    links: tuple[Link, ...] = ()
    title_link: Link | None = None
    annotations: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    kind: ItemKind = "paper"
    lead: str = ""
    depth: int = 0
    is_bullet: bool = True
    raw: str = ""


class Heading(msgspec.Struct, frozen=True):
    """The heading of a section; `path` ends with it. `raw` is "" unless it is written with #."""

    lines: tuple[int, ...]
    path: tuple[str, ...]
    raw: str = ""

    @property
    def text(self) -> str:
        """The heading's own words."""
        return self.path[-1]


class Group(msgspec.Struct, frozen=True):
    """A bullet that heads the bullets below it; it is the last name of `path`."""

    lines: tuple[int, ...]
    path: tuple[str, ...]
    depth: int
    raw: str


class Prose(msgspec.Struct, frozen=True):
    """Text that is kept as it stands, blank lines included; a note under a bullet has a depth."""

    lines: tuple[int, ...]
    raw: str
    depth: int | None = None


class Cited(msgspec.Struct, frozen=True):
    """A bullet that cites a key already."""

    lines: tuple[int, ...]
    raw: str


Line = Heading | Group | Item | Prose | Cited


class ForeignList(msgspec.Struct, frozen=True):
    """A list as read. `front_matter` are the raw lines of its head, the fences included.

    `head_lines` are the lines that gave the front matter and the title; every other line is in
    `lines`. `raw` are all lines as written. `problems` says what was guessed or not understood.
    `is_source` says that it is one of our lists already: it cites keys, or its head has an id.
    """

    title: str
    raw: tuple[str, ...]
    front_matter: tuple[str, ...]
    head_lines: tuple[int, ...]
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()
    is_source: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """The items, in their order."""
        return tuple(line for line in self.lines if isinstance(line, Item))
