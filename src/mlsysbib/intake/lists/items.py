"""An item of a list: which of its segments is the title, which the venue, the authors, the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mlsysbib.intake.lists import evidence
from mlsysbib.intake.lists.foreign import Link
from mlsysbib.intake.lists.nicknames import first_name, is_name, name_in_title
from mlsysbib.intake.lists.remarks import parts_of
from mlsysbib.intake.lists.roles import IsTitle, Layout, Reading, Span
from mlsysbib.intake.lists.segments import Line, Segment
from mlsysbib.intake.lists.tags import TagReader
from mlsysbib.intake.lists.title_finding import TitleFinder
from mlsysbib.text.words import FUNCTION_WORDS

_FEWEST_WORDS = 3
_LIKELY_NAMES = 0.6
_MOST_LEAD_WORDS = 6
_MOST_TOLD = 8
_BREAK = re.compile(r"[.,;:?!]\s+|\s+(?:in|by)\s+|\s*[（]|\s+(?=[A-Za-z&]+\s?['’]\s?\d\d$)")


def read_item(
    line: Line,
    tags: TagReader,
    is_title: IsTitle,
    layout: Layout | None = None,
    within: Span | None = None,
) -> Reading:
    """Take a line apart by its layout; the title is looked for `within` a span of its flat form."""
    return _Reader(line, tags, is_title, layout or Layout(), within).read()


class _Reader(TitleFinder):
    """Reads what stands beside the title."""

    def read(self) -> Reading:
        links = self.inline.links_in(self.flat)
        self.segments = list(self.merged())
        best = self.best()
        text = self.inline.show(self.flat)
        if best is None:
            for segment in self.segments:
                self.read_other(segment)
            return Reading(links=links, text=text, tag=self.tag or None, year=self.year)
        place = self.segments.index(best)
        title, span, last = self.title_at(place)
        self.taken.append(span)
        is_described = self.heads_description(place)
        for index, segment in enumerate(self.segments):
            # A venue or names in sentences are not those of the paper.
            is_told = is_described and index > last and segment.kind == "plain"
            if not (place <= index <= last or is_told):
                self.read_other(segment, next_to=index in {place - 1, last + 1})
        if self.tag is None and self.weak:
            self.tag, self.tag_span = self.weak
        if self.tag_span and self.tag_span not in self.taken:
            self.taken.append(self.tag_span)
        link = self.line.link(best)
        lead = self.lead(place)
        return Reading(
            title=title,
            title_link=link,
            title_span=span,
            tag=self.tag,
            year=self.tag.year if self.tag and self.tag.year else self.year,
            nickname=self.nickname or name_in_title(title),
            authors=self.authors,
            lead=lead,
            links=links,
            remarks=tuple(self.remarks()),
            rest=self.rest(self.taken),
            cell_rest=self.rest([span]),
            strength=self.strength,
            taken=tuple(sorted(self.taken)),
            evidence=self.evidence(title, link, links, place),
            slot=best.kind,
            told=self.told(place),
            is_described=is_described,
            tag_at_end=self.tag_is_apart(),
            colon=bool(re.match(r"[*_]*\s?[:：]\s", self.flat[span[1] :])),
            text=text,
        )

    # What is no title

    def read_other(self, segment: Segment, *, next_to: bool = False) -> None:  # noqa: C901, PLR0911  # one return a role
        """Note what a segment beside the title says."""
        text = segment.text
        if segment.kind == "image":
            return
        if segment.number >= 0:
            self.read_label(text.strip("[]()"))
            return
        span = (segment.start, segment.end)
        if tag := self.tag_of(text):
            self.take_tag(tag, span)
            return
        if year := evidence.date_year(text):
            self.year = self.year or year
            return
        name, value = evidence.field_of(text)
        if name and value:
            self.read_field(name, value)
            if evidence.is_authors_field(name) or self.tag:
                return
        if self.take_tail(segment):
            return
        sure = evidence.names_score(text)
        if text.lower().startswith("by ") or (self.layout.has_authors and next_to):
            sure += 0.3
        if not self.authors and sure >= _LIKELY_NAMES and segment.kind not in {"code", "square"}:
            self.authors = re.sub(r"^by\s+", "", text, flags=re.IGNORECASE)
            return
        is_round = segment.kind == "round" or "round" in segment.marks
        is_free = self.nickname in {"", first_name(text)}
        is_named = (is_round or segment.kind == "code") and is_name(text)
        if is_free and is_named and not _is_place(text):
            self.nickname = first_name(text)
            if self.nickname == text.replace("`", "").strip():
                self.taken.append(span)
            return
        self.read_weak(segment, text, span)

    def read_weak(self, segment: Segment, text: str, span: Span) -> None:
        """Note a venue that no table has, or a year among other words."""
        if not self.weak and segment.is_bracketed and evidence.names_score(text) < _LIKELY_NAMES:
            tag = self.tags.read(text)
            if tag and (tag.year or not evidence.is_label(text)):
                self.weak = (tag, span)
                return
        is_first = segment == self.segments[0] and self.flat[segment.end :][:1] in {",", ":"}
        if not self.weak and is_first and _is_place(text) and (tag := self.tags.read(text)):
            # `ICWS 2019, [Title](url)`
            self.weak = (tag, span)
            return
        if year := evidence.year_in(text):
            self.year = self.year or year

    def read_label(self, text: str) -> None:
        """Note the venue or the date that a link is labelled with: `[[ICML 2023]](url)`."""
        if evidence.is_label(text) or self.tag is not None:
            return
        if tag := self.known_tag(text):
            self.weak = self.weak or (tag, (0, 0))
        elif year := evidence.date_year(text):
            self.year = self.year or year

    def read_field(self, name: str, value: str) -> None:
        """Read what is said under a name: `Publisher: ICLR 2026`, `Author: Leslie Lamport`."""
        if evidence.is_authors_field(name):
            self.authors = self.authors or value
        elif tag := self.known_tag(value):
            self.take_tag(tag, None)
        elif year := evidence.date_year(value):
            self.year = self.year or year

    def is_tag(self, raw: str) -> bool:
        """Say whether a text is a venue's name and year, and nothing else."""
        tag = self.known_tag(self.inline.show(raw).strip(" .,)（"), loose=True)
        return tag is not None and self.tags.names(tag.container)

    def take_tail(self, segment: Segment) -> bool:
        """Take the venue or the year that ends a run of plain words, and the names before it."""
        raw = self.flat[segment.inner[0] : segment.inner[1]] or segment.text
        if len(raw) > 600:  # noqa: PLR2004  # no citation is longer
            return False
        starts = [0, *(found.end() for found in _BREAK.finditer(raw))][-8:]
        # A venue's own name, before words that only hold one.
        for start in sorted(starts, key=lambda start: not self.is_tag(raw[start:])):
            shown = self.inline.show(raw[start:]).strip(" .,)（")
            if evidence.has_names(shown) and start != starts[-1]:
                continue
            # In brackets what ends them is a part: `A @ ICML'24`.
            is_part = segment.is_bracketed and start > 0
            tag = None if self.tag or is_part else self.known_tag(shown, loose=True)
            year = evidence.date_year(shown) if tag is None else None
            if not (tag or year):
                continue
            head = self.inline.show(raw[:start]).strip(" .,;(")
            if tag:
                whole = start == 0
                at = segment.inner[0] + start
                inner = (segment.start, segment.end) if whole else (at, segment.inner[1])
                self.take_tag(tag, inner)
            self.year = self.year or year
            if head and not self.authors and evidence.names_score(head) >= 0.5:  # noqa: PLR2004
                self.authors = re.sub(r"^by\s+", "", head, flags=re.IGNORECASE)
            return True
        return False

    # What is said besides

    def lead(self, place: int) -> str:
        """Return the words that stand before a linked title, if they are few."""
        if self.segments[place].kind != "link" or not place:
            return ""
        first = self.segments[0]
        if evidence.is_label(first.text):
            return ""
        if first.kind != "plain" or first.line != self.segments[place].line:
            return ""
        if self.tag_of(first.text) or (first.start, first.end) in self.taken or self.authors:
            return ""
        words = first.text.split()
        if not (0 < len(words) <= _MOST_LEAD_WORDS and words[0][0].isalpha()):
            return ""
        has_colon = self.flat[first.end : first.end + 4].strip(" *_")[:1] == ":"
        return f"{first.text}:" if has_colon else first.text

    def rest(self, taken: Sequence[Span]) -> tuple[str, ...]:
        """Return what is left of the text, line by line, in its order and as it is written."""
        left, place = [], 0
        for start, end in [*sorted(taken), (len(self.flat), len(self.flat))]:
            left.append(self.flat[place:start] if start > place else "")
            place = max(place, end)
        lines = "\ue002".join(left).split("\n")
        # What is taken out parts the words around it.
        rest = [
            " ".join(part for run in line.split("\ue002") for part in parts_of(run))
            for line in lines
        ]
        return tuple(map(self.inline.expand, rest))

    def remarks(self) -> Iterator[str]:
        """Yield what is left of the line's text in its groups and runs."""
        if self.remark:
            yield self.remark
        if self.tag and self.tag.remark:
            yield f"({self.tag.remark})"
        place = 0
        for start, end in [*sorted(self.taken), (len(self.flat), len(self.flat))]:
            yield from map(self.inline.expand, parts_of(self.flat[place:start]))
            place = max(place, end)

    def told(self, place: int) -> int:
        """Return how many plain words stand before the title on its line."""
        before = [s for s in self.segments[:place] if s.kind == "plain" and s.line == 0]
        said = (self.authors, self.tag.written if self.tag else "")
        told = [s.text for s in before if not any(s.text in one for one in said)]
        return sum(len(text.split()) for text in told if not evidence.is_label(text))

    def tag_is_apart(self) -> bool:
        """Say whether the venue begins or ends the line, or was a part of the title."""
        if self.tag is None:
            return False
        if not self.tag_span or self.tag_span == (0, 0):
            return True
        ends = (self.flat[: self.tag_span[0]], self.flat[self.tag_span[1] :])
        return any(len(self.inline.show(end).split()) <= 2 for end in ends)  # noqa: PLR2004

    def evidence(self, title: str, link: Link | None, links: Sequence[Link], place: int) -> float:
        """Return how sure it is that the item is a paper."""
        words = len(title.split())
        score = 0.5 * (words >= _FEWEST_WORDS)
        papers = [one for one in links if evidence.is_paper_link(one.url)]
        labelled = [one for one in links if evidence.says_paper(one.text, one.url)]
        score += 3.0 if papers else 2.5 if labelled else 0.0
        if link and evidence.is_other_link(link.url):
            score -= 1.5 if papers or labelled else 2.5
        if self.tag and self.tag.venue:
            score += 2.0 + bool(self.tag.year or self.year)
        elif self.tag and self.tag.container and self.tag.year:
            # A venue that no table has, if it is one.
            is_other = evidence.is_label(self.tag.container.lower().removeprefix("arxiv"))
            score += 0.0 if is_other else 2.5
        if self.authors:
            score += 3.5 if self.is_reference else 1.5
        score += 0.5 * bool(self.year)
        if self.told(place) > _MOST_TOLD and not self.authors:
            score -= 4.0
        if words >= _FEWEST_WORDS and self.is_title(title):
            score += 4.0
        if self.lead(place) and self.tag is None:
            score -= 4.0
        return score


def _is_place(text: str) -> bool:
    """Say whether a text is names and then a year, as venues are written: `IEEE Access 2022`."""
    *words, year = text.split()
    is_named = all(word[0].isupper() or word.lower() in FUNCTION_WORDS for word in words)
    return bool(words) and evidence.date_year(year) is not None and is_named
