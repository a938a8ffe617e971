"""Rules for the addresses that an entry stores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from mlsysbib.formats.identifiers import find_arxiv
from mlsysbib.model.entry import Entry, Links
from mlsysbib.problems import Finding
from mlsysbib.text.identifiers import doi_in_url, is_derived_url

# What an entry without the table has; most are that very object.
_DEFAULT = next(field.default for field in msgspec.structs.fields(Entry) if field.name == "links")
_FIELDS = tuple(("links", name) for name in Links.__struct_fields__)


def _links_of(entry: Entry) -> list[tuple[tuple[str, str], str]]:
    """Return the field and the text of each address that an entry stores."""
    published, preprint, links = entry.published, entry.preprint, entry.links
    found = []
    if published and published.url:
        found.append((("published", "url"), published.url))
    if preprint and preprint.url:
        found.append((("preprint", "url"), preprint.url))
    if links is not _DEFAULT:
        urls = zip(_FIELDS, msgspec.structs.astuple(links), strict=True)
        found += [(field, url) for field, url in urls if url]
    return found


_URL = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@.]+(?:[/?#]\S*)?", re.IGNORECASE).fullmatch


def with_links(entries: Iterable[Entry]) -> list[Entry]:
    """Return those that store an address at all."""
    return [
        entry
        for entry in entries
        if entry.links is not _DEFAULT
        or ((published := entry.published) and published.url)
        or ((preprint := entry.preprint) and preprint.url)
    ]


def find_malformed(entry: Entry) -> Sequence[Finding]:
    """Return each address that cannot be followed."""
    return [
        Finding("url-malformed", field, f"{url!r} is no address of the web", _SCHEME)
        for field, url in _links_of(entry)
        if not _URL(url)
    ]


_SCHEME = "it begins with https://"


def find_derived(entry: Entry) -> Sequence[Finding]:
    """Return each `url` that only repeats an identifier."""
    return [
        Finding("url-derived", (name, "url"), f"{version.url} repeats an identifier", _ALONE)
        for name, version in (("published", entry.published), ("preprint", entry.preprint))
        if version and version.url and is_derived_url(version.url)
    ]


_ALONE = "store doi or [arxiv] id alone"


def remove_derived(entry: Entry) -> Entry:
    """Return the entry without such addresses; an identifier that stands only there is kept."""
    changes = {}
    for name, version in (("published", entry.published), ("preprint", entry.preprint)):
        if not (version and version.url and is_derived_url(version.url)):
            continue
        doi, arxiv = doi_in_url(version.url), find_arxiv([version.url])
        own = entry.arxiv.id if entry.arxiv else ""
        if doi and not version.doi and not arxiv:
            changes[name] = msgspec.structs.replace(version, doi=doi, url="")
        elif (arxiv.id if arxiv else doi.lower()) in {own, version.doi.lower()}:
            changes[name] = msgspec.structs.replace(version, url="")
    return msgspec.structs.replace(entry, **changes) if changes else entry


def find_repeated(entry: Entry) -> Sequence[Finding]:
    """Return each address that stood before, a slash at the end aside."""
    links = _links_of(entry)
    if len(links) < 2:  # noqa: PLR2004  # two make a repetition
        return ()
    seen: dict[str, str] = {}
    found = []
    for field, url in links:
        name = seen.setdefault(url.rstrip("/").lower(), field[-1])
        if name != field[-1]:
            text = f"{url} stands as {name} already"
            found.append(Finding("link-repeated", field, text, "delete one of the two"))
    return found


_PAPERS = re.compile(
    r"https?://(?:\w+\.)*(?:arxiv\.org|doi\.org|dl\.acm\.org|openreview\.net|ieeexplore\.ieee\.org"
    r"|proceedings\.mlr\.press|aclanthology\.org|semanticscholar\.org)/",
    re.IGNORECASE,
).match
_CODE = re.compile(
    r"https?://(?:\w+\.)*(?:github|gitlab|bitbucket)\.(?:com|org)/[^/]+/[^/]+/?$", re.IGNORECASE
).match


def find_misplaced(entry: Entry) -> Sequence[Finding]:
    """Return a link to code that is one to a paper, or the reverse."""
    links = entry.links
    if links.code and _PAPERS(links.code):
        where, text = ("links", "code"), f"{links.code} is a page of papers"
        return (Finding("link-misplaced", where, text, "is it the pdf?"),)
    if links.pdf and _CODE(links.pdf):
        where, text = ("links", "pdf"), f"{links.pdf} is a repository"
        return (Finding("link-misplaced", where, text, "is it the code?"),)
    return ()
