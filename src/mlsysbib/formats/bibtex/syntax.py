"""The syntax of BibTeX, as bibtexparser reads it; nothing else here imports it.

It is given one block at a time, so that a block it refuses harms no other.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

from bibtexparser.exceptions import ParserStateException
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateFieldKeyBlock, Entry
from bibtexparser.splitter import Splitter

from mlsysbib.formats.bibtex.blocks import Block

# It logs what it refuses, which is reported here as a problem or read in another way.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def read_fields(block: Block) -> Iterable[tuple[str, str]]:
    """Return the names and raw values of an entry's fields, as they stand.

    Where bibtexparser refuses the block, the tolerant reading of `split_blocks` counts.
    """
    try:
        found = Splitter(block.text).split().blocks
    except ParserStateException:
        found = []
    entry = found[0] if len(found) == 1 else None
    if isinstance(entry, DuplicateFieldKeyBlock):
        entry = entry.ignore_error_block
    if block.faults or not isinstance(entry, Entry):
        return [(field.name, field.value) for field in block.fields]
    return [(field.key, str(field.value)) for field in entry.fields]


_AND = re.compile(r" [aA][nN][dD] ")
# `Family, Given`, and nothing that any reading would part further.
_INVERTED = re.compile(r"([^\s,{}\\~]+), ([^\s,{}\\~]+(?: [^\s,{}\\~]+)*)")


def split_names(latex: str) -> list[str]:
    """Split a list of names at each `and` outside of braces; all its white space is blanks."""
    if "{" not in latex and "\\" not in latex and "}" not in latex:
        return [name.strip() for name in _AND.split(latex)]
    names: list[str] = split_multiple_persons_names(latex)
    return names


def split_name(latex: str) -> tuple[str, str, str, str]:
    """Return the given name, the particle, the family name and the suffix of a name."""
    if found := _INVERTED.fullmatch(latex):
        return found[2], "", found[1], ""
    parts = parse_single_name_into_parts(latex, strict=False)
    first, von, last, jr = (
        " ".join(words) for words in (parts.first, parts.von, parts.last, parts.jr)
    )
    return first, von, last, jr
