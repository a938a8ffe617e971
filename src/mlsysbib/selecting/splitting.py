"""A selection in sections -> a part for each, with a name that every file system takes."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator

import msgspec

from mlsysbib.model.selection import Block, Section, Selection, entries_of
from mlsysbib.text.words import fold


class Part(msgspec.Struct, frozen=True):
    """What goes into one file; `name` is the file's, without its suffix."""

    name: str
    selection: Selection


_OUTSIDE = "Without section"


def split(selection: Selection) -> tuple[Part, ...]:
    """Return a part for each section with papers of its own, and one for those outside of all.

    A paper stands in each of its sections, but not in those above them; sections of the same
    headings are one.
    """
    sections = {path: blocks for path, blocks in _sections(selection).items() if _cites(blocks)}
    names = _names(list(sections))
    return tuple(
        Part(
            names[path],
            Selection(
                " / ".join(heading for heading, _ in path),
                blocks,
                style=selection.style,
                is_list=selection.is_list,
            ),
        )
        for path, blocks in sections.items()
    )


# The headings down to a section, each with its anchor.
_Path = tuple[tuple[str, str], ...]


def _sections(selection: Selection) -> dict[_Path, tuple[Block, ...]]:
    found: dict[_Path, tuple[Block, ...]] = {((_OUTSIDE, ""),): selection.blocks}
    for path, blocks in _below((), selection.sections):
        found[path] = found.get(path, ()) + blocks
    return found


def _below(
    above: _Path, sections: tuple[Section, ...]
) -> Iterator[tuple[_Path, tuple[Block, ...]]]:
    for section in sections:
        path = (*above, (section.heading, section.anchor))
        yield path, section.blocks
        yield from _below(path, section.sections)


def _cites(blocks: tuple[Block, ...]) -> bool:
    return any(entries_of(block) for block in blocks)


# Windows keeps these for devices, with whatever suffix.
_RESERVED = frozenset("con prn aux nul".split()) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
_LONGEST = 80
_NO_LETTER = re.compile(r"[^0-9a-z]+")


def _names(paths: list[_Path]) -> dict[_Path, str]:
    """Return a name for each path: its words, and a mark where they do not tell it from others.

    Both follow from the path alone, so that no name changes with what else there is or its order.
    """
    words = {path: _words(path) for path in paths}
    counts = Counter(words.values())
    return {path: name if counts[name] == 1 else _marked(path) for path, name in words.items()}


def _words(path: _Path) -> str:
    """Return the words of the headings down to a section, or what it is called in addresses."""
    anchor = path[-1][1]
    text = anchor or " ".join(heading for heading, _ in path)
    name = _NO_LETTER.sub("-", fold(text).lower()).strip("-")
    return name if name and name not in _RESERVED and len(name) <= _LONGEST else _marked(path)


def _marked(path: _Path) -> str:
    text = "/".join(anchor or heading for heading, anchor in path)
    name = _NO_LETTER.sub("-", fold(text).lower())[:_LONGEST].strip("-")
    return f"{name or 'section'}-{zlib.crc32(text.encode()):08x}"
