r"""Unicode to LaTeX; `latex_decoding` is the way back. Nothing else knows a LaTeX command.

Accented letters are taken apart by their Unicode decomposition, so that stacked accents
nest with braces (``{\~{\^e}}``: without them pdfLaTeX fails); symbols come from a short
table, then from pylatexenc's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from mlsysbib.text.latex_commands import COMMANDS
from mlsysbib.text.latex_vocabulary import FORMATTING, QUOTES, SCRIPTS, WORDS

# Letters take the accent directly ({\'e}); commands that end in a letter need the braces ({\c{c}}).
ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0326": "textcommabelow", "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip
SYMBOLS = {
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$",
    # BibTeX counts \{ as a brace, so that one without its partner would break the file.
    "{": r"{$\lbrace$}", "}": r"{$\rbrace$}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "\\": r"{\textbackslash}",
    "<": "{$<$}", ">": "{$>$}", "|": "{$|$}",
    "\u00a0": "~", "\u2009": " ", "\u202f": "~",
    "‐": "-", "‑": "-", "–": "--", "—": "---",
    "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"{\ldots}",
    "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}",
    "Œ": r"{\OE}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "ȷ": r"{\j}",
    "µ": r"{$\mu$}", "×": r"{$\times$}", "≤": r"{$\leq$}", "≥": r"{$\geq$}",
    "→": r"{$\rightarrow$}", "∞": r"{$\infty$}", "°": r"{$^\circ$}", "√": r"{$\surd$}",
}  # fmt: skip
_GREEK_NAME = re.compile(r"GREEK (SMALL|CAPITAL) LETTER ([A-Z]+)$")
# Capitals that look like Latin ones have no command of their own; neither has omicron.
_GREEK_COMMANDS = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)
_GREEK_SPELLING = {"LAMDA": "lambda"}
_SCRIPTS = {"<super>": "^", "<sub>": "_"}
_BASE_LIGATURES = str.maketrans(
    {"\ufb01": "fi", "\ufb02": "fl", "\u00ad": None, "\u200b": None, "\u2060": None}
)
_SPECIAL = re.compile(r"[^ !'()*+,\-./0-9:;=?@A-Z\[\]`a-z\"]")


def encode(text: str) -> str:
    r"""Return `text` as LaTeX that pdfLaTeX and every BibTeX style take.

    >>> print(encode("Nguyễn & Müller, μs"))
    Nguy{\~{\^e}}n \& M{\"u}ller, {$\mu$}s

    Characters with no LaTeX form at all, such as CJK, stay as they are.
    """
    if _SPECIAL.search(text) is None:
        return text
    if "\\" in text:
        return _around_commands(text, encode)
    text = unicodedata.normalize("NFC", text.translate(_BASE_LIGATURES))
    pattern = _SPECIAL_OR_MARKED if _MARK.search(text) else _SPECIAL
    return pattern.sub(lambda found: _encode_character(found[0]), text)


def encode_specials(text: str) -> str:
    """Escape only what LaTeX takes as a command or sets in math alone, for files in UTF-8."""
    if "\\" in text:
        return _around_commands(text, encode_specials)
    return _UTF8_SPECIAL.sub(_encode_special, unicodedata.normalize("NFC", text))


def encode_commands(text: str) -> str:
    r"""Escape only what LaTeX takes as a command, for programs that read all of Unicode.

    >>> encode_commands("α & β ≥ 5%")
    'α \\& β ≥ 5\\%'
    """
    if "\\" in text:
        return _around_commands(text, encode_commands)
    text = unicodedata.normalize("NFC", text)
    return _COMMAND.sub(lambda found: _encode_character(found[0]), text)


_COMMAND = re.compile(r"[&%#_$~^\\{}]")
# A command with its arguments, as `decode` leaves it that does not know it.
_WRITTEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)(?:\{(?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.)*\})*\})*", re.DOTALL
)
# What reads or writes files, or changes what TeX reads behind it: no text of a reference may.
DANGEROUS = frozenset(
    "input include includeonly InputIfFileExists openin openout read write immediate special "
    "catcode def gdef edef xdef let futurelet csname endcsname expandafter loop newcommand "
    "renewcommand providecommand directlua luaexec ShellEscape verbatiminput lstinputlisting "
    "usepackage documentclass begin end bye stop everypar output".split()
)


def is_known(name: str) -> bool:
    """Say whether something here knows what a command prints, or keeps it from doing harm."""
    return (
        name in DANGEROUS
        or name in COMMANDS
        or name in FORMATTING
        or name in QUOTES
        or name in SCRIPTS
        or name in ACCENTS.values()
        or name in known_words()
        or f"\\{name}" in formulas()
    )


def _around_commands(text: str, encode_text: Callable[[str], str]) -> str:
    """Encode a text save the commands that nothing here knows: they come out as they went in."""
    pieces: list[str] = []
    position = 0
    for found in _WRITTEN.finditer(text):
        if is_known(found["name"]):
            continue
        pieces += (_escaped(text[position : found.start()], encode_text), found[0])
        position = found.end()
    return "".join([*pieces, _escaped(text[position:], encode_text)])


def _escaped(text: str, encode_text: Callable[[str], str]) -> str:
    """Encode a text in which a backslash is a character and no command."""
    return SYMBOLS["\\"].join(map(encode_text, text.split("\\")))


def _encode_special(found: re.Match[str]) -> str:
    latex = SYMBOLS.get(found[0]) or _encode_character(found[0])
    return latex if found[0].isascii() or latex.startswith("{$") else found[0]


# Unicode does not have every accented letter as one character.
_MARK = re.compile(r"[\u0300-\u036f]")
_SPECIAL_OR_MARKED = re.compile(rf"[^\W\d_]{_MARK.pattern}+|{_SPECIAL.pattern}")
# A Greek letter by itself is a symbol; words in Greek are text. pdfLaTeX knows neither arrows nor
# signs of mathematics, nor raised and lowered digits but three.
_UTF8_SPECIAL = re.compile(
    r"[&%#_$~^\\{}]|[\u2070-\u209c\u2190-\u22ff]"
    r"|(?<![\u0370-\u03ff])[\u0370-\u03ff](?![\u0370-\u03ff])"
)


@cache
def _encode_character(character: str) -> str:
    """Encode a character, or a letter with the marks behind it."""
    if len(character) > 1:
        letter = _accented(character)
        return f"{{{letter}}}" if letter else "".join(map(_encode_character, character))
    known = SYMBOLS.get(character) or greek(character) or script(character)
    if known:
        return known
    letter = _accented(character)
    if letter:
        return f"{{{letter}}}"
    if found := symbols_of_pylatexenc().get(character):
        return found
    compatible = unicodedata.normalize("NFKC", character)
    return encode(compatible) if compatible != character else character


def _accented(character: str) -> str:
    """Return an accented letter, its marks from the inside out, or "" for any other character."""
    decomposed = unicodedata.normalize("NFD", character)
    letter, marks = decomposed[:1], decomposed[1:]
    if not marks or not letter.isascii():
        return ""
    # Unicode orders marks below first, but TeX cannot set an accent over what \d has built.
    for mark in sorted(marks, key=_BELOW.__contains__):
        command = ACCENTS.get(mark)
        if command is None:
            return ""
        is_direct = len(letter) == 1 and not command.isalpha()
        letter = f"\\{command}{letter}" if is_direct else f"\\{command}{{{letter}}}"
    return letter


_BELOW = frozenset("\u0323\u0326\u0327\u0328\u0331")


def greek(character: str) -> str:
    """Return the command of a Greek letter, or "" for any other character."""
    found = _GREEK_NAME.match(unicodedata.name(character, ""))
    if not found:
        return ""
    name = _GREEK_SPELLING.get(found[2], found[2].lower())
    name = name.capitalize() if found[1] == "CAPITAL" else name
    return f"{{$\\{name}$}}" if name in _GREEK_COMMANDS else ""


def script(character: str) -> str:
    """Return a raised or lowered character: ² is ``{$^2$}``, which pandoc reads too."""
    kind, _, code = unicodedata.decomposition(character).partition(" ")
    if kind not in _SCRIPTS or " " in code:
        return ""
    base = chr(int(code, 16))
    return f"{{${_SCRIPTS[kind]}{base}$}}" if base.isascii() else ""


@cache
def symbols_of_pylatexenc() -> dict[str, str]:
    """Return pylatexenc's table: character -> LaTeX in braces."""
    # Loaded on the first symbol that needs it: the import costs more than a whole small export.
    from pylatexenc.latexencode import (  # type: ignore[attr-defined]  # noqa: PLC0415
        get_builtin_uni2latex_dict,
    )

    table: dict[str, str] = {}
    for code, latex in get_builtin_uni2latex_dict().items():  # type: ignore[no-untyped-call]
        math = re.fullmatch(r"\\ensuremath\{(.*)\}", latex)
        table[chr(code)] = f"{{${math[1]}$}}" if math else f"{{{latex}}}"
    return table


@cache
def known_words() -> dict[str, str]:
    """Return the commands that stand for a text, by name."""
    words: dict[str, str] = {}
    # Where two characters share a command, the common one is the earlier one in Unicode, or the
    # one of our own table, which comes last.
    for table in (from_the_end(symbols_of_pylatexenc()), SYMBOLS):
        for character, latex in table.items():
            if found := re.fullmatch(r"\{?\\([A-Za-z]+)\}?", latex):
                words[found[1]] = character
    return words | WORDS


def from_the_end(table: dict[str, str]) -> dict[str, str]:
    """Return a table with what is written later in Unicode first."""
    return dict(sorted(table.items(), reverse=True))


@cache
def formulas() -> dict[str, str]:
    """Return the formulas that stand for one character, without their dollars."""
    scripts = map(chr, [*range(0x391, 0x3CA), *range(0x2070, 0x209D), 0xB2, 0xB3, 0xB9])
    ours = {character: greek(character) or script(character) for character in scripts}
    return {
        latex[2:-2]: character
        for table in (from_the_end(symbols_of_pylatexenc()), SYMBOLS, ours)
        for character, latex in table.items()
        if latex.startswith("{$")
    }
