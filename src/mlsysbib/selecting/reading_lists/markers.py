"""Put a compiled list between the markers of a page that people write."""

from __future__ import annotations

import re

import msgspec

from mlsysbib.model.selection import Section, Selection
from mlsysbib.problems import MlsysbibError
from mlsysbib.text.markdown import parse
from mlsysbib.text.markdown_lines import LineKind


class MarkerError(MlsysbibError):
    """A page lacks the markers, or they do not come in one pair."""


def replace_between(page: str, name: str, content: str) -> str:
    """Return the page with `content` between `<!-- mlsysbib:begin NAME -->` and its end.

    Everything else stays byte for byte; raises MarkerError without exactly one pair.
    """
    begin, end = f"<!-- mlsysbib:begin {name} -->", f"<!-- mlsysbib:end {name} -->"
    pairs = re.findall(f"{re.escape(begin)}.*?{re.escape(end)}", page, re.DOTALL)
    if len(pairs) != 1 or page.count(begin) != 1 or page.count(end) != 1:
        raise MarkerError(f"needed, each on a line of its own and once: {begin} and {end}")
    if begin in content or end in content:
        raise MarkerError(f"what is to stand between {begin} and {end} holds one of them itself")
    newline = "\r\n" if "\r\n" in page else "\n"
    body = content.strip("\n").replace("\n", newline)
    return page.replace(pairs[0], newline.join((begin, "", body, "", end)))


_DEEPEST = 6


def fit_into(page: str, name: str, selection: Selection) -> Selection:
    """Return a list without its title, its sections one level below the heading of its markers.

    Where the page has no heading above them, its title stands elsewhere and is of the first level.
    """
    above = _level_above(page, f"<!-- mlsysbib:begin {name} -->")
    first = min((section.level for section in selection.sections), default=0)
    sections = tuple(_lowered(section, above + 1 - first) for section in selection.sections)
    return msgspec.structs.replace(selection, title="", sections=sections)


def _level_above(page: str, marker: str) -> int:
    """Return the level of the last heading above a marker, none of another list's; 1 without."""
    above = parse(_OTHER_LIST.sub("", page.partition(marker)[0])).lines
    return next((line.level for line in reversed(above) if line.kind is LineKind.HEADING), 1)


_OTHER_LIST = re.compile(r"<!-- mlsysbib:begin ([^\n]+?) -->.*?<!-- mlsysbib:end \1 -->", re.DOTALL)


def _lowered(section: Section, steps: int) -> Section:
    return msgspec.structs.replace(
        section,
        level=min(max(section.level + steps, 1), _DEEPEST),
        sections=tuple(_lowered(below, steps) for below in section.sections),
    )
