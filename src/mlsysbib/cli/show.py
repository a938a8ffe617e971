"""`mlsysbib show`: all that is known of an entry."""

from __future__ import annotations

from collections.abc import Iterator

import click
import msgspec

from mlsysbib.cli.choices import complete_keys
from mlsysbib.cli.libraries import library_option, open_library
from mlsysbib.cli.output import write_data
from mlsysbib.model.entry import Entry
from mlsysbib.model.item import Resolver
from mlsysbib.model.library import Library
from mlsysbib.model.names import display_name
from mlsysbib.selecting.reading_lists.resolve import memberships

_WIDTH = 10


@click.command("show", short_help="Show all that is known of an entry.")
@click.argument("keys", metavar="KEY...", nargs=-1, required=True, shell_complete=complete_keys)
@library_option
def command(*, keys: tuple[str, ...], library_path: str | None) -> None:
    """Show all that is known of each KEY (an alias will do): versions, links, lists, sources."""
    library = open_library(library_path)
    entries = [library.get_entry(key) for key in keys]
    write_data("\n".join("".join(f"{line}\n" for line in _lines(e, library)) for e in entries))


def _lines(entry: Entry, library: Library) -> Iterator[str]:
    yield entry.key
    for name, value in _facts(entry, library):
        if value:
            yield f"  {name:<{_WIDTH}} {value}"


def _facts(entry: Entry, library: Library) -> Iterator[tuple[str, str]]:
    yield "title", entry.plain_title
    yield "system", entry.system
    yield "aliases", ", ".join(entry.aliases)
    others = ["et al."] if entry.authors_cut else []
    yield "authors", ", ".join([*map(display_name, entry.names), *others])
    yield "status", entry.status
    if entry.published:
        yield from _published(entry, library)
    if entry.arxiv:
        dated = f", {entry.arxiv.date}" if entry.arxiv.date else ""
        class_ = f" [{entry.arxiv.class_}]" if entry.arxiv.class_ else ""
        yield "arXiv", f"{entry.arxiv.id}{class_}{dated}"
        yield "", entry.arxiv.title
    if entry.preprint:
        yield "preprint", f"{entry.preprint.server} {entry.preprint.id}".strip()
    for link in msgspec.structs.fields(entry.links):
        yield link.encode_name, getattr(entry.links, link.name)
    yield "also called", "; ".join(entry.other_titles)
    yield "topics", ", ".join(entry.topics)
    member_of = memberships(library)
    yield "lists", ", ".join(id_ for id_, keys in member_of.items() if entry.key in keys)
    yield "awards", ", ".join(entry.awards)
    yield "summary", entry.notes.summary
    yield "comment", entry.notes.comment
    for relation in entry.relations:
        yield relation.kind, relation.key
    yield "sources", ", ".join(entry.provenance.sources)
    yield "note", entry.provenance.note
    yield "file", library.path_of(entry.key)


def _published(entry: Entry, library: Library) -> Iterator[tuple[str, str]]:
    item = Resolver(library.venues).resolve(entry)[0]
    container = item.container
    yield "in", ", ".join(filter(None, (container.title, str(item.year or ""))))
    places = [container.place, f"{container.start} to {container.end}" if container.start else ""]
    yield "event", ", ".join(place for place in places if place)
    yield "volume", item.volume
    yield "number", item.number
    yield "article", item.article
    yield "pages", item.pages
    yield "DOI", item.doi
    yield "URL", entry.published.url if entry.published else ""
