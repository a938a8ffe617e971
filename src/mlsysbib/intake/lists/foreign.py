"""What a foreign list holds: each of its lines belongs to one of these."""

from __future__ import annotations

from typing import Literal

import msgspec

from mlsysbib.problems import Problem

ItemKind = Literal["paper", "external"]
# Where an item stands: in a bullet, on lines of its own, in a cell of Markdown or of HTML.
Form = Literal["bullet", "line", "cell", "html"]


class Link(msgspec.Struct, frozen=True):
    """A link as read: text and address without their Markdown."""

    text: str
    url: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A paper, or a link to something else.

    `tag` is the venue as written and `venue` its identifier, "" for one that is not in the table;
    `container` is the tag without its year. `authors` are names as written. `remarks` are the
    parts that are neither tag nor title, in Markdown and in their order; `annotations` are those
    of them that hold no mere link. `lead` are the words before a link that is the title:
    `Somebody's talk: [Title](…)`. `depth` counts the bullets that the item hangs under.

    `evidence` is how sure it is that it is a paper. The first `own` of its lines are its own, the
    others belong to bullets below it; `rest` is what remains of its own text when the entry says
    the title and the venue, line by line. In a cell it stands at `span` of its line.
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
    authors: str = ""
    links: tuple[Link, ...] = ()
    title_link: Link | None = None
    annotations: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    kind: ItemKind = "paper"
    lead: str = ""
    depth: int = 0
    evidence: float = 0.0
    form: Form = "bullet"
    own: int = 1
    rest: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)


class Heading(msgspec.Struct, frozen=True):
    """The heading of a section; `path` ends with it. `level` is 0 unless it is written as one."""

    lines: tuple[int, ...]
    path: tuple[str, ...]
    level: int = 0
    raw: str = ""


class Group(msgspec.Struct, frozen=True):
    """A bullet that heads the bullets below it; it is the last name of `path`."""

    lines: tuple[int, ...]
    path: tuple[str, ...]
    depth: int


class Prose(msgspec.Struct, frozen=True):
    """Text that is kept as it stands, blank lines included."""

    lines: tuple[int, ...]
    raw: str


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
