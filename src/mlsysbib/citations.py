"""Which keys a paper cites: `.aux`, `.bcf`, `.tex` and Markdown."""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable, Iterator

from mlsysbib.problems import ChoiceError

ALL_KEYS = "*"

_AUX = re.compile(r"\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{([^{}]*)\}")
_BCF = re.compile(r"<bcf:citekey\b[^>]*>([^<]*)</bcf:citekey>")
# \cite, \citep*, \parencite[see][p. 3]{a,b}, \textcites(pre)(post)[..]{a}[..]{b}, \nocite{*}
_TEX = re.compile(
    r"""\\(?:[A-Za-z]*cite[A-Za-z]*\*?|nocite|bibentry)\s*
        (?:\([^()]*\)\s*){0,2}
        (?P<keys>(?:(?:\[[^\[\]]*\]\s*|<[^<>]*>\s*){0,3}\{[^{}]*\}\s*)+)""",
    re.VERBOSE,
)
_GROUP = re.compile(r"\{([^{}]*)\}")
_TEX_COMMENT = re.compile(r"(?<!\\)%.*")
_MARKDOWN = re.compile(r"(?<![\w@\\])-?@(?:\{([^{}]+)\}|([A-Za-z0-9_][\w:.#$%&\-+?<>~/]*))")
_MARKDOWN_CODE = re.compile(r"(?ms)^(```|~~~).*?^\1|`[^`\n]*`")
_FINAL_PUNCTUATION = ":.#$%&-+?<>~/"


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
    return (found[1] for found in _BCF.finditer(text))


def _in_tex(text: str) -> Iterator[str]:
    for found in _TEX.finditer(_TEX_COMMENT.sub("", text)):
        for group in _GROUP.findall(found["keys"]):
            yield from group.split(",")


def _in_markdown(text: str) -> Iterator[str]:
    for found in _MARKDOWN.finditer(_MARKDOWN_CODE.sub("", text)):
        yield found[1] or found[2].rstrip(_FINAL_PUNCTUATION)


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
