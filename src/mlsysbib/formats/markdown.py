"""Markdown: a selection as sections, headings and items, as GitHub and pandoc render it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from mlsysbib.formats.base import Options
from mlsysbib.formats.headings import Anchors, plain_heading
from mlsysbib.formats.repeats import with_marks
from mlsysbib.formats.table_cells import with_lines_below
from mlsysbib.model.entry import Entry, byline
from mlsysbib.model.item import Item, Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.names import display_name, read_name
from mlsysbib.model.selection import Block, Cited, Prose, Row, Section, Selection, Style
from mlsysbib.text.formula import math_to_html
from mlsysbib.text.markdown import escape, link, safe_url, slug
from mlsysbib.text.markup import NO_TITLE, RunKind, parse_markup, plain_text
from mlsysbib.text.urls import arxiv_url, doi_url


def dump(selection: Selection, library: Library, options: Options) -> str:
    """Return a page: title, contents, and each section with its items in their order."""
    return "\n".join(_Page(selection, library, options).lines()).strip("\n") + "\n"


class _Page:
    """A page in the making: knows the style, and which entries it has already shown."""

    def __init__(self, selection: Selection, library: Library, options: Options) -> None:
        self.refers = options.repeats == "see-also"
        self.selection = with_marks(selection) if self.refers else selection
        self.library, self.options = library, options
        self.resolver = Resolver(library.venues, options.venue)
        self.style: Style = options.style or selection.style or "awesome"
        self.anchors = Anchors(self.selection.title, self.selection.sections)
        # Each paper that has been shown, with a link to the section that it stands in.
        self.shown: dict[str, str] = {}
        self.here = ""
        self.number = 0

    def lines(self) -> Iterator[str]:
        selection = self.selection
        if selection.title:
            yield from (f"# {self.heading(selection.title)}", "")
        wanted = self.options.contents
        if selection.sections and (not selection.is_list if wanted is None else wanted):
            count = len(selection.entries())
            yield from (f"{count} {'paper' if count == 1 else 'papers'}.", "")
            yield from (*self.contents(selection.sections), "")
        yield from self.blocks(selection.blocks)
        for section in selection.sections:
            yield from self.section(section)

    def contents(self, sections: tuple[Section, ...], depth: int = 0) -> Iterator[str]:
        for section in sections:
            count = len({entry.key for entry in section.entries()})
            yield f"{'  ' * depth}- {self.link_to(section)}{f' ({count})' if count else ''}"
            yield from self.contents(section.sections, depth + 1)

    def link_to(self, section: Section) -> str:
        if not self.selection.is_list:
            return f"[{escape(section.heading)}](#{_anchor(section)})"
        return f"[{escape(plain_heading(section.heading))}](#{self.anchors.of(section)})"

    def section(self, section: Section) -> Iterator[str]:
        self.here = self.link_to(section)
        if not self.selection.is_list:
            yield from (f'<a id="{html.escape(_anchor(section))}"></a>', "")
        yield from (f"{'#' * section.level} {self.heading(section.heading)}", "")
        yield from self.blocks(section.blocks)
        for below in section.sections:
            yield from self.section(below)

    def heading(self, text: str) -> str:
        """Return a heading: Markdown where a person wrote it, else the name of a group."""
        return text if self.selection.is_list else escape(text)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Yield the lines of a section; an empty one sets paragraphs and lists apart."""
        previous: Block | None = None
        for block in with_lines_below(blocks) if self.style == "table" else blocks:
            if self.style == "table":
                yield from _around_table(previous, block)
            match block:
                case Prose(text):
                    yield text
                case Row():
                    yield block.woven(self.in_html if block.is_html else self.in_cell)
                case Cited():
                    yield self.item(block)
            previous = block
        if blocks and not (isinstance(previous, Prose) and not previous.text.strip()):
            yield ""

    def item(self, cited: Cited) -> str:
        item = self.resolver.resolve(cited.entry, self.options.version)[0]
        where = self.shown.get(cited.entry.key)
        self.shown.setdefault(cited.entry.key, self.here)
        if where is not None and self.refers:
            text = f"see also {_title(item)}{f' in {where}' if where else ', above'}"
            if self.style == "table":
                return _row("", text, "", cited)
            return f"{_bullet(cited)}{text}{_annotation(cited)}"
        self.number += 1
        return _STYLES[self.style](self, cited, item)

    def in_cell(self, entry: Entry) -> str:
        """Return a paper as it stands among other text: its title, and where that leads."""
        self.shown.setdefault(entry.key, self.here)
        title = _linked_title(self.resolver.resolve(entry, self.options.version)[0])
        return re.sub(r"(?<!\\)\|", r"\|", title)

    def in_html(self, entry: Entry) -> str:
        """Return a paper as a line of HTML shows it."""
        self.shown.setdefault(entry.key, self.here)
        item = self.resolver.resolve(entry, self.options.version)[0]
        title = html.escape(plain_text(item.title) or NO_TITLE, quote=False)
        address = safe_url(_address(item))
        return f'<a href="{html.escape(address)}">{title}</a>' if address else title

    def awesome(self, cited: Cited, item: Item) -> str:
        tag = _tag(item)
        parts = [f"[{escape(tag)}]", _linked_title(item)] if tag else [_linked_title(item)]
        if system := _system(cited):
            parts.append(f"({escape(system)})")
        return f"{_bullet(cited)}{' '.join(parts)}{self.more(cited, item)}"

    def numbered(self, cited: Cited, item: Item) -> str:
        return f"{self.number}. {_box(cited)}{self.sentence(item)}{self.more(cited, item)}"

    def annotated(self, cited: Cited, item: Item) -> str:
        lines = [f"{_bullet(cited)}{self.sentence(item)}{self.more(cited, item)}"]
        notes = cited.entry.notes
        if notes.summary:
            lines.append(f"{cited.indent}  {escape(notes.summary)}")
        return "  \n".join(lines)

    def table(self, cited: Cited, item: Item) -> str:
        names = tuple(map(read_name, item.authors))
        return _row(_tag(item), _linked_title(item), byline(names, is_cut=item.authors_cut), cited)

    def sentence(self, item: Item) -> str:
        """Return a reference in words: authors, title, venue and year."""
        where = item.container.title or item.server
        parts = [
            escape(self.authors(item)),
            _linked_title(item),
            ", ".join(filter(None, (f"*{escape(where)}*" if where else "", str(item.year or "")))),
        ]
        return ". ".join(part for part in parts if part) + "."

    def authors(self, item: Item) -> str:
        names, limit = item.authors, self.options.author_limit
        kept = names[: limit.kept] if limit and len(names) > limit.most else names
        shown = ", ".join(display_name(read_name(name)) for name in kept)
        # The full stop is the one that ends the part.
        return shown if kept == names and not item.authors_cut else f"{shown} et al"

    def more(self, cited: Cited, item: Item) -> str:
        """Return what stands behind an item: its annotation in a list, else its links."""
        if self.selection.is_list:
            return _annotation(cited)
        links = cited.entry.links
        pairs = [("pdf", links.pdf), ("code", links.code)]
        if item.arxiv and item.doi:
            pairs.insert(0, ("arXiv", _arxiv_url(item)))
        shown = [link(text, url) for text, url in pairs if url and url != _address(item)]
        return f" ({', '.join(shown)})" if shown else ""


def _row(tag: str, title: str, authors: str, cited: Cited) -> str:
    annotation = re.sub(r"(?<!\\)\|", r"\\|", _annotation(cited)).replace("\n", "<br>")
    return f"| {escape(tag)} | {_box(cited)}{title}{annotation} | {escape(authors)} |"


def _bullet(cited: Cited) -> str:
    return f"{cited.indent}{cited.number or '-'} {_box(cited)}"


def _box(cited: Cited) -> str:
    return f"{cited.task} " if cited.task else ""


def _around_table(previous: Block | None, block: Block) -> Iterator[str]:
    """Yield what opens or closes a table between two blocks; prose would run into its rows."""
    is_prose = isinstance(previous, Prose) and previous.text.strip()
    if isinstance(block, Cited) and not isinstance(previous, Cited):
        yield from ("", *_TABLE_HEAD) if is_prose else _TABLE_HEAD
    elif isinstance(block, Prose) and isinstance(previous, Cited) and block.text.strip():
        yield ""


_TABLE_HEAD = ("| Venue | Paper | Authors |", "| --- | --- | --- |")
_STYLES: dict[Style, Callable[[_Page, Cited, Item], str]] = {
    "awesome": _Page.awesome,
    "numbered": _Page.numbered,
    "table": _Page.table,
    "annotated": _Page.annotated,
}


def _anchor(section: Section) -> str:
    return section.anchor or slug(section.heading)


def _tag(item: Item) -> str:
    """Return the venue and year as lists write them: `OSDI'22`, `arXiv'23`; a mere year: `2014`."""
    acronym = item.container.acronym or item.container.title or item.server
    if not (acronym and item.year):
        return acronym or str(item.year or "")
    return f"{acronym}'{item.year % 100:02}"


def _title(item: Item) -> str:
    if not item.title:
        return NO_TITLE
    return "".join(
        math_to_html(run.text) if run.kind is RunKind.MATH else escape(run.text)
        for run in parse_markup(item.title)
    )


def _linked_title(item: Item) -> str:
    address = safe_url(_address(item))
    return f"[{_title(item)}]({address})" if address else _title(item)


def _address(item: Item) -> str:
    if item.doi:
        return doi_url(item.doi)
    return item.url or _arxiv_url(item) or item.entry.links.pdf


def _arxiv_url(item: Item) -> str:
    return arxiv_url(item.arxiv.id) if item.arxiv else ""


def _system(cited: Cited) -> str:
    """Return the system's name, unless the title or the annotation says it."""
    system = cited.entry.system
    is_said = cited.entry.plain_title.casefold().startswith(system.casefold())
    return "" if is_said or f"({system})".casefold() in cited.annotation.casefold() else system


def _annotation(cited: Cited) -> str:
    """Return the annotation behind its space; in a cell its further lines begin with none."""
    is_behind = cited.annotation and not cited.annotation.startswith("\n")
    return f" {cited.annotation}" if is_behind else cited.annotation
