"""A page a topic, venue and year, and the indexes of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry
from mlsysbib.model.venues import Venue
from mlsysbib.site import addresses
from mlsysbib.site.groups import (
    Common,
    Group,
    Index,
    Part,
    by_year,
    group_pages,
    index_page,
    year_name,
)
from mlsysbib.site.making import SiteBuilder
from mlsysbib.site.paper_facts import Fact, period
from mlsysbib.site.writing import File


def topic_tree(builder: SiteBuilder, levels: int = 9) -> tuple[Group, ...]:
    """Return the topics that have papers, each with those below it, down to a level."""
    children: defaultdict[str, list[str]] = defaultdict(list)
    for topic in builder.library.topics:
        children[topic.rpartition("/")[0]].append(topic)

    def below(parent: str, level: int) -> tuple[Group, ...]:
        return tuple(
            Group(
                _topic_name(builder, topic),
                addresses.topic(topic),
                count,
                below=below(topic, level + 1) if level < levels else (),
            )
            for topic in children[parent]
            if (count := len(builder.catalogue.topics[topic]))
        )

    return below("", 1)


def _topic_name(builder: SiteBuilder, topic: str) -> str:
    return harmless(builder.library.topics[topic])


def topic_pages(builder: SiteBuilder) -> Iterator[File]:
    """Yield the page of each topic that has papers, and the tree."""
    tree = topic_tree(builder)
    index = Index(heading="Topics", section="topics", parts=(("", tree),), in_columns=True)
    yield index_page(builder, addresses.TOPICS, index)
    found = dict(_flat(tree))
    for topic, entries in builder.catalogue.topics.items():
        if not entries:
            continue
        parents = topic.split("/")[:-1]
        above = ["/".join(parents[: depth + 1]) for depth in range(len(parents))]
        steps = (
            Group("Topics", addresses.TOPICS),
            *(Group(_topic_name(builder, path), addresses.topic(path)) for path in above),
        )
        common = Common(
            heading=builder.library.topics[topic],
            section="topics",
            steps=steps,
            search=f"topic={quote(topic)}",
            groups=found[addresses.topic(topic)].below,
            groups_label="Topics below",
            feed=addresses.feed_of(addresses.topic(topic)),
        )
        yield from group_pages(builder, addresses.topic(topic), common, by_year(entries))


def _flat(tree: Iterable[Group]) -> Iterator[tuple[str, Group]]:
    for group in tree:
        yield group.path, group
        yield from _flat(group.below)


_KINDS = {
    "conference": "Conferences",
    "workshop": "Workshops",
    "journal": "Journals",
    "preprint-server": "Preprint servers",
}


def venue_pages(builder: SiteBuilder) -> Iterator[File]:
    """Yield the page of each venue that has papers, and the index."""
    catalogue = builder.catalogue
    shown = {id_: entries for id_, entries in catalogue.venues.items() if entries}
    parts = []
    for kind, heading in _KINDS.items():
        ids = [id_ for id_ in shown if builder.library.venues[id_].kind == kind]
        ids.sort(key=lambda id_: builder.library.venues[id_].acronym.casefold())
        groups = tuple(_venue_group(builder, id_) for id_ in ids)
        if groups:
            parts.append((heading, groups))
    if catalogue.elsewhere:
        group = Group("Elsewhere", addresses.ELSEWHERE, len(catalogue.elsewhere))
        parts.append(("In no table", (group,)))
        common = Common(
            heading="Elsewhere",
            section="venues",
            lead="Papers whose venue has no file of its own",
            steps=(Group("Venues", addresses.VENUES),),
            search="venue=elsewhere",
        )
        yield from group_pages(builder, group.path, common, by_year(catalogue.elsewhere))
    index = Index(heading="Venues", section="venues", parts=tuple(parts))
    yield index_page(builder, addresses.VENUES, index)
    for id_, entries in shown.items():
        yield from _venue_pages(builder, builder.library.venues[id_], entries)


def _venue_group(builder: SiteBuilder, id_: str) -> Group:
    venue = builder.library.venues[id_]
    count = len(builder.catalogue.venues[id_])
    note = venue.name if venue.name != venue.acronym else ""
    return Group(harmless(venue.acronym), addresses.venue(id_), count, harmless(note))


def _venue_pages(builder: SiteBuilder, venue: Venue, entries: tuple[Entry, ...]) -> Iterator[File]:
    rows = (
        Fact("Publisher", ", ".join(filter(None, (venue.publisher, venue.publisher_place)))),
        Fact("ISSN", ", ".join(venue.issn)),
    )
    facts = tuple(Fact(row.name, harmless(row.value)) for row in rows if row.value)
    years: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        years[entry.year].append(entry)
    parts = [
        Part(
            f"{venue.acronym_in(year)} {year}" if year else year_name(year),
            tuple(found),
            anchor=f"year-{year}" if year else "undated",
            note=_edition(venue, year),
        )
        for year, found in years.items()
    ]
    common = Common(
        heading=venue.acronym,
        section="venues",
        lead=harmless(venue.name) if venue.name != venue.acronym else "",
        steps=(Group("Venues", addresses.VENUES),),
        search=f"venue={quote(venue.id)}",
        facts=facts,
    )
    yield from group_pages(builder, addresses.venue(venue.id), common, parts)


def _edition(venue: Venue, year: int) -> str:
    """Return what is known of an edition: its proceedings, where and when it was held."""
    edition = venue.edition(year)
    if venue.kind in {"journal", "preprint-server"}:
        return ""
    held = ", ".join(filter(None, (edition.place, period(edition.start, edition.end))))
    return ". ".join(filter(None, (venue.title(year), held)))


def year_pages(builder: SiteBuilder) -> Iterator[File]:
    """Yield the page of each year, and the index."""
    years = sorted(builder.catalogue.years, reverse=True)
    groups = tuple(
        Group(year_name(year), addresses.year(year), len(builder.catalogue.years[year]))
        for year in years
    )
    index = Index(heading="Years", section="years", parts=(("", groups),), in_columns=True)
    yield index_page(builder, addresses.YEARS, index)
    for year in years:
        common = Common(
            heading=f"Papers of {year}" if year else "Papers without year",
            section="years",
            steps=(Group("Years", addresses.YEARS),),
            search=f"year={year}",
        )
        parts = (Part("", builder.catalogue.years[year]),)
        yield from group_pages(builder, addresses.year(year), common, parts)
