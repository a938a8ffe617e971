"""All files of a site, in the order in which they are best written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import msgspec
from markupsafe import Markup

from mlsysbib.formats.html.environment import policy, static
from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.library import Library
from mlsysbib.problems import Problem
from mlsysbib.site import addresses
from mlsysbib.site.author_pages import author_pages
from mlsysbib.site.catalogue import newest
from mlsysbib.site.charts import venue_chart
from mlsysbib.site.downloads import downloads, in_key_order
from mlsysbib.site.feeds import Feeds
from mlsysbib.site.group_pages import topic_pages, topic_tree, venue_pages, year_pages
from mlsysbib.site.groups import Group, counted
from mlsysbib.site.list_pages import list_pages
from mlsysbib.site.making import Settings, SiteBuilder, digest
from mlsysbib.site.paper_pages import paper_pages
from mlsysbib.site.references import References, Shard, shards_of
from mlsysbib.site.search_data import as_script, search_data
from mlsysbib.site.static_api import api_files
from mlsysbib.site.writing import File

_NEWEST, _TOPIC_LEVELS = 8, 2


class Plan(msgspec.Struct, frozen=True):
    """The files of a site, and what its reading lists name that is not there."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]


def plan_site(library: Library, settings: Settings) -> Plan:
    """Return the files of a library's site: what others refer to first, the start page last.

    Nothing is rendered yet; each file says what it is made of.
    """
    builder = SiteBuilder(library, settings)
    problems = tuple(problem for list_ in builder.catalogue.lists for problem in list_.problems)
    return Plan(_files(builder), problems)


def _files(builder: SiteBuilder) -> tuple[File, ...]:
    entries = builder.catalogue.entries
    base = builder.base_digest.encode()
    shards = shards_of(entries, lambda entry: base + builder.digest(entry))
    data = builder.data(
        "assets",
        "papers",
        _all(builder),
        lambda: search_data(builder.catalogue),
    )
    pages = tuple(
        chain(
            paper_pages(builder),
            list_pages(builder),
            author_pages(builder),
            topic_pages(builder),
            venue_pages(builder),
            year_pages(builder),
            downloads(builder, addresses.LIBRARY, in_key_order(entries)),
            Feeds(builder).files(),
            api_files(builder),
        )
    )
    return (
        *builder.assets.values(),
        *(_shard(shard, builder.references) for shard in shards),
        _shard_names(shards),
        data,
        *pages,
        _not_found(builder),
        *_sitemap(builder, pages),
        _robots(builder),
        File(".nojekyll", digest(), bytes),
        _start_page(builder, data),
    )


def _all(builder: SiteBuilder) -> object:
    """Return what stands for all that the search knows."""
    return (
        builder.digests(builder.catalogue.entries),
        dict(builder.library.topics),
        [venue.acronym for venue in builder.library.venues.values()],
        [
            (list_.id, list_.title, [entry.key for entry in list_.selection.entries()])
            for list_ in builder.catalogue.lists
        ],
    )


def _shard(shard: Shard, references: References) -> File:
    def render() -> bytes:
        return as_script("mlsysbibReferences", references.shard(shard), is_call=True)

    return File(shard.path, shard.digest, render)


def _shard_names(shards: tuple[Shard, ...]) -> File:
    """Return the script that says which files of references there are; its own name stays."""
    content = as_script("mlsysbibShards", [shard.path for shard in shards])
    return File("references/shards.js", digest(content), lambda: content)


def _start_page(builder: SiteBuilder, data: File) -> File:
    catalogue = builder.catalogue
    recent = newest(catalogue.entries, _NEWEST, builder.papers.resolver)
    lists = tuple(
        Group(
            harmless(list_.title),
            addresses.reading_list(list_.id),
            len(list_.selection.entries()),
        )
        for list_ in catalogue.lists
    )
    counts = {
        "papers": len(catalogue.entries),
        "venues": len(catalogue.venues),
        "authors": len(catalogue.authors),
    }
    tree = topic_tree(builder, _TOPIC_LEVELS)
    chart = venue_chart(catalogue)

    def fill() -> dict[str, Any]:
        span = sorted(filter(None, catalogue.years))
        return {
            "title": builder.title,
            "description": f"{builder.title}: {counted(counts['papers'])} to search and to cite.",
            "feed": addresses.FEED if counts["papers"] else "",
            "section": "start",
            "counts": counts,
            "span": (span[0], span[-1]) if span else (),
            "tree": tree,
            "lists": lists,
            "chart": chart,
            "newest": [builder.line(entry, "") for entry in recent],
            "data": data.path,
        }

    made_of = (counts, tree, lists, chart, builder.digests(recent), data.path)
    return builder.page(addresses.START, "start.html.j2", made_of, fill)


def _not_found(builder: SiteBuilder) -> File:
    """Return the page that a server shows for an address without a page, however deep it is.

    So it cannot name the style sheet by a relative path, and brings its own.
    """
    styles = static("base.css") + static("paper.css")
    start = addresses.absolute(builder.settings.base_url, addresses.START)

    def fill() -> dict[str, Any]:
        return {
            "title": f"Nothing is here · {builder.title}",
            "description": "",
            "section": "",
            "styles": Markup(styles),  # noqa: S704  # ours
            "policy": policy(styles=[styles]),
            "start": start,
        }

    return builder.page(addresses.NOT_FOUND, "not_found.html.j2", start, fill)


def _robots(builder: SiteBuilder) -> File:
    """Return what tells programs that they may look at everything, and where the map is."""
    base = builder.settings.base_url
    site_map = f"Sitemap: {addresses.absolute(base, addresses.SITEMAP)}\n" if base else ""
    text = f"User-agent: *\nAllow: /\n{site_map}"
    return File(addresses.ROBOTS, digest(text), text.encode)


def _is_page(file: File, moved: set[str]) -> bool:
    return file.path.endswith(".html") and file.path not in moved


def _sitemap(builder: SiteBuilder, pages: Iterable[File]) -> Iterator[File]:
    """Yield the map of a site whose address is known; a map holds full addresses only."""
    base = builder.settings.base_url
    if not base:
        return
    moved = {
        addresses.paper(alias) for entry in builder.library.values() for alias in entry.aliases
    }
    paths = [addresses.START, *(page.path for page in pages if _is_page(page, moved))]
    lines = (f"<url><loc>{addresses.absolute(base, path)}</loc></url>\n" for path in paths)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(lines)}</urlset>\n"
    )
    yield File(addresses.SITEMAP, digest(text), text.encode)
