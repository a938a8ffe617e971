"""Write BibTeX and BibLaTeX: fixed field order, fixed padding, nothing that varies by run."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex import zotero
from mlsysbib.formats.bibtex.eprints import place
from mlsysbib.formats.bibtex.fields import (
    BIBLATEX_CONTAINERS,
    BIBLATEX_NAMES,
    BIBLATEX_TYPES,
    CONTAINER_FIELDS,
    FIELDS,
    IN_SERIES,
    MONTHS,
    NUMBERED,
    PLACED,
    WITHOUT_PUBLISHER,
    Field,
    article_pages,
    count_pages,
    entry_type,
)
from mlsysbib.formats.bibtex.name_writing import are_bibtex, write_name
from mlsysbib.formats.bibtex.strings import StringMacros
from mlsysbib.formats.bibtex.title_writing import write_title
from mlsysbib.formats.links import links_of
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Container, Item, ItemType, Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.names import StoredName
from mlsysbib.model.selection import Selection
from mlsysbib.text.addresses import doi_address
from mlsysbib.text.latex import encode, encode_commands, encode_specials

_WIDTH = len(Field.ARCHIVEPREFIX)


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
    groups = zotero.groups(selection, writer.resolver, options) if options.target.is_zotero else ""
    return "\n".join([*writer.macros.definitions(), *writer.blocks, *filter(None, [groups])])


def entry_writer(library: Library, options: Options) -> Callable[[Entry], str]:
    """Return a function that writes one entry as `dump` does; for many of them it is made once."""
    writer = _Writer(library, msgspec.structs.replace(options, strings="inline"))

    def written(entry: Entry) -> str:
        writer.blocks.clear()
        writer.write(entry)
        return "\n".join(writer.blocks)

    return written


class _Shared(msgspec.Struct, frozen=True):
    """The lines that all papers of one edition and date have in common, with their line breaks.

    It keeps its container alive, so that no other one can come to stand at the same address.
    """

    container: Container
    entry_type: str
    head: str
    tail: str
    has_isbn: bool
    has_pages: bool


class _Writer:
    """Turns entries into BibTeX; remembers what editions and names have in common."""

    def __init__(self, library: Library, options: Options) -> None:
        self.options = options
        self.target = options.target
        self.is_biblatex = self.target.dialect == "biblatex"
        self.eprint_policy = options.eprint or self.target.eprint
        self.blocks: list[str] = []
        self.resolver = Resolver(library.venues, options.venue)
        unicode = encode_commands if self.target.is_zotero else encode_specials
        encoding = options.encoding or self.target.encoding
        self.encode = cache(encode if encoding == "latex" else unicode)
        self.author = cache(lambda stored: write_name(stored, self.encode))
        self.macros = StringMacros(self.encode)
        # The quickest lookup there is: one is made for each line that is written.
        names = (*FIELDS, *zotero.FIELDS)
        self.line = {name: self._line(name) for name in names}.__getitem__
        self.shared: dict[tuple[int, ItemType, bool, int, int | None], _Shared] = {}

    def write(self, entry: Entry) -> None:
        """Write each item of an entry, and again under its aliases where they are asked for."""
        options = self.options
        for item in self.resolver.resolve(entry, options.version):
            self.blocks.append(self._block(item, options.keys.get(item.key, item.key)))
            if options.emit_aliases and not self.is_biblatex and item.key == entry.key:
                self.blocks += (self._block(item, alias) for alias in entry.aliases)

    def _line(self, name: str) -> str:
        """Return the beginning of a field's line, under the name that this dialect has for it."""
        written = BIBLATEX_NAMES.get(name, name) if self.is_biblatex else name
        return f"  {written:<{_WIDTH}} = "

    def _block(self, item: Item, key: str) -> str:
        # Every part is "" or ends its lines: put together at once, they are copied but once.
        shared = self._shared(item)
        return (
            f"@{shared.entry_type}{{{key},\n"
            f"{self._authors(item.authors, is_cut=item.authors_cut)}"
            f"{self.line(Field.TITLE)}{{{write_title(item.title, self.encode)}}},\n"
            f"{shared.head}{self._location(item, has_pages=shared.has_pages)}{shared.tail}"
            f"{self._identifiers(item, shared)}}}\n"
        )

    def _shared(self, item: Item) -> _Shared:
        known = (id(item.container), item.type, not item.authors, item.year, item.month)
        found = self.shared.get(known)
        if found is None:
            found = self.shared[known] = self._make_shared(item)
        return found

    def _make_shared(self, item: Item) -> _Shared:
        container, target, type_ = item.container, self.target, item.type
        # Styles refuse a paper of proceedings without author; @misc takes what there is.
        is_bare = type_ is ItemType.PAPER and not item.authors
        head = [] if type_ is ItemType.PREPRINT else self._container(item, is_bare=is_bare)
        if container.series and type_ in IN_SERIES and not is_bare:
            head.append((Field.SERIES, self._text(container.series)))
        if target.is_zotero and container.event and type_ is ItemType.PAPER:
            head.append((zotero.EVENT_TITLE, self._text(container.event)))
        if self.is_biblatex and type_ in BIBLATEX_TYPES:
            head.append((Field.TYPE, f"{{{BIBLATEX_TYPES[type_]}}}"))
        tail = list(self._date(item))
        written_as = "misc" if is_bare else entry_type(type_, target)
        has_publisher = type_ not in WITHOUT_PUBLISHER and not is_bare
        if has_publisher or type_ in PLACED:
            # A book has one place: where that of a conference goes in papers, styles expect it.
            field = target.publisher_place or (
                "" if type_ is ItemType.PAPER else target.event_place
            )
            places = [(field, container.publisher_place)]
            if type_ is ItemType.PAPER:
                places.append((target.event_place, container.place))
            publisher = container.publisher if has_publisher else ""
            pairs = [(Field.PUBLISHER, publisher), *places]
            tail += [(name, self._text(value)) for name, value in pairs if name and value]
        return _Shared(
            container,
            written_as,
            "".join(f"{self.line(name)}{value},\n" for name, value in head),
            "".join(f"{self.line(name)}{value},\n" for name, value in tail),
            # That of a book is its own, that of proceedings says nothing of a paper.
            has_isbn=has_publisher and (target.isbn or type_ is ItemType.BOOK),
            has_pages=target.misc_pages or written_as != "misc",
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
        # A macro can make Zotero refuse the whole file.
        if self.options.strings == "macros" and not self.target.is_zotero:
            return [(name, self.macros.use(item.container.acronym, item.year, title))]
        return [(name, self._text(title))]

    def _authors(self, names: tuple[StoredName, ...], *, is_cut: bool) -> str:
        if not names:
            return ""
        limit, others = self.options.author_limit, " and others" if is_cut else ""
        if limit and len(names) > limit.most:
            names, others = names[: limit.kept], " and others"
        try:
            text = " and ".join(names)  # type: ignore[arg-type]  # a name in parts raises
        except TypeError:
            text = ""
        # Looked at together, as most need no change: one by one they take three times as long.
        if not are_bibtex(text, len(names)):
            text = " and ".join(map(self.author, names))
        return f"{self.line(Field.AUTHOR)}{{{text}{others}}},\n"

    def _location(self, item: Item, *, has_pages: bool) -> str:
        """Return volume, number, article and pages."""
        text, line = "", self.line
        if item.volume and item.type is not ItemType.PREPRINT:
            text = f"{line(Field.VOLUME)}{self._text(item.volume)},\n"
        if item.number and item.type in NUMBERED:
            text += f"{line(Field.NUMBER)}{self._text(item.number)},\n"
        if not has_pages:
            return text
        if item.article:
            return text + self._article(item)
        if item.pages:
            return f"{text}{line(Field.PAGES)}{{{item.pages.replace('-', '--')}}},\n"
        return text

    def _article(self, item: Item) -> str:
        line, pages = self.line, item.pages
        if self.target.article_pages:
            text = f"{{{article_pages(item)}}}" if pages else self._text(f"Article {item.article}")
            return f"{line(Field.PAGES if pages else Field.NOTE)}{text},\n"
        text = f"{line(Field.ARTICLENO)}{self._text(item.article)},\n"
        if self.is_biblatex:
            dashed = pages.replace("-", "--")
            return f"{text}{line(Field.PAGES)}{{{dashed}}},\n" if pages else text
        count = count_pages(pages)
        return f"{text}{line(Field.NUMPAGES)}{{{count}}},\n" if count else text

    def _date(self, item: Item) -> Iterator[tuple[str, str]]:
        month = item.month
        if not self.is_biblatex:
            yield Field.YEAR, f"{{{item.year}}}"
            if month:
                yield Field.MONTH, MONTHS[month]
            return
        yield Field.DATE, f"{{{item.year}-{month:02}}}" if month else f"{{{item.year}}}"
        start, end = item.container.start, item.container.end
        if start:
            yield Field.EVENTDATE, f"{{{start}/{end or start}}}"

    def _identifiers(self, item: Item, shared: _Shared) -> str:
        text, line = "", self.line
        # Beside a DOI the proceedings' number says nothing; biber does not know the newest ones.
        if shared.has_isbn and item.isbn and not (self.is_biblatex and item.doi):
            text = f"{line(Field.ISBN)}{{{item.isbn}}},\n"
        # Styles print the identifier of a preprint, and would print its DOI beside it.
        doi, url = links_of(item) if self.target.is_zotero else (item.doi, self._url(item))
        if doi or url:
            text += self._links(doi, url)
        if item.server or item.arxiv:
            text += self._eprint(item, shared.entry_type)
        if self.target.is_zotero:
            more = zotero.more_fields(item)
            text += "".join(f"{line(name)}{self._text(value)},\n" for name, value in more)
        if self.is_biblatex and item.entry.aliases and item.key == item.entry.key:
            text += f"{line(Field.IDS)}{{{', '.join(item.entry.aliases)}}},\n"
        if not item.authors:
            # What a style sorts by, and makes a label of, where there is no author.
            word = item.entry.plain_title.partition(" ")[0]
            name = Field.SORTKEY if self.is_biblatex else Field.KEY
            text += f"{line(name)}{self._text(word)},\n"
        return text

    def _url(self, item: Item) -> str:
        """Return the address, unless it is that of the eprint which is written beside it."""
        url = item.url if item.server else links_of(item)[1]
        is_eprint = self.eprint_policy == "always" and item.arxiv and item.arxiv.id in url
        return "" if is_eprint and not item.server else url

    def _links(self, doi: str, url: str) -> str:
        links = self.options.links
        if links == "none":
            return ""
        if links == "url":
            doi, url = "", url or doi_address(doi)
        elif links == "doi" and doi:
            url = ""
        text = f"{self.line(Field.DOI)}{{{doi}}},\n" if doi else ""
        return f"{text}{self.line(Field.URL)}{{{url}}},\n" if url else text

    def _eprint(self, item: Item, entry_type: str) -> str:
        text, line, arxiv, policy = "", self.line, item.arxiv, self.eprint_policy
        if item.server:
            placing = place(item, entry_type, self.target, policy, self.options.links)
            if placing.label:
                text = f"{line(placing.field)}{self._text(placing.label)},\n"
            if not placing.has_eprint:
                return text
        elif policy != "always":
            return ""
        if arxiv is None:
            text += f"{line(Field.EPRINT)}{self._text(item.server_id)},\n"
            return f"{text}{line(Field.ARCHIVEPREFIX)}{self._text(item.server)},\n"
        server = "arxiv" if self.is_biblatex else "arXiv"
        text += f"{line(Field.EPRINT)}{{{arxiv.id}}},\n{line(Field.ARCHIVEPREFIX)}{{{server}}},\n"
        return f"{text}{line(Field.PRIMARYCLASS)}{{{arxiv.class_}}},\n" if arxiv.class_ else text
