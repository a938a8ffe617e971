"""Atom feeds (RFC 4287): the newest papers of the library, and of each topic.

A feed says when something was last changed. No clock is asked: that is the day of the paper, as far
as it is known, so that the same library gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from heapq import nsmallest
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from mlsysbib.formats.html.paper import Paper
from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry
from mlsysbib.site import addresses
from mlsysbib.site.making import SiteBuilder, digest
from mlsysbib.site.writing import File

_MOST = 50  # papers of a feed
_NAMESPACE = "urn:mlsysbib:"


class Feeds:
    """Makes the feeds of one site."""

    def __init__(self, builder: SiteBuilder) -> None:
        self.builder = builder
        self.day = cache(self._day)

    def files(self) -> Iterator[File]:
        """Yield the feed of the library, and that of each topic that has papers."""
        builder = self.builder
        if not builder.catalogue.entries:
            return
        yield self._file(addresses.FEED, addresses.START, builder.title, builder.catalogue.entries)
        for topic, entries in builder.catalogue.topics.items():
            if entries:
                page = addresses.topic(topic)
                title = f"{harmless(builder.library.topics[topic])} · {builder.title}"
                yield self._file(addresses.feed_of(page), page, title, entries)

    def _day(self, key: str) -> date:
        """Return when a paper came out; the first day of what is known, where no day is."""
        item = self.builder.items(self.builder.library[key])[0]
        if item.container.start:
            return item.container.start
        if item.server and item.arxiv and item.arxiv.date:
            return item.arxiv.date
        return date(item.year, item.month or 1, 1)

    def _file(self, path: str, page: str, title: str, entries: Iterable[Entry]) -> File:
        def place(entry: Entry) -> tuple[int, str]:
            return -self.day(entry.key).toordinal(), entry.key

        newest = nsmallest(_MOST, (entry for entry in entries if entry.year), key=place)

        def render() -> bytes:
            return self._render(path, page, title, newest).encode()

        mark = digest(self.builder.base_digest, title, self.builder.digests(newest))
        return File(path, mark, render)

    def _render(self, path: str, page: str, title: str, entries: list[Entry]) -> str:
        lines = (
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<title>{escape(title)}</title>",
            f"<id>{_identifier(f'{self.builder.title}/{path}')}</id>",
            f"<updated>{self.day(entries[0].key) if entries else date.min}T00:00:00Z</updated>",
            f'<link rel="self" href={quoteattr(self._address(path, path))}/>',
            f"<link href={quoteattr(self._address(page, path))}/>",
            "<generator>mlsysbib</generator>",
            *(self._entry(self.builder.paper(entry), path) for entry in entries),
            "</feed>\n",
        )
        return "\n".join(lines)

    def _entry(self, paper: Paper, path: str) -> str:
        day = f"{self.day(paper.key)}T00:00:00Z"
        where = f"{paper.venue} ({paper.label})" if paper.venue else paper.label
        names = [author.name for author in paper.authors] or [self.builder.title]
        parts = (
            "<entry>",
            f"<title>{escape(paper.plain_title)}</title>",
            f"<id>{_identifier(paper.key)}</id>",
            f"<updated>{day}</updated>",
            f"<published>{day}</published>",
            f"<link href={quoteattr(self._address(addresses.paper(paper.key), path))}/>",
            *(f"<author><name>{escape(name)}</name></author>" for name in names),
            *(
                f"<category term={quoteattr(topic.path)} label={quoteattr(topic.name)}/>"
                for topic in paper.topics
            ),
            f"<summary>{escape(paper.summary or where)}</summary>",
            "</entry>",
        )
        return "\n".join(parts)

    def _address(self, target: str, path: str) -> str:
        full = addresses.absolute(self.builder.settings.base_url, target)
        return full or addresses.root_from(path) + target


def _identifier(name: str) -> str:
    """Return what stays the same wherever the site is."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, _NAMESPACE + name)}"
