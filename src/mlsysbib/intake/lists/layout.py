"""How the items of a list are laid out: maintainers are consistent, so items vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from mlsysbib.intake.lists.evidence import says_other
from mlsysbib.intake.lists.roles import Layout, Reading

# What an item says itself makes it a paper from here on; what its neighbours are adds so much.
ENOUGH = 3.0
NEIGHBOURS = 2.5
# So many items of a section have a layout of their own.
_ENOUGH_ITEMS = 5
_SURE = 0.8
_MOST = 0.5
_TELLING_WORDS = 3


def vote(readings: Sequence[Reading]) -> Layout:
    """Return the layout that most of the items have, as far as they have one."""
    candidates = [r for r in readings if r.words >= _TELLING_WORDS or r.links]
    papers = [r for r in candidates if r.evidence >= ENOUGH and r.words >= _TELLING_WORDS]
    if not papers:
        return Layout()
    (slot, count), *_ = Counter(r.slot for r in papers).most_common(1)
    return Layout(
        share=count / len(papers),
        title=slot if 2 * count > len(papers) else "",
        has_authors=2 * sum(bool(r.authors) for r in papers) > len(papers),
        has_remarks=3 * sum(r.colon for r in papers) > len(papers),
        papers=len(papers) / len(candidates),
    )


class Layouts:
    """The layout of a list, and of each section that has enough items for one of its own."""

    def __init__(self, readings: Sequence[tuple[int, Reading]]) -> None:
        """Let readings vote, each with the number of its section."""
        self.whole = vote([reading for _, reading in readings])
        sections: dict[int, list[Reading]] = {}
        for section, reading in readings:
            sections.setdefault(section, []).append(reading)
        self.sections = {
            section: vote(items)
            for section, items in sections.items()
            if len(items) >= _ENOUGH_ITEMS
        }

    def of(self, section: int) -> Layout:
        """Return the layout of a section, its own only if nearly all of its items have it."""
        own = self.sections.get(section)
        if own is None or not own.title:
            return self.whole
        if self.whole.has_remarks and not own.has_remarks:
            own = msgspec.structs.replace(own, has_remarks=True)
        return (
            own
            if own.share >= _SURE or not self.whole.title
            else msgspec.structs.replace(own, title=self.whole.title)
        )


def likelihood(reading: Reading, layout: Layout, *, more: float = 0.0) -> float:
    """Return how sure it is that an item is a paper, by what it says and what its neighbours are.

    `more` is what the bullets below it say. Neighbours count for what says something itself.
    """
    if not reading.title:
        return 0.0
    own = reading.evidence + more
    if reading.links and all(says_other(link.text, link.url) for link in reading.links):
        return own
    is_alike = reading.slot == layout.title and reading.words >= _TELLING_WORDS
    return own + NEIGHBOURS if is_alike and own >= 1.0 and layout.papers > _MOST else own
