"""Texts of `.bib` files as editors hold them: parsed once, and again when they have changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import msgspec

from mlsysbib.formats.bibtex.blocks import Block, BlockKind, split_blocks
from mlsysbib.formats.bibtex.values import to_text
from mlsysbib.text.words import fold

# A larger text is parsed beside, while what was known of it still answers.
_LARGE = 100_000
_SHOWN = ("author", "editor", "title", "booktitle", "journal", "journaltitle", "year", "date")


class Held(msgspec.Struct, frozen=True):
    """An entry as a file has it: its key, the words to find it by, and its block."""

    key: str
    words: str
    block: Block


class BibText:
    """What one text holds, by key and in its order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.held = tuple(map(_held, _entries(text)))
        self.by_key = {one.key: one for one in self.held}

    def at(self, offset: int) -> Held | None:
        """Return the entry that an offset lies in."""
        found = (
            one
            for one in self.held
            if one.block.offset <= offset <= one.block.offset + len(one.block.text)
        )
        return next(found, None)


def shown_fields(block: Block) -> dict[str, str]:
    """Return what a reader wants to see of an entry, as plain text."""
    raw = {field.name.lower(): field.value for field in block.fields}
    return {name: to_text(raw[name].strip('{}"')) for name in _SHOWN if name in raw}


def _entries(text: str) -> Iterator[Block]:
    return (block for block in split_blocks(text) if block.kind is BlockKind.ENTRY and block.key)


def _held(block: Block) -> Held:
    said = " ".join(field.value for field in block.fields if field.name.lower() in _SHOWN)
    return Held(
        block.key, fold(f"{block.key} {said}".replace("{", "").replace("}", "")).lower(), block
    )


class BibTexts:
    """All texts that were seen, by their names; the last state of each that was parsed."""

    def __init__(self) -> None:
        self._known: dict[str, BibText] = {}
        self._parsing: set[str] = set()

    def get(self, name: str, text: str) -> BibText:
        """Return what a text holds; of a large one that has changed, what it held before."""
        known = self._known.get(name)
        if known is not None and known.text == text:
            return known
        if known is None or len(text) < _LARGE:
            return self._parse(name, text)
        if name not in self._parsing:
            self._parsing.add(name)
            threading.Thread(target=self._parse, args=(name, text), daemon=True).start()
        return known

    def _parse(self, name: str, text: str) -> BibText:
        try:
            parsed = self._known[name] = BibText(text)
        finally:
            self._parsing.discard(name)
        return parsed
