"""Write BibTeX and BibLaTeX: fixed field order, fixed padding, nothing that varies by run."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from functools import cache

import msgspec

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.fields import (
    BIBLATEX_CONTAINERS,
    BIBLATEX_NAMES,
    BIBLATEX_TYPES,
    CONTAINER_FIELDS,
    ENTRY_TYPES,
    MONTHS,
    NUMBERED,
    WITHOUT_PUBLISHER,
    Field,
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

_WIDTH = len(Field.ARCHIVEPREFIX)


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
    """The lines that all papers of one edition have in common.

    It keeps its container alive, so that no other one can come to stand at the same address.
    """

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
            shared = self._shared(item)
            body = self._body(item, shared)
            yield f"@{shared.entry_type}{{{key},\n{body}"
            if self.options.emit_aliases and not self.is_biblatex and item.key == entry.key:
                for alias in entry.aliases:
                    yield f"@{shared.entry_type}{{{alias},\n{body}"

    def _line(self, name: str) -> str:
        """Return the beginning of a field's line, under the name that this dialect has for it."""
        written = BIBLATEX_NAMES.get(name, name) if self.is_biblatex else name
        return f"  {written:<{_WIDTH}} = "

    def _body(self, item: Item, shared: _Shared) -> str:
        """Return all that stands behind the key of an item."""
        line = self.line
        lines = [f"{line(Field.AUTHOR)}{{{self._authors(item.authors)}}},"] if item.authors else []
        lines.append(f"{line(Field.TITLE)}{{{self._title(item.title)}}},")
        lines += shared.head
        self._add_location(lines, item)
        self._add_date(lines, item)
        lines += shared.tail
        self._add_identifiers(lines, item, shared)
        lines.append("}\n")
        return "\n".join(lines)

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
            head.append((Field.SERIES, self._text(container.series)))
        if self.is_biblatex and type_ in BIBLATEX_TYPES:
            head.append((Field.TYPE, f"{{{BIBLATEX_TYPES[type_]}}}"))
        tail: list[tuple[str, str]] = []
        has_publisher = type_ not in WITHOUT_PUBLISHER and not is_bare
        if has_publisher:
            # A book has one place: where that of a conference goes in papers, styles expect it.
            field = target.publisher_place or (
                "" if type_ is ItemType.PAPER else target.event_place
            )
            places = [(field, container.publisher_place)]
            if type_ is ItemType.PAPER:
                places.append((target.event_place, container.place))
            pairs = [(Field.PUBLISHER, container.publisher), *places]
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
        if self.is_biblatex:
            name = BIBLATEX_CONTAINERS.get(item.type, name)
        name = Field.HOWPUBLISHED if is_bare else name
        if self.options.strings == "macros":
            return [(name, self.macros.use(item.container.acronym, item.year, title))]
        return [(name, self._text(title))]

    def _authors(self, names: tuple[StoredName, ...]) -> str:
        limit = self.options.author_limit
        if limit is None or len(names) <= limit.most:
            return self._joined(names)
        return f"{self._joined(names[: limit.kept])} and others"

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
        if not name.particle and " " in family and family[0].islower():
            # Without braces its small words would be a particle.
            parts[0] = f"{{{self.encode(family)}}}"
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

    def _add_location(self, lines: list[str], item: Item) -> None:
        """Add volume, number, article and pages."""
        line = self.line
        if item.volume and item.type is not ItemType.PREPRINT:
            lines.append(f"{line(Field.VOLUME)}{self._text(item.volume)},")
        if item.number and item.type in NUMBERED:
            lines.append(f"{line(Field.NUMBER)}{self._text(item.number)},")
        if item.article:
            self._add_article(lines, item)
        elif item.pages:
            lines.append(f"{line(Field.PAGES)}{{{item.pages.replace('-', '--')}}},")

    def _add_article(self, lines: list[str], item: Item) -> None:
        line, pages = self.line, item.pages
        if self.target.article_pages:
            text = f"{{{article_pages(item)}}}" if pages else self._text(f"Article {item.article}")
            lines.append(f"{line(Field.PAGES if pages else Field.NOTE)}{text},")
            return
        lines.append(f"{line(Field.ARTICLENO)}{self._text(item.article)},")
        if self.is_biblatex and pages:
            lines.append(f"{line(Field.PAGES)}{{{pages.replace('-', '--')}}},")
        elif not self.is_biblatex and (count := count_pages(pages)):
            lines.append(f"{line(Field.NUMPAGES)}{{{count}}},")

    def _add_date(self, lines: list[str], item: Item) -> None:
        month, line = item.month, self.line
        if not self.is_biblatex:
            lines.append(f"{line(Field.YEAR)}{{{item.year}}},")
            if month:
                lines.append(f"{line(Field.MONTH)}{MONTHS[month]},")
            return
        date = f"{item.year}-{month:02}" if month else f"{item.year}"
        lines.append(f"{line(Field.DATE)}{{{date}}},")
        start, end = item.container.start, item.container.end
        if start:
            lines.append(f"{line(Field.EVENTDATE)}{{{start}/{end or start}}},")

    def _add_identifiers(self, lines: list[str], item: Item, shared: _Shared) -> None:
        line, links = self.line, self.options.links
        # Beside a DOI the proceedings' number says nothing; biber does not know the newest ones.
        if shared.has_isbn and item.isbn and not (self.is_biblatex and item.doi):
            lines.append(f"{line(Field.ISBN)}{{{item.isbn}}},")
        if item.doi and links in {"doi", "both"}:
            lines.append(f"{line(Field.DOI)}{{{item.doi}}},")
        if item.url and (links in {"url", "both"} or (links == "doi" and not item.doi)):
            lines.append(f"{line(Field.URL)}{{{item.url}}},")
        elif item.doi and links == "url":
            lines.append(f"{line(Field.URL)}{{https://doi.org/{item.doi}}},")
        if item.server or item.arxiv:
            self._add_eprint(lines, item)
        if self.is_biblatex and item.entry.aliases and item.key == item.entry.key:
            lines.append(f"{line(Field.IDS)}{{{', '.join(item.entry.aliases)}}},")
        if not item.authors:
            # What a style sorts by, and makes a label of, where there is no author.
            word = item.entry.plain_title.partition(" ")[0]
            name = Field.SORTKEY if self.is_biblatex else Field.KEY
            lines.append(f"{line(name)}{self._text(word)},")

    def _add_eprint(self, lines: list[str], item: Item) -> None:
        line, is_preprint = self.line, item.server != ""
        if item.type is ItemType.PREPRINT and (self.target.howpublished or not item.server_id):
            label = f"{item.server} preprint"
            label += f" {item.server}:{item.server_id}" if item.server_id else ""
            lines.append(f"{line(Field.HOWPUBLISHED)}{self._text(label)},")
        policy = self.options.eprint or self.target.eprint
        if policy == "never" or (policy == "preprint-only" and not is_preprint):
            return
        if item.arxiv:
            server = "arxiv" if self.is_biblatex else "arXiv"
            lines.append(f"{line(Field.EPRINT)}{{{item.arxiv.id}}},")
            lines.append(f"{line(Field.ARCHIVEPREFIX)}{{{server}}},")
            if item.arxiv.class_:
                lines.append(f"{line(Field.PRIMARYCLASS)}{{{item.arxiv.class_}}},")
        elif item.server_id:
            lines.append(f"{line(Field.EPRINT)}{self._text(item.server_id)},")
            lines.append(f"{line(Field.ARCHIVEPREFIX)}{self._text(item.server)},")


def _protect(part: str) -> str:
    """Put a part of a name into braces where BibTeX would split it."""
    return f"{{{part}}}" if " and " in f" {part} " or "," in part else part
