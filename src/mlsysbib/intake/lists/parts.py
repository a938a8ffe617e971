"""A line in its segments, and what is known of it so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from mlsysbib.intake.lists import evidence
from mlsysbib.intake.lists.nicknames import abbreviates, first_name, is_label, is_name
from mlsysbib.intake.lists.remarks import reads_as_remark
from mlsysbib.intake.lists.roles import IsTitle, Layout, Span
from mlsysbib.intake.lists.segments import Line, Segment
from mlsysbib.intake.lists.tags import Tag, TagReader

_FEWEST_WORDS = 3
# Of so many segments, and of these kinds, a title consists whose words are known.
_MOST_PIECES = 6
_PIECES = {"plain", "quoted", "round"}
_SURE_NAMES = 0.8
_MOST_TAG_WORDS = 16
_MOST_SEEN = 500  # of the text behind a title, to tell what it is


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
        self.is_reference = False

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
        is_said = is_said and not tag.remark
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

    def merged(self) -> Iterator[Segment]:
        """Join the runs of plain words that brackets, quotations and dashes of a title part."""
        run: list[Segment] = []
        known = 0
        for place, segment in enumerate(self.segments):
            if place < known:
                continue
            known = self.known_end(place)
            if run and (known or not self.goes_on(run, place)):
                yield self.one(run)
                run = []
            if known:
                yield self.one(self.segments[place:known])
            else:
                run.append(segment)
        if run:
            yield self.one(run)

    def known_end(self, place: int) -> int:
        """Return the place behind the segments that together are a known title, 0 for none."""
        first, ends = self.segments[place], 0
        for end in range(place + 1, min(place + _MOST_PIECES, len(self.segments))):
            segment = self.segments[end]
            if {first.kind, segment.kind} - _PIECES or segment.line != first.line:
                break
            if self.is_title(self.inline.show(self.flat[first.start : segment.end]).strip()):
                ends = end + 1
        return ends

    def one(self, run: list[Segment]) -> Segment:
        """Return a run of segments as one."""
        if len(run) == 1:
            return run[0]
        first, last = run[0], run[-1]
        text = self.inline.show(self.flat[first.start : last.end])
        return msgspec.structs.replace(
            first, end=last.end, text=text, marks=(), inner=(first.start, last.end)
        )

    def goes_on(self, run: Sequence[Segment], place: int) -> bool:  # noqa: C901, PLR0911, PLR0912  # one a mark
        """Say whether a run of plain words goes on with a segment."""
        before, segment = run[-1], self.segments[place]
        following = self.segments[place + 1] if place + 1 < len(self.segments) else None
        gap = self.flat[before.end : segment.start].strip()
        if segment.number >= 0 or segment.end > self.within[1] > before.end:
            return False
        text = segment.text
        if segment.kind == "plain":
            blanks = self.flat[before.end : segment.start]
            if blanks.startswith("  ") and not blanks.strip(" "):
                # Two blanks part a title from what is told of it, or are a slip.
                told = self.text_from(place)
                return before.kind == "plain" and not evidence.is_description(told.capitalize())
            if before.kind == "round":
                after = ":" if before.is_attached else ""
                return len(run) > 1 and gap in {"", after} and text[:1].isalnum()
            if before.kind == "quoted":
                return len(run) == 1 and before.marks == ("quoted",) and gap[:1] in {"?", "!", ":"}
            if not gap and segment.line != before.line:
                # A title that goes on in the next line of its bullet, unless two blanks part them.
                is_hard = self.flat[before.end : segment.start].startswith("  ")
                is_short = len(text.split()) < _FEWEST_WORDS and self.is_title_part(f"{text} x")
                return before.kind == "plain" and not is_hard and (text[:1].islower() or is_short)
            is_dash = before.kind == "plain" and gap in {"--", "–", "—", "-"}
            # A single word behind a hyphen is rather an affiliation.
            shown = f"{text} x" if gap == "—" else text
            is_short = len(text.split()) < _FEWEST_WORDS
            is_new = text[:1].isupper() or (gap == "—" and (is_short or not text.islower()))
            return is_dash and (gap == "--" or is_new) and self.is_title_part(shown)
        # `Sums — (Almost) All of Them`: a dash parts lines, and may stand within a title.
        is_dashed = gap in {"--", "–", "—"} and before.kind == "plain"
        if segment.kind != "round" or run[0].kind != "plain" or (gap and not is_dashed):
            return False
        if segment.line != before.line and not is_dashed:
            return False
        if self.tag_of(text) or evidence.date_year(text) or text.startswith("@"):
            return False
        if evidence.names_score(text) >= _SURE_NAMES and evidence.year_in(text):
            return False
        if (
            following
            and following.kind == "plain"
            and following.line == segment.line
            and not self.flat[segment.end : following.start].strip()
            and following.text[0].isalnum()
            and not self.tags.read(following.text)
            and (not is_dashed or self.is_title_part(following.text))
        ):
            return True
        if segment.is_attached or is_dashed:
            return segment.is_attached
        if reads_as_remark(text) or is_label(text) or evidence.is_label(text) or "`" in text:
            return False
        return not (is_name(text) and not abbreviates(text, before.text[-500:])) and not (
            self.tags.read(text)
        )

    def text_from(self, place: int) -> str:
        """Return the first words from a segment on, as far as its line of text goes."""
        start = self.segments[place].start
        return self.inline.show(self.flat[start : start + _MOST_SEEN].partition("\n")[0])

    def heads_description(self, index: int) -> bool:
        """Say whether a segment begins the line, and what stands behind it only tells more."""
        segment, *behind = self.segments[index : index + 2]
        before = self.flat[: segment.start]
        if not behind or any(map(str.isalpha, self.inline.show(before))):
            return False
        gap = self.flat[segment.end : behind[0].start]
        is_apart = (
            gap.startswith("  ")
            or gap.strip(" *_") in {"-", "–", "—"}
            or (segment.kind == "bold" and gap.strip(" *_") in {"", ":"})
        )
        is_plain = behind[0].kind == "plain" and not evidence.has_names(behind[0].text)
        return is_apart and is_plain and evidence.is_description(self.text_from(index + 1))

    def is_title_part(self, text: str) -> bool:
        """Say whether words behind a dash may belong to a title, and are nothing else."""
        is_other = self.tags.read(text) or evidence.date_year(text) or evidence.is_label(text)
        return not is_other and evidence.names_score(text) < 0.4 and len(text.split()) > 1  # noqa: PLR2004
