"""Lists of names, as BibTeX splits them and as people write them."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from mlsysbib.formats.bibtex.scan import whole_group
from mlsysbib.formats.bibtex.syntax import split_name, split_names
from mlsysbib.formats.bibtex.values import to_text
from mlsysbib.formats.cleaning import unescape
from mlsysbib.formats.people import HOMONYM, clean_person, is_others, is_suffix
from mlsysbib.model.names import Organization, Person, StoredName, stored_name
from mlsysbib.text.latex_decoding import ACCENTED, GROUP, decode

_ET_AL = re.compile(r",?\s+et\.?~?\s*al\b\.?\s*$", re.IGNORECASE)
_CHARACTER = re.compile(rf"\{{\\(?:[^{{}}]|{GROUP})*\}}|{ACCENTED.pattern}", re.VERBOSE)
_MOST_COMMAS = 2


class Names(msgspec.Struct, frozen=True):
    """The names of a field; `is_cut` if it ends in `and others` or the like."""

    names: tuple[StoredName, ...]
    is_cut: bool = False


def read_names(latex: str) -> Names:
    r"""Read a list of names.

    >>> read_names(r"{DeepSeek-AI} and Jan van der Berg and Ji\v{r}\'i Novak and others")
    Names(names=('{DeepSeek-AI}', 'van der Berg, Jan', 'Novak, Jiří'), is_cut=True)
    """
    latex = " ".join(_with_letters(unescape(latex)).split())
    if ";" in latex and " and " not in latex:
        latex = latex.replace(";", " and ")
    names: list[StoredName] = []
    is_cut = False
    for part in split_names(latex):
        # "A and B and" leaves an "and" that stands at the end.
        name, count = _ET_AL.subn("", part.removesuffix(" and"))
        is_cut = is_cut or count > 0
        if is_others(name.strip("{} ")):
            is_cut = True
            continue
        names += (found for single in _singles(name) if (found := _read_name(single)) is not None)
    return Names(tuple(names), is_cut)


def _with_letters(latex: str) -> str:
    """Decode letters written as commands, so that they have a case and no blank in them."""
    if "\\" not in latex:
        return latex

    def decoded(found: re.Match[str]) -> str:
        letter = decode(found[0])
        return letter if len(letter) == 1 else found[0]

    return _CHARACTER.sub(decoded, latex)


def _singles(name: str) -> list[str]:
    """Split a name that is a list with commas in truth: BibTeX knows two commas at most."""
    pieces = _split_at_commas(name)
    if len(pieces) <= _MOST_COMMAS:
        return [name]
    have_two_words = all(" " in piece for piece in pieces)
    if len(pieces) == _MOST_COMMAS + 1:
        return [name] if is_suffix(pieces[1]) or not have_two_words else pieces
    if have_two_words or len(pieces) % 2:
        return pieces
    return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]


def _split_at_commas(name: str) -> list[str]:
    if "{" not in name:
        return [piece.strip() for piece in name.split(",") if piece.strip()]
    pieces, depth = [""], 0
    for character in name:
        depth += (character == "{") - (character == "}")
        if character == "," and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += character
    return [piece.strip() for piece in pieces if piece.strip()]


@lru_cache(maxsize=4096)
def _read_name(latex: str) -> StoredName | None:
    if (inner := whole_group(latex)) is not None:
        name = to_text(inner)
        return stored_name(Organization(name)) if name else None
    given, particle, family, suffix = map(to_text, split_name(HOMONYM.sub("", latex)))
    return clean_person(Person(family, given, particle, suffix))
