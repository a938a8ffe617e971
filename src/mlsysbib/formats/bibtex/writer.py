"""Write BibTeX and BibLaTeX: fixed field order, fixed padding, nothing that varies by run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex import zotero
from mlsysbib.formats.bibtex.fields import BIBLATEX_NAMES, FIELDS, Field
from mlsysbib.formats.bibtex.item_fields import ItemFields, Pairs
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Selection

_WIDTH = len(Field.ARCHIVEPREFIX)


def dump(selection: Selection, library: Library, options: Options) -> str:
    """Return the entries of a selection, each once, in the order they stand there."""
    writer = _Writer(library, options)
    blocks = [block for entry in selection.entries() for block in writer.blocks(entry)]
    groups = zotero.groups(selection, writer.resolver, options) if options.target.is_zotero else ""
    return "\n".join([*writer.definitions(), *blocks, *filter(None, [groups])])


def entry_writer(library: Library, options: Options) -> Callable[[Entry], str]:
    """Return a function that writes one entry as `dump` does; for many of them it is made once."""
    writer = _Writer(library, msgspec.structs.replace(options, strings="inline"))
    return lambda entry: "\n".join(writer.blocks(entry))


class Written(msgspec.Struct, frozen=True):
    """An item as it is written: its fields are (name, value), under BibTeX's names."""

    type: str
    fields: Pairs
    key: str


def field_writer(library: Library, options: Options) -> Callable[[Entry], list[Written]]:
    """Return a function that gives what `dump` would write of an entry, before it is laid out."""
    writer = _Writer(library, msgspec.structs.replace(options, strings="inline"))
    return lambda entry: list(writer.items(entry))


def layout(written: Written, options: Options) -> str:
    """Return the text of one block, without a line break behind it."""
    return _Layout(options).text(written.type, written.key, written.fields).rstrip("\n")


class _Layout:
    def __init__(self, options: Options) -> None:
        names = BIBLATEX_NAMES if options.target.dialect == "biblatex" else {}
        self.lines = {
            name: f"  {names.get(name, name):<{_WIDTH}} = " for name in (*FIELDS, *zotero.FIELDS)
        }

    def text(self, type_: str, key: str, fields: Pairs) -> str:
        # The quickest lookup there is: one is made for each line that is written.
        line = self.lines.__getitem__
        try:
            lines = "".join([f"{line(name)}{value},\n" for name, value in fields])
        except KeyError:
            # Fields that were kept have any name.
            new = {name for name, _ in fields} - self.lines.keys()
            self.lines |= {name: f"  {name:<{_WIDTH}} = " for name in new}
            return self.text(type_, key, fields)
        return f"@{type_}{{{key},\n{lines}}}\n"


class _Writer:
    """Turns entries into BibTeX."""

    def __init__(self, library: Library, options: Options) -> None:
        self.options = options
        self.has_aliases = options.emit_aliases and options.target.dialect != "biblatex"
        self.resolver = Resolver(library.venues, options.venue)
        self.fields = ItemFields(options)
        self.layout = _Layout(options)

    def definitions(self) -> list[str]:
        """Return the macros that what was written uses."""
        return self.fields.macros.definitions()

    def blocks(self, entry: Entry) -> Iterator[str]:
        """Yield each item of an entry, and again under its aliases where they are asked for."""
        options, text = self.options, self.layout.text
        for item in self.resolver.resolve(entry, options.version):
            type_, fields = self.fields.of(item)
            yield text(type_, options.keys.get(item.key, item.key), fields)
            if self.has_aliases and item.key == entry.key:
                yield from (text(type_, alias, fields) for alias in entry.aliases)

    def items(self, entry: Entry) -> Iterator[Written]:
        """Yield each item of an entry, under its own key alone."""
        options = self.options
        for item in self.resolver.resolve(entry, options.version):
            yield Written(*self.fields.of(item), options.keys.get(item.key, item.key))
