"""LaTeX to Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from mlsysbib.text.latex import ACCENTS, SYMBOLS, greek, script, symbols_of_pylatexenc

GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_ACCENTED = rf"""\\(?P<accent>[`'^~=."])\s*
          (?P<accented>{GROUP}|\\[A-Za-z]+\s*|\\[`'^~=."]\s*(?:{GROUP}|[A-Za-z])|[^\s{{}}\\])
      | \\(?P<named>[uvHcdbrk]|textcommabelow)(?:\s*(?P<braced>{GROUP})|\s+(?P<bare>[A-Za-z]))"""
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
_COMBINING = {command: mark for mark, command in ACCENTS.items()}
# Commands that change how their argument looks, and switches such as {\em words}.
FORMATTING = frozenset(
    "textbf textit emph textrm texttt textsc textsf textsl textup textmd textnormal text mathrm "
    "mbox hbox underline mkbibemph mkbibitalic mkbibbold relax "
    "em bf it tt sc sf rm sl bfseries itshape scshape ttfamily".split()
)
_QUOTES = frozenset({"enquote", "mkbibquote"})
_SCRIPTS = {"textsuperscript": "^", "textsubscript": "_"}


def decode(latex: str) -> str:
    r"""Return LaTeX text as Unicode NFC, without its grouping braces.

    >>> decode(r"Nguy{\~{\^e}}n {\&} M{\"u}ller, {$\mu$}s")
    'Nguyễn & Müller, μs'

    Commands it does not know stay as they are written.
    """
    if latex.isascii() and not _LATEX_MARKS.search(latex):
        return latex
    latex = without_math_braces(latex)
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
        return "" if word in FORMATTING else _words().get(word, found[0])
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
    if macro in _SCRIPTS:
        text = decode(arguments)
        return _formulas().get(_SCRIPTS[macro] + text, text)
    if macro in _QUOTES:
        return f"“{decode(arguments)}”"
    known = _words().get(macro)
    return written if known is None else known + decode(arguments)


def _decode_math(math: str) -> str:
    """Turn a formula that is one symbol or script into that character, else keep it."""
    stripped = math.strip()
    if (symbol := _formulas().get(stripped)) is not None:
        return symbol
    # A formula may hold a command of text alone, such as \slash.
    return _words().get(stripped[1:], f"${math}$") if stripped[:1] == "\\" else f"${math}$"


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = {}
    # Where two characters share a command, the common one is the earlier one in Unicode, or the
    # one of our own table, which comes last.
    for table in (_from_the_end(symbols_of_pylatexenc()), SYMBOLS):
        for character, latex in table.items():
            if found := re.fullmatch(r"\{?\\([A-Za-z]+)\}?", latex):
                words[found[1]] = character
    return words | _MORE_WORDS


_MORE_WORDS = {
    "aa": "å", "AA": "Å", "dots": "…", "textmu": "μ", "S": "§", "P": "¶", "copyright": "©",
    "pounds": "£", "slash": "/", "TeX": "TeX", "LaTeX": "LaTeX",
    "textless": "<", "textgreater": ">", "textbar": "|", "hyphen": "-", "quad": " ", "space": " ",
}  # fmt: skip


def _from_the_end(table: dict[str, str]) -> dict[str, str]:
    return dict(sorted(table.items(), reverse=True))


@cache
def _formulas() -> dict[str, str]:
    scripts = map(chr, [*range(0x391, 0x3CA), *range(0x2070, 0x209D), 0xB2, 0xB3, 0xB9])
    ours = {character: greek(character) or script(character) for character in scripts}
    return {
        latex[2:-2]: character
        for table in (_from_the_end(symbols_of_pylatexenc()), SYMBOLS, ours)
        for character, latex in table.items()
        if latex.startswith("{$")
    }
