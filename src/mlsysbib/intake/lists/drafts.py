"""An item that the library lacks -> a draft of its entry: what the list says, and no more."""

from __future__ import annotations

import re
from urllib.parse import unquote

import msgspec

from mlsysbib.formats.identifiers import find_arxiv
from mlsysbib.intake.lists.authors import names_of
from mlsysbib.intake.lists.casing import mark_case
from mlsysbib.intake.lists.evidence import is_cut
from mlsysbib.intake.lists.foreign import Item, Link
from mlsysbib.intake.lists.titles import title_key
from mlsysbib.model.entry import Arxiv, Entry, Links, Preprint, Provenance, Published
from mlsysbib.model.venues import VenueTable
from mlsysbib.problems import Level, Problem, RuleId, near_matches
from mlsysbib.text.identifiers import clean_doi, doi_in_url, is_derived_url
from mlsysbib.text.urls import is_arxiv_doi

SOURCE = "list"
_ACM_PAGE = re.compile(r"https?://dl\.acm\.org/doi/", re.IGNORECASE)
_PDF = re.compile(r"\.pdf(?:$|[?#])", re.IGNORECASE)
_CODE_HOST = re.compile(r"https?://(?:www\.)?(?:github|gitlab|bitbucket)\.\w+/", re.IGNORECASE)
_LINK_FIELDS = ("pdf", "code", "project", "slides", "video", "poster", "artifact", "data")
_HOST = re.compile(r"\s*@\s*.*|(?i:\bworkshops?\b)")
# An unknown venue this near to a known one is worth a hint.
_MOST_HINTS = 3


class Draft(msgspec.Struct, frozen=True):
    """The entry of an item, its key still "", if there is enough to make one; what is in doubt."""

    entry: Entry | None
    problems: tuple[Problem, ...]


def draft_entry(item: Item, venues: VenueTable, path: str = "") -> Draft:
    """Return what can be said of a paper from its line in a list, and nothing that is not there."""
    return _Drafter(item, venues, path).draft()


class _Drafter:
    def __init__(self, item: Item, venues: VenueTable, path: str) -> None:
        self.item, self.venues, self.path = item, venues, path
        self.problems: list[Problem] = []
        self.web = [link for link in item.links if link.url.startswith(("http://", "https://"))]
        venue = venues.get(item.venue)
        self.is_preprint = venue is not None and venue.kind == "preprint-server"

    def draft(self) -> Draft:
        item = self.item
        if not title_key(item.title) and not item.title.strip():
            self.say("title-missing", "no word stands in the title")
            return Draft(None, tuple(self.problems))
        arxiv = find_arxiv([*(link.url for link in self.web), item.tag])
        published, preprint = self.published(has_other=arxiv is not None), None
        if self.is_preprint and arxiv is None and item.year:
            preprint = Preprint(server="arXiv", year=item.year, url=self.page())
            self.say("arxiv-missing", "the list gives no arXiv identifier")
        if published is None and arxiv is None and preprint is None and not self.problems:
            self.say("version-missing", "the list says neither venue nor year nor identifier")
        entry = Entry(
            key="",
            title=mark_case(item.title),
            system=item.nickname,
            authors=names_of(item.authors),
            authors_cut=bool(item.authors) and is_cut(item.authors),
            status="draft",
            published=published,
            arxiv=Arxiv(id=arxiv.id) if arxiv else None,
            preprint=preprint,
            links=self.links(has_page=published is not None or preprint is not None),
            provenance=Provenance(sources=(SOURCE,)),
        )
        return Draft(entry, tuple(self.problems))

    def published(self, *, has_other: bool) -> Published | None:
        """Return the version that the tag speaks of, if it names a venue and a year."""
        item = self.item
        if self.is_preprint:
            return None
        if not item.year:
            if item.container:
                self.say("year-missing", f"no year stands with {item.tag!r}")
            return None
        doi = next(filter(None, map(_doi, self.web)), "")
        if not (item.venue or item.container):
            if has_other:
                return None
            self.say("venue-missing", f"no venue stands with {item.year}")
            return Published(year=item.year, doi=doi, url=self.page())
        if item.venue:
            return Published(
                venue=item.venue, year=item.year, track=self.track(), doi=doi, url=self.page()
            )
        self.report_venue()
        return Published(container_title=item.container, year=item.year, doi=doi, url=self.page())

    def report_venue(self) -> None:
        names = {venue.acronym: id_ for id_, venue in self.venues.items()}
        near = near_matches(self.item.container, names, _MOST_HINTS)
        hint = f"did you mean {' or '.join(names[name] for name in near)}?" if near else ""
        text = f"unknown venue {self.item.container!r}; kept as container-title"
        self.say("venue-unknown", text, hint, "warning")

    def track(self) -> str:
        """Return the name of the workshop, or the kind of paper that is none of the main ones."""
        item = self.item
        if item.track != "workshop":
            return item.track if item.track in {"", "wip"} else item.track.capitalize()
        if self.venues[item.venue].acronym.casefold() in item.container.casefold():
            return ""
        names = [self.venues[item.venue].acronym.split()[0], *self.host_names()]
        words = _HOST.sub(" ", item.container).split()
        return " ".join(word for word in words if word.casefold() not in names)

    def host_names(self) -> list[str]:
        """Return the names of the conference whose workshops a venue stands for."""
        host = (
            self.venues[item_host]
            if (item_host := self.item.venue.partition("-")[0]) in (self.venues)
            else None
        )
        if host is None:
            return []
        acronyms = [edition.acronym for edition in host.editions.values()]
        return [name.casefold() for name in (host.id, host.acronym, *acronyms) if name]

    def page(self) -> str:
        """Return the address of the paper's page, unless it only repeats an identifier."""
        link = self.item.title_link
        url = link.url if link in self.web and link else ""
        is_stored = is_derived_url(url) or _ACM_PAGE.match(url) or _PDF.search(url)
        return "" if is_stored or _CODE_HOST.match(url) else url

    def links(self, *, has_page: bool) -> Links:
        """Return the links that have a place of their own in an entry."""
        found: dict[str, str] = {}
        for link in self.web:
            name = _link_field(link)
            if name and not is_derived_url(link.url) and not _ACM_PAGE.match(link.url):
                found.setdefault(name, link.url)
        if not has_page and (page := self.page()):
            found.setdefault("project", page)
        return Links(**found)

    def say(self, rule: RuleId, text: str, hint: str = "", level: Level = "warning") -> None:
        title = self.item.title
        shown = f"{text}: {title!r}"
        self.problems.append(Problem(self.path, self.item.lines[0], rule, shown, hint, level))


def _doi(link: Link) -> str:
    """Return the DOI that an address holds, other than arXiv's own."""
    url = link.url.partition("?")[0].partition("#")[0]
    doi = doi_in_url(url) or (clean_doi(url) if _ACM_PAGE.match(url) else "")
    return "" if is_arxiv_doi(doi) else doi


def _link_field(link: Link) -> str:
    if _CODE_HOST.match(link.url):
        return "code"
    word = link.text.casefold().strip(" []()")
    if word in _LINK_FIELDS:
        return word
    return "pdf" if _PDF.search(link.url) else ""


def merge_drafts(first: Entry, second: Entry) -> Entry:
    """Return the first of two drafts of one paper, with what only the second says."""
    links = {
        name: getattr(first.links, name) or getattr(second.links, name) for name in _LINK_FIELDS
    }
    published = first.published or second.published
    arxiv = first.arxiv or second.arxiv
    return msgspec.structs.replace(
        first,
        system=first.system or second.system,
        published=published,
        arxiv=arxiv,
        # A preprint without identifier is the one whose identifier is known now.
        preprint=None if arxiv else first.preprint or second.preprint,
        links=Links(**links),
    )


def is_shown(url: str, entry: Entry) -> bool:
    """Say whether an address is the one that the title of an entry leads to on a page."""
    published, arxiv, preprint = entry.published, entry.arxiv, entry.preprint
    if published and published.doi:
        shown = f"doi.org/{published.doi}"
    elif published and (published.url or entry.links.pdf):
        shown = published.url or entry.links.pdf
    elif arxiv:
        shown = f"arxiv.org/abs/{arxiv.id}"
    else:
        shown = (preprint.url if preprint else "") or entry.links.pdf
    return _ACM.sub("doi.org/", plain_url(url)) == _ACM.sub("doi.org/", plain_url(shown))


_ACM = re.compile(r"^dl\.acm\.org/doi/")
_ADDRESS_NOISE = re.compile(r"^https?://(?:www\.|dx\.)?|[/#]+$", re.IGNORECASE)
_VARIANT = re.compile(r"^(dl\.acm\.org/doi)/(?:abs|pdf|full|fullhtml|epdf)/")
_ARXIV_VARIANT = re.compile(r"^arxiv\.org/(?:pdf|html)/")
_ARXIV_VERSION = re.compile(r"^(arxiv\.org/abs/.+?)(?:v\d+)?(?:\.pdf)?$")


def plain_url(url: str) -> str:
    """Return an address in the form that all its variants share.

    >>> plain_url("https://www.arxiv.org/pdf/2309.06180v2.pdf")
    'arxiv.org/abs/2309.06180'
    """
    address = _ADDRESS_NOISE.sub("", unquote(url)).lower()
    address = _VARIANT.sub(r"\1/", _ARXIV_VARIANT.sub("arxiv.org/abs/", address))
    return _ARXIV_VERSION.sub(r"\1", address)
