"""A row of facts as an entry: every field with a source, none that the venue tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from fact_links import code_address
from fact_names import BrokenNamesError, read_authors
from fact_rows import Row, Version
from fact_titles import headline, is_shouted, marked, plain, same_words, system
from mlsysbib.lint.fixing import fix_entry
from mlsysbib.model.entry import Arxiv, Entry, Links, Provenance, Published
from mlsysbib.model.item_types import StoredType
from mlsysbib.model.names import StoredName
from mlsysbib.model.venues import Venue, VenueTable
from mlsysbib.text.identifiers import is_derived_url
from mlsysbib.text.markup import plain_text
from mlsysbib.text.pages import clean_pages

# Who publishes what stands at an address, by the word for it in `[provenance]`.
_HOSTS = {
    "proceedings.mlsys.org": "mlsys",
    "mlsys.org": "mlsys",
    "proceedings.mlr.press": "pmlr",
    "openreview.net": "openreview",
    "proceedings.neurips.cc": "neurips",
    "papers.nips.cc": "neurips",
    "nips.cc": "neurips",
    "www.usenix.org": "usenix",
    "aclanthology.org": "acl-anthology",
    "openaccess.thecvf.com": "cvf",
    "www.ecva.net": "ecva",
    "jmlr.org": "jmlr",
    "www.ijcai.org": "ijcai",
    "www.vldb.org": "vldb",
    "dl.acm.org": "acm",
}
# Names of tracks that say no more than the venue does.
_PLAIN_TRACKS = frozenset({"conference", "main program", "research track", "main conference"})
# Pages of a whole programme or volume; none is that of a paper.
_OF_ALL = re.compile(r"/[\w-]*program|dblp\.org/db/|/doi/proceedings/|/virtual/\d+/?$")
# Findings are volumes of their own, which many records file under the conference.
_FINDINGS = re.compile(r"findings-(?:acl|emnlp|naacl|aacl|eacl)")
_FEW_SHARED = 0.6


class NoEntryError(Exception):
    """A row of which no entry can be made; the message says why."""


class Decisions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reader decided where rules are not enough, by the rows' uid; see README.md."""

    topics: dict[str, tuple[str, ...]] = {}
    titles: dict[str, str] = {}
    systems: dict[str, str] = {}
    left_out: dict[str, str] = {}
    kept: tuple[str, ...] = ()
    names: dict[str, str] = {}


class Maker:
    """Makes entries of rows, with the venues of a library and a reader's decisions."""

    def __init__(
        self,
        venues: Mapping[str, Venue],
        decisions: Decisions,
        choose_topics: Callable[[Row], tuple[str, ...]],
        publications: Mapping[str, Version],
    ) -> None:
        self._venues = VenueTable(venues)
        self._venue_names = {same_words(venue.name): id_ for id_, venue in venues.items()}
        self._decisions = decisions
        self._choose_topics = choose_topics
        self._publications = publications

    def make(self, row: Row) -> Entry:
        """Return the entry of a row, without a key; raise NoEntryError."""
        if reason := self._decisions.left_out.get(row.uid):
            raise NoEntryError(reason)
        row = self._with_publication(row)
        title, by_rule = self._title(row)
        authors, of_preprint = self._authors(row)
        published = self._published(row.published) if row.published else None
        arxiv = self._arxiv(row, title, of_preprint) if row.arxiv else None
        if published is None and arxiv is None:
            raise NoEntryError("no version has a source")
        if published:
            published = self._with_address(row, published, has_preprint=arxiv is not None)
        named = system(plain_text(title), (row.listed_title, *row.titles_seen))
        named = self._decisions.systems.get(row.uid, named)
        entry = Entry(
            key="",
            title=title,
            system=named,
            other_titles=_other_titles(row, title),
            type=_type(row.published, published),
            authors=authors,
            authors_cut=not next(found.authors_complete for found in row.versions if found.authors),
            topics=self._choose_topics(row),
            published=published,
            arxiv=arxiv,
            links=self._links(row, published, named),
            provenance=Provenance(sources=_sources(row), note=_note(row, by_rule=by_rule)),
        )
        return fix_entry(entry)[0]

    def _with_publication(self, row: Row) -> Row:
        """Return a row with what was found of its publication, and without one of no place."""
        found = self._publications.get(row.uid)
        versions = tuple(
            version
            for version in row.versions
            if version.version == "arxiv" or (not found and _has_place(version))
        )
        return msgspec.structs.replace(row, versions=(found, *versions) if found else versions)

    def _title(self, row: Row) -> tuple[str, bool]:
        if decided := self._decisions.titles.get(row.uid):
            return decided, False
        others = [found.title for found in row.versions if found.title]
        others += [row.listed_title, *row.titles_seen]
        # What is kept has a form of its own, and so has a name that begins a title.
        title, by_rule = headline(row.title, others, self._decisions.kept)
        return marked(title, self._decisions.kept), by_rule

    def _authors(self, row: Row) -> tuple[tuple[StoredName, ...], tuple[StoredName, ...]]:
        """Return the authors, and those of the preprint where they are others."""
        read: list[tuple[StoredName, ...]] = []
        complaint = "no source names the authors"
        for version in (row.published, row.arxiv):
            names: tuple[StoredName, ...] = ()
            if version and version.authors:
                try:
                    names = read_authors([self._decisions.names.get(n, n) for n in version.authors])
                except BrokenNamesError as error:
                    complaint = f"the list of authors is torn at {error}"
            read.append(names)
        published, preprint = read
        if not (published or preprint):
            raise NoEntryError(complaint)
        differ = published and preprint and not _same_people(published, preprint)
        return published or preprint, preprint if differ else ()

    def _published(self, version: Version) -> Published:
        version = self._with_venue(version)
        if not version.venue_id:
            return Published(
                container_title=version.booktitle,
                year=version.year,
                pages=clean_pages(version.pages),
                volume=version.volume,
                number=version.number,
                doi=version.doi,
            )
        venue = self._venues.get(version.venue_id)
        if venue is None:
            raise NoEntryError(f"no venue {version.venue_id!r}")
        id_ = version.venue_id if version.venue_id in set(self._venues) else venue.id
        edition = venue.edition(version.year)
        # A volume that the edition tells is not repeated.
        is_journal = venue.kind == "journal"
        keeps_volume = is_journal or version.volume in edition.volumes
        return Published(
            venue=id_,
            year=version.year,
            track=_track(version, venue),
            pages=clean_pages(version.pages),
            article=version.article_no,
            volume=version.volume if keeps_volume else "",
            number=version.number if is_journal else "",
            doi=version.doi,
            url=_page(version),
        )

    def _with_venue(self, version: Version) -> Version:
        """Return a version with the venue that its identifier or its very book title names."""
        if findings := _FINDINGS.search(f"{version.url} {version.anthology} {version.doi}"):
            return msgspec.structs.replace(version, venue_id=findings[0])
        found = self._venue_names.get(same_words(version.booktitle))
        return (
            version
            if version.venue_id or not found
            else msgspec.structs.replace(version, venue_id=found)
        )

    @staticmethod
    def _arxiv(row: Row, title: str, authors: tuple[StoredName, ...]) -> Arxiv | None:
        version = row.arxiv
        if version is None or not version.arxiv:
            return None
        # What others call a preprint is no title of its own.
        own = plain(version.title) if "arxiv" in version.author_sources else ""
        differs = own and row.published and same_words(own) != same_words(plain_text(title))
        return Arxiv(
            id=version.arxiv,
            class_=version.primary_class,
            title=marked(headline(own, (), ())[0], ()) if differs else "",
            authors=authors,
        )

    @staticmethod
    def _links(row: Row, published: Published | None, named: str) -> Links:
        url = row.published.url if row.published else ""
        is_pdf = url.endswith(".pdf") and (published is None or published.url != url)
        code = code_address(row.code.url, row.code.lists, named) if row.code else ""
        return Links(
            pdf=url if is_pdf and not is_derived_url(url) else "",
            code=code,
        )

    @staticmethod
    def _with_address(row: Row, published: Published, *, has_preprint: bool) -> Published:
        """Return a publication with an address that another record has, if it has none."""
        if published.doi or published.url or has_preprint:
            return published
        title = same_words(row.title)
        for other in row.other_published:
            if same_words(other.title) == title and (other.doi or other.url):
                url = "" if other.doi or is_derived_url(other.url) else other.url
                return msgspec.structs.replace(published, doi=other.doi, url=url)
        return published


def _has_place(version: Version) -> bool:
    """Say whether it is known what a version was published in."""
    named = version.type == "article" or (version.type == "inproceedings" and version.doi)
    return bool(version.venue_id or (named and version.booktitle))


def _type(version: Version | None, published: Published | None) -> StoredType:
    """Return what an entry must say of its kind where no venue tells it."""
    is_article = version is not None and version.type == "article"
    return "article" if is_article and published and published.container_title else ""


def _same_people(first: tuple[StoredName, ...], second: tuple[StoredName, ...]) -> bool:
    """Say whether two lists name the same people in the same order, however they spell them."""

    def family(name: StoredName) -> str:
        text = name if isinstance(name, str) else name.family
        return same_words(text.partition(",")[0])

    return list(map(family, first)) == list(map(family, second))


def _track(version: Version, venue: Venue) -> str:
    if "{track}" not in venue.proceedings:
        return ""
    if venue.kind == "workshop":
        named = version.booktitle.partition("Workshops: ")[2]
        return named or ("" if version.track.lower() in _PLAIN_TRACKS else version.track)
    found = re.search(r"\((Volume \d+: [^)]+)\)", version.booktitle)
    return found[1] if found else ""


def _page(version: Version) -> str:
    """Return the address of the publisher's page; that of a PDF is none."""
    url = version.url
    if url.endswith(".pdf") or is_derived_url(url) or _OF_ALL.search(url):
        url = ""
    if not url and version.openreview:
        url = f"https://openreview.net/forum?id={version.openreview}"
    if not url and version.anthology:
        url = f"https://aclanthology.org/{version.anthology}/"
    return url


def _other_titles(row: Row, title: str) -> tuple[str, ...]:
    """Return titles of lists that share most words with the paper's own, and are not it."""
    known = {same_words(plain_text(title))} | {same_words(found.title) for found in row.versions}
    words = _words(plain_text(title)) | {w for found in row.versions for w in _words(found.title)}
    result: dict[str, str] = {}
    for text in map(plain, (row.listed_title, *row.titles_seen)):
        own, letters = _words(text), same_words(text)
        is_whole = letters and not any(
            name.startswith(letters) or letters.startswith(name) for name in known
        )
        if letters in known or letters in result or not is_whole or not own:
            continue
        if is_shouted(text) or "$" in text:
            continue
        if len(own & words) >= _FEW_SHARED * max(len(own), 1) and len(own) > 2:
            result[letters] = text
    return tuple(result.values())


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


def _sources(row: Row) -> tuple[str, ...]:
    """Return what the facts rest on, by what it is and not where it lies."""
    found: dict[str, None] = {}
    for version in row.versions:
        for source in version.author_sources:
            found[_kind(source, version)] = None
        if version.version == "published" and version.url:
            host = version.url.split("/")[2]
            if host in _HOSTS:
                found[_HOSTS[host]] = None
        if version.version == "arxiv" and not version.author_sources:
            found["list"] = None
    if row.sections:
        found["list"] = None
    return tuple(found) or ("list",)


def _kind(source: str, version: Version) -> str:
    if source in {"dblp", "arxiv"}:
        return source
    if source == "publisher":
        host = version.url.split("/")[2] if version.url else ""
        return _HOSTS.get(host, "proceedings")
    if source.startswith(("find_string", "reflist")):
        return "reference-list"
    return "metadata-page" if source.startswith("pages:") else "list"


def _note(row: Row, *, by_rule: bool) -> str:
    parts = []
    if row.agreeing_author_sources:
        parts.append(
            f"No publisher, DBLP or arXiv listing was seen; {row.agreeing_author_sources} "
            "independent lists name the same authors."
        )
    if by_rule:
        parts.append("The source has the title in sentence case; its capitals are set by rule.")
    return " ".join(parts)
