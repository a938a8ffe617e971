"""A selection: entries in sections; what every renderer takes."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from mlsysbib.model.entry import Entry

Style = Literal["awesome", "numbered", "table", "annotated"]


class Cited(msgspec.Struct, frozen=True, gc=False):
    """An entry in its place; `annotation` is the Markdown that stands behind it.

    `task` is the box of a task, as `[x]`, or ""; `number` that of a numbered item with its mark.
    """

    entry: Entry
    annotation: str = ""
    indent: str = ""
    task: str = ""
    number: str = ""


class Prose(msgspec.Struct, frozen=True):
    """A line of Markdown that stands as it is."""

    text: str


class Row(msgspec.Struct, frozen=True):
    """A row of a table, or a line of HTML, in which entries stand among text.

    `texts` are what stands before, between and behind the entries: always one more of them.
    """

    texts: tuple[str, ...]
    cited: tuple[Entry, ...]
    is_html: bool = False

    def woven(self, show: Callable[[Entry], str]) -> str:
        """Return the line with what stands for each entry in its place."""
        shown = (
            f"{text}{show(entry)}" for text, entry in zip(self.texts, self.cited, strict=False)
        )
        return "".join((*shown, self.texts[-1]))


Block = Cited | Prose | Row


def entries_of(block: Block) -> tuple[Entry, ...]:
    """Return the entries that a block shows."""
    match block:
        case Cited(entry):
            return (entry,)
        case Row(cited=entries):
            return entries
    return ()


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
        in_order = {entry.key: entry for entry in _cited(self.blocks)}
        for section in self.sections:
            for entry in section.entries():
                in_order.setdefault(entry.key, entry)
        return tuple(in_order.values())


def flat(entries: Iterable[Entry], title: str = "") -> Selection:
    """Return a selection without sections."""
    return Selection(title, tuple(map(Cited, entries)))


def _cited(blocks: tuple[Block, ...]) -> Iterator[Entry]:
    return (entry for block in blocks for entry in entries_of(block))
