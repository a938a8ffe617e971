"""Write names as BibTeX reads them: `Family, Given`, with braces where it would split them."""

from __future__ import annotations

import re
from collections.abc import Callable

from mlsysbib.model.names import Organization, StoredName, read_name

# Words of characters that are the same in LaTeX, none of which BibTeX takes for the end of a name.
_WORD = r"[!'()*+\-./0-9:;=?@A-Z\[\]`a-z\"]++"
_NO_AND = r"(?!(?i:and)(?: |$))"
_WORDS = rf"{_NO_AND}{_WORD}(?: {_NO_AND}{_WORD})*+"
_ARE_BIBTEX = re.compile(rf"{_WORDS}, {_WORDS}(?: and {_WORDS}, {_WORDS})*+").fullmatch


def are_bibtex(names: str, count: int) -> bool:
    """Say whether joined names are BibTeX as stored: `Family, Given` each, in plain ASCII."""
    # Counting alone takes a name with two commas beside one with none for two names of one each;
    # the pattern alone takes one name for two if it holds an " and ".
    return names.isascii() and names.count(",") == count and _ARE_BIBTEX(names) is not None


def write_name(stored: StoredName, encode: Callable[[str], str]) -> str:
    """Return one name; `encode` turns its parts into LaTeX."""
    if isinstance(stored, str) and are_bibtex(stored, 1):
        return stored
    name = read_name(stored)
    if isinstance(name, Organization):
        return f"{{{encode(name.name)}}}"
    family = f"{name.particle} {name.family}" if name.particle else name.family
    parts = [_protect(encode(part)) for part in (family, name.suffix) if part]
    if not name.particle and " " in family and family[0].islower():
        # Without braces its small words would be a particle.
        parts[0] = f"{{{encode(family)}}}"
    # A single name takes braces, or BibTeX would split it into first and last.
    return ", ".join([*parts, _protect(encode(name.given))]) if name.given else f"{{{parts[0]}}}"


# Words that part a list of names or end it, in whatever case.
_AND_INSIDE = re.compile(r"\s(?:and)\s", re.IGNORECASE)
_AND = re.compile(r"(?<![^\s])(and|others)(?![^\s])", re.IGNORECASE)


def _protect(part: str) -> str:
    """Put a part of a name into braces where BibTeX would split it."""
    if "," in part or _AND_INSIDE.search(part):
        return f"{{{part}}}"
    return _AND.sub(r"{\1}", part) if _AND.search(part) else part
