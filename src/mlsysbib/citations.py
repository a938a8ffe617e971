"""Which keys a paper cites: `.aux`, `.bcf`, `.tex` and Markdown."""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable, Iterator
from html import unescape

from mlsysbib.problems import ChoiceError

ALL_KEYS = "*"

_AUX = re.compile(r"\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{([^{}]*)\}")
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
_TEX_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_TEX_VERBATIM = re.compile(
    r"\\begin\{(verbatim\*?|Verbatim|lstlisting|minted|comment)\}.*?\\end\{\1\}"
    r"|\\verb\*?([^A-Za-z\s*]).*?\2",
    re.DOTALL,
)
# Within a key only single signs may stand, as pandoc has it; an address may hold an @ of its own.
_MARKDOWN = re.compile(r"(?<![^\W_])(?<![@\\/])@(?:\{([^{}]+)\}|(\w+(?:[:.#$%&\-+?<>~/]\w+)*))")
_MARKDOWN_CODE = re.compile(r"(?ms)^(```|~~~).*?^\1|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)|<!--.*?-->")


def find_cited(text: str, path: str) -> tuple[str, ...]:
    """Return the keys that a file cites, each once, in order; `*` stands for all.

    The file's suffix says how to read it; raises ChoiceError for one that is not known.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in _READERS:
        raise ChoiceError("kind of file", suffix or path, (), f"can be read: {', '.join(_READERS)}")
    keys = (key.strip() for key in _READERS[suffix](text))
    return tuple(dict.fromkeys(key for key in keys if key))


def _in_aux(text: str) -> Iterator[str]:
    for found in _AUX.finditer(text):
        yield from found[1].split(",")


def _in_bcf(text: str) -> Iterator[str]:
    return (unescape(found[1]) for found in _BCF.finditer(text))


def _in_tex(text: str) -> Iterator[str]:
    text = _TEX_VERBATIM.sub("", _TEX_COMMENT.sub(r"\1", text))
    for found in _TEX.finditer(text):
        groups = _TEX_GROUP.findall(found["groups"])
        command = found["command"].lower()
        if "volcite" in command:
            groups = groups[1:2]
        elif not command.endswith("cites"):
            groups = groups[:1]
        for group in groups:
            # In the definition of a command #1 stands for a key, or \foo for the command.
            yield from (key for key in group.split(",") if not re.search(r"[#\\]", key))


def _in_markdown(text: str) -> Iterator[str]:
    for found in _MARKDOWN.finditer(_MARKDOWN_CODE.sub("", text)):
        yield found[1] or found[2]


_READERS: dict[str, Callable[[str], Iterator[str]]] = {
    ".aux": _in_aux,
    ".bcf": _in_bcf,
    ".tex": _in_tex,
    ".ltx": _in_tex,
    ".md": _in_markdown,
    ".qmd": _in_markdown,
    ".rmd": _in_markdown,
    ".markdown": _in_markdown,
}
