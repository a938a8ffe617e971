"""A paper as pages show it: one entry with all that its venue adds, safe and in fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec
from markupsafe import Markup

from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex.writer import entry_writer
from mlsysbib.formats.html.safe_text import title_html
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Item, Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.names import StoredName, display_name, read_name, short_name
from mlsysbib.text.markdown import safe_url
from mlsysbib.text.markup import NO_TITLE
from mlsysbib.text.unseen import harmless
from mlsysbib.text.urls import arxiv_pdf_url, arxiv_url, doi_url


class Author(msgspec.Struct, frozen=True):
    """A name in reading order, and what it is sorted by."""

    name: str
    family: str


class Link(msgspec.Struct, frozen=True):
    """An address that is safe to follow."""

    label: str
    url: str


class Topic(msgspec.Struct, frozen=True):
    """A topic's path in the tree, and its name."""

    path: str
    name: str


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """What a template takes. Texts are plain and to be escaped, save `title`, which is HTML.

    `label` is the venue with the year as lists write it: `OSDI'22`; `acronym` is its first part.
    `bibtex` is what `mlsysbib export KEY` prints, or "" where it was not asked for.
    """

    key: str
    title: Markup
    plain_title: str
    system: str
    authors: tuple[Author, ...]
    authors_cut: bool
    label: str
    acronym: str
    venue: str
    venue_id: str
    year: int
    is_preprint: bool
    links: tuple[Link, ...]
    summary: str
    awards: tuple[str, ...]
    status: str
    topics: tuple[Topic, ...]
    aliases: tuple[str, ...]
    bibtex: str = ""

    @property
    def address(self) -> str:
        """Where the paper itself is found; "" if nowhere."""
        return self.links[0].url if self.links else ""

    @property
    def new_system(self) -> str:
        """The system's name, unless the title begins with it."""
        is_said = self.plain_title.casefold().startswith(self.system.casefold())
        return "" if is_said else self.system

    def system_beside(self, annotation: str) -> str:
        """Return the system's name, unless the title or an annotation says it."""
        is_said = f"({self.system})".casefold() in annotation.casefold()
        return "" if is_said else self.new_system


class Papers:
    """Makes papers of the entries of a library; remembers each name and edition it has read."""

    def __init__(
        self, library: Library, options: Options | None = None, *, with_bibtex: bool = False
    ) -> None:
        self.library = library
        self.options = options or Options(target=TARGETS["page"])
        self.with_bibtex = with_bibtex
        self.resolver = Resolver(library.venues, self.options.venue)
        self.author = cache(_author)
        self.topic = cache(self._topic)
        # As `mlsysbib export KEY` prints it: for its first target, with all authors.
        self.bibtex = entry_writer(
            library,
            msgspec.structs.replace(self.options, target=TARGETS["natbib"], author_limit=None),
        )

    def view(self, entry: Entry) -> Paper:
        """Return an entry as pages show it, in the version that the options ask for."""
        item = self.resolver.resolve(entry, self.options.version)[0]
        published, container = entry.published, item.container
        acronym = harmless(container.acronym or container.title or item.server or "n.p.")
        return Paper(
            key=entry.key,
            title=title_html(item.title or NO_TITLE),
            plain_title=harmless(entry.plain_title or NO_TITLE),
            system=harmless(entry.system),
            authors=tuple(map(self.author, item.authors)),
            authors_cut=item.authors_cut,
            label=f"{acronym}'{item.year % 100:02}" if item.year else acronym,
            acronym=acronym,
            venue=harmless(container.title or item.server),
            venue_id=published.venue if published and not item.server else "",
            year=item.year,
            is_preprint=item.server != "",
            links=tuple(_links(item)),
            summary=harmless(entry.notes.summary),
            awards=tuple(map(harmless, entry.awards)),
            status=entry.status,
            topics=tuple(map(self.topic, entry.topics)),
            aliases=entry.aliases,
            bibtex=self.bibtex(entry) if self.with_bibtex else "",
        )

    def _topic(self, path: str) -> Topic:
        return Topic(path, harmless(self.library.topics.get(path, path)))


def view(
    entry: Entry, library: Library, options: Options | None = None, *, with_bibtex: bool = True
) -> Paper:
    """Return one entry as pages show it; for many of them, keep a `Papers`."""
    return Papers(library, options, with_bibtex=with_bibtex).view(entry)


def _author(stored: StoredName) -> Author:
    name = read_name(stored)
    return Author(harmless(display_name(name)), harmless(short_name(name)))


def _links(item: Item) -> Iterator[Link]:
    """Yield the links of a paper in their order, each address once, and only safe ones."""
    links, seen = item.entry.links, set[str]()
    arxiv = arxiv_url(item.arxiv.id) if item.arxiv else ""
    pairs = (
        ("DOI", doi_url(item.doi)),
        ("Paper", item.url if item.url != links.pdf and not item.doi else ""),
        ("PDF", links.pdf),
        ("arXiv", arxiv),
        # Behind the page that tells what it is, to which the title leads.
        ("PDF", arxiv_pdf_url(item.arxiv.id) if item.arxiv and not links.pdf else ""),
        ("Code", links.code),
        ("Project", links.project),
        ("Slides", links.slides),
        ("Video", links.video),
        ("Artifact", links.artifact),
        ("Data", links.data),
        ("Poster", links.poster),
    )
    for label, url in pairs:
        address = safe_url(url)
        if address and address not in seen:
            seen.add(address)
            yield Link(label, address)
