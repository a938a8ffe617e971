"""Read BibTeX and BibLaTeX, as people and programs write them.

Each block of the text is read by itself. An error says that a reference was not read, and in which
line it begins. Warnings and information
are of references that were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mlsysbib.formats.base import Read
from mlsysbib.formats.bibtex.blocks import Block, BlockKind, split_blocks
from mlsysbib.formats.bibtex.entry_types import READ_TYPES
from mlsysbib.formats.bibtex.field_scan import RawField
from mlsysbib.formats.bibtex.fields import READ_NAMES, Field
from mlsysbib.formats.bibtex.inheritance import Fields, Inheritance
from mlsysbib.formats.bibtex.keeping import Keeper, with_kept
from mlsysbib.formats.bibtex.mapping import make_reference
from mlsysbib.formats.bibtex.more_fields import ENTRY_TYPE
from mlsysbib.formats.bibtex.names import doubtful_name, read_names
from mlsysbib.formats.bibtex.values import Macros
from mlsysbib.formats.references import collect, read_reference
from mlsysbib.problems import Hints, Problem, RuleId
from mlsysbib.text.latex_decoding import unknown_commands

_XDATA = "xdata"
# What is no LaTeX, or stands in no reference.
_NOT_PRINTED = frozenset(
    {
        Field.ABSTRACT, Field.CROSSREF, Field.DOI, Field.EPRINT, Field.IDS, Field.ISBN, Field.KEY,
        Field.KEYWORDS, Field.SORTKEY, Field.URL, Field.XDATA,
    }
)  # fmt: skip


def load(text: str, beside: Iterable[str] = ()) -> tuple[Read, ...]:
    """Read every reference of a text; what cannot be read is a problem with its line.

    BibTeX is given several files as one: what the texts `beside` it define, macros and parents,
    counts here too, where this one does not define it.
    """
    others = [block for other in beside for block in split_blocks(other)]
    return collect(read_blocks(split_blocks(text), others).values())


def read_blocks(blocks: Sequence[Block], beside: Sequence[Block] = ()) -> dict[int, Read]:
    """Return what each block holds that is a reference, or was to be one, by the block's offset."""
    return dict(_Reader(blocks, beside).reads())


class _Reader:
    """Knows what the blocks of one text say of each other: macros, and parents by key."""

    def __init__(self, blocks: Sequence[Block], beside: Sequence[Block] = ()) -> None:
        self.blocks = blocks
        self.macros = Macros()
        for block in (*beside, *blocks):
            if block.kind is BlockKind.STRING:
                self.macros.define(block)
            elif block.kind is BlockKind.PREAMBLE:
                self.macros.define_commands(block)
        self.notes: dict[int, list[Problem]] = {}
        self.fields: dict[int, Fields] = {}
        self.written: dict[int, Fields] = {}
        self.keeper = Keeper()
        self.by_key: dict[str, Fields] = {}
        self.inheritance = Inheritance(self.by_key)
        self.type_hints, self.key_hints = Hints(READ_TYPES), Hints(self.by_key)
        for block in blocks:
            if block.kind is BlockKind.ENTRY:
                fields = self.fields[block.offset] = self._fields(block)
                self.by_key.setdefault(block.key.casefold(), fields)
        if beside:
            for key, fields in _Reader(beside).by_key.items():
                self.by_key.setdefault(key, fields)

    def reads(self) -> Iterator[tuple[int, Read]]:
        for block in self.blocks:
            if block.kind is BlockKind.BROKEN:
                yield block.offset, Read(entry=None, line=block.line, problems=(_broken(block),))
            elif block.kind is BlockKind.ENTRY and block.type.lower() != _XDATA:
                read = self._read(block)
                if notes := self.notes.get(block.offset):
                    problems = (*notes, *read.problems)
                    read = msgspec.structs.replace(read, problems=problems)
                yield block.offset, read

    def _note(self, block: Block, rule: RuleId, text: str, hint: str = "", line: int = 0) -> None:
        shown = f"{block.key}: {text}" if block.key else text
        problem = Problem("", line or block.line, rule, shown, hint, "warning")
        self.notes.setdefault(block.offset, []).append(problem)

    def _note_commands(self, block: Block, field: RawField, value: str) -> None:
        if commands := unknown_commands(value):
            line = block.line + block.text.count("\n", 0, field.offset)
            text = f"{' and '.join(commands)} in {field.name}: no command that is known"
            self._note(block, "command-unknown", text, "it is kept as it is written", line)

    def _fields(self, block: Block) -> Fields:
        """Return the fields that are read, by BibTeX's names; of two alike the first counts."""
        line, seen = block.line, 0
        for fault in block.faults:
            # Counted on from the fault before: a block may have thousands.
            line, seen = line + block.text.count("\n", seen, fault.offset), fault.offset
            self._note(block, "syntax-slip", fault.text, line=line)
        fields: Fields = {}
        others: Fields = {}
        own = self.written[block.offset] = {}
        for field in block.fields:
            written, raw = field.name, field.value
            name = READ_NAMES.get(written.lower())
            if name is None:
                own.setdefault(written.lower(), self.macros.evaluate(raw))
                self.macros.take_undefined()
                continue
            value = self.macros.evaluate(raw)
            own.setdefault(written.lower(), value)
            for macro in self.macros.take_undefined():
                self._note(block, "string-undefined", f"nothing defines {macro} of {written}")
            if "\\" in value and name not in _NOT_PRINTED:
                self._note_commands(block, field, value)
            if written.lower() != name:
                # What has the field's own name counts before, wherever it stands.
                others.setdefault(name, value)
            elif fields.setdefault(name, value) != value:
                self._note(block, "field-repeated", f"{name} stands twice; the first counts")
        return others | fields

    def _read(self, block: Block) -> Read:
        fields, unknown = self.inheritance.inherit(self.fields[block.offset])
        for key in unknown:
            text, hint = f"nothing has the key {key!r}", self.key_hints.of(key)
            self._note(block, "crossref-unknown", text, hint)
        if block.type.lower() not in READ_TYPES:
            text, hint = f"unknown type @{block.type}", self.type_hints.of(block.type)
            self._note(block, "type-unknown", text, hint)
        names = read_names(fields.get(Field.AUTHOR, ""))
        if doubtful := doubtful_name(fields.get(Field.AUTHOR, "")):
            hint = "part the names by `and`"
            self._note(block, "name-several", f"{doubtful!r} may be two people", hint)
        reference = make_reference(block.key, block.line, block.type, fields, names)
        read = read_reference(reference)
        if read.entry is None:
            return read
        kept = self.keeper.keep(read.entry, block.type.lower(), self.written[block.offset])
        if not kept:
            return read
        entry = msgspec.structs.replace(read.entry, kept=with_kept(read.entry, kept))
        unheld = tuple(name for name in kept if name != ENTRY_TYPE)
        return msgspec.structs.replace(read, entry=entry, left_out=unheld)


def _broken(block: Block) -> Problem:
    what = "@string" if block.type.lower() == "string" else block.key or f"@{block.type}"
    text = f"{what}: the braces do not close before the next block"
    return Problem("", block.line, "block-broken", text, "a { or } is missing")
