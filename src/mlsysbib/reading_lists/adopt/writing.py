"""A list as read, and the key of each known item -> the source of one of our reading lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mlsysbib.model.entry import Entry
from mlsysbib.model.selection import Style
from mlsysbib.reading_lists.adopt.blocks import without_marker
from mlsysbib.reading_lists.adopt.drafts import addresses_of, plain_address
from mlsysbib.reading_lists.adopt.foreign import (
    Cited,
    ForeignList,
    Group,
    Heading,
    Item,
    Line,
    Prose,
)
from mlsysbib.text.markdown import safe_address, slug

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
                lines[line.lines[0]] = indent[0] + _citation(line, self.entries[index])
                for number in line.lines[1:]:
                    del lines[number]
        return "\n".join(lines.values()) + "\n"

    def lines(self) -> Iterator[str]:
        """Yield the body, sections by headings."""
        previous: Line | None = None
        lifted = 0
        for index, line in enumerate(self.foreign.lines):
            match line:
                case Heading():
                    lifted = 0
                    yield from ("", _heading(line.path), "")
                case Group(_, path, depth, raw) if index in self.sections:
                    lifted = depth + 1
                    yield from ("", _heading(path), "")
                case Group(_, _, depth, raw):
                    lifted = min(lifted, depth)
                    yield f"{_indent(depth - lifted)}- {raw}"
                case Item():
                    lifted = min(lifted, line.depth)
                    if not (_is_said_by_group(previous, line) and index - 1 not in self.sections):
                        yield _indent(line.depth - lifted) + self.item(index, line)
                case Prose(_, "", None) if self.is_between_lines(index):
                    continue
                case Prose(_, raw, None):
                    yield from raw.split("\n")
                case Prose(_, raw, depth):
                    yield _note(raw, max((depth or 0) - lifted, 0))
                case Cited(_, raw):
                    yield raw
            previous = line

    def is_between_lines(self, index: int) -> bool:
        """Say whether a blank line parts two items that were lines of their own."""
        around = self.foreign.lines[max(index - 1, 0) : index + 2 : 2]
        return len(around) > 1 and all(
            isinstance(line, Item) and not line.is_bullet for line in around
        )

    def item(self, index: int, item: Item) -> str:
        entry = self.entries.get(index)
        return _citation(item, entry) if entry else f"- {item.raw}"


def _citation(item: Item, entry: Entry) -> str:
    """Return the bullet that cites an entry, with what the list alone says of it."""
    parts = [f"- @{entry.key}"]
    if item.track and item.tag:
        parts.append(f"[{item.tag}]")
    if item.nickname and not _is_known_name(item.nickname, entry):
        parts.append(f"({item.nickname})")
    parts += item.remarks
    link = item.title_link
    address = safe_address(link.url) if link else ""
    if link and address and plain_address(link.url) not in addresses_of(entry):
        parts.append(f"([{'pdf' if _PDF.search(link.url) else 'link'}]({address}))")
    return " ".join(" ".join(parts).split())


def _is_known_name(nickname: str, entry: Entry) -> bool:
    return nickname == entry.system or nickname in entry.plain_title


def _heading(path: Sequence[str]) -> str:
    return f"{'#' * min(len(path) + 1, _DEEPEST)} {path[-1]}"


def _indent(depth: int) -> str:
    return "  " * depth


def _note(raw: str, depth: int) -> str:
    """Return a bullet that is kept, with our marker and indentation."""
    first, *more = raw.split("\n")
    text = " ".join([without_marker(first), *(line.strip() for line in more)])
    return f"{_indent(depth)}- {text}".rstrip()


def _is_said_by_group(previous: Line | None, item: Item) -> bool:
    return isinstance(previous, Group) and previous.lines == item.lines


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
