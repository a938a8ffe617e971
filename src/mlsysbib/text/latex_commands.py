r"""Commands of LaTeX that take arguments: what each prints of them, and what a text defines itself.

The table has those of LaTeX and of the packages that people use in titles and names (hyperref,
xcolor, babel, graphicx, csquotes, soul, ulem), and the conventions of btxdoc, section 4, which sort
by what they do not print.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Command(NamedTuple):
    """How many arguments a command takes, and what it prints: `#1` stands for the first."""

    arguments: int
    prints: str


_FIRST_OF_ONE = (
    "url path nolinkurl texttt detokenize email orcid ac acs acl acf acro gls glspl Gls so ul hl "
    "st hologo "
    "uline uuline uwave sout xout fbox framebox makebox frame ensuretext smaller larger relsize "
    "textls NoCaseChange nocase bibstring singleletter germ bold scr frak mathop center centerline "
    "textquote hyphenquote blockquote citetitle mkbibacro mkbibparens mkbibbrackets foreignquote "
    "hbox vbox doi mdseries shortstack ruby textdir uproman textlf textosf texttabular"
).split()
_SECOND_OF_TWO = (
    "href hyperref foreignlanguage textlang textcolor colorbox raisebox parbox rotatebox scalebox "
    "reflectbox@X foreigntextquote hyperlink hypertarget otherlanguage textinlanguage "
    "bibinfo bibfield translate translation"
).split()
_NOTHING_OF_ONE = (
    "noopsort SortNoop nosort noop sortnoop NoOpSort noopsortdate dropsort ignore hideme footnote "
    "footnotemark footnotetext thanks label index glossary nocite vspace hspace color pagecolor "
    "phantom hphantom vphantom selectlanguage fontfamily fontseries fontshape fontencoding "
    "marginpar todo comment tag bibsort noprint pagestyle thispagestyle hyphenation"
).split()
COMMANDS: Mapping[str, Command] = (
    {name: Command(1, "#1") for name in _FIRST_OF_ONE}
    | {name: Command(2, "#2") for name in _SECOND_OF_TWO}
    | {name: Command(1, "") for name in _NOTHING_OF_ONE}
    | {
        "texorpdfstring": Command(2, "#1"),
        "printfirst": Command(2, "#1"),
        "switchargs": Command(2, "#2#1"),
        "fcolorbox": Command(3, "#3"),
        "resizebox": Command(3, "#3"),
        "adjustbox": Command(2, "#2"),
        "fontsize": Command(2, ""),
        "addcontentsline": Command(3, ""),
        "nicefrac": Command(2, "#1/#2"),
        "sfrac": Command(2, "#1/#2"),
        "ang": Command(1, "#1°"),
        "num": Command(1, "#1"),
        "SI": Command(2, "#1 #2"),
        "qty": Command(2, "#1 #2"),
        "si": Command(1, "#1"),
        "unit": Command(1, "#1"),
        "ce": Command(1, "#1"),
    }
)
_CASES: dict[str, Callable[[str], str]] = {
    "uppercase": str.upper, "MakeUppercase": str.upper, "MakeTextUppercase": str.upper,
    "lowercase": str.lower, "MakeLowercase": str.lower, "MakeTextLowercase": str.lower,
    "MakeTitlecase": str, "MakeSentenceCase": str,
}  # fmt: skip
_VERBATIM = frozenset({"url", "path", "nolinkurl", "detokenize", "email", "doi"})

_NAME = re.compile(r"\\([A-Za-z@]+)\*?")
_OPTION = re.compile(r"\s*\[[^\[\]]*\]")
_SPACE = re.compile(r"\s*")
_PARAMETER = re.compile(r"#(\d)")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[^\\{}]", re.DOTALL)
# Definitions that use each other may grow without end; what is longer stays as it is.
_DEEPEST, _LONGEST = 8, 100_000


def expand(latex: str, more: Mapping[str, Command] | None = None) -> str:
    r"""Return LaTeX with what known commands print in their place; `more` come before the table.

    >>> expand(r"\href{https://example.org}{A \textcolor{red}{Title}}\footnote{x}")
    'A Title'
    """
    if "\\" not in latex:
        return latex
    names = {found[1] for found in _NAME.finditer(latex)}
    if names.isdisjoint(ALL_COMMANDS) and (more is None or names.isdisjoint(more)):
        return latex
    return _Expander({**COMMANDS, **(more or {})}).expand(latex, 0)


ALL_COMMANDS = COMMANDS.keys() | _CASES.keys()


class _Expander:
    def __init__(self, commands: Mapping[str, Command]) -> None:
        self.commands = commands
        self.length = 0

    def expand(self, latex: str, depth: int) -> str:
        pieces: list[str] = []
        position = 0
        for found in _NAME.finditer(latex):
            if found.start() < position:
                continue
            taken = self._printed(latex, found, depth)
            if taken is not None:
                printed, end = taken
                pieces += (latex[position : found.start()], printed)
                position = end
        return "".join([*pieces, latex[position:]])

    def _printed(self, latex: str, found: re.Match[str], depth: int) -> tuple[str, int] | None:
        """Return what a command prints, and where it ends; None for one that stays."""
        name = found[1]
        change = _CASES.get(name)
        command = Command(1, "#1") if change else self.commands.get(name)
        if command is None or depth == _DEEPEST:
            return None
        position = found.end()
        if command.arguments:
            while option := _OPTION.match(latex, position):
                position = option.end()
        arguments: list[str] = []
        for _ in range(command.arguments):
            taken = _argument(latex, position)
            if taken is None:
                return None
            argument, position = taken
            arguments.append(argument)
        if command.arguments == 0 and (space := _SPACE.match(latex, position)):
            position = space.end()
        if name in _VERBATIM:
            arguments = list(map(_quoted, arguments))
        elif change:
            arguments = [_TOKEN.sub(lambda one: _changed(one[0], change), arguments[0])]
        printed = _PARAMETER.sub(
            lambda one: arguments[int(one[1]) - 1] if int(one[1]) <= len(arguments) else "",
            command.prints,
        )
        self.length += len(printed)
        if self.length > _LONGEST:
            return None
        return self.expand(printed, depth + 1), position


def _changed(token: str, change: Callable[[str], str]) -> str:
    return token if token[:1] == "\\" and token[1:2].isalpha() else change(token)


def _argument(latex: str, position: int) -> tuple[str, int] | None:
    """Return the argument that begins at a position, without its braces, and where it ends."""
    space = _SPACE.match(latex, position)
    position = space.end() if space else position
    if latex[position : position + 1] != "{":
        found = _TOKEN.match(latex, position)
        return (found[0], found.end()) if found else None
    depth = 0
    for found in _BRACE.finditer(latex, position):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth == 0:
            return latex[position + 1 : found.start()], found.end()
    return None


_ESCAPED = re.compile(r"\\([_%#&~$^{}])")
_VERBATIM_SPECIAL = {
    "~": r"\textasciitilde{}", "_": r"\_", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$",
    "^": r"\textasciicircum{}",
}  # fmt: skip


def _quoted(address: str) -> str:
    """Return LaTeX that prints an address as it is."""
    plain = _ESCAPED.sub(r"\1", address)
    return "".join(_VERBATIM_SPECIAL.get(sign, sign) for sign in plain).replace("--", "-{}-")


_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*"
    r"(?:\{\s*\\(?P<braced>[A-Za-z@]+)\s*\}|\\(?P<bare>[A-Za-z@]+))\s*(?:\[(?P<count>\d)\])?"
    r"(?P<option>\s*\[[^\[\]]*\])?\s*(?=\{)"
    r"|\\[gex]?def\s*\\(?P<defined>[A-Za-z@]+)(?P<parameters>(?:\s*#\d)*)\s*(?=\{)"
)


def read_definitions(latex: str) -> dict[str, Command]:
    r"""Return the commands that a preamble defines, by name.

    >>> read_definitions(r"\newcommand{\SortNoop}[1]{} \def\pair#1#2{#2 #1}")
    {'SortNoop': Command(arguments=1, prints=''), 'pair': Command(arguments=2, prints='#2 #1')}
    """
    found = {}
    for one in _DEFINITION.finditer(latex):
        body = _argument(latex, one.end())
        name = one["braced"] or one["bare"] or one["defined"]
        count = int(one["count"] or 0) or (one["parameters"] or "").count("#")
        # One with a default is taken without it, as it is used in a name or a title.
        if body is not None and not one["option"]:
            found[name] = Command(count, body[0])
    return found
