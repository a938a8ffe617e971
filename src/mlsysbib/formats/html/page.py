"""A selection as one page that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from markupsafe import Markup, escape

from mlsysbib.formats.base import Options
from mlsysbib.formats.html.anchors import Anchors
from mlsysbib.formats.html.environment import make_environment, policy, static
from mlsysbib.formats.html.flow import Flow, runs, without_comments
from mlsysbib.formats.html.paper import Link, Paper, Papers
from mlsysbib.formats.html.prose import linked_title, render_inline, render_note, without_links
from mlsysbib.formats.repeats import with_marks
from mlsysbib.formats.table_cells import with_lines_below
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Block, Cited, Section, Selection, Style
from mlsysbib.text.markdown import slug
from mlsysbib.text.unseen import harmless

_STYLES = ("base.css", "paper.css", "list.css")
_SCRIPT = "list.js"
# With more authors than the first number, the second says how many are shown at once.
_FOLDED: dict[Style, tuple[int, int]] = {
    "awesome": (8, 6),
    "numbered": (12, 10),
    "table": (4, 3),
    "annotated": (12, 10),
}


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A paper where it stands; `anchor` is its id on the page, `note` the text behind it."""

    paper: Paper
    anchor: str
    note: Markup
    links: tuple[Link, ...]
    system: str
    number: int
    is_repeat: bool


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A section as templates take it; `label` is the heading without links, for the contents."""

    heading: Markup
    label: Markup
    level: int
    anchor: str
    count: int
    content: Markup
    parts: tuple[Part, ...]


def dump(selection: Selection, library: Library, options: Options) -> str:
    """Return a page: title, contents, and each section with its papers in their order."""
    return _Page(selection, library, options).render()


class _Page:
    """A page in the making: knows the style, and which papers it has already shown."""

    def __init__(self, selection: Selection, library: Library, options: Options) -> None:
        self.refers = options.repeats == "see-also"
        self.selection = with_marks(selection) if self.refers else selection
        self.options = options
        self.entries = selection.entries()
        self.title = selection.title or library.contents.config.title or "Reading list"
        self.papers = Papers(library, options, with_bibtex=True)
        self.views = {entry.key: self.papers.view(entry) for entry in self.entries}
        self.anchors = Anchors(self.views)
        self.style: Style = options.style or selection.style or "awesome"
        self.environment = make_environment()
        most, kept = _FOLDED[self.style]
        if limit := options.author_limit:
            most, kept = limit.most, limit.kept
        template = self.environment.get_template("_list.html.j2")
        self.macros = template.make_module({"most": most, "kept": kept})
        self.flow = Flow(self.show, self.name)
        self.shown: set[str] = set()
        self.number = 0

    def render(self) -> str:
        content = self.blocks(self.selection.blocks)
        parts = tuple(map(self.part, self.selection.sections))
        heading = self.inline(self.title)
        styles, script = "".join(map(static, _STYLES)), static(_SCRIPT)
        years = [paper.year for paper in self.views.values() if paper.year]
        return self.environment.get_template("page.html.j2").render(
            title=harmless(heading.striptags()),
            heading=heading,
            policy=policy(styles=[styles], scripts=[script]),
            styles=Markup(styles),  # noqa: S704  # our own
            script=Markup(script),  # noqa: S704  # our own
            style=self.style,
            content=content,
            parts=parts,
            with_contents=self.options.contents is not False and _has_several(parts),
            count=len(self.entries),
            years=(min(years), max(years)) if years else (),
            papers=tuple(self.views.values()),
            bib_name=f"{slug(heading.striptags()) or 'papers'}.bib",
            bib_address=self.options.bib_address,
        )

    def inline(self, text: str) -> Markup:
        """Return a heading: Markdown where a person wrote it, else the name of a group."""
        return render_inline(text) if self.selection.is_list else escape(harmless(text))

    def part(self, section: Section, parent: str = "") -> Part:
        anchor = self.anchors.of_section(section, parent)
        heading = self.inline(section.heading)
        return Part(
            heading=heading,
            label=without_links(heading).removesuffix(":"),
            level=min(max(section.level, 2), 6),
            anchor=anchor,
            count=len({entry.key for entry in section.entries()}),
            content=self.blocks(section.blocks),
            parts=tuple(self.part(below, anchor) for below in section.sections),
        )

    def blocks(self, blocks: Sequence[Block]) -> Markup:
        if self.style == "table":
            return Markup("\n").join(self.tables(blocks))
        return self.flow.render(blocks)

    def tables(self, blocks: Sequence[Block]) -> Iterator[Markup]:
        for is_cited, run in runs(with_lines_below(without_comments(blocks))):
            if is_cited:
                rows = [self.show(cited, _cell(cited.annotation)) for cited in run]
                yield self.macros.table(rows)  # type: ignore[attr-defined]  # a macro
            else:
                yield self.flow.render(run)

    def name(self, entry: Entry) -> Markup:
        """Return a paper as it stands in a row of a table: its title, and where that leads."""
        self.shown.add(entry.key)
        paper, anchor = self.views[entry.key], self.anchors.of_paper(entry.key)
        return linked_title(paper.title, paper.address, anchor)

    def show(self, cited: Cited, note: Markup) -> Markup:
        key = cited.entry.key
        is_repeat = key in self.shown
        self.shown.add(key)
        refers = is_repeat and self.refers
        self.number += not refers
        paper = self.views[key]
        place = Place(
            paper=paper,
            anchor=self.anchors.of_paper(key),
            note=note,
            links=tuple(link for link in paper.links if link.url not in cited.annotation),
            system=paper.system_beside(cited.annotation),
            number=self.number,
            is_repeat=is_repeat,
        )
        shown: Markup = getattr(self.macros, self.macro(refers=refers))(place)
        return shown

    def macro(self, *, refers: bool) -> str:
        if self.style == "table":
            return "see_also_row" if refers else "row"
        return "see_also" if refers else self.style


def _cell(annotation: str) -> Markup:
    return Markup("<br>").join(map(render_note, annotation.split("\n")))


def _has_several(parts: Sequence[Part]) -> bool:
    return len(parts) > 1 or any(part.parts for part in parts)
