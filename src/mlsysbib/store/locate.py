"""The line of a field in a TOML file; asked only when there is a problem to report."""

from __future__ import annotations

import re
from itertools import takewhile

from mlsysbib.problems import FieldPath

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(r"\s*((?:\"[^\"]*\"|'[^']*'|[\w\-]+)(?:\s*\.\s*[\w\-\"']+)*)\s*=")


def find_line(text: str, path: FieldPath) -> int:
    """Return the line (from 1) where a field stands, or the nearest table above it.

    Returns 0 where not even a part of the path is found.
    """
    if len(path) == 1 and (line := _find_table(text, str(path[0]))):
        return line
    best, best_depth = 0, 0
    for number, names in _positions(text):
        depth = _common_depth(names, path)
        if depth > best_depth:
            best, best_depth = number, depth
    rest = path[best_depth:]
    if best and rest and isinstance(rest[0], int):
        return _element_line(text.splitlines(), best, rest[0])
    return best


def _find_table(text: str, name: str) -> int:
    """Return the line of a table's header where it is the first line that begins with the name.

    Where a table as a whole is meant, as in most notes, its file need not be taken apart.
    """
    # Not \s, which would begin at the blank line above.
    first = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(name)}\b.*", text, re.MULTILINE)
    is_header = first is not None and first[0] == f"[{name}]"
    return text.count("\n", 0, first.start()) + 1 if first and is_header else 0


def _positions(text: str) -> list[tuple[int, FieldPath]]:
    """Return each line that opens a table or a field, with its full path."""
    table: FieldPath = ()
    counts: dict[FieldPath, int] = {}
    positions: list[tuple[int, FieldPath]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if "=" not in line and "[" not in line:
            continue
        if header := _HEADER.match(line):
            names = _split(header[1])
            if line.lstrip().startswith("[["):
                counts[names] = counts.get(names, -1) + 1
                names = (*names, counts[names])
            table = names
            positions.append((number, table))
        elif assignment := _ASSIGNMENT.match(line):
            positions.append((number, (*table, *_split(assignment[1]))))
    return positions


def _split(dotted: str) -> FieldPath:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _common_depth(names: FieldPath, path: FieldPath) -> int:
    return len(names) if path[: len(names)] == names else 0


def _element_line(lines: list[str], opening: int, index: int) -> int:
    """Return the line of an array's element where each has a line of its own."""
    if not lines[opening - 1].rstrip().endswith("["):
        return opening
    inside = takewhile(lambda line: not line.lstrip().startswith("]"), lines[opening:])
    elements = [
        number
        for number, line in enumerate(inside, opening + 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    return elements[index] if index < len(elements) else opening
