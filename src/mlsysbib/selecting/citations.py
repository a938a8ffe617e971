"""Which keys a paper cites: `.aux`, `.bcf`, `.tex` and Markdown."""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable, Iterator
from html import unescape

from mlsysbib.problems import ChoiceError, LoadError, Problem
from mlsysbib.text.markdown import parse

ALL_KEYS = "*"

_AUX = re.compile(r"\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{([^{}]*)\}")
_AUX_INPUT = re.compile(r"\\@input\{([^{}]*)\}")
_TEX_INPUT = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}#\\]*)\}")
_BCF_END = "</bcf:controlfile>"
_BCF = re.compile(r"<bcf:citekey\b[^>]*>([^<]*)</bcf:citekey>")
_BRACKETS = r"\[(?:[^\[\]{}]|\{[^{}]*\}|\[[^\[\]]*\])*\]"
_OPTIONS = rf"(?:{_BRACKETS}\s*|<[^<>]*>\s*){{0,3}}"
# \citep*[see][p. 3]{a,b}; in \textcites(pre)(post)[..]{a}[..]{b} each group has keys, in
# \volcite{2}{a} the second.
_TEX = re.compile(
    rf"""\\(?!citestyle|setcite)(?P<command>[A-Za-z]*[Cc]ite[A-Za-z]*|bibentry)\*?\s*
        (?:\([^()]*\)\s*){{0,2}}
        (?P<groups>(?:{_OPTIONS}\{{[^{{}}]*\}}\s*)+)""",
    re.VERBOSE,
)
_TEX_GROUP = re.compile(rf"{_OPTIONS}\{{([^{{}}]*)\}}")
# Whichever begins first hides the other: \verb|%| is no comment, % \verb|x is no verbatim text.
_TEX_UNREAD = re.compile(
    r"(?P<escape>\\[^A-Za-z])"
    r"|\\begin\{(?P<name>verbatim\*?|Verbatim|lstlisting|minted|comment)\}.*?\\end\{(?P=name)\}"
    r"|\\verb\*?(?P<delimiter>[^A-Za-z\s*])[^\n]*?(?P=delimiter)"
    r"|%[^\n]*",
    re.DOTALL,
)


def find_cited(text: str, path: str) -> dict[str, int]:
    """Return the keys that a file cites, in order, with the line of the first time; `*` is all.

    The file's suffix says how to read it; raises ChoiceError for one that is not known, and
    LoadError for a .bcf that is cut off, as LaTeX leaves it where it stops at an error.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in _READERS:
        raise ChoiceError("kind of file", suffix or path, (), f"can be read: {', '.join(_READERS)}")
    if suffix == ".bcf" and _BCF_END not in text:
        hint = "run LaTeX again, until it comes to its end"
        raise LoadError([Problem(path, 0, "file-unreadable", "this is no whole .bcf", hint)])
    lines: dict[str, int] = {}
    line, seen = 1, 0
    for key, offset in _READERS[suffix](text):
        # Counted on from the key before: a file may have thousands.
        line, seen = line + text.count("\n", seen, offset), offset
        lines.setdefault(key, line)
    return lines


def find_included(text: str, path: str) -> tuple[str, ...]:
    """Return the files that a file takes in, which cite for it, each once, in order.

    They are named relative to the folder from which LaTeX runs, that of the main file. What the
    suffix of a name is left to, is .tex.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".aux":
        names = [found[1] for found in _AUX_INPUT.finditer(text)]
    elif suffix in {".tex", ".ltx"}:
        names = [found[1].strip() for found in _TEX_INPUT.finditer(_without_unread(text))]
    else:
        names = []
    return tuple(dict.fromkeys(f if os.path.splitext(f)[1] else f"{f}.tex" for f in names if f))


def _without_unread(text: str) -> str:
    return _TEX_UNREAD.sub(lambda found: found["escape"] or _blank(found[0]), text)


_Found = Iterator[tuple[str, int]]  # keys, and where in the text they begin


def _split(keys: str, offset: int) -> _Found:
    for key in keys.split(","):
        if stripped := key.strip():
            yield stripped, offset + key.index(stripped)
        offset += len(key) + 1


def _blank(text: str) -> str:
    """Return as much blank space, so that what stands behind it keeps its place."""
    return re.sub(r"[^\n]", " ", text)


def _in_aux(text: str) -> _Found:
    for found in _AUX.finditer(text):
        yield from _split(found[1], found.start(1))


def _in_bcf(text: str) -> _Found:
    for found in _BCF.finditer(text):
        if key := unescape(found[1]).strip():
            yield key, found.start()


def _in_tex(text: str) -> _Found:
    text = _without_unread(text)
    for found in _TEX.finditer(text):
        groups = list(_TEX_GROUP.finditer(text, *found.span("groups")))
        command = found["command"].lower()
        if "volcite" in command:
            groups = groups[1:2]
        elif not command.endswith("cites"):
            groups = groups[:1]
        for group in groups:
            # In the definition of a command #1 stands for a key, or \foo for the command.
            keys = _split(group[1], group.start(1))
            yield from (key for key in keys if not re.search(r"[#\\]", key[0]))


def _in_markdown(text: str) -> _Found:
    return ((cited.key, cited.start) for cited in parse(text).mentions())


_READERS: dict[str, Callable[[str], _Found]] = {
    ".aux": _in_aux,
    ".bcf": _in_bcf,
    ".tex": _in_tex,
    ".ltx": _in_tex,
    ".md": _in_markdown,
    ".qmd": _in_markdown,
    ".rmd": _in_markdown,
    ".markdown": _in_markdown,
}
