"""Lists that are tables: each row with a title is an item, its other cells are what it says."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.intake.lists.plain import clean

_CELL = re.compile(r"(?:\\.|[^|\\])+|(?<=\|)(?=\|)")
_DELIMITER = re.compile(r":?-+:?")
_TITLES = frozenset(["title", "paper", "paper title", "paper name", "publication title"])
_VENUES = frozenset(
    "venue conference series where published publication journal source proceedings".split()
)
_YEARS = frozenset(["year", "date"])
_NOTHING = frozenset(["", "-", "–", "—", "n/a", "?"])
_MERE_LINK = re.compile(r"\s*\[(?:paper|pdf|link|url|here|html)\]\([^)]*\)\s*", re.IGNORECASE)


class Columns(msgspec.Struct, frozen=True):
    """Which columns of a table hold what; -1 for none."""

    title: int
    venue: int
    year: int


def cells(row: str) -> list[str]:
    """Return the cells of a row."""
    return [cell.strip() for cell in _CELL.findall(row.strip().strip("|"))]


def read_head(row: str, below: str) -> Columns | None:
    """Return the columns of a table that begins with these two rows, if it lists papers."""
    delimiters = cells(below)
    if not delimiters or not all(map(_DELIMITER.fullmatch, delimiters)):
        return None
    names = [clean(cell).casefold() for cell in cells(row)]
    title, venue, year = (_find(names, known) for known in (_TITLES, _VENUES, _YEARS))
    return Columns(title, venue, year) if title >= 0 and venue >= 0 else None


def _find(names: list[str], known: frozenset[str]) -> int:
    return next((index for index, name in enumerate(names) if name in known), -1)


def read_row(row: str, columns: Columns) -> str:
    """Return a row as the bullet that says the same, or "" where it has no title."""
    found = cells(row)
    title = _cell(found, columns.title)
    if title in _NOTHING or _MERE_LINK.fullmatch(title):
        return ""
    tag = f"{_cell(found, columns.venue)} {_cell(found, columns.year)}".strip(" -")
    taken = (columns.title, columns.venue, columns.year)
    others = [
        cell for index, cell in enumerate(found) if index not in taken and cell not in _NOTHING
    ]
    return " ".join([f"[{tag}]" if tag else "", title, *others]).strip()


def _cell(found: list[str], index: int) -> str:
    return found[index] if 0 <= index < len(found) else ""
