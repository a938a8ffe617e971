"""Lists of names, as BibTeX splits them and as people write them."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from mlsysbib.formats.bibtex.scan import whole_group
from mlsysbib.formats.bibtex.syntax import split_name, split_names
from mlsysbib.formats.bibtex.values import to_text
from mlsysbib.formats.cleaning import unescape
from mlsysbib.formats.people import clean_person, is_others, is_suffix, without_homonym
from mlsysbib.model.names import Organization, Person, StoredName, stored_name
from mlsysbib.text.latex_commands import expand
from mlsysbib.text.latex_decoding import ACCENTED, GROUP, decode

_ET_AL = re.compile(r",?\s+et\.?~?\s*al\b\.?\s*$", re.IGNORECASE)
# An accented letter, a letter by name with what ends the name, and either of them in braces.
_CHARACTER = re.compile(
    rf"\{{\\(?:[^{{}}]|{GROUP})*\}}|{ACCENTED.pattern}|\\(?P<letter>[A-Za-z]+)(?:\s+|\{{\}})?",
    re.VERBOSE,
)
_AND_COMMAND = re.compile(r"\\[aA][nN][dD](?![A-Za-z])")
_BRACE_OR_COMMA = re.compile(r"[{},]")
_MOST_COMMAS = 2
# `A. Lindt`, `J.-P. de la Cruz`: initials and then the name.
_INITIALLED = re.compile(r"(?:[^\W\d_]\.[ -]?)+ ?(?:[^\W\d_]\S* ?)*[^\W\d_]{2,}\S*").fullmatch


class Names(msgspec.Struct, frozen=True):
    """The names of a field; `is_cut` if it ends in `and others` or the like."""

    names: tuple[StoredName, ...]
    is_cut: bool = False


def read_names(latex: str) -> Names:
    r"""Read a list of names.

    >>> read_names(r"{DeepSeek-AI} and Jan van der Berg and Ji\v{r}\'i Novak and others")
    Names(names=('{DeepSeek-AI}', 'van der Berg, Jan', 'Novak, Jiří'), is_cut=True)
    """
    latex = unescape(latex) if "&" in latex else latex
    if "\\" in latex:
        latex = _with_letters(_AND_COMMAND.sub(" and ", expand(latex)))
    latex = " ".join(latex.split())
    if ";" in latex:
        latex = _outside_braces(latex, ";", " and ")
    names: list[StoredName] = []
    is_cut = False
    for part in split_names(latex):
        found = _read_known(part) if len(part) <= _LONGEST_KNOWN else _read_part(part)
        names += found.names
        is_cut = is_cut or found.is_cut
    return Names(tuple(names), is_cut)


def doubtful_name(latex: str) -> str:
    """Return the name in a list that may be two, as a sentence lists people; "" where none is.

    BibTeX has no doubt of it, and neither is it split.

    >>> doubtful_name("Anna Lindt, Bo Ek and Cy Dahl"), doubtful_name("Lindt, Anna and Cy Dahl")
    ('Anna Lindt, Bo Ek', '')
    """
    *before, last = split_names(" ".join(latex.split())) or [""]
    if len(before) != 1 or not _TWO_WORDS(last) or len(_singles(before[0])) > 1:
        return ""
    pieces = _split_at_commas(before[0])
    return before[0] if len(pieces) > 1 and all(map(_TWO_WORDS, pieces)) else ""


# A given name and a family name, with no small word between them.
_TWO_WORDS = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\s{},]* [^\W\d_a-zß-öø-ÿ][^\s{},]*").fullmatch


def _read_part(latex: str) -> Names:
    """Read what stands between two `and`: a name, as a rule."""
    # "A and B and" leaves an "and" that stands at the end.
    name, count = _ET_AL.subn("", latex.removesuffix(" and"))
    if is_others(name.strip("{} ")):
        return Names((), is_cut=True)
    found = (_read_name(single) for single in _singles(name))
    return Names(tuple(one for one in found if one is not None), count > 0)


# The same people write many papers. A longer name is no name, and would fill the memory.
_LONGEST_KNOWN = 100
_read_known = lru_cache(maxsize=16384)(_read_part)


def _with_letters(latex: str) -> str:
    """Decode letters written as commands, so that they have a case and no blank in them."""

    def decoded(found: re.Match[str]) -> str:
        letter = decode(found[0])
        is_letter = letter.isalpha() and (len(letter) == 1 or found["letter"] is None)
        return letter if is_letter or len(letter) == 1 else found[0]

    return _CHARACTER.sub(decoded, latex)


def _outside_braces(latex: str, sign: str, instead: str) -> str:
    """Replace a sign that stands outside of braces."""
    if "{" not in latex:
        return latex.replace(sign, instead)
    pieces: list[str] = []
    start = depth = 0
    for position, character in enumerate(latex):
        depth += (character == "{") - (character == "}")
        if character == sign and depth == 0:
            pieces += (latex[start:position], instead)
            start = position + 1
    return "".join([*pieces, latex[start:]])


def _singles(name: str) -> list[str]:
    """Split a name that is a list with commas in truth: BibTeX knows two commas at most."""
    pieces = _split_at_commas(name)
    are_initialled = len(pieces) > 1 and all(map(_INITIALLED, pieces))
    if len(pieces) <= _MOST_COMMAS:
        # `A. Lindt, B. Ek`, or a comma before the `and`, which ends no name.
        is_list = are_initialled or (len(pieces) > 1 and name.rstrip().endswith(","))
        return pieces if is_list and all(" " in piece for piece in pieces) else [name]
    have_two_words = all(" " in piece for piece in pieces)
    if len(pieces) == _MOST_COMMAS + 1:
        return [name] if is_suffix(pieces[1]) or not have_two_words else pieces
    if have_two_words or len(pieces) % 2:
        return pieces
    return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]


def _split_at_commas(name: str) -> list[str]:
    if "{" not in name:
        return [piece.strip() for piece in name.split(",") if piece.strip()]
    pieces: list[str] = []
    start = depth = 0
    for found in _BRACE_OR_COMMA.finditer(name):
        depth += (found[0] == "{") - (found[0] == "}")
        if found[0] == "," and depth == 0:
            pieces.append(name[start : found.start()])
            start = found.end()
    pieces.append(name[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _read_name(latex: str) -> StoredName | None:
    if (inner := whole_group(latex)) is not None:
        name = to_text(inner)
        return stored_name(Organization(name)) if name else None
    given, particle, family, suffix = map(to_text, split_name(without_homonym(latex)))
    return clean_person(Person(family, given, particle, suffix))
