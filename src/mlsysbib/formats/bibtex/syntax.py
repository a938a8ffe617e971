"""Names with braces and commands in them, as bibtexparser reads them; nothing else imports it."""

from __future__ import annotations

import re

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

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
