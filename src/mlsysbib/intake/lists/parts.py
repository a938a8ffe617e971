"""A line in its segments, and what is known of it so far."""

from __future__ import annotations

import re

from mlsysbib.intake.lists import evidence
from mlsysbib.intake.lists.nicknames import abbreviates, first_name, is_name
from mlsysbib.intake.lists.roles import IsTitle, Layout, Span
from mlsysbib.intake.lists.segments import Line, Segment
from mlsysbib.intake.lists.tags import Tag, TagReader

_FEWEST_WORDS = 3
_MOST_TAG_WORDS = 16


class Parts:
    """The segments of a line, its venue and year as far as they are found."""

    def __init__(
        self, line: Line, tags: TagReader, is_title: IsTitle, layout: Layout, within: Span | None
    ) -> None:
        self.line, self.tags, self.is_title, self.layout = line, tags, is_title, layout
        self.inline, self.flat = line.inline, line.inline.flat
        self.within = within or (0, len(self.flat))
        self.segments = list(line.segments)
        self.tag: Tag | None = None
        self.tag_span: Span | None = None
        self.year: int | None = None
        self.weak: tuple[Tag, Span] | None = None
        self.nickname = ""
        self.authors = ""
        self.taken: list[Span] = []
        self.remark = ""
        self.strength = 0.0

    def take_tag(self, tag: Tag, span: Span | None) -> None:
        """Keep the first venue with a year, else the first with one of both."""
        if self.tag and self.tag.venue:
            if tag.year and not self.tag.year and not tag.venue:
                self.year = self.year or tag.year
            return
        if self.tag and not tag.venue:
            return
        if not tag.venue and not tag.container and tag.year:
            self.year = self.year or tag.year
            if span is None and self.tag is None:
                self.tag = tag
            elif self.tag is None:
                self.weak = self.weak or (tag, span or (0, 0))
            return
        self.tag = tag
        # What says more than venue and year is kept.
        is_said = not tag.container or tag.track or self.tags.names(tag.container)
        self.tag_span = span if is_said else (0, 0)

    def tag_of(self, text: str) -> Tag | None:
        """Return the tag that a text is, if it names a known venue, or is a mere year."""
        if len(text.split()) > _MOST_TAG_WORDS:
            return None
        tag = self.tags.read(text)
        return tag if tag and tag.venue and (tag.year or not evidence.is_label(text)) else None

    def known_tag(self, text: str, *, loose: bool = False) -> Tag | None:
        """Return the tag that a text is, if it names a known venue, and a year unless `loose`."""
        words = len(text.split())
        tag = self.tags.read(text) if words <= _MOST_TAG_WORDS else None
        if not tag and loose and _FEWEST_WORDS < words <= 2 * _MOST_TAG_WORDS:
            # The name of the proceedings, as references have it.
            name = re.sub(r"[\s.,(]*\b(?:19|20)\d\d\b[\s.,)]*", " ", text).strip()
            if venue := self.tags.find_venue(name):
                tag = Tag(text, name, venue, evidence.year_in(text))
        return tag if tag and tag.venue and (tag.year or loose) else None

    def leads_to_link(self, segment: Segment, index: int) -> bool:
        """Say whether words end with a colon, and a link of several words follows."""
        following = self.segments[index + 1] if index + 1 < len(self.segments) else None
        return (
            following is not None
            and following.kind == "link"
            and len(following.text.split()) > _FEWEST_WORDS
            and self.flat[segment.end : following.start].strip(" *_") == ":"
        )

    def note_name_in(self, title: str) -> None:
        """Note a name that ends a linked title; inside of a link it belongs to the title."""
        found = re.search(r"\s\(([^()]*)\)$", title)
        if not found or self.nickname or not is_name(found[1]):
            return
        if not abbreviates(found[1], title[: found.start()]):
            self.nickname = first_name(found[1])
