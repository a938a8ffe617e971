"""Pages at a glance: nearly all are two numbers, the lower one first."""

from __future__ import annotations

from mlsysbib.model.entry import Entry


def has_odd_pages(entry: Entry) -> bool:
    """Say whether pages are anything but two numbers, the lower one first."""
    published = entry.published
    if published is None or not published.pages:
        return False
    first, _, last = published.pages.partition("-")
    return not (first.isdecimal() and last.isdecimal() and int(first) <= int(last))
