"""A list as read, and the key of each known item -> the source of one of our reading lists.

What is no item stays as it is written, line by line: only items change, and headings that are
written without `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mlsysbib.intake.lists.drafts import is_shown
from mlsysbib.intake.lists.foreign import ForeignList, Group, Heading, Item, Prose
from mlsysbib.model.entry import Entry
from mlsysbib.model.selection import Style
from mlsysbib.text.markdown import safe_url, slug

# Level 1 is the title's, and Markdown knows six.
_DEEPEST = 6
_PDF = re.compile(r"\.pdf(?:$|[?#])|/pdf[/?]", re.IGNORECASE)
_BULLET = re.compile(
    r"(?P<indent>\s*)(?:[-*+•◦▪‣·∙●○■–]|(?P<number>\d{1,3}[.)]))(?=\s|\\?\[)(?P<gap>\s*)"
)


def write_source(foreign: ForeignList, entries: Mapping[int, Entry], id_: str, style: Style) -> str:
    """Return the source; `entries` holds the entry of each item, by the item's place in `lines`.

    What is one of our sources already keeps every line that is not an item to be replaced.
    """
    lines: dict[int, list[str]] = {number: [text] for number, text in enumerate(foreign.raw, 1)}
    cells: dict[int, list[tuple[Item, Entry]]] = {}
    for index, line in enumerate(foreign.lines):
        if isinstance(line, Heading) and not foreign.is_source:
            _replace(lines, line.lines, ["", _heading(line), ""])
        if not isinstance(line, Item):
            continue
        entry = entries.get(index)
        if entry and line.form in {"cell", "html"}:
            cells.setdefault(line.lines[0], []).append((line, entry))
        elif entry:
            _write_item(line, entry, lines, foreign)
    _unify_bullets(foreign, lines)
    for items in cells.values():
        _write_cells(items, lines)
    if foreign.is_source:
        return "\n".join(text for _, found in sorted(lines.items()) for text in found) + "\n"
    for number in foreign.head_lines:
        lines[number] = []
    title = foreign.title or id_ or "Reading list"
    quoted = f'"{title}"' if re.search(r"[:#]|^\W", title) and '"' not in title else title
    head = ["---", f"title: {quoted}", f"id: {id_ or slug(title)}", f"style: {style}", "---", ""]
    body = [text for _, found in sorted(lines.items()) for text in found]
    return "\n".join((*head, *_without_blank_start(body))).rstrip("\n") + "\n"


def _unify_bullets(foreign: ForeignList, lines: dict[int, list[str]]) -> None:
    """Give all bullets that are kept the marker of those that cite: another would part the list."""
    for line in foreign.lines:
        if foreign.is_source or not isinstance(line, Item | Group | Prose):
            continue
        number = line.lines[0] if line.lines else 0
        if isinstance(line, Item) and line.form in {"cell", "html"}:
            continue
        for at in (number, *(line.lines[line.own :] if isinstance(line, Item) else ())):
            text = lines[at][0] if lines.get(at) else ""
            found = _BULLET.match(text)
            if found and not found["number"] and text[found.end("indent")] in "*+•":
                lines[at][0] = f"{found['indent']}- {text[found.end() :]}"


def _heading(heading: Heading) -> str:
    """Return a heading as it is written, or as our grammar has it: underlined ones are none."""
    if len(heading.lines) == 1 and heading.raw.lstrip().startswith("#"):
        return heading.raw.strip()
    level = heading.level or min(len(heading.path) + 1, _DEEPEST)
    return f"{'#' * level} {heading.path[-1]}"


def _write_item(
    item: Item, entry: Entry, lines: dict[int, list[str]], foreign: ForeignList
) -> None:
    first = lines[item.lines[0]][0] if lines[item.lines[0]] else ""
    found = _BULLET.match(first)
    indent = found["indent"] if found and item.form == "bullet" else ""
    behind, *below = item.rest or ("",)
    number = found["number"] if found and item.form == "bullet" else ""
    text = f"{indent}{number or '-'} {citation(item, entry, behind)}"
    more = [f"{indent}  {line}" for line in below if line]
    _replace(lines, item.lines[: item.own], [text, *more])
    if item.form == "line":
        _hang_below(item, lines, foreign)


def _hang_below(item: Item, lines: dict[int, list[str]], foreign: ForeignList) -> None:
    """Indent the bullets that say more of a title that was a line of its own."""
    own = set(item.lines[item.own :])
    if not own:
        return
    for number in range(item.lines[0] + item.own, max(own) + 1):
        lines[number] = [f"  {text}" if text.strip() else "" for text in lines[number]]
    # Nothing stands between a paper and what hangs under it.
    for number in range(item.lines[0] + item.own, min(own)):
        if not foreign.raw[number - 1].strip():
            lines[number] = []


def _write_cells(items: list[tuple[Item, Entry]], lines: dict[int, list[str]]) -> None:
    numbers = items[0][0].lines
    text = "\n".join(line for at in numbers for line in lines[at])
    for item, entry in sorted(items, key=lambda pair: pair[0].span, reverse=True):
        start, end = item.span
        cited = citation(item, entry, " ".join(item.rest).strip(), in_cell=True)
        if item.form == "html":
            before = "" if text[:start].endswith("\n") else "\n"
            after = "" if text[end:].startswith("\n") else "\n"
            cited = f"{before}{cited}{after}"
        # What follows at once would be read as a part of the key.
        gap = " " if item.form == "cell" and text[end : end + 1] == "<" else ""
        text = text[:start] + cited + gap + text[end:]
    _replace(lines, numbers, text.split("\n"))


def _replace(lines: dict[int, list[str]], numbers: tuple[int, ...], texts: list[str]) -> None:
    lines[numbers[0]] = texts
    for number in numbers[1:]:
        lines[number] = []


def citation(item: Item, entry: Entry, rest: str, *, in_cell: bool = False) -> str:
    """Return the text that cites an entry, with what the list alone says of it."""
    parts = [f"@{entry.key}"]
    container = entry.published.container_title if entry.published else ""
    tag = f"[{item.tag}]"
    if item.track and item.container != container and tag not in rest and not in_cell:
        parts.append(tag)
    named = item.nickname in {"", entry.system} or item.nickname in entry.plain_title
    if not named and not in_cell and f"({item.nickname})" not in rest:
        parts.append(f"({item.nickname})")
    if item.lead and rest.startswith(item.lead):
        rest = f"({item.lead}){rest.removeprefix(item.lead).lstrip(' :')}"
    parts.append(rest)
    parts.extend(_unshown_link(item, entry))
    return " ".join(" ".join(filter(None, parts)).split())


def _unshown_link(item: Item, entry: Entry) -> Iterator[str]:
    """Yield the link of the title where a page that is compiled does not show it."""
    link = item.title_link
    if link is None:
        return
    address = safe_url(link.url)
    written = address or (link.url if re.fullmatch(r"[^\s()<>]+", link.url) else f"<{link.url}>")
    is_relative = not address and ":" in link.url
    if is_relative or is_shown(link.url, entry):
        return
    yield f"([{'pdf' if _PDF.search(link.url) else 'link'}]({written}))"


def _without_blank_start(body: list[str]) -> Iterator[str]:
    is_blank = True
    for line in body:
        if line.strip() or not is_blank:
            yield line.rstrip() if not line.strip() else line
        is_blank = not line.strip()
