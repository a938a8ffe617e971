"""What a line of a list was meant to be and is not: a key behind words, a link without scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsysbib.model.library import Library
from mlsysbib.problems import Problem
from mlsysbib.text.markdown import Document, read_bullet
from mlsysbib.text.markdown_lines import Line, LineKind


def find_slips(document: Document, library: Library, path: str) -> Iterator[Problem]:
    """Yield a warning for each key that is printed as it is, and for each link that leads nowhere.

    A key is looked for in bullets and in the lines below them that belong to them.
    """
    mentions: dict[int, list[str]] = {}
    for mention in document.mentions():
        mentions.setdefault(document.number_at(mention.start), []).append(mention.key)
    visible = document.visible()
    in_bullet = False
    for number, line in enumerate(document.lines, 1):
        in_bullet = _is_in_bullet(line, in_bullet)
        bullet = read_bullet(line)
        if in_bullet:
            # The first key of a bullet that cites one is the paper itself.
            keys = mentions.get(number, [])[1 if bullet else 0 :]
            for key in dict.fromkeys(keys):
                if key in library:
                    yield _misplaced(key, path, number)
        if line.kind is LineKind.FRONT:
            continue
        text = visible[line.start : line.start + len(line.text)]
        for host in dict.fromkeys(_HOST.findall(text)):
            said = f"[...]({host}) leads to a file beside the page"
            hint = f"write https://{host}"
            yield Problem(path, number, "link-incomplete", said, hint, "warning")


def _is_in_bullet(line: Line, before: bool) -> bool:  # noqa: FBT001  # what held for the line above
    match line.kind:
        case LineKind.BULLET:
            return True
        case LineKind.HEADING | LineKind.UNDERLINE | LineKind.FRONT:
            return False
        case LineKind.CODE | LineKind.COMMENT:
            return before
        case _:
            return before and line.text[:1] in {"", " ", "\t"}


def _misplaced(key: str, path: str, line: int) -> Problem:
    text = f"the key @{key} does not begin its bullet, and is printed as it is"
    hint = f"cite it in a bullet of its own: - @{key}, with the words behind it"
    return Problem(path, line, "key-misplaced", text, hint, "warning")


# What is meant to be a file of such a name is written with `./` before it.
_HOST = re.compile(
    r"\]\(<?((?:www\.|(?:[\w-]+\.)+(?:com|org|net|edu|gov|io)(?=[/?#)>\s]))[^()<>\s]*)",
    re.IGNORECASE,
)
