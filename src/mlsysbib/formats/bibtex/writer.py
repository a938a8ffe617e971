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
        for entry in selection.entries():
            writer.write(entry)
    finally:
        if was_enabled:
            gc.enable()
    return "\n".join([*writer.macros.definitions(), *writer.blocks])


class _Shared(msgspec.Struct, frozen=True):
    """The lines that all papers of one edition have in common, each with its line break."""

    # Kept alive: another container could else take its address, and with it its lines.
    container: Container
    entry_type: str
    head: str
    tail: str
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
        self.blocks: list[str] = []
        self.resolver = Resolver(library.venues, options.venue)
        encoding = options.encoding or ("utf8" if self.is_biblatex else "latex")
        self.encode = cache(encode if encoding == "latex" else encode_specials)
        self.author = cache(self._author)
        self.macros = StringMacros(self.encode)
        self.line = cache(self._line)
        self.shared: dict[tuple[int, ItemType, bool, int, int | None], _Shared] = {}

    def write(self, entry: Entry) -> None:
        """Write each item of an entry, and its aliases where they are asked for."""
        for item in self.resolver.resolve(entry, self.options.version):
            key = self.options.keys.get(item.key, item.key)
            self.blocks.append(self._block(item, key))
            if self.options.emit_aliases and not self.is_biblatex and item.key == entry.key:
                self.blocks += (self._block(item, alias) for alias in entry.aliases)

    def _line(self, name: str) -> str:
        """Return the beginning of a field's line, under the name that this dialect has for it."""
        written = BIBLATEX_NAMES.get(name, name) if self.is_biblatex else name
        return f"  {written:<{_WIDTH}} = "

    def _block(self, item: Item, key: str) -> str:
        shared = self._shared(item)
        return (
            f"@{shared.entry_type}{{{key},\n"
            f"{self._authors(item)}{self.line('title')}{{{self._title(item.title)}}},\n"
            f"{shared.head}{self._location(item)}{shared.tail}{self._identifiers(item, shared)}}}\n"
        )

    def _shared(self, item: Item) -> _Shared:
        known = (id(item.container), item.type, bool(item.authors), item.year, item.month)
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
        tail = list(self._date(item))
        has_publisher = type_ not in WITHOUT_PUBLISHER and not is_bare
        if has_publisher:
            places = [(target.publisher_place, container.publisher_place)]
            if type_ is ItemType.PAPER:
                places.append((target.event_place, container.place))
            pairs = [("publisher", container.publisher), *places]
            tail += [(name, self._text(value)) for name, value in pairs if name and value]
        entry_type = ENTRY_TYPES[target.dialect][ItemType.WEB if is_bare else type_]
        if type_ is ItemType.PREPRINT:
            entry_type = target.preprint_type
        elif is_bare:
            entry_type = "misc"
        return _Shared(
            container,
            entry_type,
            "".join(f"{self.line(name)}{value},\n" for name, value in head),
            "".join(f"{self.line(name)}{value},\n" for name, value in tail),
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

    def _authors(self, item: Item) -> str:
        names = item.authors
        if not names:
            return ""
        limit = self.options.author_limit
        is_cut = limit is not None and len(names) > limit.most
        kept = names[: limit.kept] if limit and is_cut else names
        written = self._joined(kept)
        return f"{self.line('author')}{{{written}{' and others' if is_cut else ''}}},\n"

    def _joined(self, names: tuple[StoredName, ...]) -> str:
        try:
            text = " and ".join(names)  # type: ignore[arg-type]  # a name in parts raises
        except TypeError:
            text = ""
        # Looked at together, as most lists are: one by one they take three times the time.
        return text if _is_bibtex(text, len(names)) else " and ".join(map(self.author, names))

    def _author(self, stored: StoredName) -> str:
        if isinstance(stored, str) and _is_bibtex(stored, 1):
            return stored
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

    def _location(self, item: Item) -> str:
        """Return volume, number, article and pages."""
        text, line = "", self.line
        if item.volume and item.type is not ItemType.PREPRINT:
            text = f"{line('volume')}{self._text(item.volume)},\n"
        if item.number and item.type in {ItemType.ARTICLE, ItemType.REPORT}:
            text += f"{line('number')}{self._text(item.number)},\n"
        if item.article:
            return text + self._article(item)
        if item.pages:
            return f"{text}{line('pages')}{{{item.pages.replace('-', '--')}}},\n"
        return text

    def _article(self, item: Item) -> str:
        """Return the number of an article, with the pages that are counted within it."""
        article, pages, line = self._text(item.article), item.pages, self.line
        if self.target.article_pages:
            range_ = article_pages(item)
            if range_:
                return f"{line('pages')}{{{range_}}},\n"
            return f"{line('note')}{{Article {article[1:]},\n"
        text = f"{line('articleno')}{article},\n"
        if self.is_biblatex and pages:
            return f"{text}{line('pages')}{{{pages.replace('-', '--')}}},\n"
        count = count_pages(pages)
        return f"{text}{line('numpages')}{{{count}}},\n" if count else text

    def _date(self, item: Item) -> Iterator[tuple[str, str]]:
        month = item.month
        if not self.is_biblatex:
            yield "year", f"{{{item.year}}}"
            if month:
                yield "month", MONTHS[month]
            return
        yield "date", f"{{{item.year}-{month:02}}}" if month else f"{{{item.year}}}"
        start, end = item.container.start, item.container.end
        if start:
            yield "eventdate", f"{{{start}/{end or start}}}"

    def _identifiers(self, item: Item, shared: _Shared) -> str:
        text, line = "", self.line
        if shared.has_isbn and item.isbn:
            text = f"{line('isbn')}{{{item.isbn}}},\n"
        if item.doi or item.url:
            text += self._links(item.doi, item.url)
        if item.arxiv or item.server_id:
            text += self._eprint(item)
        if self.is_biblatex and item.entry.aliases and item.key == item.entry.key:
            text += f"{line('ids')}{{{', '.join(item.entry.aliases)}}},\n"
        if not item.authors:
            # What a style sorts by, and makes a label of, where there is no author.
            word = item.entry.plain_title.partition(" ")[0]
            text += f"{line('sortkey' if self.is_biblatex else 'key')}{self._text(word)},\n"
        return text

    def _links(self, doi: str, url: str) -> str:
        links = self.options.links
        if links == "none":
            return ""
        if links == "url":
            doi, url = "", url or f"https://doi.org/{doi}"
        elif links == "doi" and doi:
            url = ""
        text = f"{self.line('doi')}{{{doi}}},\n" if doi else ""
        return f"{text}{self.line('url')}{{{url}}},\n" if url else text

    def _eprint(self, item: Item) -> str:
        text, line, is_preprint = "", self.line, item.type is ItemType.PREPRINT
        if is_preprint and self.target.howpublished and item.server_id:
            label = f"{item.server} preprint {item.server}:{item.server_id}"
            text = f"{line('howpublished')}{self._text(label)},\n"
        policy = self.options.eprint or self.target.eprint
        if item.arxiv and (policy == "always" or (policy == "preprint-only" and is_preprint)):
            text += (
                f"{line('eprint')}{{{item.arxiv.id}}},\n"
                f"{line('archiveprefix')}{{{'arxiv' if self.is_biblatex else 'arXiv'}}},\n"
            )
            if item.arxiv.class_:
                text += f"{line('primaryclass')}{{{item.arxiv.class_}}},\n"
        return text


def _is_bibtex(names: str, count: int) -> bool:
    """Say whether names need no change: each is `Family, Given`, in plain ASCII."""
    is_split = names.count(", ") == count == names.count(" and ") + 1
    return is_split and _SAME_IN_LATEX(names) is not None


def _protect(part: str) -> str:
    """Put a part of a name into braces where BibTeX would split it."""
    return f"{{{part}}}" if " and " in f" {part} " or "," in part else part
