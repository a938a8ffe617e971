r"""Titles: from LaTeX with BibTeX's braces to our two marks.

A group in braces keeps its case, unless it begins with a command for one character, which BibTeX
takes as a letter like any other (`Schr{\"o}dinger`).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

from mlsysbib.formats.bibtex.scan import find_closing, whole_group
from mlsysbib.formats.cleaning import unescape
from mlsysbib.text.latex_commands import expand
from mlsysbib.text.latex_decoding import ACCENTED, GROUP, decode, raised, without_math_braces
from mlsysbib.text.latex_vocabulary import FORMATTING, SCRIPTS
from mlsysbib.text.markup import Run, RunKind, format_markup, is_well_formed
from mlsysbib.text.tags import has_tags, plain_tags

# What has a meaning of its own in a title.
_MARKED = re.compile(r"[\\{}$~`&<]|--|''")
_PLAIN = re.compile(r"[^\\{}$]+")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_SCRIPT = re.compile(rf"\\(?P<name>{'|'.join(SCRIPTS)})\s*(?P<argument>{GROUP})")
_MATH = re.compile(
    r"\$\$(?P<display>(?:\\.|[^$\\])+)\$\$|\$(?P<inline>(?:\\.|[^$\\])+)\$", re.DOTALL
)
# Other ways to write $math$.
_MORE_MATH = re.compile(rf"\\\(|\\ensuremath\s*({GROUP})")
_ONE_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)\s*(?:\{\})?\s*")
_SWITCH = re.compile(r"\\(?:em|it|bf|sc|tt|rm|sl|sf)\b")
_SPACE = re.compile(r"\s+")


def read_title(latex: str) -> str:
    """Return a title with its marks.

    >>> read_title("Serving with {PagedAttention} in $O(n)$")
    'Serving with {PagedAttention} in $O(n)$'

    Braces around a whole title say nothing of its words; those keep their case there that have
    capitals inside or nothing else.
    """
    if latex.isascii() and _MARKED.search(latex) is None:
        return " ".join(latex.split())
    latex = _prepared(latex)
    if "\\" in latex:
        latex = _with_dollars(latex)
    if "{" in latex:
        latex = _FIRST_LETTER.sub(r"\1\2", latex)
    if latex.count("{") > _DEEPEST and _depth(latex) > _DEEPEST:
        latex = latex.replace("{", "").replace("}", "")
    latex, is_wrapped = _unwrap(latex.strip())
    runs = _runs(latex)
    if is_wrapped:
        runs = [part for run in runs for part in _marked(run)]
    return format_markup(_tidied(runs))


def _with_dollars(latex: str) -> str:
    """Return the formulas as `$math$` that are set in another way."""
    pieces: list[str] = []
    position, is_closed = 0, True
    for found in _MORE_MATH.finditer(latex):
        if found.start() < position:
            continue
        if found[1]:
            math, end = found[1][1:-1], found.end()
        else:
            # Where nothing closes this one, nothing closes those behind it.
            closing = latex.find(r"\)", found.end() + 1) if is_closed else -1
            is_closed = closing >= 0
            if not is_closed:
                continue
            math, end = latex[found.end() : closing], closing + 2
        pieces += (latex[position : found.start()], "$", math, "$")
        position = end
    return "".join([*pieces, latex[position:]])


# Behind a quote that opens a title or what follows a colon: that is said to styles, of no word.
_FIRST_LETTER = re.compile(r"((?:^|: )[\"'(\[`“‘]+)\{([A-Z])\}(?=[a-z])")
# Groups in groups mean nothing below the second; more than these are a slip, or an attack.
_DEEPEST = 20


def _depth(latex: str) -> int:
    depths = accumulate((brace == "{") - (brace == "}") for brace in latex)
    return max(depths, default=0)


def _unwrap(latex: str) -> tuple[str, bool]:
    """Take off braces that hold the whole title, if it has more than one word."""
    is_wrapped = False
    while (inner := whole_group(latex)) is not None:
        if " " not in inner.strip() or _SWITCH.match(inner):
            break
        latex, is_wrapped = inner.strip(), True
    return latex, is_wrapped


def _group_end(latex: str, start: int) -> int:
    return find_closing(latex, start + 1, len(latex), opener="{", counted=False)


def _runs(latex: str) -> list[Run]:
    """Split LaTeX into runs; what is no group and no formula is decoded in one piece."""
    runs: list[Run] = []
    pending: list[str] = []

    def flush() -> None:
        if text := decode("".join(pending)):
            runs.append(Run(RunKind.PLAIN, text))
        pending.clear()

    position = 0
    while position < len(latex):
        character = latex[position]
        if found := _PLAIN.match(latex, position):
            pending.append(found[0])
            position = found.end()
        elif found := _MATH.match(latex, position):
            flush()
            runs.append(_math(found["display"] or found["inline"]))
            position = found.end()
        elif found := _SCRIPT.match(latex, position):
            flush()
            runs.append(_script(found["name"], found["argument"][1:-1]))
            position = found.end()
        elif character == "\\":
            position = _command(latex, position, pending)
        elif character == "{" and (end := _group_end(latex, position)) >= 0:
            group = latex[position:end]
            if _is_character(group[1:-1]):
                pending.append(group)
            else:
                flush()
                runs += _group_runs(group[1:-1])
            position = end
        else:
            # A brace or a dollar without its partner; the dollar is meant as such.
            pending.append(r"\$" if character == "$" else "")
            position += 1
    flush()
    return runs


# What is raised behind a number in words.
_ORDINALS = frozenset("st nd rd th er re e o a ème nde TM SM".split())


def _script(name: str, latex: str) -> Run:
    """Return what is raised or lowered: as a formula, unless one character or an ordinal."""
    sign, text = SCRIPTS[name], decode(latex)
    if text in _ORDINALS:
        return Run(RunKind.PLAIN, text)
    if len(text) == 1 and (character := raised(text, sign)):
        return Run(RunKind.PLAIN, character)
    is_formula = text.strip() and is_well_formed(f"${sign}{{{text}}}$")
    return Run(RunKind.MATH, f"{sign}{{{text}}}") if is_formula else Run(RunKind.PLAIN, text)


def _command(latex: str, position: int, pending: list[str]) -> int:
    """Take a command that begins at a backslash; return where reading goes on.

    Commands for fonts leave their argument to be read as a group; others take theirs along.
    """
    if accented := ACCENTED.match(latex, position):
        pending.append(accented[0])
        return accented.end()
    found = _COMMAND.match(latex, position)
    if found is None:
        pending.append(latex[position : position + 2])
        return position + 2
    has_argument = latex[found.end() : found.end() + 1] == "{"
    if has_argument and found[1] in FORMATTING:
        return found.end()
    end = _group_end(latex, found.end()) if has_argument else found.end()
    end = end if end >= 0 else found.end()
    pending.append(latex[position:end])
    return end


def _math(text: str) -> Run:
    """Return a formula; one that is a single character is no formula."""
    decoded = decode(f"${text.strip()}$")
    if decoded[:1] == "$":
        return Run(RunKind.MATH, text.strip()) if text.strip() else Run(RunKind.PLAIN, "")
    return Run(RunKind.PLAIN, decoded)


def _is_character(inner: str) -> bool:
    """Say whether a group is a special character of BibTeX's, which has no case of its own."""
    if inner[:1] != "\\":
        return False
    if _ONE_COMMAND.fullmatch(inner):
        return True
    return sum(not unicodedata.combining(letter) for letter in decode(inner)) == 1


def _group_runs(inner: str) -> list[Run]:
    if _SWITCH.match(inner):
        return _runs(inner)
    runs = _runs(inner)
    if len(runs) == 1 and inner[:1] == "$":
        return runs
    return [Run(RunKind.KEPT, run.text) if _has_case(run) else run for run in runs]


def _has_case(run: Run) -> bool:
    return run.kind is not RunKind.MATH and run.text.lower() != run.text.upper()


_WORD = re.compile(r"[^\W_]+")
# A capital behind another letter or a digit.
_OWN_CASE = re.compile(r"[^\W_][A-Z]|[a-z]\d*[A-Z]")


def _marked(run: Run) -> list[Run]:
    """Mark the words of a plain run that have capitals inside, or nothing but capitals."""
    if run.kind is not RunKind.PLAIN or run.text.isupper():
        return [run]
    parts: list[Run] = []
    position = 0
    for found in _WORD.finditer(run.text):
        if _OWN_CASE.search(found[0]):
            parts.append(Run(RunKind.PLAIN, run.text[position : found.start()]))
            parts.append(Run(RunKind.KEPT, found[0]))
            position = found.end()
    return [*parts, Run(RunKind.PLAIN, run.text[position:])]


def _tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Join neighbours of one kind, squeeze white space, and leave none at the ends or doubled."""
    tidied: list[Run] = []
    for run in runs:
        if tidied and run.kind is tidied[-1].kind is not RunKind.MATH:
            tidied[-1] = Run(run.kind, tidied[-1].text + run.text)
        else:
            tidied.append(run)
    return tuple(_squeezed(tidied))


def _squeezed(runs: list[Run]) -> list[Run]:
    result: list[Run] = []
    is_after_space = True
    for run in runs:
        text = run.text
        if run.kind is not RunKind.MATH:
            text = _SPACE.sub(" ", unicodedata.normalize("NFC", text))
            text = text[1:] if is_after_space and text[:1] == " " else text
        if text:
            result.append(Run(run.kind, text))
            is_after_space = text[-1] == " "
    if result and is_after_space:
        last = result.pop()
        if text := last.text.rstrip(" "):
            result.append(Run(last.kind, text))
    return result


_SIGN = r"\{{?(?:\$|\\ensuremath\{{)\s*(?:{0}|{1})\s*[$}}]\}}?|\{{?\\text{2}(?:\{{\}}|\}}|\s)?"
_LESS = re.compile(_SIGN.format("<", r"\\less|\\lt", "less"))
_GREATER = re.compile(_SIGN.format(">", r"\\greater|\\gt", "greater"))
_SIGNED_TAG = re.compile(rf"(?:{_LESS.pattern})(?=/?[A-Za-z])")
_LATEX_OF_TAGS = {
    "<sub>": r"\textsubscript{", "<sup>": r"\textsuperscript{", '<span class="nocase">': "{",
    "</sub>": "}", "</sup>": "}", "</span>": "}",
}  # fmt: skip
_TAGS_LEFT = re.compile("|".join(map(re.escape, _LATEX_OF_TAGS)))


def _prepared(latex: str) -> str:
    """Replace what programs leave in titles: entities, tags and braces set as formulas."""
    latex = expand(without_math_braces(latex))
    if "&" in latex:
        latex = re.sub(r"\\?&(?:amp;)+", r"\\&", latex)
        latex = unescape(latex)
    if ("\\" in latex or "$<$" in latex) and _SIGNED_TAG.search(latex):
        # Signs that make no tag stay as they are written.
        signed = _GREATER.sub(">", _LESS.sub("<", latex))
        latex = signed if has_tags(signed) else latex
    if "<" not in latex and "nocase" not in latex:
        return latex
    return _TAGS_LEFT.sub(lambda found: _LATEX_OF_TAGS[found[0]], plain_tags(latex))
