"""A page an author of several papers, and the index of all authors, a page a letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.site import addresses
from mlsysbib.site.catalogue import Author
from mlsysbib.site.groups import Common, Group, Index, by_year, group_pages, index_page
from mlsysbib.site.making import SiteBuilder
from mlsysbib.site.search_data import title_text
from mlsysbib.site.writing import File
from mlsysbib.text.markup import NO_TITLE

_LEAST_FILED = 5


def author_pages(builder: SiteBuilder) -> Iterator[File]:
    """Yield the page of each author of several papers, and the index, a page a letter."""
    letters: defaultdict[str, list[Author]] = defaultdict(list)
    for author in builder.catalogue.authors.values():
        letters[author.initial].append(author)
        if author.has_page:
            others = [name for name in author.spellings if name != author.name]
            common = Common(
                heading=author.name,
                section="authors",
                lead=harmless(f"Also written {', '.join(others)}") if others else "",
                steps=(Group("Authors", addresses.AUTHORS),),
                search=f"q={quote(_asked(author.name))}",
                has_files=len(author.entries) >= _LEAST_FILED,
            )
            path = addresses.author(author.slug)
            yield from group_pages(builder, path, common, by_year(author.entries))
    links = tuple(
        Group("…" if initial == "other" else initial.upper(), addresses.letter(initial))
        for initial in sorted(letters, key=lambda initial: (initial == "other", initial))
    )
    most = sorted(builder.catalogue.authors.values(), key=lambda author: -len(author.entries))[:60]
    groups = tuple(
        Group(harmless(author.name), author.path, len(author.entries))
        for author in most
        if author.has_page
    )
    index = Index(
        heading="Authors",
        section="authors",
        parts=(("With the most papers", groups),) if groups else (),
        lead="Names as papers print them: two people of one name share a page.",
        letters=links,
        in_columns=True,
    )
    yield index_page(builder, addresses.AUTHORS, index)
    for initial, authors in letters.items():
        yield _letter_page(builder, initial, authors, links)


def _asked(name: str) -> str:
    """Return what the search is asked for an author: the words of the name, together."""
    return 'author:"{}"'.format(harmless(name).replace('"', " "))


class _AuthorLine(msgspec.Struct, frozen=True):
    slug: str
    name: str
    count: int
    path: str = ""
    paper: str = ""
    paper_path: str = ""


def _letter_page(
    builder: SiteBuilder, initial: str, authors: list[Author], letters: tuple[Group, ...]
) -> File:
    lines = tuple(map(_author_line, authors))
    heading = f"Authors: {'other letters' if initial == 'other' else initial.upper()}"

    def fill() -> dict[str, Any]:
        return {
            "title": f"{heading} · {builder.title}",
            "description": "",
            "section": "authors",
            "heading": heading,
            "lead": "",
            "steps": (Group("Authors", addresses.AUTHORS),),
            "letters": letters,
            "authors": lines,
        }

    path = addresses.letter(initial)
    return builder.page(path, "authors_letter.html.j2", (lines, letters), fill)


def _author_line(author: Author) -> _AuthorLine:
    name, count = harmless(author.index_name), len(author.entries)
    if author.has_page:
        return _AuthorLine(author.slug, name, count, addresses.author(author.slug))
    entry = author.entries[0]
    title = harmless(title_text(entry.title or NO_TITLE))
    return _AuthorLine(author.slug, name, count, "", title, addresses.paper(entry.key))
