"""Pages at a glance: nearly all are two numbers, the lower one first."""

from __future__ import annotations

from collections.abc import Iterable

from mlsysbib.model.entry import Entry


def with_odd_pages(entries: Iterable[Entry]) -> list[Entry]:
    """Return those whose pages are anything but two numbers, the lower one first."""
    return [
        entry
        for entry in entries
        if (published := entry.published) and published.pages and _is_odd(published.pages)
    ]


def _is_odd(pages: str) -> bool:
    first, _, last = pages.partition("-")
    return not (first.isdecimal() and last.isdecimal() and int(first) <= int(last))
