"""One line of a list -> tag, title, nickname, links, and what else it says."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.intake.lists.brackets import Bracketed, first_group, last_group
from mlsysbib.intake.lists.foreign import Link
from mlsysbib.intake.lists.inline import (
    CLOSE,
    OPEN,
    PLACEHOLDER,
    ROUND,
    Inline,
    matching_brackets,
    scan,
)
from mlsysbib.intake.lists.nicknames import (
    abbreviates,
    first_name,
    is_label,
    is_name,
    name_in_title,
)
from mlsysbib.intake.lists.plain import clean, without_repetition
from mlsysbib.intake.lists.remarks import (
    SEPARATORS,
    is_dead_link,
    is_mere_link,
    parts_of,
    reads_as_remark,
    trim_title,
)
from mlsysbib.intake.lists.tags import Tag, TagReader

_EMPHASIS = "*_"
_CHECKBOX = re.compile(r"\s*\\?\[([ xX])\\?\]\s+")
_TITLE_LINK = re.compile(rf"[\s*_~]*{PLACEHOLDER.pattern}[*_~]*")
_LAST_LINK = re.compile(rf"(?<!\w)[*_]*{PLACEHOLDER.pattern}[*_]*$")
_TAG_AT_END = re.compile(r"(.*\S)\s*[,.|–—-]\s+(?:[Ii]n\s+)?([^,.|–—]{3,40})")
# `Title OSDI'20`, `Title SC21`, `Title 23arxiv`
_BARE_TAG_AT_END = re.compile(
    r"(.*\S)\s+([A-Za-z&]+\s?['’]\s?\d\d|[A-Za-z]{2,}\d\d|\d\d[A-Za-z]{2,})"
)
# `OSDI'20: Title`, `**OSDI'20** Title`
_TAG_AT_START = re.compile(
    r"(?P<mark>[*_`]*)(?P<tag>[A-Za-z][\w &/@.'’-]{2,30}?)(?P=mark)(?P<colon>\s*[:|]|\s+[-–—])?\s+"
)
_FULL_WIDTH = str.maketrans("（）［］", "()[]")
# What is longer is no line of a list.
_LONGEST = 5000
# A stray word or two may stand behind the tag that ends a line.
_MOST_STRAY_WORDS = 2
# What a name abbreviates stands no farther before it.
_NEAR = 500
_MOST_LABEL_WORDS = 6
_FEWEST_TITLE_WORDS = 4


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a line says. `lead` are the plain words before a link that is the title.

    `text` is the whole line in plain words, `written` in Markdown.
    """

    tag: Tag | None = None
    title: str = ""
    lead: str = ""
    nickname: str = ""
    links: tuple[Link, ...] = ()
    title_link: Link | None = None
    annotations: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    text: str = ""
    written: str = ""

    @property
    def has_known_tag(self) -> bool:
        """Whether the line names a venue of the table, and a year."""
        return self.tag is not None and bool(self.tag.venue and self.tag.year)


def read_line(raw: str, tags: TagReader) -> Reading:
    """Take a line apart; whatever it is, it has a reading."""
    if len(raw) > _LONGEST:
        return Reading(title=raw, text=raw, written=raw)
    return _Peeler(scan(raw.translate(_FULL_WIDTH)), tags).read()


class _Peeler:
    """Takes the parts off both ends of a line, until the title is left."""

    def __init__(self, inline: Inline, tags: TagReader) -> None:
        self.inline, self.tags = inline, tags
        self.tag: Tag | None = None
        self.nickname = ""
        self.title_link: Link | None = None
        self.lead = ""
        self.remarks: list[str] = []

    def read(self) -> Reading:
        body = self.peel_start(self.inline.flat.strip())
        title = self.read_linked(body) if _TITLE_LINK.match(body) else self.read_plain(body)
        title = without_repetition(trim_title(title))
        if self.tag and self.tag.remark:
            self.remarks.insert(0, f"({self.tag.remark})")
        return Reading(
            tag=self.tag,
            title=title,
            lead=self.lead,
            nickname=self.nickname or name_in_title(title),
            links=self.inline.links_in(self.inline.flat),
            title_link=self.title_link,
            annotations=tuple(remark for remark in self.remarks if not is_mere_link(remark)),
            remarks=tuple(self.remarks),
            text=self.inline.show(self.inline.flat),
            written=self.inline.expand(self.inline.flat),
        )

    def peel_start(self, body: str) -> str:
        """Take off the tag, nickname and labels that a line begins with."""
        if found := _CHECKBOX.match(body):
            self.remarks.append(f"[{found[1]}]")
            body = body[found.end() :]
        while group := first_group(body):
            rest = body[group.end :].lstrip(" :*_\t")
            if not rest or PLACEHOLDER.search(group.inner):
                break
            if self.tag is None and (tag := self.tags.read(group.inner)):
                self.tag = tag
            elif not group.is_square and not self.nickname and is_name(clean(group.inner)):
                self.nickname = first_name(clean(group.inner))
            elif len(group.inner.split()) <= _MOST_LABEL_WORDS:
                self.remarks.append(body[group.start : group.end])
            else:
                break
            body = rest
        return self.peel_plain_start(body) if self.tag is None else body

    def peel_plain_start(self, body: str) -> str:
        """Take off a tag without brackets, if emphasis or a colon sets it apart."""
        found = _TAG_AT_START.match(body)
        tag = self.tags.read(found["tag"]) if found and (found["mark"] or found["colon"]) else None
        if not found or not tag or not (tag.venue and tag.year):
            return body
        self.tag = tag
        return body[found.end() :]

    def read_linked(self, body: str) -> str:
        """Read a line whose title is a link."""
        found = _TITLE_LINK.match(body)
        assert found  # noqa: S101  # the caller looked
        link = self.inline.links[int(found[1])]
        self.title_link = link if link.url else None
        title, tail = self.peel_start(link.text), body[found.end() :]
        self.note_name_in(title)
        if self.tag is None:
            title = self.peel_tag(title)
        goes_on = tail.lstrip().startswith(":") and len(title.split()) < _FEWEST_TITLE_WORDS
        if goes_on:
            # `[GPipe](…): Efficient Training of …`
            tail = tail.lstrip(" :")
            end = self.title_end(tail)
            title, tail = f"{title}: {self.inline.show(tail[:end])}", tail[end:]
        self.read_tail(tail)
        return clean(title)

    def note_name_in(self, title: str) -> None:
        """Note a name that ends a linked title; inside of a link it belongs to the title."""
        group = last_group(title)
        if self.nickname or group is None or group.is_square:
            return
        stands_apart = title[: group.start].endswith(" ")
        if (
            stands_apart
            and is_name(group.inner)
            and not abbreviates(group.inner, title[: group.start])
        ):
            self.nickname = first_name(group.inner)

    def read_plain(self, body: str) -> str:
        """Read a line whose title is plain text."""
        end = self.title_end(body)
        title, tail = body[:end], body[end:]
        lead = self.inline.show(title)
        link = self.title_behind(tail) if len(lead.split()) <= _MOST_LABEL_WORDS else None
        if link is None:
            self.read_tail(tail)
            return self.inline.show(self.peel_tag(title) if self.tag is None else title)
        # `Somebody's talk: [Title](…)`, `Journal version of [IPDPS'23] [Title](…)`
        self.lead = lead
        return self.read_linked(self.peel_start(tail.strip()))

    def title_behind(self, tail: str) -> Link | None:
        """Return the link that a tail begins with, perhaps behind a tag, if it reads as a title."""
        group = first_group(tail)
        if group and not PLACEHOLDER.search(group.inner) and self.tags.read(group.inner):
            tail = tail[group.end :]
        found = _TITLE_LINK.match(tail)
        link = self.inline.links[int(found[1])] if found else None
        is_title = link and link.url and len(link.text.split()) >= _FEWEST_TITLE_WORDS
        return link if is_title else None

    def title_end(self, body: str) -> int:
        """Return where the title ends, and the links, tags, names and remarks begin."""
        end = len(body.rstrip(SEPARATORS))
        while end:
            text = body[:end]
            if found := _LAST_LINK.search(text, _last_link_start(text)):
                start = found.start()
            elif (group := last_group(text)) and self.is_part(text, group):
                start = group.start
            else:
                break
            end = len(body[:start].rstrip(SEPARATORS))
        return end

    def is_part(self, body: str, group: Bracketed) -> bool:
        """Say whether the group that ends a line is something else than the title's own words."""
        inner, before = group.inner, body[: group.start]
        is_said_apart = group.is_square and not group.is_literal
        if PLACEHOLDER.search(inner) or is_said_apart or "`" in inner:
            return True
        if before and not before[-1].isspace() and before[-1] not in _EMPHASIS:
            return False  # EcoServe(-PD), O(1)
        text = clean(inner)
        if is_dead_link(inner) or reads_as_remark(text) or is_label(text):
            return True
        if self.tag is None and self.tags.read(inner):
            return True
        is_nickname = is_name(text) and not abbreviates(text, clean(before[-_NEAR:]))
        return is_nickname and not group.is_square

    def read_tail(self, tail: str) -> None:
        """Read what follows a title; what is neither tag nor nickname is a remark, as written."""
        for part in parts_of(tail):
            group = first_group(part)
            if group and is_dead_link(group.inner):
                continue
            is_said = self.is_said_otherwise(group) if group else self.is_plain_tag(part)
            if not is_said:
                self.remarks.append(self.inline.expand(part))

    def is_said_otherwise(self, group: Bracketed) -> bool:
        """Take the tag or the nickname out of a group; say whether that is all that it holds."""
        text = clean(group.inner)
        if PLACEHOLDER.search(group.inner):
            return False
        if self.tag is None and (tag := self.tags.read(group.inner)):
            self.tag = tag
            return True
        if group.is_square or not ("`" in group.inner or is_name(text)):
            return False
        self.nickname = self.nickname or first_name(text)
        return self.nickname == text

    def peel_tag(self, text: str) -> str:
        """Take off a tag that has no brackets, or a stray word behind it."""
        pairs = matching_brackets(text, ROUND)
        for start, end in sorted(pairs.items(), reverse=True):
            stray = text[end + 1 :].strip(SEPARATORS + ".*_")
            before = text[:start].rstrip(SEPARATORS + "\\")
            if len(stray.split()) > _MOST_STRAY_WORDS:
                break
            tag = self.tags.read(text[start + 1 : end].rstrip("\\")) if before else None
            if tag and tag.venue:
                self.tag = tag
                self.remarks[:0] = [f"[{self.inline.expand(stray)}]"] if stray else []
                return before
        for pattern in (_TAG_AT_END, _BARE_TAG_AT_END):
            found = pattern.fullmatch(text.rstrip(" ."))
            if found and self.is_plain_tag(found[2]):
                return found[1]
        return text

    def is_plain_tag(self, text: str) -> bool:
        """Take a text without brackets as the tag, if it names a known venue and a year."""
        tag = self.tags.read(text.strip(SEPARATORS + "-.:")) if self.tag is None else None
        if tag and tag.venue and tag.year:
            self.tag = tag
            return True
        return False


def _last_link_start(text: str) -> int:
    """Return where the link begins that a text ends with, emphasis and all; else where it ends."""
    is_link = text.rstrip(_EMPHASIS).endswith(CLOSE)
    return len(text[: text.rfind(OPEN)].rstrip(_EMPHASIS)) if is_link else len(text)
