"""Workflow commands of GitHub Actions: what stands beside a line of a pull request."""

from __future__ import annotations

from typing import Literal, NamedTuple

Weight = Literal["error", "warning", "notice"]


class Lines(NamedTuple):
    """A line of a file, or all from it to `last`; they count from 1, and 0 is the whole file."""

    path: str
    first: int
    last: int = 0


def annotation(weight: Weight, lines: Lines, title: str, text: str) -> str:
    r"""Return the command for some lines; what separates its parts is escaped as GitHub asks.

    >>> annotation("warning", Lines("a,b.bib", 3), "x: differs", "100%\nwrong")
    '::warning file=a%2Cb.bib,line=3,title=x%3A differs::100%25%0Awrong\n'
    """
    last = f",endLine={lines.last}" if lines.last > lines.first else ""
    place = f"file={_property(lines.path)},line={max(lines.first, 1)}{last}"
    return f"::{weight} {place},title={_property(title)}::{_escaped(text)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
