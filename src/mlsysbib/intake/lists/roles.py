"""What the items of a list say, and how most of them say it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from mlsysbib.intake.lists.foreign import Link
from mlsysbib.intake.lists.tags import Tag

# Whether a text is the title of a record that is known.
IsTitle = Callable[[str], bool]
Span = tuple[int, int]


class Layout(msgspec.Struct, frozen=True):
    """How the items of a list, or of a section of it, are laid out, as most of them are.

    `title` is the kind of segment that titles are; `has_authors` says that names stand beside
    them; `has_remarks` that a colon behind a title begins a remark; `papers` is the share of the
    items that are papers by what they say themselves.
    """

    title: str = ""
    has_authors: bool = False
    has_remarks: bool = False
    papers: float = 0.0
    share: float = 0.0


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What an item says. `taken` are the spans of its line that an entry says as well.

    `evidence` is how sure it is that it is a paper, from 0 on; `slot` the kind of its title.
    `is_described` says that sentences follow it at once.
    """

    title: str = ""
    title_link: Link | None = None
    title_span: Span = (0, 0)
    tag: Tag | None = None
    year: int | None = None
    nickname: str = ""
    authors: str = ""
    lead: str = ""
    links: tuple[Link, ...] = ()
    remarks: tuple[str, ...] = ()
    taken: tuple[Span, ...] = ()
    evidence: float = 0.0
    strength: float = 0.0
    rest: tuple[str, ...] = ()
    cell_rest: tuple[str, ...] = ()
    slot: str = ""
    colon: bool = False
    is_described: bool = False
    told: int = 0
    tag_at_end: bool = False
    text: str = ""

    @property
    def words(self) -> int:
        """How many words the title has."""
        return len(self.title.split())
