"""A selection: entries in sections; what every renderer takes."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from mlsysbib.model.entry import Entry

Style = Literal["awesome", "numbered", "table", "annotated"]


class Cited(msgspec.Struct, frozen=True, gc=False):
    """An entry in its place; `annotation` is the Markdown that stands behind it.

    `task` is the box of a task, as `[x]`, or "".
    """

    entry: Entry
    annotation: str = ""
    indent: str = ""
    task: str = ""


class Prose(msgspec.Struct, frozen=True):
    """A line of Markdown that stands as it is."""

    text: str


Block = Cited | Prose


class Section(msgspec.Struct, frozen=True):
    """A heading with what stands under it; `level` is that of a Markdown heading."""

    heading: str
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    anchor: str = ""

    def entries(self) -> Iterator[Entry]:
        """Yield the entries of this section and of those below it, in order, with repeats."""
        yield from _cited(self.blocks)
        for section in self.sections:
            yield from section.entries()


class Selection(msgspec.Struct, frozen=True):
    """What to render. `blocks` stand before the first section.

    `style` is what the source asks for; `is_list` says that a person has put it in order.
    """

    title: str = ""
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    style: Style | None = None
    is_list: bool = False

    def entries(self) -> tuple[Entry, ...]:
        """Return each entry once, in the order in which it first stands."""
        in_order = {
            block.entry.key: block.entry for block in self.blocks if isinstance(block, Cited)
        }
        for section in self.sections:
            for entry in section.entries():
                in_order.setdefault(entry.key, entry)
        return tuple(in_order.values())


def flat(entries: Iterable[Entry], title: str = "") -> Selection:
    """Return a selection without sections."""
    return Selection(title, tuple(map(Cited, entries)))


def _cited(blocks: tuple[Block, ...]) -> Iterator[Entry]:
    return (block.entry for block in blocks if isinstance(block, Cited))
