"""The one door of TOML: the quick parser where there is one, else that of Python."""

from __future__ import annotations

import re
from typing import Any

try:
    import toml_rs as parser
except ImportError:  # where nobody has compiled it
    import tomllib as parser  # type: ignore[no-redef]

_LINE = re.compile(r"\bat line (\d+)")


class TomlError(ValueError):
    """A text is no TOML; `line` is where the parser gave up."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a text says; raise TomlError."""
    try:
        return parser.loads(text)
    except parser.TOMLDecodeError as error:
        shown = str(error).rstrip()
        line = _LINE.search(shown)
        last = text.count("\n") + 1
        # The quick parser shows the place in lines of its own, and says what is wrong in the last.
        raise TomlError(shown.rpartition("\n")[2], int(line[1]) if line else last) from None
