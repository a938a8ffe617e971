"""Colour on a terminal: how much a problem weighs, and the two sides of a difference.

`--color auto|always|never` may stand before or behind a command; auto follows NO_COLOR
(https://no-color.org) and what reads the stream.
"""

from __future__ import annotations

import os
import re

import click

_OPTION = "--color"
# None leaves it to the stream, as it does for click.
_MODES: dict[str, bool | None] = {"auto": None, "always": True, "never": False}
_LEVELS = {"error": "red", "warning": "yellow", "info": "blue"}
_PROBLEM = re.compile(r"^((?:\S.*?: )?)(error|warning|info)(?=: )", re.MULTILINE)
_HINT = re.compile(r"^  hint: .*", re.MULTILINE)
_SIDES = {"+": "green", "-": "red", "@": "cyan"}


def take_option(arguments: list[str]) -> tuple[list[str], bool | None]:
    """Return the arguments without `--color`, and what it asks for; raise UsageError."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest: list[str] = []
    asked = "auto"
    left = iter(arguments[:end])
    for argument in left:
        name, equals, value = argument.partition("=")
        if name != _OPTION:
            rest.append(argument)
            continue
        asked = value if equals else next(left, "")
        if asked not in _MODES:
            raise click.UsageError(f"{_OPTION} is auto, always or never, not {asked!r}")
    mode = _MODES[asked]
    if mode is None and os.environ.get("NO_COLOR"):
        mode = False
    return [*rest, *arguments[end:]], mode


def paint_problems(text: str) -> str:
    """Return lines in which the level of a problem has its colour, and hints are dim."""
    text = _PROBLEM.sub(lambda found: found[1] + click.style(found[2], fg=_LEVELS[found[2]]), text)
    return _HINT.sub(lambda found: click.style(found[0], dim=True), text)


def paint_difference(text: str) -> str:
    """Return a unified diff in which each side has its colour."""
    return "".join(
        click.style(line.rstrip("\n"), fg=_SIDES[line[0]]) + "\n" if line[:1] in _SIDES else line
        for line in text.splitlines(keepends=True)
    )
