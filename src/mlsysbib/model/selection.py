"""A selection: entries in sections; what every renderer takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from mlsysbib.model.entry import Entry

Style = Literal["awesome", "numbered", "table", "annotated"]


class Cited(msgspec.Struct, frozen=True):
    """An entry in its place; `annotation` is the Markdown that stands behind it."""

    entry: Entry
    annotation: str = ""
    indent: str = ""


class Prose(msgspec.Struct, frozen=True):
    """A line of Markdown that stands as it is."""

    text: str


class Section(msgspec.Struct, frozen=True):
    """A heading with what stands under it. `level` counts from 1."""

    heading: str
    level: int = 1
    blocks: tuple[Cited | Prose, ...] = ()
    sections: tuple[Section, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """Return the entries of this section and of those below it, in order, with repeats."""
        for block in self.blocks:
            if isinstance(block, Cited):
                yield block.entry
        for section in self.sections:
            yield from section.entries()


class Selection(msgspec.Struct, frozen=True):
    """What to render. `blocks` stand before the first section."""

    title: str = ""
    blocks: tuple[Cited | Prose, ...] = ()
    sections: tuple[Section, ...] = ()
    style: Style = "awesome"

    def entries(self) -> tuple[Entry, ...]:
        """Return each entry once, in the order in which it first stands."""
        whole = Section("", 0, self.blocks, self.sections)
        return tuple({entry.key: entry for entry in whole.entries()}.values())


def flat(entries: Iterator[Entry] | tuple[Entry, ...], title: str = "") -> Selection:
    """Return a selection without sections."""
    return Selection(title, tuple(map(Cited, entries)))
