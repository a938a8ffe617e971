"""What most papers do without, in every format: people, editions, notes, what was kept."""

from __future__ import annotations

from mlsysbib.model.entry import Entry


def has_more(entry: Entry) -> bool:
    """Say whether an entry says any of this, as few do; quickly."""
    published = entry.published
    return bool(
        entry.people or entry.genre or entry.language or entry.keywords or entry.kept
        or entry.notes.note or entry.notes.abstract
        or (
            published is not None
            and (
                published.edition or published.chapter or published.event or published.date
                or published.original_date
            )
        )
    )  # fmt: skip
