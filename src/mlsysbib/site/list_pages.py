"""A page a reading list, in the list's own sections and order, and the index of lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from mlsysbib.formats.html.anchors import Anchors
from mlsysbib.formats.html.flow import Flow
from mlsysbib.formats.html.page import Part
from mlsysbib.formats.html.prose import linked_title, render_inline, without_links
from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry
from mlsysbib.model.selection import Cited, Section
from mlsysbib.site import addresses
from mlsysbib.site.catalogue import ReadingList
from mlsysbib.site.downloads import downloads
from mlsysbib.site.groups import Group, Index, counted, index_page
from mlsysbib.site.making import SiteBuilder
from mlsysbib.site.writing import File


def list_pages(builder: SiteBuilder) -> Iterator[File]:
    """Yield the page of each reading list with its BibTeX, and the index."""
    lists = builder.catalogue.lists
    groups = tuple(
        Group(
            harmless(list_.title),
            addresses.reading_list(list_.id),
            len(list_.selection.entries()),
        )
        for list_ in lists
    )
    index = Index(heading="Reading lists", section="lists", parts=(("", groups),))
    yield index_page(builder, addresses.LISTS, index)
    for list_ in lists:
        yield from downloads(builder, addresses.reading_list(list_.id), list_.selection.entries())
        yield _list_page(builder, list_)


def _list_page(builder: SiteBuilder, list_: ReadingList) -> File:
    entries = list_.selection.entries()
    source = builder.library.reading_lists[list_.id]
    path = addresses.reading_list(list_.id)
    whole = Section("", 1, list_.selection.blocks, list_.selection.sections)

    def fill() -> dict[str, Any]:
        page = _Page(builder, list_, addresses.root_from(path))
        return {
            "title": f"{harmless(list_.title)} · {builder.title}",
            "description": f"{harmless(list_.title)}: a reading list of {counted(len(entries))}.",
            "og_title": harmless(list_.title),
            "section": "lists",
            "heading": harmless(list_.title),
            "steps": (Group("Reading lists", addresses.LISTS),),
            "count": len(entries),
            "id": list_.id,
            "body": page.section(whole, ""),
        }

    # What a query in the list stands for may change while the list does not.
    made_of = (source, builder.digests(entries))
    return builder.page(path, "list.html.j2", made_of, fill)


class _Page:
    """A list's page in the making; anchors are given out in the order of the page."""

    def __init__(self, builder: SiteBuilder, list_: ReadingList, root: str) -> None:
        self.builder, self.root = builder, root
        self.style = list_.selection.style or "awesome"
        self.anchors = Anchors(entry.key for entry in list_.selection.entries())
        self.line = builder.environment.get_template("listed.html.j2")
        self.flow = Flow(self.show, self.name)
        self.number = 0

    def section(self, section: Section, anchor: str) -> Part:
        heading = render_inline(section.heading)
        content = self.flow.render(section.blocks)
        below = tuple(
            self.section(inner, self.anchors.of_section(inner, anchor))
            for inner in section.sections
        )
        return Part(
            heading=heading,
            label=without_links(heading).removesuffix(":"),
            level=min(max(section.level, 2), 6),
            anchor=anchor,
            count=len({entry.key for entry in section.entries()}),
            content=content,
            parts=below,
        )

    def name(self, entry: Entry) -> Markup:
        """Return a paper as it stands in a row of a table: its title, and where that leads."""
        paper = self.builder.paper(entry)
        anchor = self.anchors.of_paper(paper.key)
        return linked_title(paper.title, paper.address, anchor)

    def show(self, cited: Cited, note: Markup) -> Markup:
        self.number += 1
        paper = self.builder.paper(cited.entry)
        text = self.line.render(
            paper=paper,
            root=self.root,
            anchor=self.anchors.of_paper(paper.key),
            note=note,
            system=paper.system_beside(cited.annotation),
            number=self.number if self.style == "numbered" else 0,
            with_summary=self.style == "annotated",
        )
        return Markup(text)  # noqa: S704  # a template's own
