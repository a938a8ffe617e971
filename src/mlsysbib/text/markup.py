r"""Titles as runs: plain words, `{words that keep their case}` and `$math$`.

A stored title is Unicode with those two marks and no other; a literal mark is written
with a backslash (``\{``, ``\}``, ``\$``, ``\\``).
"""

import re
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


_PLAIN = r"(?:\\[\\{}$]|[^{}$\\]|\\(?![\\{}$]))+"
_RUN = re.compile(rf"(?P<plain>{_PLAIN})|\{{(?P<kept>{_PLAIN})\}}|\$(?P<math>(?:\\.|[^$\\])+)\$")
_ESCAPED = re.compile(r"\\([\\{}$])")
_WRAP = {RunKind.PLAIN: "{}", RunKind.KEPT: "{{{}}}", RunKind.MATH: "${}$"}


def has_marks(title: str) -> bool:
    """Say whether a stored title has a mark or an escape, so that it must be read to be shown."""
    # Four searches in C are a tenth of a set's look at each character.
    return "{" in title or "}" in title or "$" in title or "\\" in title


# Most titles: no more than kept words, and no escape in them.
_SIMPLE = re.compile(r"[^{}$\\]*(?:\{[^{}$\\]+\}[^{}$\\]*)*").fullmatch


def check_markup(title: str) -> None:
    """Raise MarkupError where a mark does not close, as parse_markup does, and do no more."""
    if has_marks(title) and not _SIMPLE(title):
        parse_markup(title)


def parse_markup(title: str) -> tuple[Run, ...]:
    r"""Split a stored title into its runs; raise MarkupError where a mark does not close.

    >>> [run.kind.value for run in parse_markup(r"{GPU} Sums in $O(\log n)$")]
    ['kept', 'plain', 'math']
    """
    if not has_marks(title):
        return (Run(RunKind.PLAIN, title),) if title else ()
    runs: list[Run] = []
    position = 0
    while position < len(title):
        found = _RUN.match(title, position)
        if found is None or found.lastgroup is None:
            raise MarkupError(_complaint(title, position))
        kind = RunKind(found.lastgroup)
        text = found[kind.value]
        # A formula is verbatim, its own backslashes and braces included.
        runs.append(Run(kind, text if kind is RunKind.MATH else _ESCAPED.sub(r"\1", text)))
        position = found.end()
    return tuple(runs)


def _complaint(title: str, position: int) -> str:
    near = title[position : position + 20]
    if title[position] == "}":
        return f"a }} without its {{ at {near!r}"
    closing = "}" if title[position] == "{" else "$"
    if closing not in title[position + 1 :]:
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
    return re.sub(r"[\\{}$]", r"\\\g<0>", text) if has_marks(text) else text


def plain_text(title: str) -> str:
    """Return a title without its marks.

    >>> plain_text("Serving with {PagedAttention}")
    'Serving with PagedAttention'
    """
    if not has_marks(title):
        return title
    return "".join(run.text for run in parse_markup(title))
