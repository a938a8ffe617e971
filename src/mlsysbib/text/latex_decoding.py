"""LaTeX to Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from mlsysbib.text.latex import ACCENTS, SYMBOLS, greek, script, symbols_of_pylatexenc

GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_ACCENTED = rf"""\\(?P<accent>[`'^~=."])\s*(?P<accented>{GROUP}|\\[A-Za-z]+\s*|[^\s{{}}\\])
      | \\(?P<named>[uvHcdbrk])(?:\s*(?P<braced>{GROUP})|\s+(?P<bare>[A-Za-z]))"""
# A letter with an accent.
ACCENTED = re.compile(_ACCENTED, re.VERBOSE)
_TOKEN = re.compile(
    rf"""{_ACCENTED}
      | \\(?P<word>[A-Za-z]+)(?:(?P<argument>{GROUP})|\s+|(?=\W|\d|_|$))
      | \\(?P<symbol>[^A-Za-z])
      | \$(?P<math>[^$]*)\$
      | (?P<ligature>---|--|``|''|~)
      | [{{}}]""",
    re.VERBOSE,
)
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"}
_COMBINING = {command: mark for mark, command in ACCENTS.items()}
# Commands that change how their argument looks, and switches such as {\em words}.
FORMATTING = frozenset(
    "textbf textit emph textrm texttt textsc textsf textsl textup textmd textnormal text mathrm "
    "mbox hbox underline mkbibemph mkbibitalic mkbibbold "
    "em it bf sc tt rm sl sf bfseries itshape scshape ttfamily normalfont".split()
)
# Commands of one sign that are no such sign: spaces, and what only hints at a break.
_SIGNS = dict.fromkeys("-/!@", "") | dict.fromkeys(" ,;:\\\n\t", " ")
_SCRIPT_DIGITS = {
    "textsuperscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "textsubscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}


def decode(latex: str) -> str:
    r"""Return LaTeX text as Unicode NFC, without its grouping braces.

    >>> decode(r"Nguy{\~{\^e}}n {\&} M{\"u}ller, {$\mu$}s")
    'Nguyễn & Müller, μs'

    Commands it does not know stay as they are written.
    """
    if latex.isascii() and not _LATEX_MARKS.search(latex):
        return latex
    return unicodedata.normalize("NFC", _TOKEN.sub(_decode_token, latex))


_LATEX_MARKS = re.compile(r"[\\{}$~`]|--|''")


def _decode_token(found: re.Match[str]) -> str:
    if accent := found["accent"] or found["named"]:
        base = found["accented"] or found["braced"] or found["bare"]
        return _combine(decode(base).replace("ı", "i").replace("ȷ", "j"), _COMBINING[accent])
    if word := found["word"]:
        return _decode_word(word, found["argument"], found[0])
    if (math := found["math"]) is not None:
        return _decode_math(math)
    if ligature := found["ligature"]:
        return _LIGATURES[ligature]
    symbol = found["symbol"] or ""
    return _SIGNS.get(symbol, symbol)


def _combine(base: str, mark: str) -> str:
    return base[:1] + mark + base[1:]


def _decode_word(word: str, argument: str | None, written: str) -> str:
    if argument is None:
        return "" if word in FORMATTING else _words().get(word, written)
    text = decode(argument[1:-1])
    if word in FORMATTING:
        return text
    if word in _SCRIPT_DIGITS:
        return text.translate(_SCRIPT_DIGITS[word])
    if word == "enquote":
        return f"“{text}”"
    known = _words().get(word)
    return f"\\{word}{{{text}}}" if known is None else known + text


def _decode_math(math: str) -> str:
    """Turn a formula that is one symbol or script into that character, else keep it."""
    stripped = math.strip()
    if (symbol := _formulas().get(stripped)) is not None:
        return symbol
    return f"${math}$"


# Commands that encode never writes, and one for which pylatexenc has two characters.
_MORE_WORDS = {
    "aa": "å", "AA": "Å", "dots": "…", "textmu": "μ", "slash": "/", "quad": " ", "space": " ",
    "relax": "", "TeX": "TeX", "LaTeX": "LaTeX", "textless": "<", "textgreater": ">",
    "textbar": "|", "textperiodcentered": "·",
}  # fmt: skip


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = {}
    # Our own table comes last: where two characters share a command, its reading wins.
    for table in (symbols_of_pylatexenc(), SYMBOLS):
        for character, latex in table.items():
            if found := re.fullmatch(r"\{?\\([A-Za-z]+)\}?", latex):
                words[found[1]] = character
    return words | _MORE_WORDS


@cache
def _formulas() -> dict[str, str]:
    scripts = map(chr, [*range(0x391, 0x3CA), *range(0x2070, 0x209D), 0xB2, 0xB3, 0xB9])
    ours = {character: greek(character) or script(character) for character in scripts}
    return {
        latex[2:-2]: character
        for table in (symbols_of_pylatexenc(), SYMBOLS, ours)
        for character, latex in table.items()
        if latex.startswith("{$")
    }
