"""The title among the segments of a line, and where it ends."""

from __future__ import annotations

import re

from mlsysbib.intake.lists import evidence
from mlsysbib.intake.lists.nicknames import first_name, is_name
from mlsysbib.intake.lists.parts import Parts
from mlsysbib.intake.lists.plain import without_repetition
from mlsysbib.intake.lists.remarks import trim_title
from mlsysbib.intake.lists.roles import Span
from mlsysbib.intake.lists.segments import Segment

_KIND = {
    "link": 1.0, "quoted": 1.5, "bold": 1.0, "plain": 0.3, "italic": 0.0, "underlined": -0.5,
    "code": -1.5, "round": -2.5, "square": -2.5,
}  # fmt: skip
_LAYOUT, _KNOWN, _HEAD = 2.0, 5.0, 4.0
_FEWEST_WORDS = 3
_LEAST = -1.2
_SURE_NAMES = 0.8
_BREAK = re.compile(r"[.,;:?!]\s+|\s+(?:in|by)\s+|\s*[（]|\s+(?=[A-Za-z&]+\s?['’]\s?\d\d$)")
_GROUP_FIRST = re.compile(r"[\s*_]*[\[(（【]([^\[\]()（）【】]{1,60})[\])）】][\s:：*_]*(?=\S)")
_GROUP_LAST = re.compile(r"\s*[\[(（【]([^\[\]()（）【】]{1,70})[\])）】][\s.]*$")
_BARE_TAG = re.compile(
    r"(.*\S)\s+([A-Za-z&]+\s?['’]\s?\d\d|[A-Za-z]{2,}\d\d(?:\d\d)?|\d\d[A-Za-z]{2,}"
    r"|[A-Z][A-Za-z]+\s(?:19|20)\d\d)"
)
_NUMBER = re.compile(r"(?:\d{1,3}[.)]|[^\w\s\"'“‘(\[{$<¿¡«#@.%&/+-]+(?!\w*\d))\s*")
_DATED = re.compile(r"\(?((?:19|20)\d\d)[a-z]?\)?[.,:]\s+")
_SENTENCE_END = re.compile(r"(?<=[\w)\]]{2})[.?!]\s+(?=[A-Z\d])|[.?!]$")
_LIKELY_NAME = 0.45
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+(?=\w)")


class TitleFinder(Parts):
    """Finds the title by what it looks like and by where the titles of its list are."""

    def best(self) -> Segment | None:
        """Return the segment that most looks like the title."""
        scored = [
            (self.score(segment, index), -index)
            for index, segment in enumerate(self.segments)
            if self.within[0] <= segment.start and segment.end <= self.within[1]
        ]
        if not scored:
            return None
        score, index = max(scored)
        self.strength = score
        return self.segments[-index] if score > _LEAST else None

    def score(self, segment: Segment, index: int) -> float:  # noqa: C901  # one evidence after the other
        """Return how much a segment looks like the title; below 0 it does not."""
        text, kind = segment.text, segment.kind
        if kind == "image" or (kind != "link" and self.tag_of(text)):
            return -3.0
        if kind in {"plain", "bold", "italic"}:
            name, value = evidence.field_of(text)
            if name and evidence.is_field(name):
                return -2.0
            text = value if name and not value else text
        score = evidence.title_score(text) + _KIND.get(kind, 0.0)
        words = len(text.split())
        if kind == "link" and (self.tags.read(text.strip("[]()")) or evidence.date_year(text)):
            score -= 2.0
        if kind == "quoted" and words < _FEWEST_WORDS:
            score -= 1.0 if self.layout.title == "quoted" else 2.5
        is_bracketed = segment.is_bracketed or (text[:1] == "[" and text[-1:] == "]")
        if is_bracketed and kind in {"link", "bold", "italic", "quoted"}:
            score -= 2.0
        if kind == "plain" and segment.is_attached and words < _FEWEST_WORDS:
            score -= 1.0
        if link := self.line.link(segment):
            score += 2.0 * evidence.is_paper_link(link.url) - 4.0 * link.url.startswith("#")
        if kind == "plain" and self.leads_to_link(segment, index):
            score -= 3.0
        if kind == self.layout.title:
            score += _LAYOUT
        if kind in {"plain", "bold"} and self.heads_description(index):
            score += _HEAD
        if words >= _FEWEST_WORDS and self.is_title(text):
            score += _KNOWN
        return score - 0.15 * index - 0.4 * segment.line

    def title_at(self, place: int) -> tuple[str, Span, int]:
        """Return the title, its span, and the place of the last segment that it takes."""
        segment = self.segments[place]
        last, span = place, (segment.start, segment.end)
        if segment.kind == "link":
            title = self.peeled(segment.text)
            following = self.segments[place + 1] if place + 1 < len(self.segments) else None
            gap = self.flat[segment.end : following.start] if following else ""
            if (
                following
                and following.kind == "plain"
                and re.fullmatch(r"[*_]*\s?[:：]\s*", gap)
                and len(title.split()) <= _FEWEST_WORDS
                and not self.layout.has_remarks
                and following.line == segment.line
            ):
                # `[GPipe](…): Efficient Training of …`
                rest, end, last = self.plain_title(place + 1)
                return self.finished(f"{title}: {rest}"), (segment.start, end), last
            self.note_name_in(title)
            return self.finished(title), span, last
        if segment.kind in {"plain", "italic"} and not segment.marks[1:]:
            title, end, last = self.plain_title(place)
            start = self.start
            return self.finished(title), (start, end), last
        title = self.peeled(segment.text)
        return self.finished(title), span, last

    def plain_title(self, place: int) -> tuple[str, int, int]:
        """Return a title in plain words, its end, and the last segment that it takes."""
        segment = self.segments[place]
        last = place
        marked = segment.kind != "plain"
        start, end = segment.inner if marked else (segment.start, segment.end)
        self.start = start
        raw = self.flat[start:end]
        raw, cut = self.peel_start(raw)
        self.start = start + cut
        body = self.peel_end(raw)
        if marked and body == raw:
            self.start, end = segment.start, segment.end
        else:
            end = self.start + len(body)
        return self.peeled(self.inline.show(body)), end, last

    def peel_start(self, raw: str) -> tuple[str, int]:
        """Leave out numbers, pictures and names of authors that stand before a title."""
        cut = 0
        while found := _NUMBER.match(raw, cut):
            if found.end() == cut or (raw[cut].isdigit() and not _NUMBERED.match(raw, cut)):
                break
            cut = found.end()
        for found in _BREAK.finditer(raw, cut):
            head, rest = raw[cut : found.start()], raw[found.end() :]
            if found[0][0] != "." or len(rest.split()) < _FEWEST_WORDS:
                continue
            if re.search(r"\b[A-Z]$", head) or len(head.split()) > 60:  # noqa: PLR2004
                continue
            shown = self.inline.show(head)
            sure = evidence.names_score(shown)
            # `E. Dijkstra. 1968. Title. In Place`
            if (dated := _DATED.match(rest)) and sure >= _LIKELY_NAME and not self.authors:
                self.authors, self.year = shown, int(dated[1])
                self.is_reference = True
                return rest[dated.end() :], found.end() + dated.end()
            is_list = "," in shown or evidence.is_cut(shown)
            if is_list and sure >= _SURE_NAMES and not self.authors:
                self.authors = shown
                return rest, found.end()
            break
        return raw[cut:], cut

    def peel_end(self, raw: str) -> str:  # noqa: C901  # one evidence after the other
        """Leave out the venue and the authors that end a plain title."""
        if self.is_reference:
            return self.sentence(raw)
        breaks = list(_BREAK.finditer(raw))[-14:]
        for found in breaks:
            head, tail = raw[: found.start()], raw[found.end() :]
            is_inside = found[0].strip() in {":", "in"} and not tail[:1].isupper()
            if is_inside or " " not in head.strip():
                continue
            shown = self.inline.show(tail).strip(" .,)）")
            if len(shown.split()) <= 5 and (tag := self.known_tag(shown)):  # noqa: PLR2004
                self.take_tag(tag, None)
                return head
            sure = evidence.names_score(shown)
            if sure < 0.5 or (found[0].strip() == "by" and sure < 0.75):  # noqa: PLR2004
                continue
            if found[0].strip() == "by":
                sure += 0.4
            if re.search(r"\b[A-Z]\. ?[A-Z]|et al", tail) or self.layout.has_authors:
                sure += 0.2
            elif found[0][0] != ".":
                continue
            if sure >= _SURE_NAMES and len(head.split()) >= _FEWEST_WORDS and not self.authors:
                self.authors = shown
                return head
        bare = _BARE_TAG.fullmatch(raw.rstrip(" ."))
        if bare and (tag := self.known_tag(bare[2])):
            self.take_tag(tag, None)
            return bare[1]
        return raw

    def sentence(self, raw: str) -> str:
        """Return the title of a reference, which is a sentence; behind it stands the venue."""
        end = _SENTENCE_END.search(raw)
        place = self.inline.show(raw[end.end() :]).removeprefix("In ").strip(" .,;(") if end else ""
        if tag := self.known_tag(place, loose=True):
            self.take_tag(tag, None)
        return raw[: end.start() + (end[0][0] != ".")] if end else raw

    def peeled(self, text: str) -> str:
        """Leave out the groups at both ends of a title that are its venue, its name, a label."""
        while found := _GROUP_FIRST.match(text):
            inner, rest = found[1].strip(), text[found.end() :]
            if tag := self.tags.read(inner):
                self.take_tag(tag, None)
            elif text.lstrip()[0] == "(" and is_name(inner) and not self.nickname:
                self.nickname = first_name(inner)
            elif text.lstrip()[0] != "(" and len(inner.split()) <= _FEWEST_WORDS < len(
                rest.split()
            ):
                self.remark = f"[{inner}]"
            else:
                break
            text = rest
        found = _GROUP_LAST.search(text[-120:])
        if found and (tag := self.tags.read(found[1])) and (tag.venue or tag.year):
            self.take_tag(tag, None)
            text = text[: len(text) - len(found[0])]
        bare = _BARE_TAG.fullmatch(text.rstrip(" .")) if self.tag is None else None
        if bare and (tag := self.known_tag(bare[2])):
            self.take_tag(tag, None)
            text = bare[1]
        return text

    def finished(self, title: str) -> str:
        """Return a title without numbers, pictures and lone quotation marks around it."""
        found = _NUMBERED.match(title)
        title = title[found.end() :] if found else title
        found = _NUMBER.match(title)
        title = title[found.end() :] if found and not title[0].isalnum() else title
        title = without_repetition(trim_title(title))
        # A quotation that is opened or closed alone is none.
        for mark, other in ('""', "“”", "”“"):
            if title.count(mark) == 1 and (mark == other or other not in title):
                title = title.removeprefix(mark).removesuffix(mark).strip()
        return title
