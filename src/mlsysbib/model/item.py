"""An item: one version of an entry, with all that its venue adds, ready for any format."""

from datetime import date
from typing import Literal

import msgspec

from mlsysbib.model.entry import Arxiv, Entry, Published
from mlsysbib.model.item_types import FAMILIES, TYPES_STORED, ItemType
from mlsysbib.model.names import StoredName
from mlsysbib.model.venues import Edition, NameLength, Venue, VenueTable

VersionChoice = Literal["published", "preprint", "both"]


# That a paper is an article, of whatever kind, is said of its publication.
_PREPRINT_TYPES = {
    name: type_.family
    for name, type_ in TYPES_STORED.items()
    if type_.family is not ItemType.ARTICLE
}
_FORMS = {name: type_ for name, type_ in TYPES_STORED.items() if type_ not in FAMILIES}


class Container(msgspec.Struct, frozen=True):
    """What a venue adds to each paper of one of its editions."""

    title: str = ""
    acronym: str = ""
    event: str = ""
    place: str = ""
    series: str = ""
    publisher: str = ""
    publisher_place: str = ""
    volume: str = ""
    isbn: str = ""
    issn: str = ""
    month: int | None = None
    start: date | None = None
    end: date | None = None


class Item(msgspec.Struct, frozen=True, gc=False):
    """A bibliographic item. Texts are Unicode, the title with its marks; "" means unknown.

    `type` is one of the families of types.
    """

    entry: Entry
    key: str
    type: ItemType
    title: str
    authors: tuple[StoredName, ...]
    year: int
    month: int | None
    container: Container
    pages: str = ""
    article: str = ""
    volume: str = ""
    number: str = ""
    doi: str = ""
    url: str = ""
    isbn: str = ""
    arxiv: Arxiv | None = None
    server: str = ""
    server_id: str = ""
    authors_cut: bool = False

    @property
    def form(self) -> ItemType:
        """The exact type: a patent, whose family is that of reports."""
        return _FORMS.get(self.entry.type, self.type)

    @property
    def publication(self) -> Published | None:
        """What the entry says of its publication, unless this is the preprint."""
        return None if self.server else self.entry.published


class Resolver:
    """Makes items of entries; remembers each edition it has worked out."""

    def __init__(self, venues: VenueTable, length: NameLength = "full") -> None:
        self._venues = venues
        self._length = length
        self._known: dict[tuple[str, int, str, str], tuple[Container, ItemType]] = {}
        self._by_title: dict[str, Container] = {}
        self._own: dict[tuple[int, str, str, str, str], Container] = {}

    def resolve(self, entry: Entry, choice: VersionChoice = "published") -> tuple[Item, ...]:
        """Return the item of the chosen version, or of the one there is.

        `both` gives the published item and, where there is one, the preprint under `key-arxiv`.
        """
        published = entry.published
        if published is None:
            return (self._preprint(entry, entry.key),)
        if choice == "published" or not (entry.arxiv or entry.preprint):
            return (self._published(entry, published),)
        if choice == "preprint":
            return (self._preprint(entry, entry.key),)
        suffix = "arxiv" if entry.arxiv else "preprint"
        preprint = self._preprint(entry, f"{entry.key}-{suffix}")
        return (self._published(entry, published), preprint)

    def _published(self, entry: Entry, published: Published) -> Item:
        year = published.year
        if published.container_title:
            container, type_ = self._titled(published.container_title), ItemType.PAPER
        else:
            known = (published.venue, year, published.volume, published.track)
            found = self._known.get(known)
            if found is None:
                found = self._known[known] = self._container(*known)
            container, type_ = found
        if published.publisher or published.series or published.place or published.publisher_place:
            container = self._with_own(container, published)
        if entry.type:
            type_ = TYPES_STORED[entry.type].family
        if not container.title and entry.lacks_venue:
            type_ = ItemType.DOCUMENT
        # Some by position: of more than fifteen names in a call Python makes a dictionary, which
        # takes four times as long.
        return Item(
            entry,
            entry.key,
            type_,
            title=entry.title,
            authors=entry.authors,
            year=year,
            month=published.month or container.month,
            container=container,
            pages=published.pages,
            article=published.article,
            volume=published.volume or container.volume,
            number=published.number,
            doi=published.doi,
            url=published.url or entry.links.pdf,
            isbn=published.isbn or container.isbn,
            arxiv=entry.arxiv,
            authors_cut=entry.authors_cut,
        )

    def _titled(self, title: str) -> Container:
        """Return the container of a title outside the table; one for each title, and kept."""
        found = self._by_title.get(title)
        if found is None:
            found = self._by_title[title] = Container(title=title)
        return found

    def _with_own(self, container: Container, published: Published) -> Container:
        """Return a container with what a paper says of it itself; one for each such saying."""
        own = (published.series, published.publisher, published.publisher_place, published.place)
        found = self._own.get((id(container), *own))
        if found is None:
            series, publisher, publisher_place, place = own
            found = self._own[id(container), *own] = msgspec.structs.replace(
                container,
                series=series or container.series,
                publisher=publisher or container.publisher,
                publisher_place=publisher_place or container.publisher_place,
                place=place or container.place,
            )
        return found

    def _preprint(self, entry: Entry, key: str) -> Item:
        arxiv, other = entry.arxiv, entry.preprint
        if arxiv is None and other is not None:
            return Item(
                entry,
                key,
                _PREPRINT_TYPES.get(entry.type, ItemType.PREPRINT),
                title=entry.title,
                authors=entry.authors,
                year=other.year,
                month=other.month,
                container=Container(publisher=other.server),
                doi=other.doi,
                url=other.url or entry.links.pdf,
                server=other.server,
                server_id=other.id,
                authors_cut=entry.authors_cut,
            )
        if arxiv is None:
            # A draft, of which only the title is known.
            return Item(
                entry,
                key,
                _PREPRINT_TYPES.get(entry.type, ItemType.DOCUMENT),
                title=entry.title,
                authors=entry.authors,
                year=0,
                month=None,
                container=Container(),
                url=entry.links.pdf or entry.links.project,
                authors_cut=entry.authors_cut,
            )
        return Item(
            entry,
            key,
            _PREPRINT_TYPES.get(entry.type, ItemType.PREPRINT),
            title=arxiv.title or entry.title,
            authors=arxiv.authors or entry.authors,
            year=arxiv.year,
            month=arxiv.month,
            container=_ARXIV,
            arxiv=arxiv,
            server="arXiv",
            server_id=arxiv.id,
            authors_cut=entry.authors_cut and not arxiv.authors,
        )

    def _container(
        self, venue_id: str, year: int, volume: str, track: str
    ) -> tuple[Container, ItemType]:
        venue = self._venues.get(venue_id)
        if venue is None:
            return Container(), ItemType.PAPER
        edition = venue.edition(year)
        is_journal = venue.kind == "journal"
        container = Container(
            title=venue.title(year, self._length, volume=volume, track=track),
            acronym=venue.acronym_in(year),
            event="" if is_journal else f"{venue.acronym_in(year)} {year or ''}".strip(),
            place=edition.place,
            series=venue.series_in(year, volume),
            publisher=edition.publisher or venue.publisher,
            publisher_place=edition.publisher_place or venue.publisher_place,
            volume=edition.volume,
            isbn=_isbn(edition, volume),
            issn=venue.issn[0] if venue.issn else "",
            month=edition.start.month if edition.start else edition.month,
            start=edition.start,
            end=edition.end,
        )
        return container, _type_in(venue)


_ARXIV = Container(publisher="arXiv")


def _isbn(edition: Edition, volume: str) -> str:
    return edition.volumes[volume].isbn if volume in edition.volumes else edition.isbn


def _type_in(venue: Venue) -> ItemType:
    match venue.kind:
        case "journal":
            return ItemType.ARTICLE
        case "preprint-server":
            return ItemType.PREPRINT
        case "conference" | "workshop":
            return ItemType.PAPER
