"""Rules for what an entry lacks, and for what it says twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from mlsysbib.model.entry import Entry, identifiers
from mlsysbib.model.item_types import family_of
from mlsysbib.model.library import Library
from mlsysbib.problems import Finding


def find_no_authors(entry: Entry) -> Sequence[Finding]:
    """Return a finding for an entry without authors."""
    return () if entry.authors else (Finding("authors-missing", ("title",), "no authors"),)


def find_truncated_authors(entry: Entry) -> Sequence[Finding]:
    """Return a finding for an entry whose authors are not all named."""
    if not entry.authors_cut:
        return ()
    return (Finding("authors-cut", ("authors-cut",), "not all authors are named"),)


def find_no_title(entry: Entry) -> Sequence[Finding]:
    """Return a finding for a draft whose title is not known."""
    return () if entry.title else (Finding("title-missing", ("status",), "no title"),)


def find_no_year(entry: Entry) -> Sequence[Finding]:
    """Return a finding for an entry of which no version has a year; a page may have none.

    An arXiv identifier tells it, or is malformed.
    """
    if entry.year or entry.arxiv or family_of(entry.type) == "web":
        return ()
    version = next((name for name in ("published", "preprint") if getattr(entry, name)), "title")
    return (Finding("year-missing", (version,), "no year"),)


def find_no_venue(entry: Entry) -> Sequence[Finding]:
    """Return a finding for a published paper without venue."""
    if not entry.lacks_venue:
        return ()
    hint = "name a venue of venues/, or give container-title"
    return (Finding("venue-missing", ("published",), "[published] names no venue", hint),)


def find_no_pages(entry: Entry) -> Sequence[Finding]:
    """Return a finding for a paper of a venue without pages."""
    published = entry.published
    if published is None or published.pages or published.article:
        return ()
    if entry.type not in {"", "article"}:
        return ()
    return (Finding("pages-missing", ("published",), "no pages and no article number"),)


def find_no_link(entry: Entry) -> Sequence[Finding]:
    """Return a finding for an entry that no page can link."""
    if entry.arxiv:
        return ()
    for version in (entry.published, entry.preprint):
        if version and (version.doi or version.url):
            return ()
    links = entry.links
    if links.pdf or links.project:
        return ()
    text = "no DOI, no arXiv identifier and no address"
    return (Finding("link-missing", ("published",), text),)


_FEW, _SHARE = 2, 0.75


def find_no_doi(library: Library) -> Iterator[Finding]:
    """Yield each paper that lacks what nearly all others of its venue have."""
    totals: Counter[str] = Counter()
    without: defaultdict[str, list[str]] = defaultdict(list)
    for (name, _), papers in library.editions.items():
        totals[name] += len(papers)
        without[name] += [path for path, _, published in papers if not published.doi]
    for name, paths in without.items():
        total = totals[name]
        have = total - len(paths)
        if have >= _FEW and have >= _SHARE * (total - 1):
            venue = library.venues.get(name)
            text = f"no DOI, as {have} of {total} papers of {venue.acronym if venue else name} have"
            for path in paths:
                yield Finding("doi-missing", ("published",), text, path=path)


def find_repeated_identifiers(library: Library) -> Iterator[Finding]:
    """Yield each identifier that an entry before has."""
    owners: dict[str, str] = {}
    for path, entry in zip(library.contents.paths, library.contents.entries, strict=True):
        for id_, field in identifiers(entry):
            if owners.setdefault(id_, entry.key) != entry.key:
                text, hint = f"{id_} is that of {owners[id_]}", f"see mlsysbib show {owners[id_]}"
                yield Finding("identifier-repeated", field, text, hint, path)


def find_repeated_topics(entry: Entry) -> Sequence[Finding]:
    """Return each topic that stood before."""
    topics = entry.topics
    if len(set(topics)) == len(topics):
        return ()
    return [
        Finding("topic-repeated", ("topics", index), f"topic {topic!r} stands twice")
        for index, topic in enumerate(topics)
        if topic in topics[:index]
    ]


def keep_topics_once(entry: Entry) -> Entry:
    """Return the entry with each topic once, in their order."""
    return msgspec.structs.replace(entry, topics=tuple(dict.fromkeys(entry.topics)))
