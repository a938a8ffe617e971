"""A list as read, and the key of each known item -> the source of one of our reading lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mlsysbib.intake.lists.blocks import without_marker
from mlsysbib.intake.lists.drafts import addresses_of, plain_url
from mlsysbib.intake.lists.foreign import (
    Cited,
    ForeignList,
    Group,
    Heading,
    Item,
    Line,
    Prose,
)
from mlsysbib.model.entry import Entry
from mlsysbib.model.selection import Style
from mlsysbib.text.markdown import safe_url, slug

# Level 1 is the title's, and Markdown knows six.
_DEEPEST = 6
_PDF = re.compile(r"\.pdf(?:$|[?#])|/pdf[/?]", re.IGNORECASE)


def write_source(foreign: ForeignList, entries: Mapping[int, Entry], id_: str, style: Style) -> str:
    """Return the source; `entries` holds the entry of each item, by the item's place in `lines`.

    What is one of our sources already keeps every line that is not an item to be replaced.
    """
    writer = _Writer(foreign, entries)
    if foreign.is_source:
        return writer.in_place()
    title = foreign.title or id_ or "Reading list"
    head = ["---", f"title: {title}", f"id: {id_ or slug(title)}", f"style: {style}", "---", ""]
    return "\n".join((*head, *_tidy_blanks(writer.lines()))).strip("\n") + "\n"


class _Writer:
    def __init__(self, foreign: ForeignList, entries: Mapping[int, Entry]) -> None:
        self.foreign, self.entries = foreign, entries
        self.sections = _groups_that_are_sections(foreign.lines)

    def in_place(self) -> str:
        """Return the source with nothing changed but the items that have an entry."""
        lines: dict[int, str] = dict(enumerate(self.foreign.raw, 1))
        for index, line in enumerate(self.foreign.lines):
            if isinstance(line, Item) and index in self.entries:
                indent = re.match(r"\s*", lines[line.lines[0]])
                assert indent  # noqa: S101  # it matches the empty string
                lines[line.lines[0]] = f"{indent[0]}- {_citation(line, self.entries[index])}"
                for number in line.lines[1:]:
                    del lines[number]
        return "\n".join(lines.values()) + "\n"

    def lines(self) -> Iterator[str]:
        """Yield the body; a heading stands between blank lines."""
        # How many bullets above the current one have become headings.
        lifted = 0
        for index, line in enumerate(self.foreign.lines):
            match line:
                case Heading():
                    lifted = 0
                    yield from ("", _heading(line.path), "")
                case Group() if index in self.sections:
                    lifted = line.depth + 1
                    yield from ("", _heading(line.path), "")
                case Group() | Item() | Prose(depth=int()):
                    lifted = min(lifted, line.depth or 0)
                    indent = "  " * ((line.depth or 0) - lifted)
                    yield from (f"{indent}- {text}".rstrip() for text in self.bullet(index, line))
                case Prose() if not self.is_between_lines(index):
                    yield from line.raw.split("\n")
                case Cited():
                    yield line.raw

    def bullet(self, index: int, line: Group | Item | Prose) -> Iterator[str]:
        """Yield the text of a bullet, if the bullet above does not say it already."""
        match line:
            case Group():
                yield line.raw
            case Item():
                above = self.foreign.lines[index - 1] if index else None
                is_group = isinstance(above, Group) and above.lines == line.lines
                if not is_group or index - 1 in self.sections:
                    entry = self.entries.get(index)
                    yield _citation(line, entry) if entry else line.raw
            case Prose():
                first, *more = line.raw.split("\n")
                yield " ".join([without_marker(first), *(part.strip() for part in more)])

    def is_between_lines(self, index: int) -> bool:
        """Say whether a blank line parts two items that were lines of their own."""
        if self.foreign.lines[index] != Prose(self.foreign.lines[index].lines, ""):
            return False
        around = self.foreign.lines[max(index - 1, 0) : index + 2 : 2]
        return len(around) > 1 and all(
            isinstance(line, Item) and not line.is_bullet for line in around
        )


def _citation(item: Item, entry: Entry) -> str:
    """Return the text that cites an entry, with what the list alone says of it."""
    parts = [f"@{entry.key}"]
    container = entry.published.container_title if entry.published else ""
    tag = f"[{item.tag}]"
    if item.track and item.container != container and tag not in item.remarks:
        parts.append(tag)
    if item.nickname and not _is_known_name(item.nickname, entry):
        parts.append(f"({item.nickname})")
    parts += item.remarks
    link = item.title_link
    address = safe_url(link.url) if link else ""
    if link and address and plain_url(link.url) not in addresses_of(entry):
        parts.append(f"([{'pdf' if _PDF.search(link.url) else 'link'}]({address}))")
    return " ".join(" ".join(parts).split())


def _is_known_name(nickname: str, entry: Entry) -> bool:
    return nickname == entry.system or nickname in entry.plain_title


def _heading(path: Sequence[str]) -> str:
    return f"{'#' * min(len(path) + 1, _DEEPEST)} {path[-1]}"


def _groups_that_are_sections(lines: Sequence[Line]) -> frozenset[int]:
    """Return the groups that a heading can replace: nothing that is not theirs comes behind them.

    A section ends only where the next begins, so a group with a bullet of its parent behind it
    stays a bullet.
    """
    found: set[int] = set()
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if isinstance(line, Group) and _ends_its_section(lines, index, line, found):
            found.add(index)
    return frozenset(index for index in found if _stands_in_sections(lines, index, found))


def _ends_its_section(lines: Sequence[Line], index: int, group: Group, found: set[int]) -> bool:
    for behind in range(index + 1, len(lines)):
        line = lines[behind]
        match line:
            case Heading():
                return True
            case Group(_, _, depth, _) if depth <= group.depth:
                return behind in found
            case Group():
                continue
            case Item(depth=depth) | Prose(depth=int(depth)) if depth <= group.depth:
                return False
            case Prose(depth=None, raw=raw) if raw.strip():
                return False
    return True


def _stands_in_sections(lines: Sequence[Line], index: int, found: set[int]) -> bool:
    """Say whether every group above this one becomes a section too."""
    group = lines[index]
    assert isinstance(group, Group)  # noqa: S101  # only groups are found
    depth = group.depth
    for above in range(index - 1, -1, -1):
        line = lines[above]
        if depth == 0 or isinstance(line, Heading):
            break
        if isinstance(line, Group) and line.depth < depth:
            if above not in found:
                return False
            depth = line.depth
    return depth == 0 and len(group.path) < _DEEPEST


def _tidy_blanks(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines with no more than one blank line in a row."""
    is_blank = True
    for line in lines:
        if line.strip() or not is_blank:
            yield line.rstrip() if not line.strip() else line
        is_blank = not line.strip()
