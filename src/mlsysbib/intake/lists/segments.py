"""A line of a list as segments: the runs of text that emphasis, brackets and separators set apart.

Segments are spans of the line's flat form (see `inline`); what lies between two of them is
separators and marks, so that spans and gaps together are the line, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mlsysbib.intake.lists.foreign import Link
from mlsysbib.intake.lists.inline import PLACEHOLDER, Inline, matching_brackets, scan
from mlsysbib.intake.lists.plain import clean

# What is longer is no line of a list.
LONGEST = 20_000
_TOKEN = re.compile(
    r"""(?P<escape>\\(?![\[\]()]).)
    | (?P<tick>`+)
    | (?P<break><br\s*/?>|\n|\s+(?:[-–—|·•]|--+)\s+|\s*(?:\||---+)\s*|(?<=\S)\ {2,}(?=\S))
    | (?P<tag></?(?P<name>[A-Za-z]\w*)(?:\s[^<>]*)?/?>|<!--.*?-->)
    | (?P<place>\ue000\d+\ue001)
    | (?P<mark>\*{1,3}|(?<!\w)_{1,3}|~~)
    | (?P<quote>(?<![\w)])["“«](?=\S)|(?<!\w)(?:``|'')(?=\S))
    | (?P<open>\\?[(\[]|[【「《{])""",
    re.VERBOSE | re.DOTALL,
)
_ANY_BRACKET = re.compile(r"[()\[\]【】「」《》{}]")
_CLOSING_QUOTE = re.compile(r"[\"”»](?!\w)|''")
_BRACKETS = {"(": "round", "[": "square", "【": "square", "「": "square", "《": "quoted"}
_TAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underlined"}
_MARKS = {"*": "italic", "_": "italic", "**": "bold", "__": "bold", "***": "bold", "___": "bold"}
_FARTHEST = 1500  # what a mark or a quotation holds is no longer
_PUNCTUATION = " \t\n.,;:|·–—-*_\\<>~"
_MOST_INLINE_WORDS = 3
_MOST_QUOTED_WORDS = 6
_DEEPEST = 8


class Segment(msgspec.Struct, frozen=True):
    """A run of text: `marks` are all that is around it, the innermost first.

    `start` and `end` are those of the outermost of its marks that holds nothing else; `inner` is
    the span of its own text. `number` is that of its link. `is_attached` says that it touches the
    word before it. `line` counts the breaks before it.
    """

    start: int
    end: int
    text: str
    marks: tuple[str, ...] = ()
    number: int = -1
    inner: tuple[int, int] = (0, 0)
    is_attached: bool = False
    line: int = 0

    @property
    def kind(self) -> str:
        """The mark that tells most of what the segment is."""
        for kind in ("image", "link", "quoted", "bold", "code", "square", "round", "italic"):
            if kind in self.marks:
                return kind
        return "underlined" if self.marks else "plain"

    @property
    def is_bracketed(self) -> bool:
        """Whether it stands in brackets."""
        return "square" in self.marks or "round" in self.marks


class Line(msgspec.Struct, frozen=True):
    """The text of an item: its flat form, links and segments in their order."""

    inline: Inline
    segments: tuple[Segment, ...]

    def link(self, segment: Segment) -> Link | None:
        """Return the link of a segment, if it is one that leads somewhere."""
        found = self.inline.links[segment.number] if segment.number >= 0 else None
        return found if found and found.url else None


def split(raw: str) -> Line:
    """Return a text in segments; one of excessive length is one segment."""
    if len(raw) > LONGEST:
        return Line(Inline(raw, (), ()), (Segment(0, len(raw), raw, inner=(0, len(raw))),))
    inline = scan(raw)
    found = list(_Splitter(inline).split(0, len(inline.flat), (), 0))
    return Line(inline, tuple(_joined(inline, found)))


class _Splitter:
    def __init__(self, inline: Inline) -> None:
        self.inline, self.flat = inline, inline.flat
        self.closing = matching_brackets(self.flat, _ANY_BRACKET)
        self.line = 0

    def split(self, start: int, end: int, marks: tuple[str, ...], depth: int) -> Iterator[Segment]:
        """Yield the segments of a part; one that is alone in its marks takes their span."""
        run = place = start
        while place < end:
            found = _TOKEN.search(self.flat, place, end)
            if found is None:
                break
            inside = self.inside(found, end) if depth < _DEEPEST else None
            if found["escape"] or (inside is None and not (found["break"] or found["tag"])):
                place = found.end()
                continue
            yield from self.plain(run, found.start(), marks)
            if inside is None:
                self.line += bool(found["break"])
                run = place = found.end()
                continue
            mark, first, last, close = inside
            yield from self.group(found.start(), close, (first, last), (mark, *marks), depth)
            run = place = close
        yield from self.plain(run, end, marks)

    def group(
        self, start: int, end: int, inner: tuple[int, int], marks: tuple[str, ...], depth: int
    ) -> Iterator[Segment]:
        attached = start > 0 and (self.flat[start - 1].isalnum() or self.flat[start - 1] in ")]")
        if marks[0] in {"link", "image", "code"}:
            place = PLACEHOLDER.match(self.flat, start)
            number = int(place[1]) if place else -1
            text = self.inline.show(self.flat[start:end])
            yield Segment(start, end, text, marks, number, (start, end), attached, self.line)
            return
        below = list(self.split(*inner, marks, depth + 1))
        if len(below) == 1 and not self.flat[inner[0] : below[0].start].strip(_PUNCTUATION + '"'):
            replace = msgspec.structs.replace
            below = [replace(below[0], start=start, end=end, is_attached=attached)]
        elif below and not any(segment.number >= 0 for segment in below):
            text = self.inline.show(self.flat[inner[0] : inner[1]]).strip(" \t\n")
            below = [Segment(start, end, text, marks, -1, inner, attached, below[0].line)]
        yield from below

    def plain(self, start: int, end: int, marks: tuple[str, ...]) -> Iterator[Segment]:
        text = self.flat[start:end]
        body = text.strip(_PUNCTUATION)
        if not body:
            return
        first = start + text.index(body)
        last = first + len(body)
        shown = self.inline.show(self.flat[first:last])
        # A full stop or a closing bracket may belong to the words: `et al.`, `O(1)`.
        attached = first == start and start > 0 and self.flat[start - 1].isalnum()
        if shown:
            yield Segment(first, last, shown, marks, -1, (first, last), attached, self.line)

    def inside(  # noqa: PLR0911  # one return a mark
        self, found: re.Match[str], end: int
    ) -> tuple[str, int, int, int] | None:
        """Return the mark that begins here, where its inside starts and ends, and its end."""
        start, flat = found.end(), self.flat
        if found["place"]:
            place = PLACEHOLDER.match(flat, found.start())
            assert place  # noqa: S101  # the pattern is the same
            is_link = self.inline.links[int(place[1])].url
            return "link" if is_link else "image", found.start(), start, start
        if found["open"]:
            close = self.closing.get(start - 1)
            kind = _BRACKETS.get(found["open"].lstrip("\\"))
            if close is None or close >= end or kind is None:
                return None
            if kind == "round" and not flat[start:close].strip(_PUNCTUATION):
                return None
            # With a backslash at both ends and words before it, it is a part of the words.
            is_literal = found["open"][0] == "\\" == flat[close - 1]
            if is_literal and flat[: found.start()].strip(_PUNCTUATION)[-1:].isalnum():
                return None
            last = close - (flat[close - 1] == "\\" and close > start)
            return kind, start, last, close + 1
        if found["quote"]:
            closed = _CLOSING_QUOTE.search(flat, start, min(end, start + _FARTHEST))
            return ("quoted", start, closed.start(), closed.end()) if closed else None
        if found["tick"] or found["mark"]:
            mark = found["tick"] or found["mark"]
            close = self.mark_end(mark, start, min(end, start + _FARTHEST))
            kind = "code" if found["tick"] else _MARKS.get(mark, "struck")
            return (kind, start, close, close + len(mark)) if close > start else None
        if (name := _TAGS.get((found["name"] or "").lower())) and flat[found.start() + 1] != "/":
            closing = f"</{found['name']}>"
            close = flat.find(closing, start, min(end, start + _FARTHEST))
            return (name, start, close, close + len(closing)) if close > start else None
        return None

    def mark_end(self, mark: str, start: int, end: int) -> int:
        """Return where a mark closes; -1 where it does not."""
        if mark[0] != "`" and self.flat[start : start + 1].isspace():
            return -1
        close = self.flat.find(mark, start, end)
        while close > 0 and len(mark) == 1 and mark in "*_":
            # `*a **b** c*` holds a longer mark, and `a_b` none.
            if self.flat[close : close + 2] == mark * 2:
                close = self.flat.find(mark, close + 2, end)
            elif mark == "_" and self.flat[close + 1 : close + 2].isalnum():
                close = self.flat.find(mark, close + 1, end)
            else:
                break
        return close


def _joined(inline: Inline, segments: list[Segment]) -> Iterator[Segment]:
    """Join what belongs to one run of words: `Sums of *Parts* for All`, `Reading [X](u) Again`."""
    run: list[Segment] = []
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        if run and _goes_on(inline.flat, run, segment, following):
            run.append(segment)
            continue
        if run:
            yield _one(inline, run)
        run = [segment]
    if run:
        yield _one(inline, run)


def _goes_on(flat: str, run: list[Segment], segment: Segment, following: Segment | None) -> bool:
    last = run[-1]
    gap = flat[last.end : segment.start]
    if (
        last.line != segment.line
        or gap.strip(" ").removeprefix("-")
        or segment.marks[1:]
        or "image" in segment.marks
    ):
        return False
    if segment.kind == "link" and last.kind == "plain" and not gap and last.text.isalpha():
        return len(run) == 1 and len(last.text) <= _MOST_INLINE_WORDS
    if len(run) == 1 and run[0].kind != "plain":
        return False
    if segment.kind == "plain":
        return True
    # Words that go on behind it show that a mark is a part of them.
    if segment.kind == "quoted" and segment.marks == ("quoted",):
        return len(segment.text.split()) <= _MOST_QUOTED_WORDS and not last.text.endswith(
            (".", "al")
        )
    is_inline = segment.kind in {"italic", "code", "bold", "link", "underlined", "quoted", "struck"}
    is_short = len(segment.text.split()) <= _MOST_INLINE_WORDS
    is_between = (
        following is not None
        and following.kind == "plain"
        and following.line == segment.line
        and not flat[segment.end : following.start].strip(" ")
        and following.text[:1].islower()
    )
    return is_inline and is_short and is_between


def _one(inline: Inline, run: list[Segment]) -> Segment:
    if len(run) == 1:
        return run[0]
    first, last = run[0], run[-1]
    text = inline.show(inline.flat[first.start : last.end])
    is_link = len(run) == 2 and last.kind == "link"  # noqa: PLR2004
    marks, number = (last.marks, last.number) if is_link else ((), -1)
    return Segment(
        first.start, last.end, text, marks, number, (first.start, last.end), first.is_attached,
        first.line,
    )  # fmt: skip


def words_of(text: str) -> list[str]:
    """Return the words of a text that have a letter or a digit."""
    return [word for word in clean(text).split() if any(map(str.isalnum, word))]
