"""LaTeX to Unicode."""

from __future__ import annotations

import re
import unicodedata

from mlsysbib.text.latex import (
    ACCENTS,
    DANGEROUS,
    formulas,
    is_known,
    known_words,
)
from mlsysbib.text.latex_commands import ALL_COMMANDS, expand
from mlsysbib.text.latex_vocabulary import FORMATTING, QUOTES, SCRIPTS

GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_ACCENTED = rf"""\\(?P<accent>[`'^~=."])\s*
          (?P<accented>{GROUP}|\\[A-Za-z]+\s*|\\[`'^~=."]\s*(?:{GROUP}|[A-Za-z])|[^\s{{}}\\])
      | \\(?P<named>[uvHcdbrktGUfMC]|textcommabelow|polhk|udot|ocirc|lfhook|textogonekcentered)
        (?:\s*(?P<braced>{GROUP}|\\[A-Za-z]+(?![A-Za-z])\s*)|\s+(?P<bare>[A-Za-z]))"""
# A letter with its accent.
ACCENTED = re.compile(_ACCENTED, re.VERBOSE)
_TOKEN = re.compile(
    rf"""{_ACCENTED}
      | \\(?P<macro>[A-Za-z]+)(?P<arguments>(?:{GROUP})+)
      | \\(?P<word>[A-Za-z]+)(?:\s+|(?=\W|\d|_|$))
      | \\(?P<symbol>\\\s*|[^A-Za-z])
      | \$(?P<math>[^$]*)\$
      | (?P<ligature>---|--|``|''|~)
      | [{{}}]""",
    re.VERBOSE,
)
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"}
# Commands that set a space, a place to break or nothing; `\\` breaks the line.
_SPACING = {",": " ", ";": " ", ":": " ", "\\": " ", "!": "", "-": "", "/": "", "@": ""}
# What nobody writes here, but others: T1 and T5, and what MathSciNet has of its own.
_COMBINING = {command: mark for mark, command in ACCENTS.items()} | {
    "G": "\u030f", "U": "\u030e", "f": "\u0311", "t": "\u0361", "C": "\u030f", "M": "\u0322",
    "polhk": "\u0328", "udot": "\u0323", "ocirc": "\u030a", "lfhook": "\u0326",
    "textogonekcentered": "\u0328",
}  # fmt: skip


def decode(latex: str) -> str:
    r"""Return LaTeX text as Unicode NFC, without its grouping braces.

    >>> decode(r"Nguy{\~{\^e}}n {\&} M{\"u}ller, {$\mu$}s")
    'Nguyễn & Müller, μs'

    Commands it does not know stay as they are written.
    """
    if latex.isascii() and not _LATEX_MARKS.search(latex):
        return latex
    latex = expand(without_math_braces(latex))
    return unicodedata.normalize("NFC", _TOKEN.sub(_decode_token, latex))


def without_math_braces(latex: str) -> str:
    r"""Return the braces as such that Google Scholar writes as ``$\{$USENIX$\}$``."""
    pieces: list[str] = []
    position = 0
    while (start := latex.find(_LEFT_BRACE, position)) >= 0:
        inside = start + len(_LEFT_BRACE)
        # Without an end there is none for the next one either: not to be looked for again.
        if (end := latex.find(_RIGHT_BRACE, inside)) < 0:
            break
        pieces += (latex[position:start], "{", latex[inside:end], "}")
        position = end + len(_RIGHT_BRACE)
    return "".join([*pieces, latex[position:]])


_LEFT_BRACE, _RIGHT_BRACE = r"$\{$", r"$\}$"


_LATEX_MARKS = re.compile(r"[\\{}$~`]|--|''")


def _decode_token(found: re.Match[str]) -> str:
    if accent := found["accent"] or found["named"]:
        base = found["accented"] or found["braced"] or found["bare"]
        return _combine(decode(base).replace("ı", "i").replace("ȷ", "j"), accent)
    if macro := found["macro"]:
        return _decode_macro(macro, found["arguments"], found[0])
    if word := found["word"]:
        return "" if word in FORMATTING else _word(word, found[0])
    if (math := found["math"]) is not None:
        return _decode_math(math)
    if ligature := found["ligature"]:
        return _LIGATURES[ligature]
    symbol = found["symbol"] or ""
    return _SPACING.get(symbol[:1], symbol)


def _combine(base: str, accent: str) -> str:
    r"""Set an accent on the first letter; one on nothing, as in ``\~{}``, stands for itself."""
    return base[:1] + _COMBINING[accent] + base[1:] if base.strip() else accent


def _decode_macro(macro: str, arguments: str, written: str) -> str:
    if macro in FORMATTING:
        return decode(arguments)
    if macro in SCRIPTS:
        text = decode(arguments)
        return raised(text, SCRIPTS[macro]) or text
    if macro in QUOTES:
        return f"“{decode(arguments)}”"
    known = _word(macro, "\\")
    return written if known == "\\" else known + decode(arguments)


def _word(name: str, written: str) -> str:
    """Return what a command stands for, also one of formulas that stands in text."""
    known = known_words().get(name)
    return formulas().get(f"\\{name}", written) if known is None else known


def raised(text: str, sign: str) -> str:
    """Return a text as raised (`^`) or lowered (`_`) characters; "" where one of them is missing.

    >>> raised("-12", "^"), raised("x", "_"), raised("th", "^")
    ('⁻¹²', 'ₓ', '')
    """
    characters = [formulas().get(sign + character, "") for character in text]
    return "".join(characters) if all(characters) else ""


def _decode_math(math: str) -> str:
    """Turn a formula that is one symbol or script into that character, else keep it."""
    stripped = math.strip()
    if (symbol := formulas().get(stripped)) is not None:
        return symbol
    # A formula may hold a command of text alone, such as \slash.
    return known_words().get(stripped[1:], f"${math}$") if stripped[:1] == "\\" else f"${math}$"


def unknown_commands(latex: str) -> list[str]:
    r"""Return the commands in a text that are none of text, or that nothing here knows.

    Those of formulas are not looked at.

    >>> unknown_commands(r"The \frobnicate{x} of AT\&T in $\mathcal{O}(n)$")
    ['\\frobnicate']
    """
    if "\\" not in latex:
        return []
    names = dict.fromkeys(_NAME.findall(_FORMULA.sub(lambda found: found[1] or " ", latex)))
    return [f"\\{name}" for name in names if name and not _says_something(name)]


_NAME = re.compile(r"\\(?:[^A-Za-z]|([A-Za-z]+))", re.DOTALL)
_FORMULA = re.compile(r"(\\[^()])|\$[^$]*\$|\\\((?:[^\\]++|\\[^()])*\\\)", re.DOTALL)


def _says_something(name: str) -> bool:
    return name not in DANGEROUS and (is_known(name) or name in ALL_COMMANDS or name in _COMBINING)
