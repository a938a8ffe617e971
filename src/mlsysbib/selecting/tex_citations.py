"""What a LaTeX source cites and takes in: commands with their arguments, not what only looks so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

Found = Iterator[tuple[str, int]]  # keys, and where in the text they begin


class Included(msgspec.Struct, frozen=True):
    """A file that is taken in: `folder` is that of `import` and its kin, else "".

    `is_own` says that names within the file are looked for in its own folder; `is_beside` that the
    folder is reckoned from that of the file that names it.
    """

    name: str
    folder: str = ""
    is_own: bool = False
    is_beside: bool = False


def keys_in_tex(text: str) -> Found:
    """Yield the keys that a source cites, with their offsets, in order."""
    text = readable(text)
    found: list[tuple[str, int]] = []
    for command in _CITING.finditer(text):
        for start, end in _key_groups(command, _groups(text, command.end())):
            found += _keys(text, start, end)
    yield from sorted(found, key=lambda pair: pair[1])


def sets_in_tex(text: str) -> frozenset[str]:
    """Return the names of sets of entries, which stand for their members."""
    text = readable(text)
    names: set[str] = set()
    for command in re.finditer(r"\\defbibentryset(?![A-Za-z])", text):
        names.update(
            key
            for start, end in _groups(text, command.end())[:1]
            for key, _ in _keys(text, start, end)
        )
    return frozenset(names)


def includes_in_tex(text: str) -> tuple[Included, ...]:
    """Return the files that a source takes in, in order."""
    text = readable(text)
    found = []
    for command in _INCLUDING.finditer(text):
        groups = [text[start:end] for start, end in _groups(text, command.end())]
        name = command["name"]
        if "import" in name or name.endswith("from"):
            if len(groups) > 1:
                is_sub = name.startswith("sub")
                folder, file = map(_plain, groups[:2])
                found.append(Included(file, folder, is_own=True, is_beside=is_sub))
        elif groups:
            found.append(Included(_plain(groups[0]), is_own=name.startswith("subfile")))
        elif bare := _BARE_NAME.match(text, command.end()):
            found.append(Included(_plain(bare[1])))
    return tuple(one for one in found if one.name and not re.search(r"[#\\{}]", one.name))


def folders_in_tex(text: str) -> tuple[str, ...]:
    r"""Return the folders of `\input@path`, in which LaTeX looks for files too."""
    found = _INPUT_PATH.search(readable(text))
    return tuple(re.findall(r"\{([^{}]*)\}", found[1])) if found else ()


def _plain(name: str) -> str:
    return name.strip().strip('"').strip()


_INCLUDING = re.compile(
    r"\\(?P<name>input|include|InputIfFileExists|@input|subfile(?:include)?|includestandalone"
    r"|(?:sub)?(?:import|inputfrom|includefrom))(?![A-Za-z@])\*?"
)
_BARE_NAME = re.compile(r"[ \t]*(\"[^\"\n]*\"|[^\s\\{}%\"]+)")
_INPUT_PATH = re.compile(r"\\def\s*\\input@path\s*\{((?:\s*\{[^{}]*\})+)\s*\}")
# `*` is natbib's and biblatex's; what has keys beside these is named for what else it does.
_CITING = re.compile(
    r"\\(?P<name>[A-Za-z@]*[Cc]ite[A-Za-z@]*|[a-z]*bibentry|defbibentryset"
    r"|(?:foreign|hyphen|hybrid)?(?:text|block)cquote"
    r"|begin\s*\{(?:foreign|hyphen)?displaycquote\})\*?(?![A-Za-z@])"
)
_NO_KEYS = re.compile(
    r"citestyle|setcite.*|newcites|citetext|cite(?:re)?set.*|cite(?:index|tracker)(?:true|false)"
    r"|declare.*|at(?:every|next)cite.*|(?:provide|new|renew).*cite.*command|.*citedelim"
    r"|cite(?:numfont|namefont|form|color|left|right|mid|sep|punct|dash|space)"
)
_OPENING = {"{": "}", "[": "]", "(": ")", "<": ">"}


def _key_groups(command: re.Match[str], groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of a command's groups that hold keys."""
    name = re.sub(r"\s", "", command["name"].lower())
    if _NO_KEYS.fullmatch(name):
        return []
    if "volcite" in name:
        # Each volume stands before its key.
        return groups[1::2] if name.endswith("cites") else groups[1:2]
    if name == "defbibentryset" or name.removeprefix("begin{").startswith(
        ("foreign", "hyphen", "hybrid")
    ):
        return groups[1:2]
    return groups if name.endswith("cites") else groups[:1]


def _groups(text: str, position: int) -> list[tuple[int, int]]:
    """Return where the arguments in braces begin and end; optional ones of any kind are passed."""
    groups: list[tuple[int, int]] = []
    while True:
        opening = _GAP.match(text, position).end()  # type: ignore[union-attr]  # matches anything
        mark = text[opening : opening + 1]
        # A parenthesis behind a key is text, as is `<`.
        if mark not in _OPENING or (groups and mark == "<") or not mark:
            return groups
        end = _closing(text, opening)
        if end < 0:
            return groups
        if mark == "{":
            groups.append((opening + 1, end))
        position = end + 1


# One line end is a blank; two end a paragraph.
_GAP = re.compile(r"[ \t]*(?:\r\n|\r|\n)?[ \t]*")
_MARKS = re.compile(r"\\.|[{}\[\]()<>]", re.DOTALL)


def _closing(text: str, opening: int) -> int:
    """Return where what opens here is closed; -1 where it is not.

    Within braces only braces count, and within a bracket those and brackets of its kind.
    """
    mark = text[opening]
    close, depth, braces = _OPENING[mark], 0, 0
    for found in _MARKS.finditer(text, opening, opening + _LONGEST):
        sign = found[0]
        if mark != "{" and sign == "{":
            braces += 1
        elif mark != "{" and sign == "}":
            braces -= 1
            if braces < 0:
                return -1
        elif sign == mark and not braces:
            depth += 1
        elif sign == close and not braces:
            depth -= 1
            if not depth:
                return found.start()
    return -1


# How far an argument is followed: a note of that length has lost its bracket.
_LONGEST = 2_000


def _keys(text: str, start: int, end: int) -> Found:
    group = text[start:end]
    # In the definition of a command #1 stands for a key, or \foo for the command.
    if re.search(r"[\\{}]", group):
        return
    yield from (pair for pair in split_keys(group, start) if "#" not in pair[0])


def split_keys(keys: str, offset: int) -> Found:
    """Yield the keys between commas, with their offsets."""
    for key in keys.split(","):
        if stripped := key.strip():
            yield stripped, offset + key.index(stripped)
        offset += len(key) + 1


# Whichever begins first hides the other: \verb|%| is no comment, % \verb|x is no verbatim text.
_UNREAD = re.compile(
    r"(?P<escape>\\[^A-Za-z])"
    r"|\\begin\s*\{(?P<env>verbatim\*?|[BLS]?Verbatim\*?|spverbatim|lstlisting|minted|comment"
    r"|filecontents\*?|tcblisting)\}.*?(?:\\end\s*\{(?P=env)\}|\Z)"
    r"|\\(?:verb|Verb|lstinline|mintinline(?:\[[^\]]*\])?\{[^{}]*\})(?![A-Za-z])\*?(?:\[[^\]\n]*\])?"
    r"(?:(?P<delimiter>[^A-Za-z\s*{])[^\n]*?(?P=delimiter)|\{[^{}\n]*\})"
    r"|(?P<dead>\\iffalse(?![A-Za-z@]))|(?P<live>\\iftrue(?![A-Za-z@]))"
    r"|(?P<end>\\endinput(?![A-Za-z@])[^\n]*|\\end\s*\{document\}).*"
    r"|%[^\n]*",
    re.DOTALL,
)
_CONDITION = re.compile(
    r"\\(?:(?P<fi>fi|else|or)|(?P<if>if[A-Za-z@]*))(?![A-Za-z@])|%[^\n]*|\\[^A-Za-z]"
)


@lru_cache(maxsize=2)
def readable(text: str) -> str:
    """Return a source with blanks for what LaTeX does not read as LaTeX; all keeps its place."""
    parts, position = [], 0
    while found := _UNREAD.search(text, position):
        start, end = found.span()
        if found["escape"] or found["live"]:
            kept = start if found["live"] else end
            parts.append(text[position:kept])
            position = end
            if found["live"]:
                parts.append(blank(found[0]))
            continue
        if found["dead"]:
            end = _end_of_branch(text, end)
        parts += [text[position:start], blank(text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def _end_of_branch(text: str, position: int) -> int:
    r"""Return where the branch of \iffalse ends: at its \else, or behind its \fi."""
    depth = 0
    for found in _CONDITION.finditer(text, position):
        word = found["fi"] or found["if"]
        if found["if"] and found[0] != r"\iff" and text[found.end() : found.end() + 1] != "{":
            depth += 1
        elif word == "fi":
            if not depth:
                return found.end()
            depth -= 1
        elif word == "else" and not depth:
            return found.end()
    return len(text)


def blank(text: str) -> str:
    """Return as much blank space, so that what stands behind it keeps its place."""
    return re.sub(r"[^\n]", " ", text)
