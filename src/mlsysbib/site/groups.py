"""Pages of papers that have something in common, and indexes of such pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry
from mlsysbib.site import addresses
from mlsysbib.site.downloads import downloads, in_key_order
from mlsysbib.site.making import SiteBuilder
from mlsysbib.site.paper_facts import Fact
from mlsysbib.site.search_data import title_text
from mlsysbib.site.writing import File
from mlsysbib.text.markup import NO_TITLE


class Group(msgspec.Struct, frozen=True):
    """A line of an index: what it leads to, and how many papers are there."""

    name: str
    path: str
    count: int = 0
    note: str = ""
    below: tuple[Group, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """Papers under a heading."""

    heading: str
    entries: tuple[Entry, ...]
    anchor: str = ""
    note: str = ""


class Common(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages of a group have in common; `search` asks the start page for its papers."""

    heading: str
    section: str
    lead: str = ""
    steps: tuple[Group, ...] = ()
    search: str = ""
    facts: tuple[Fact, ...] = ()
    groups: tuple[Group, ...] = ()
    groups_label: str = ""
    feed: str = ""
    # Thousands of people have a few papers: a script takes those together.
    has_files: bool = True


def group_pages(
    builder: SiteBuilder, path: str, common: Common, parts: Sequence[Part]
) -> Iterator[File]:
    """Yield the page of papers that have something in common; several where they are many."""
    entries = in_key_order(entry for part in parts for entry in part.entries)
    if common.has_files:
        yield from downloads(builder, path, entries)
    sheets = list(_spread(parts))
    stem = path.removesuffix(".html")
    paths = [path, *(f"{stem}.{number}.html" for number in range(2, len(sheets) + 1))]
    links = tuple(Group(*pair) for pair in zip(map(_span, sheets), paths, strict=True))
    for sheet_path, sheet in zip(paths, sheets, strict=True):
        pages = links if len(sheets) > 1 else ()
        yield _group_page(
            builder, sheet_path, common, sheet, count=len(entries), pages=pages, first=path
        )


def counted(number: int) -> str:
    """Return a number of papers in words.

    >>> counted(1), counted(2654)
    ('1 paper', '2,654 papers')
    """
    return f"{number:,} paper{'' if number == 1 else 's'}"


_MOST = 300  # papers of a page; more are slow to load and to look through


def _spread(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Yield parts for one page after the other; one that is too long is continued."""
    sheet: list[Part] = []
    room = _MOST
    for part in parts:
        if sheet and len(part.entries) > room:
            yield sheet
            sheet, room = [], _MOST
        for start in range(0, len(part.entries), _MOST):
            if start:
                yield sheet
                sheet, room = [], _MOST
            piece = part.entries[start : start + _MOST]
            sheet.append(msgspec.structs.replace(part, entries=piece))
            room -= len(piece)
    if sheet:
        yield sheet


def _span(sheet: Sequence[Part]) -> str:
    """Return what a page is called among those of its group: its first paper's year, its last's."""
    first, last = sheet[0].entries[0].year, sheet[-1].entries[-1].year
    if first != last:
        return f"{year_name(first)}–{year_name(last)}"
    titles = (sheet[0].entries[0], sheet[-1].entries[-1])
    return f"{year_name(first)}, {'–'.join(map(_initials, titles))}"


def _initials(entry: Entry) -> str:
    return harmless(title_text(entry.title or NO_TITLE)).split(" ")[0][:12]


def _group_page(  # noqa: PLR0913
    builder: SiteBuilder,
    path: str,
    common: Common,
    parts: Sequence[Part],
    *,
    count: int,
    pages: tuple[Group, ...],
    first: str,
) -> File:
    root = addresses.root_from(path)

    def fill() -> dict[str, Any]:
        heading = harmless(common.heading)
        return {
            "title": f"{heading} · {builder.title}",
            "description": f"{heading}: {counted(count)} with BibTeX, DOI and PDF links.",
            "og_title": heading,
            "feed": common.feed,
            "section": common.section,
            "heading": heading,
            "common": common,
            "count": count,
            "first": first,
            "pages": pages,
            "sections": [
                {
                    "heading": harmless(part.heading),
                    "anchor": part.anchor,
                    "note": harmless(part.note),
                    "lines": [builder.line(entry, root) for entry in part.entries],
                }
                for part in parts
            ],
        }

    shown = [
        (part.heading, part.anchor, part.note, builder.digests(part.entries)) for part in parts
    ]
    return builder.page(path, "group.html.j2", (common, shown, count, pages, first), fill)


def by_year(entries: Iterable[Entry]) -> tuple[Part, ...]:
    """Return entries under the headings of their years; without headings where they are few."""
    years: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        years[entry.year].append(entry)
    parts = (Part(year_name(year), tuple(found)) for year, found in years.items())
    return tuple(parts)


def year_name(year: int) -> str:
    """Return the heading of the papers of a year, and of those without (0)."""
    return str(year) if year else "Without year"


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """A page of groups, each run of them under a heading or without one."""

    heading: str
    section: str
    parts: tuple[tuple[str, tuple[Group, ...]], ...]
    lead: str = ""
    letters: tuple[Group, ...] = ()
    in_columns: bool = False


def index_page(builder: SiteBuilder, path: str, index: Index) -> File:
    """Return the page of an index."""

    def fill() -> dict[str, Any]:
        return {
            "title": f"{index.heading} · {builder.title}",
            "description": f"{index.heading} of {builder.title}",
            "section": index.section,
            "heading": index.heading,
            "lead": index.lead,
            "steps": (),
            "letters": index.letters,
            "in_columns": index.in_columns,
            "sections": [
                {"heading": harmless(name), "groups": groups} for name, groups in index.parts
            ],
        }

    return builder.page(path, "index_of.html.j2", index, fill)
