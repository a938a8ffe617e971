r"""Unicode to LaTeX and back; nothing else in the package knows a LaTeX command.

Accented letters are taken apart by their Unicode decomposition, so that stacked accents
nest with braces (``{\~{\^e}}``: without them pdfLaTeX fails); symbols come from a short
table, then from pylatexenc's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Letters take the accent directly ({\'e}); commands that end in a letter need the braces ({\c{c}}).
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip
_SYMBOLS = {
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "{": r"\{", "}": r"\}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "\\": r"{\textbackslash}",
    "<": "{$<$}", ">": "{$>$}", "|": "{$|$}",
    "\u00a0": "~", "\u2009": " ", "\u202f": "~",
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"{\ldots}",
    "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}",
    "Œ": r"{\OE}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "ȷ": r"{\j}",
    "µ": r"{$\mu$}", "×": r"{$\times$}", "≤": r"{$\leq$}", "≥": r"{$\geq$}", "→": r"{$\rightarrow$}",
    "∞": r"{$\infty$}", "°": r"{$^\circ$}", "√": r"{$\surd$}",
}  # fmt: skip
_GREEK_NAME = re.compile(r"GREEK (SMALL|CAPITAL) LETTER ([A-Z]+)$")
# Capitals that look like Latin ones have no command of their own; neither has omicron.
_GREEK_COMMANDS = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)
_GREEK_SPELLING = {"LAMDA": "lambda"}
_SCRIPTS = {"<super>": "^", "<sub>": "_"}
_BASE_LIGATURES = str.maketrans({"\ufb01": "fi", "\ufb02": "fl", "\u00ad": None, "\u200b": None})
_SPECIAL = re.compile(r"[^ !'()*+,\-./0-9:;=?@A-Z\[\]`a-z\"]")


def encode(text: str) -> str:
    r"""Return `text` as LaTeX that pdfLaTeX and every BibTeX style take.

    >>> encode("Nguyễn & Müller, μs")
    "Nguy{\\~{\\^e}}n \\& M{\\\"u}ller, {$\\mu$}s"

    Characters with no LaTeX form at all, such as CJK, stay as they are.
    """
    if _SPECIAL.search(text) is None:
        return text
    text = unicodedata.normalize("NFC", text.translate(_BASE_LIGATURES))
    return _SPECIAL.sub(lambda found: _encode_character(found[0]), text)


@cache
def _encode_character(character: str) -> str:
    known = _SYMBOLS.get(character) or _greek(character) or _script(character)
    if known:
        return known
    letter = _accented(character)
    if letter:
        return f"{{{letter}}}"
    if found := _from_pylatexenc().get(character):
        return found
    compatible = unicodedata.normalize("NFKC", character)
    return encode(compatible) if compatible != character else character


def _accented(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character)
    base, mark = decomposed[:-1], decomposed[-1:]
    command = _ACCENTS.get(mark)
    if not base or command is None:
        return ""
    inner = base if base.isascii() else _accented(base)
    if not inner:
        return ""
    is_direct = len(inner) == 1 and not command.isalpha()
    return f"\\{command}{inner}" if is_direct else f"\\{command}{{{inner}}}"


def _greek(character: str) -> str:
    found = _GREEK_NAME.match(unicodedata.name(character, ""))
    if not found:
        return ""
    name = _GREEK_SPELLING.get(found[2], found[2].lower())
    name = name.capitalize() if found[1] == "CAPITAL" else name
    return f"{{$\\{name}$}}" if name in _GREEK_COMMANDS else ""


def _script(character: str) -> str:
    """Raise or lower a digit or letter: ² is ``{$^2$}``, which pandoc reads too."""
    kind, _, code = unicodedata.decomposition(character).partition(" ")
    if kind not in _SCRIPTS or " " in code:
        return ""
    base = chr(int(code, 16))
    return f"{{${_SCRIPTS[kind]}{base}$}}" if base.isascii() else ""


@cache
def _from_pylatexenc() -> dict[str, str]:
    # Loaded on the first symbol that needs it: the import costs more than a whole small export.
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    table: dict[str, str] = {}
    for code, latex in get_builtin_uni2latex_dict().items():
        math = re.fullmatch(r"\\ensuremath\{(.*)\}", latex)
        table[chr(code)] = f"{{${math[1]}$}}" if math else f"{{{latex}}}"
    return table


_TOKEN = re.compile(
    r"""\\(?P<accent>[`'^~=."])\s*(?P<accented>\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+\s*|[^\s{}\\])
      | \\(?P<named>[uvHcdbrk])(?:\s*(?P<braced>\{(?:[^{}]|\{[^{}]*\})*\})|\s+(?P<bare>[A-Za-z]))
      | \\(?P<word>[A-Za-z]+)(?:\s+|(?=\W|\d|_|$)|\{\})
      | \\(?P<symbol>[^A-Za-z])
      | \$(?P<math>[^$]*)\$
      | (?P<ligature>---|--|``|''|~)
      | [{}]""",
    re.VERBOSE,
)
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"}
_COMBINING = {command: mark for mark, command in _ACCENTS.items()}
_FORMATTING = frozenset("textbf textit emph textrm texttt textsc textsf text mathrm mbox".split())


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
        return _decode_word(word, found[0])
    if (math := found["math"]) is not None:
        return _decode_math(math)
    if ligature := found["ligature"]:
        return _LIGATURES[ligature]
    return found["symbol"] or ""


def _combine(base: str, mark: str) -> str:
    return base[:1] + mark + base[1:]


def _decode_word(word: str, written: str) -> str:
    if word in _FORMATTING:
        return ""
    return _words().get(word, written)


def _decode_math(math: str) -> str:
    """Turn a formula that is one symbol or script into that character, else keep it."""
    stripped = math.strip()
    if (symbol := _formulas().get(stripped)) is not None:
        return symbol
    return f"${math}$"


@cache
def _words() -> dict[str, str]:
    words = {"aa": "å", "AA": "Å", "dots": "…", "textmu": "μ"}
    # Our own table comes last: where two characters share a command, its reading wins.
    for table in (_from_pylatexenc(), _SYMBOLS):
        for character, latex in table.items():
            if found := re.fullmatch(r"\{?\\([A-Za-z]+)\}?", latex):
                words[found[1]] = character
    return words


@cache
def _formulas() -> dict[str, str]:
    scripts = map(chr, [*range(0x391, 0x3CA), *range(0x2070, 0x209D), 0xB2, 0xB3, 0xB9])
    ours = {character: _greek(character) or _script(character) for character in scripts}
    return {
        latex[2:-2]: character
        for table in (_from_pylatexenc(), _SYMBOLS, ours)
        for character, latex in table.items()
        if latex.startswith("{$")
    }
