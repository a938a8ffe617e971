"""Which keys a paper cites: `.aux`, `.bcf`, `.tex` and Markdown."""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable, Iterator
from html import unescape

from mlsysbib.problems import ChoiceError, LoadError, Problem
from mlsysbib.selecting.tex_citations import (
    Found,
    Included,
    includes_in_tex,
    keys_in_tex,
    sets_in_tex,
    split_keys,
)
from mlsysbib.text.markdown import parse
from mlsysbib.text.markdown_lines import LineKind

ALL_KEYS = "*"

_AUX = re.compile(r"\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{([^{}]*)\}")
_AUX_INPUT = re.compile(r"\\@input\{([^{}]*)\}")
_BCF_END = "</bcf:controlfile>"
_BCF = re.compile(r"<bcf:citekey\b([^>]*)>([^<]*)</bcf:citekey>")
_MEMBERS = re.compile(r"""\bmembers\s*=\s*["']([^"']*)["']""")
# Keys that Quarto gives to figures, tables and other things that are numbered.
_NUMBERED = re.compile(
    r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)-.*"
)
_QUARTO_INCLUDE = re.compile(r"(?<!\{)\{\{<\s*include\s+(\S+?)\s*>\}\}")
_CHILD = re.compile(r"\bchild\s*[=:]\s*(c\([^)]*\)|[\"'][^\"']*[\"']|\S+)")


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


def find_included(text: str, path: str) -> tuple[Included, ...]:
    """Return the files that a file takes in, which cite for it, in order."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".aux":
        return tuple(Included(found[1].strip('"')) for found in _AUX_INPUT.finditer(text))
    if suffix in {".tex", ".ltx"}:
        return includes_in_tex(text)
    return tuple(_markdown_included(text)) if suffix in _MARKDOWN else ()


def find_sets(text: str, path: str) -> frozenset[str]:
    """Return the names that a file gives to sets of entries: they are no keys of a library."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".bcf":
        return _sets_in_bcf(text)
    return sets_in_tex(text) if suffix in {".tex", ".ltx"} else frozenset()


def _markdown_included(text: str) -> Iterator[Included]:
    document = parse(text)
    for shortcode in _QUARTO_INCLUDE.finditer(document.visible()):
        yield Included(shortcode[1].strip("\"'"), is_own=True)
    for line in document.lines:
        is_option = line.text.startswith("#|") or line.text.lstrip("`~ ").startswith("{")
        if line.kind is LineKind.CODE and is_option and (found := _CHILD.search(line.text)):
            names = re.findall(r"[^\s\"',()}]+\.[A-Za-z]+", found[1])
            yield from (Included(name, is_own=True) for name in names)


def _in_aux(text: str) -> Found:
    for found in _AUX.finditer(text):
        yield from split_keys(found[1], found.start(1))


def _sets_in_bcf(text: str) -> frozenset[str]:
    sets = (found for found in _BCF.finditer(text) if _MEMBERS.search(found[1]))
    return frozenset(unescape(found[2]).strip() for found in sets)


def _in_bcf(text: str) -> Found:
    sets = _sets_in_bcf(text)
    for found in _BCF.finditer(text):
        if members := _MEMBERS.search(found[1]):
            # The set is biblatex's own; biber looks for its members.
            offset = found.start(1) + members.start(1)
            yield from ((unescape(key), at) for key, at in split_keys(members[1], offset))
        elif (key := unescape(found[2]).strip()) and key not in sets:
            yield key, found.start()


def _in_tex(text: str) -> Found:
    sets = sets_in_tex(text)
    return (pair for pair in keys_in_tex(text) if pair[0] not in sets)


def _in_markdown(text: str) -> Found:
    document = parse(text)
    found = [(cited.key, cited.start) for cited in document.mentions()]
    for line in document.lines:
        if line.kind is LineKind.FRONT and "@*" in line.text:
            found += [(ALL_KEYS, line.start + line.text.index("@*"))]
    return iter(sorted(found, key=lambda pair: pair[1]))


def _in_literate(text: str) -> Found:
    """Read what becomes LaTeX: its commands cite too, and figures have keys of their own."""
    in_tex = keys_in_tex(parse(text).visible())
    in_markdown = (pair for pair in _in_markdown(text) if not _NUMBERED.fullmatch(pair[0]))
    return iter(sorted((*in_markdown, *in_tex), key=lambda pair: pair[1]))


_MARKDOWN: dict[str, Callable[[str], Found]] = {
    ".md": _in_markdown,
    ".qmd": _in_literate,
    ".rmd": _in_literate,
    ".markdown": _in_markdown,
}
_READERS: dict[str, Callable[[str], Found]] = {
    ".aux": _in_aux,
    ".bcf": _in_bcf,
    ".tex": _in_tex,
    ".ltx": _in_tex,
    **_MARKDOWN,
}
