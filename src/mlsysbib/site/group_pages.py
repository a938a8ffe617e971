"""A page a topic, venue, year and author, and the indexes of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from mlsysbib.formats.html.safe_text import harmless
from mlsysbib.model.entry import Entry
from mlsysbib.model.venues import Venue
from mlsysbib.site import addresses
from mlsysbib.site.catalogue import Author
from mlsysbib.site.making import Workshop
from mlsysbib.site.paper_facts import Fact
from mlsysbib.site.search_data import title_text
from mlsysbib.site.writing import File


class Group(msgspec.Struct, frozen=True):
    """A line of an index: what it leads to, and how many papers are there."""

    name: str
    path: str
    count: int = 0
    note: str = ""
    below: tuple[Group, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """Papers under a heading."""

    heading: str
    entries: tuple[Entry, ...]
    anchor: str = ""
    note: str = ""


def group_page(
    shop: Workshop,
    path: str,
    heading: str,
    section: str,
    parts: Sequence[Part],
    *,
    lead: str = "",
    steps: tuple[Group, ...] = (),
    search: str = "",
    facts: tuple[Fact, ...] = (),
    groups: tuple[Group, ...] = (),
    groups_label: str = "",
) -> File:
    """Return the page of papers that have something in common."""
    made_of = (
        *(heading, lead, steps, search, facts, groups),
        [(part.heading, part.anchor, part.note, shop.digests(part.entries)) for part in parts],
    )

    def fill() -> dict[str, Any]:
        count = len({entry.key for part in parts for entry in part.entries})
        return {
            "title": f"{harmless(heading)} · {shop.title}",
            "description": harmless(f"{heading}: {count} papers"),
            "section": section,
            "heading": harmless(heading),
            "lead": harmless(lead),
            "steps": steps,
            "search": search,
            "count": count,
            "facts": facts,
            "groups": groups,
            "groups_label": groups_label,
            "sections": [
                {
                    "heading": harmless(part.heading),
                    "anchor": part.anchor,
                    "note": harmless(part.note),
                    "papers": list(map(shop.paper, part.entries)),
                }
                for part in parts
            ],
        }

    return shop.page(path, "group.html.j2", made_of, fill)


def index_page(
    shop: Workshop,
    path: str,
    heading: str,
    section: str,
    parts: Sequence[tuple[str, tuple[Group, ...]]],
    *,
    lead: str = "",
    letters: tuple[Group, ...] = (),
    in_columns: bool = False,
) -> File:
    """Return a page of groups under headings."""

    def fill() -> dict[str, Any]:
        return {
            "title": f"{heading} · {shop.title}",
            "description": f"{heading} of {shop.title}",
            "section": section,
            "heading": heading,
            "lead": lead,
            "steps": (),
            "letters": letters,
            "in_columns": in_columns,
            "sections": [{"heading": harmless(name), "groups": groups} for name, groups in parts],
        }

    made_of = (heading, lead, letters, parts)
    return shop.page(path, "index_of.html.j2", made_of, fill)


def topic_tree(shop: Workshop) -> tuple[Group, ...]:
    """Return the topics that have papers, each with those below it."""
    children: defaultdict[str, list[str]] = defaultdict(list)
    for topic in shop.library.topics:
        children[topic.rpartition("/")[0]].append(topic)

    def below(parent: str) -> tuple[Group, ...]:
        return tuple(
            Group(_topic_name(shop, topic), addresses.topic(topic), count, below=below(topic))
            for topic in children[parent]
            if (count := len(shop.catalogue.topics[topic]))
        )

    return below("")


def _topic_name(shop: Workshop, topic: str) -> str:
    return harmless(shop.library.topics[topic])


def topic_pages(shop: Workshop) -> Iterator[File]:
    """Yield the page of each topic that has papers, and the tree."""
    tree = topic_tree(shop)
    yield index_page(shop, addresses.TOPICS, "Topics", "topics", [("", tree)], in_columns=True)
    found = dict(_flat(tree))
    for topic, entries in shop.catalogue.topics.items():
        if not entries:
            continue
        parents = topic.split("/")[:-1]
        above = ["/".join(parents[: depth + 1]) for depth in range(len(parents))]
        steps = (
            Group("Topics", addresses.TOPICS),
            *(Group(_topic_name(shop, path), addresses.topic(path)) for path in above),
        )
        yield group_page(
            shop,
            addresses.topic(topic),
            shop.library.topics[topic],
            "topics",
            by_year(entries),
            steps=steps,
            search=f"topic={quote(topic)}",
            groups=found[addresses.topic(topic)].below,
            groups_label="Topics below",
        )


def _flat(tree: Iterable[Group]) -> Iterator[tuple[str, Group]]:
    for group in tree:
        yield group.path, group
        yield from _flat(group.below)


def by_year(entries: Iterable[Entry]) -> tuple[Part, ...]:
    """Return entries under the headings of their years; without headings where they are few."""
    years: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        years[entry.year].append(entry)
    parts = (Part(str(year), tuple(found)) for year, found in years.items())
    return tuple(parts)


_KINDS = {
    "conference": "Conferences",
    "workshop": "Workshops",
    "journal": "Journals",
    "preprint-server": "Preprint servers",
}


def venue_pages(shop: Workshop) -> Iterator[File]:
    """Yield the page of each venue that has papers, and the index."""
    catalogue = shop.catalogue
    shown = {id_: entries for id_, entries in catalogue.venues.items() if entries}
    parts = []
    for kind, heading in _KINDS.items():
        ids = [id_ for id_ in shown if shop.library.venues[id_].kind == kind]
        ids.sort(key=lambda id_: shop.library.venues[id_].acronym.casefold())
        groups = tuple(_venue_group(shop, id_) for id_ in ids)
        if groups:
            parts.append((heading, groups))
    if catalogue.elsewhere:
        group = Group("Elsewhere", addresses.venue("elsewhere"), len(catalogue.elsewhere))
        parts.append(("In no table", (group,)))
        yield group_page(
            shop,
            addresses.venue("elsewhere"),
            "Elsewhere",
            "venues",
            by_year(catalogue.elsewhere),
            lead="Papers whose venue has no file of its own",
            steps=(Group("Venues", addresses.VENUES),),
            search="venue=elsewhere",
        )
    yield index_page(shop, addresses.VENUES, "Venues", "venues", parts)
    for id_, entries in shown.items():
        yield _venue_page(shop, shop.library.venues[id_], entries)


def _venue_group(shop: Workshop, id_: str) -> Group:
    venue = shop.library.venues[id_]
    count = len(shop.catalogue.venues[id_])
    note = venue.name if venue.name != venue.acronym else ""
    return Group(harmless(venue.acronym), addresses.venue(id_), count, harmless(note))


def _venue_page(shop: Workshop, venue: Venue, entries: tuple[Entry, ...]) -> File:
    rows = (
        Fact("Series", ", ".join(venue.aliases)),
        Fact("Publisher", ", ".join(filter(None, (venue.publisher, venue.publisher_place)))),
        Fact("ISSN", ", ".join(venue.issn)),
    )
    facts = tuple(Fact(row.name, harmless(row.value)) for row in rows[1:] if row.value)
    years: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        years[entry.year].append(entry)
    parts = [
        Part(
            f"{venue.acronym_in(year)} {year}",
            tuple(found),
            anchor=f"year-{year}",
            note=_edition(venue, year),
        )
        for year, found in years.items()
    ]
    return group_page(
        shop,
        addresses.venue(venue.id),
        venue.acronym,
        "venues",
        parts,
        lead=venue.name if venue.name != venue.acronym else "",
        steps=(Group("Venues", addresses.VENUES),),
        search=f"venue={quote(venue.id)}",
        facts=facts,
    )


def _edition(venue: Venue, year: int) -> str:
    """Return what is known of an edition: its proceedings, where and when it was held."""
    edition = venue.edition(year)
    if venue.kind in {"journal", "preprint-server"}:
        return ""
    dates = str(edition.start) if edition.start else ""
    if edition.start and edition.end and edition.end != edition.start:
        dates = f"{edition.start} to {edition.end}"
    return ". ".join(filter(None, (venue.title(year), ", ".join(filter(None, (edition.place, dates))))))


def year_pages(shop: Workshop) -> Iterator[File]:
    """Yield the page of each year, by topic of the top level, and the index."""
    years = sorted(shop.catalogue.years, reverse=True)
    groups = tuple(
        Group(str(year), addresses.year(year), len(shop.catalogue.years[year])) for year in years
    )
    yield index_page(shop, addresses.YEARS, "Years", "years", [("", groups)], in_columns=True)
    for year in years:
        yield group_page(
            shop,
            addresses.year(year),
            f"Papers of {year}",
            "years",
            (Part("", shop.catalogue.years[year]),),
            steps=(Group("Years", addresses.YEARS),),
            search=f"year={year}",
        )


def author_pages(shop: Workshop) -> Iterator[File]:
    """Yield the page of each author of several papers, and the index, a page a letter."""
    letters: defaultdict[str, list[Author]] = defaultdict(list)
    for author in shop.catalogue.authors.values():
        letters[author.initial].append(author)
        if author.has_page:
            others = [name for name in author.spellings if name != author.name]
            yield group_page(
                shop,
                addresses.author(author.slug),
                author.name,
                "authors",
                by_year(author.entries),
                lead=f"Also written {', '.join(others)}" if others else "",
                steps=(Group("Authors", addresses.AUTHORS),),
            )
    links = tuple(
        Group("…" if initial == "other" else initial.upper(), addresses.letter(initial))
        for initial in sorted(letters, key=lambda initial: (initial == "other", initial))
    )
    most = sorted(shop.catalogue.authors.values(), key=lambda author: -len(author.entries))[:60]
    groups = tuple(
        Group(harmless(author.name), author.path, len(author.entries))
        for author in most
        if author.has_page
    )
    yield index_page(
        shop,
        addresses.AUTHORS,
        "Authors",
        "authors",
        [("With the most papers", groups)] if groups else [],
        lead="Names as papers print them: two people of one name share a page.",
        letters=links,
        in_columns=True,
    )
    for initial, authors in letters.items():
        yield _letter_page(shop, initial, authors, links)


class _AuthorLine(msgspec.Struct, frozen=True):
    slug: str
    name: str
    count: int
    path: str = ""
    paper: str = ""
    paper_path: str = ""


def _letter_page(
    shop: Workshop, initial: str, authors: list[Author], letters: tuple[Group, ...]
) -> File:
    lines = tuple(map(_author_line, authors))
    heading = f"Authors: {'other letters' if initial == 'other' else initial.upper()}"

    def fill() -> dict[str, Any]:
        return {
            "title": f"{heading} · {shop.title}",
            "description": "",
            "section": "authors",
            "heading": heading,
            "lead": "",
            "steps": (Group("Authors", addresses.AUTHORS),),
            "letters": letters,
            "authors": lines,
        }

    path = addresses.letter(initial)
    return shop.page(path, "authors_letter.html.j2", (lines, letters), fill)


def _author_line(author: Author) -> _AuthorLine:
    name, count = harmless(author.index_name), len(author.entries)
    if author.has_page:
        return _AuthorLine(author.slug, name, count, addresses.author(author.slug))
    entry = author.entries[0]
    title = harmless(title_text(entry.title))
    return _AuthorLine(author.slug, name, count, "", title, addresses.paper(entry.key))
