"""What a line of a list was meant to be and is not: a key behind words, a link without scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsysbib.model.library import Library
from mlsysbib.problems import Problem
from mlsysbib.selecting.reading_lists.source import KEY, Citation, Heading, Line, Source, Text


def find_slips(source: Source, library: Library, path: str) -> Iterator[Problem]:
    """Yield a warning for each key that is printed as it is, and for each link that leads nowhere.

    A key is looked for in bullets and in the lines below them that belong to them.
    """
    in_bullet = False
    for line in source.lines:
        in_bullet = _is_in_bullet(line, in_bullet)
        text = _SPAN.sub(" ", _readable(line))
        if in_bullet:
            for key in dict.fromkeys(_KEY.findall(text)):
                if key in library:
                    yield _misplaced(key, path, line.line)
        for host in dict.fromkeys(_HOST.findall(text)):
            said = f"[...]({host}) leads to a file beside the page"
            hint = f"write https://{host}"
            yield Problem(path, line.line, "link-incomplete", said, hint, "warning")


def _is_in_bullet(line: Line, before: bool) -> bool:  # noqa: FBT001  # what held for the line above
    match line:
        case Citation():
            return True
        case Text(text=text, is_code=False):
            return bool(_BULLET.match(text)) or (before and text[:1] in {"", " ", "\t"})
        case _:
            return before and isinstance(line, Text)


def _readable(line: Line) -> str:
    """Return the text of a line that is shown as Markdown; nothing of code."""
    match line:
        case Citation(annotation=annotation):
            return annotation
        case Heading(text=text):
            return text
        case Text(text=text, is_code=is_code):
            return "" if is_code else text


def _misplaced(key: str, path: str, line: int) -> Problem:
    text = f"the key @{key} does not begin its bullet, and is printed as it is"
    hint = f"cite it in a bullet of its own: - @{key}, with the words behind it"
    return Problem(path, line, "key-misplaced", text, hint, "warning")


_BULLET = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s")
_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
# Not within an address of mail or of the web, and not where a backslash says that it is text.
_KEY = re.compile(rf"(?<![\w@./+\-\\])@({KEY})(?!@)")
# What is meant to be a file of such a name is written with `./` before it.
_HOST = re.compile(
    r"\]\(<?((?:www\.|(?:[\w-]+\.)+(?:com|org|net|edu|gov|io)(?=[/?#)>\s]))[^()<>\s]*)",
    re.IGNORECASE,
)
