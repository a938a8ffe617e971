r"""Titles as runs: plain words, `{words that keep their case}` and `$math$`.

A stored title is Unicode with those two marks and no other; a literal mark is written
with a backslash (``\{``, ``\}``, ``\$``, ``\\``).
"""

import re
from collections.abc import Sequence
from enum import Enum

import msgspec


class RunKind(Enum):
    """What a run of characters is."""

    PLAIN = "plain"
    KEPT = "kept"
    MATH = "math"


class Run(msgspec.Struct, frozen=True):
    """A run of characters of one kind; `text` is free of marks and of escapes."""

    kind: RunKind
    text: str


class MarkupError(ValueError):
    """A mark is nested, unbalanced or empty."""


_MARKS = frozenset("{}$\\")
_PLAIN = r"(?:[^{}$\\]++|\\[\\{}$]|\\(?![\\{}$]))+"
_RUN = re.compile(
    rf"(?P<plain>{_PLAIN})|\{{(?P<kept>{_PLAIN})\}}|\$(?P<math>(?:\\.|[^$\\])+)\$", re.DOTALL
)
# The same as _RUN, without the groups: it only says yes or no. No group is possessive, as Python
# before 3.11.5 takes what does not match for a match there.
_WELL_FORMED = re.compile(
    r"(?:[^{}$\\]++|\{(?:[^{}$\\]++|\\.)+\}|\\(?:.|\Z)|\$(?:\\.|[^$\\])+\$)*",
    re.DOTALL,
).fullmatch
# The same for titles on a line each: no mark reaches into the next one.
_LINES_WELL_FORMED = re.compile(
    r"(?:[^{}$\\]++|\{(?:[^{}$\\\n]++|\\.)+\}|\\(?:[^\n]|(?![^\n]))|\$(?:\\.|[^$\\\n])+\$)*"
).fullmatch
_ESCAPED = re.compile(r"\\([\\{}$])")
_KINDS = {kind.value: kind for kind in RunKind}
_WRAP = {RunKind.PLAIN: "{}", RunKind.KEPT: "{{{}}}", RunKind.MATH: "${}$"}


def parse_markup(title: str) -> tuple[Run, ...]:
    r"""Split a stored title into its runs; raise MarkupError where a mark does not close.

    >>> [run.kind.value for run in parse_markup(r"{GPU} Sums in $O(\log n)$")]
    ['kept', 'plain', 'math']
    """
    if _MARKS.isdisjoint(title):
        return (Run(RunKind.PLAIN, title),) if title else ()
    runs: list[Run] = []
    position = 0
    while position < len(title):
        found = _RUN.match(title, position)
        if found is None or found.lastgroup is None:
            raise MarkupError(_complaint(title, position))
        kind, text = _KINDS[found.lastgroup], found[found.lastgroup]
        # A formula is verbatim, its own backslashes and braces included.
        if "\\" in text and kind is not RunKind.MATH:
            text = _ESCAPED.sub(r"\1", text)
        runs.append(Run(kind, text))
        position = found.end()
    return tuple(runs)


def is_well_formed(title: str) -> bool:
    """Say whether parse_markup takes a title; several times as fast."""
    return not any(map(title.__contains__, _MARKS)) or _WELL_FORMED(title) is not None


def are_well_formed(titles: Sequence[str]) -> bool:
    """Say whether parse_markup takes all titles; at once, as thousands are asked for."""
    return _LINES_WELL_FORMED("\n".join(titles)) is not None or all(map(is_well_formed, titles))


def _complaint(title: str, position: int) -> str:
    near = title[position : position + 20]
    if title[position] == "}":
        return f"a }} without its {{ at {near!r}"
    closing = "}" if title[position] == "{" else "$"
    if closing not in _ESCAPED.sub("", title[position + 1 :]):
        return f"the {title[position]} at {near!r} is never closed"
    return f"an empty mark, or a mark inside a mark, at {near!r}"


def format_markup(runs: tuple[Run, ...]) -> str:
    """Write runs back as a stored title; the inverse of parse_markup."""
    return "".join(
        _WRAP[run.kind].format(run.text if run.kind is RunKind.MATH else escape_markup(run.text))
        for run in runs
    )


def escape_markup(text: str) -> str:
    """Return plain text as a title that reads as just that text."""
    return text if _MARKS.isdisjoint(text) else re.sub(r"[\\{}$]", r"\\\g<0>", text)


# What people see where no title is known; files of references then have none.
NO_TITLE = "(no title)"


def plain_text(title: str) -> str:
    """Return a title without its marks.

    >>> plain_text("Serving with {PagedAttention}")
    'Serving with PagedAttention'
    """
    if _MARKS.isdisjoint(title):
        return title
    return "".join(run.text for run in parse_markup(title))
