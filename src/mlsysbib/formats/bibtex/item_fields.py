"""The fields of an item as (name, value), under BibTeX's names and in the order they are written.

A value has its delimiters and is LaTeX, or Unicode with LaTeX's own characters escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex import zotero
from mlsysbib.formats.bibtex.entry_types import GENRES, entry_type
from mlsysbib.formats.bibtex.eprints import place
from mlsysbib.formats.bibtex.fields import (
    BIBLATEX_CONTAINERS,
    BIBLATEX_TYPES,
    CONTAINER_FIELDS,
    OWN_PUBLISHERS,
    WITHOUT_PUBLISHER,
    Field,
    article_pages,
    count_pages,
)
from mlsysbib.formats.bibtex.more_fields import (
    MoreFields,
    kept_fields,
    kept_type,
)
from mlsysbib.formats.bibtex.name_writing import are_bibtex, write_name
from mlsysbib.formats.bibtex.strings import StringMacros
from mlsysbib.formats.bibtex.title_writing import write_title
from mlsysbib.formats.links import links_of, verbatim_value
from mlsysbib.formats.more import has_more
from mlsysbib.model.item import Container, Item
from mlsysbib.model.item_types import IN_SERIES, ISSUED_BY_BODY, NUMBERED, ItemType
from mlsysbib.model.names import StoredName
from mlsysbib.text.dates import MONTHS
from mlsysbib.text.latex import encode, encode_commands, encode_specials
from mlsysbib.text.pages import INNER_HYPHEN
from mlsysbib.text.urls import doi_url

Pairs = list[tuple[str, str]]


class _Shared(msgspec.Struct, frozen=True):
    """The fields that all papers of one edition and date have in common.

    It keeps its container alive, so that no other one can come to stand at the same address.
    """

    container: Container
    entry_type: str
    head: Pairs
    tail: Pairs
    has_isbn: bool
    has_pages: bool


class ItemFields:
    """Makes the fields of items; remembers what editions and names have in common."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.target = options.target
        self.is_biblatex = self.target.dialect == "biblatex"
        self.eprint_policy = options.eprint or self.target.eprint
        reads_all = self.target.is_zotero or not self.target.tex_math
        unicode = encode_commands if reads_all else encode_specials
        encoding = options.encoding or self.target.encoding
        self.encode = cache(encode if encoding == "latex" else unicode)
        self.author = cache(lambda stored: write_name(stored, self.encode))
        self.macros = StringMacros(self.encode)
        self.more = MoreFields(self.encode, self.author, is_biblatex=self.is_biblatex)
        self.shared: dict[tuple[int, ItemType, bool, int, int | None], _Shared] = {}

    def of(self, item: Item) -> tuple[str, Pairs]:
        """Return the entry type of an item and its fields."""
        shared = self._shared(item)
        pairs: Pairs = []
        if item.authors:
            pairs.append((Field.AUTHOR, self._authors(item.authors, is_cut=item.authors_cut)))
        if item.title:
            pairs.append((Field.TITLE, f"{{{write_title(item.title, self.encode, self.target)}}}"))
        pairs += shared.head
        self._add_location(pairs, item, has_pages=shared.has_pages)
        pairs += shared.tail
        self._add_identifiers(pairs, item, shared)
        if has_more(item.entry) or item.form is not item.type:
            return self._with_more(item, shared.entry_type, pairs), pairs
        return shared.entry_type, pairs

    def _with_more(self, item: Item, written_as: str, pairs: Pairs) -> str:
        """Add what most papers do without; return the entry type."""
        entry, names = item.entry, [name for name, _ in pairs]
        people = list(self.more.people(item))
        if people:
            pairs[bool(item.authors) : bool(item.authors)] = people
            if entry.people.get("editor") and not item.authors:
                # Styles sort by the editor then.
                pairs[:] = [pair for pair in pairs if pair[0] not in {Field.KEY, Field.SORTKEY}]
        publication = item.publication
        if publication is not None and publication.date and Field.DATE in names:
            pairs[names.index(Field.DATE) + len(people)] = (Field.DATE, f"{{{publication.date}}}")
        self.more.add(pairs, item)
        is_exact = item.form is not item.type
        if is_exact and written_as == entry_type(item.type, self.target):
            written_as = entry_type(item.type, self.target, item.form)
            if written_as == "misc" and not self.target.misc_pages:
                pairs[:] = [pair for pair in pairs if pair[0] != Field.PAGES]
        if not self.is_biblatex and written_as == "phdthesis" and entry.genre in GENRES:
            written_as = "mastersthesis"
        pairs += kept_fields(entry, pairs)
        kept = kept_type(entry, written_as, is_biblatex=self.is_biblatex)
        if not entry.genre and (is_exact or kept != written_as):
            # It is no technical report then.
            pairs[:] = [pair for pair in pairs if pair[0] != Field.TYPE]
        self.more.add_form(pairs, item, kept)
        names_of_type = OWN_PUBLISHERS.get(kept, {})
        pairs[:] = [(names_of_type.get(name, name), value) for name, value in pairs]
        return kept

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
        if has_publisher or type_ in ISSUED_BY_BODY:
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
            head,
            tail,
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
        return f"{{{text}{others}}}"

    def _add_location(self, pairs: Pairs, item: Item, *, has_pages: bool) -> None:
        """Add volume, number, article and pages."""
        if item.volume and item.type is not ItemType.PREPRINT:
            pairs.append((Field.VOLUME, self._text(item.volume)))
        if item.number and item.type in NUMBERED:
            pairs.append((Field.NUMBER, self._text(item.number)))
        if not has_pages:
            return
        if item.article:
            self._add_article(pairs, item)
        elif item.pages:
            pairs.append((Field.PAGES, self._pages(item.pages)))

    def _pages(self, pages: str) -> str:
        """Return pages with the dash of a range; braces keep another hyphen from becoming one."""
        if pages.isdecimal():
            return f"{{{pages}}}"
        dash, hyphen = ("--", "-") if "-" in pages else ("-", "{-}")
        parts = [
            hyphen.join(map(self.encode, part.split(INNER_HYPHEN))) for part in pages.split("-")
        ]
        return f"{{{dash.join(parts)}}}"

    def _add_article(self, pairs: Pairs, item: Item) -> None:
        if self.target.article_pages:
            if item.pages:
                pairs.append((Field.PAGES, f"{{{article_pages(item)}}}"))
            else:
                pairs.append((Field.NOTE, self._text(f"Article {item.article}")))
            return
        pairs.append((Field.ARTICLENO, self._text(item.article)))
        if self.is_biblatex and item.pages:
            pairs.append((Field.PAGES, self._pages(item.pages)))
        elif not self.is_biblatex and (count := count_pages(item.pages)):
            pairs.append((Field.NUMPAGES, f"{{{count}}}"))

    def _date(self, item: Item) -> Iterator[tuple[str, str]]:
        month = item.month
        if not (self.is_biblatex and item.year):
            if item.year:
                yield Field.YEAR, f"{{{item.year}}}"
            if month:
                yield Field.MONTH, MONTHS[month]
            return
        yield Field.DATE, f"{{{item.year}-{month:02}}}" if month else f"{{{item.year}}}"
        if start := item.container.start:
            yield Field.EVENTDATE, f"{{{start}/{item.container.end or start}}}"

    def _add_identifiers(self, pairs: Pairs, item: Item, shared: _Shared) -> None:
        # Beside a DOI the proceedings' number says nothing; biber does not know the newest ones.
        if shared.has_isbn and item.isbn and not (self.is_biblatex and item.doi):
            pairs.append((Field.ISBN, f"{{{item.isbn}}}"))
        # Styles print the identifier of a preprint, and would print its DOI beside it.
        doi, url = links_of(item) if self.target.is_zotero else (item.doi, self._url(item))
        if doi or url:
            self._add_links(pairs, doi, url)
        if item.server or item.arxiv:
            self._add_eprint(pairs, item, shared.entry_type)
        if self.target.is_zotero:
            pairs += ((name, self._text(value)) for name, value in zotero.more_fields(item))
        if self.is_biblatex and item.entry.aliases and item.key == item.entry.key:
            pairs.append((Field.IDS, f"{{{', '.join(item.entry.aliases)}}}"))
        if not item.authors:
            # What a style sorts by, and makes a label of, where there is no author.
            word = item.entry.plain_title.partition(" ")[0] or item.entry.key
            pairs.append((Field.SORTKEY if self.is_biblatex else Field.KEY, self._text(word)))

    def _url(self, item: Item) -> str:
        """Return the address, unless it is that of the eprint which is written beside it."""
        url = item.url if item.server else links_of(item)[1]
        is_eprint = self.eprint_policy == "always" and item.arxiv and item.arxiv.id in url
        return "" if is_eprint and not item.server else url

    def _add_links(self, pairs: Pairs, doi: str, url: str) -> None:
        links = self.options.links
        if links == "none":
            return
        if links == "url":
            doi, url = "", url or doi_url(doi)
        elif links == "doi" and doi:
            url = ""
        if doi:
            pairs.append((Field.DOI, f"{{{verbatim_value(doi)}}}"))
        if url:
            pairs.append((Field.URL, f"{{{verbatim_value(url)}}}"))

    def _add_eprint(self, pairs: Pairs, item: Item, entry_type: str) -> None:
        arxiv, policy = item.arxiv, self.eprint_policy
        if item.server:
            placing = place(item, entry_type, self.target, policy, self.options.links)
            if placing.label:
                pairs.append((placing.field, self._text(placing.label)))
            if not placing.has_eprint:
                return
        elif policy != "always":
            return
        if arxiv is None:
            pairs.append((Field.EPRINT, self._text(item.server_id)))
            pairs.append((Field.ARCHIVEPREFIX, self._text(item.server)))
            return
        server = "arxiv" if self.is_biblatex else "arXiv"
        pairs.append((Field.EPRINT, f"{{{arxiv.id}}}"))
        pairs.append((Field.ARCHIVEPREFIX, f"{{{server}}}"))
        if arxiv.class_:
            pairs.append((Field.PRIMARYCLASS, f"{{{arxiv.class_}}}"))
