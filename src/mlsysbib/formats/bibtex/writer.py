"""Write BibTeX and BibLaTeX: fixed field order, fixed padding, nothing that varies by run."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from functools import cache

import msgspec

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.fields import (
    BIBLATEX_NAMES,
    CONTAINER_FIELDS,
    ENTRY_TYPES,
    MONTHS,
    WITHOUT_PUBLISHER,
    article_pages,
    count_pages,
)
from mlsysbib.formats.bibtex.strings import StringMacros
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Container, Item, ItemType, Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.names import Organization, StoredName, read_name
from mlsysbib.model.selection import Selection
from mlsysbib.text.latex import encode, encode_specials
from mlsysbib.text.markup import RunKind, parse_markup

_WIDTH = len("archiveprefix")


def dump(selection: Selection, library: Library, options: Options) -> str:
    """Return the entries of a selection, each once, in the order they stand there."""
    writer = _Writer(library, options)
    was_enabled = gc.isenabled()
    gc.disable()  # a long run of short-lived strings, none of them in a cycle
    try:
        blocks = [block for entry in selection.entries() for block in writer.blocks(entry)]
    finally:
        if was_enabled:
            gc.enable()
    return "\n".join([*writer.macros.definitions(), *blocks])


class _Shared(msgspec.Struct, frozen=True):
    """The lines that all papers of one edition have in common."""

    # Kept alive: another container could else take its address, and with it its lines.
    container: Container
    entry_type: str
    head: tuple[str, ...]
    tail: tuple[str, ...]
    has_isbn: bool


# Text that is the same in LaTeX: most of what is written needs no look at single characters.
_SAME_IN_LATEX = re.compile(r"[ !'()*+,\-./0-9:;=?@A-Z\[\]`a-z\"]*").fullmatch
_SAME_WITH_MARKS = re.compile(r"[ !'()*+,\-./0-9:;=?@A-Z\[\]`a-z\"{}]*").fullmatch


class _Writer:
    """Turns entries into BibTeX; remembers what editions and names have in common."""

    def __init__(self, library: Library, options: Options) -> None:
        self.options = options
        self.target = options.target
        self.is_biblatex = self.target.dialect == "biblatex"
        self.resolver = Resolver(library.venues, options.venue)
        encoding = options.encoding or ("utf8" if self.is_biblatex else "latex")
        self.encode = cache(encode if encoding == "latex" else encode_specials)
        self.author = cache(self._author)
        self.macros = StringMacros(self.encode)
        self.line = cache(self._line)
        self.shared: dict[tuple[int, ItemType, bool], _Shared] = {}

    def blocks(self, entry: Entry) -> Iterator[str]:
        """Yield the text of each item of an entry, and of its aliases where they are asked for."""
        for item in self.resolver.resolve(entry, self.options.version):
            key = self.options.keys.get(item.key, item.key)
            opening, body = self._lines(item)
            yield f"{opening}{key},\n{body}"
            if self.options.emit_aliases and not self.is_biblatex and item.key == entry.key:
                yield from (f"{opening}{alias},\n{body}" for alias in entry.aliases)

    def _line(self, name: str) -> str:
        """Return the beginning of a field's line, under the name that this dialect has for it."""
        written = BIBLATEX_NAMES.get(name, name) if self.is_biblatex else name
        return f"  {written:<{_WIDTH}} = "

    def _lines(self, item: Item) -> tuple[str, str]:
        """Return the opening of an item, up to the key, and all that stands behind it."""
        line, shared = self.line, self._shared(item)
        lines = [
            *self._authors(item),
            f"{line('title')}{{{self._title(item.title)}}},",
            *shared.head,
            *self._location(item),
            *self._date(item),
            *shared.tail,
            *self._identifiers(item, shared),
            "}\n",
        ]
        return f"@{shared.entry_type}{{", "\n".join(lines)

    def _shared(self, item: Item) -> _Shared:
        known = (id(item.container), item.type, bool(item.authors))
        found = self.shared.get(known)
        if found is None:
            found = self.shared[known] = self._make_shared(item)
        return found

    def _make_shared(self, item: Item) -> _Shared:
        container, target, type_ = item.container, self.target, item.type
        # Styles refuse a paper of proceedings without author; @misc takes what there is.
        is_bare = type_ is ItemType.PAPER and not item.authors
        head = [] if type_ is ItemType.PREPRINT else self._container(item, is_bare=is_bare)
        if container.series and type_ in {ItemType.PAPER, ItemType.CHAPTER} and not is_bare:
            head.append(("series", self._text(container.series)))
        tail: list[tuple[str, str]] = []
        has_publisher = type_ not in WITHOUT_PUBLISHER and not is_bare
        if has_publisher:
            places = [(target.publisher_place, container.publisher_place)]
            if type_ is ItemType.PAPER:
                places.append((target.event_place, container.place))
            pairs = [("publisher", container.publisher), *places]
            tail = [(name, self._text(value)) for name, value in pairs if name and value]
        entry_type = ENTRY_TYPES[target.dialect][ItemType.WEB if is_bare else type_]
        if type_ is ItemType.PREPRINT:
            entry_type = target.preprint_type
        elif is_bare:
            entry_type = "misc"
        return _Shared(
            container,
            entry_type,
            tuple(f"{self.line(name)}{value}," for name, value in head),
            tuple(f"{self.line(name)}{value}," for name, value in tail),
            has_isbn=target.isbn and has_publisher,
        )

    def _text(self, value: str) -> str:
        return f"{{{self.encode(value)}}}"

    def _container(self, item: Item, *, is_bare: bool) -> list[tuple[str, str]]:
        title, name = item.container.title, CONTAINER_FIELDS[item.type]
        if not title or not name:
            return []
        name = "howpublished" if is_bare else name
        if self.options.strings == "macros":
            return [(name, self.macros.use(item.container.acronym, item.year, title))]
        return [(name, self._text(title))]

    def _authors(self, item: Item) -> tuple[str, ...]:
        names = item.authors
        if not names:
            return ()
        limit = self.options.author_limit
        is_cut = limit is not None and len(names) > limit.most
        kept = names[: limit.kept] if limit and is_cut else names
        written = self._joined(kept)
        return (f"{self.line('author')}{{{written}{' and others' if is_cut else ''}}},",)

    def _joined(self, names: tuple[StoredName, ...]) -> str:
        """Join names; those stored as `Family, Given` in plain ASCII are BibTeX already."""
        try:
            text = " and ".join(names)  # type: ignore[arg-type]  # a name in parts raises
        except TypeError:
            text = ""
        count = len(names)
        is_plain = text.count(", ") == count == text.count(" and ") + 1
        if is_plain and _SAME_IN_LATEX(text):
            return text
        return " and ".join(map(self.author, names))

    def _author(self, stored: StoredName) -> str:
        name = read_name(stored)
        if isinstance(name, Organization):
            return f"{{{self.encode(name.name)}}}"
        family = f"{name.particle} {name.family}" if name.particle else name.family
        parts = [_protect(self.encode(part)) for part in (family, name.suffix) if part]
        # A single name takes braces, or BibTeX would split it into first and last.
        return ", ".join([*parts, self.encode(name.given)]) if name.given else f"{{{parts[0]}}}"

    def _title(self, title: str) -> str:
        if _SAME_WITH_MARKS(title):
            return title
        return "".join(
            # Bare math would be lower-cased with the rest: \Delta to \delta.
            f"{{${run.text}$}}"
            if run.kind is RunKind.MATH
            else f"{{{self.encode(run.text)}}}"
            if run.kind is RunKind.KEPT
            else self.encode(run.text)
            for run in parse_markup(title)
        )

    def _location(self, item: Item) -> Iterator[str]:
        """Yield volume, number, article and pages."""
        line = self.line
        if item.type is not ItemType.PREPRINT:
            if item.volume:
                yield f"{line('volume')}{self._text(item.volume)},"
            if item.number and item.type in {ItemType.ARTICLE, ItemType.REPORT}:
                yield f"{line('number')}{self._text(item.number)},"
        if not item.article:
            if item.pages:
                yield f"{line('pages')}{{{item.pages.replace('-', '--')}}},"
            return
        article, pages = self._text(item.article), item.pages
        if self.target.article_pages:
            range_ = article_pages(item)
            yield (
                f"{line('pages')}{{{range_}}},"
                if range_
                else f"{line('note')}{{Article {article[1:]},"
            )
            return
        yield f"{line('articleno')}{article},"
        if self.is_biblatex and pages:
            yield f"{line('pages')}{{{pages.replace('-', '--')}}},"
        elif count := count_pages(pages):
            yield f"{line('numpages')}{{{count}}},"

    def _date(self, item: Item) -> Iterator[str]:
        month, line = item.month, self.line
        if not self.is_biblatex:
            yield f"{line('year')}{{{item.year}}},"
            if month:
                yield f"{line('month')}{MONTHS[month]},"
            return
        yield (
            f"{line('date')}{{{item.year}-{month:02}}},"
            if month
            else f"{line('date')}{{{item.year}}},"
        )
        start, end = item.container.start, item.container.end
        if start:
            yield f"{line('eventdate')}{{{start}/{end or start}}},"

    def _identifiers(self, item: Item, shared: _Shared) -> Iterator[str]:
        line, links = self.line, self.options.links
        if shared.has_isbn and item.isbn:
            yield f"{line('isbn')}{{{item.isbn}}},"
        if item.doi and links in {"doi", "both"}:
            yield f"{line('doi')}{{{item.doi}}},"
        if item.url and (links in {"url", "both"} or (links == "doi" and not item.doi)):
            yield f"{line('url')}{{{item.url}}},"
        elif item.doi and links == "url":
            yield f"{line('url')}{{https://doi.org/{item.doi}}},"
        yield from self._eprint(item)
        if self.is_biblatex and item.entry.aliases and item.key == item.entry.key:
            yield f"{line('ids')}{{{', '.join(item.entry.aliases)}}},"
        if not item.authors:
            # What a style sorts by, and makes a label of, where there is no author.
            word = item.entry.plain_title.partition(" ")[0]
            yield f"{line('sortkey' if self.is_biblatex else 'key')}{self._text(word)},"

    def _eprint(self, item: Item) -> Iterator[str]:
        line, is_preprint = self.line, item.type is ItemType.PREPRINT
        if is_preprint and self.target.howpublished and item.server_id:
            label = f"{item.server} preprint {item.server}:{item.server_id}"
            yield f"{line('howpublished')}{self._text(label)},"
        policy = self.options.eprint or self.target.eprint
        if item.arxiv and (policy == "always" or (policy == "preprint-only" and is_preprint)):
            yield f"{line('eprint')}{{{item.arxiv.id}}},"
            yield f"{line('archiveprefix')}{{{'arxiv' if self.is_biblatex else 'arXiv'}}},"
            if item.arxiv.class_:
                yield f"{line('primaryclass')}{{{item.arxiv.class_}}},"


def _protect(part: str) -> str:
    """Put a part of a name into braces where BibTeX would split it."""
    return f"{{{part}}}" if " and " in f" {part} " or "," in part else part
