"""`mlsysbib search`: one line for each entry that matches."""

from __future__ import annotations

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.libraries import library_option, open_library, quiet_option
from mlsysbib.cli.output import say, write_data
from mlsysbib.cli.selecting import QueryCommand, choose, choosing_options, tell, tell_nothing
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.selecting.choice import Choosing
from mlsysbib.text.markup import NO_TITLE


@click.command("search", cls=QueryCommand, short_help="List the entries that match a query.")
@choosing_options
@click.option("--keys", "keys_only", is_flag=True, help="Print the keys alone.")
@library_option
@quiet_option
def command(
    *,
    queries: tuple[str, ...],
    list_name: str | None,
    cited_in: tuple[str, ...],
    keys_from: str | None,
    from_index: bool,
    order: str | None,
    keys_only: bool,
    library_path: str | None,
    quiet: bool,
) -> int:
    """List the entries that match all QUERYs: key, venue, title and system.

    \b
    mlsysbib search orca                     a word in key, title, system or authors
    mlsysbib search topic:serving year:2023.. -is:preprint
    mlsysbib search 'venue:osdi,sosp author:zaharia | title:"in situ"'

    Fields: key venue kind year author title topic list doi arxiv system status is has.
    """
    library = open_library(library_path)
    choosing = Choosing(queries, list_name, cited_in, keys_from, order or "key")
    selection, problems, _ = choose(library, choosing, from_index=from_index)
    tell(problems)
    entries = selection.entries()
    if keys_only:
        write_data("".join(f"{entry.key}\n" for entry in entries))
    else:
        write_data(_table(entries, library))
    tell_nothing(queries, selection, library, quiet=quiet)
    say(f"{len(entries)} of {len(library)} entries", quiet=quiet)
    return FINDINGS if problems else DONE


def _table(entries: tuple[Entry, ...], library: Library) -> str:
    rows = [(entry.key, venue_tag(entry, library), _title(entry)) for entry in entries]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    return "".join(f"{key:<{widths[0]}}  {tag:<{widths[1]}}  {title}\n" for key, tag, title in rows)


def _title(entry: Entry) -> str:
    title = entry.plain_title or NO_TITLE
    is_said = not entry.system or title.casefold().startswith(entry.system.casefold())
    return title if is_said else f"{title} ({entry.system})"


# As styles write it where a reference has no year.
_UNDATED = "n.d."


def venue_tag(entry: Entry, library: Library) -> str:
    """Return venue and year in short: `OSDI 2022`, `arXiv 2023`."""
    published = entry.published
    if published is None:
        return f"{'arXiv' if entry.arxiv else 'preprint'} {entry.year or _UNDATED}"
    venue = library.venues.get(published.venue)
    name = venue.acronym_in(published.year) if venue else published.container_title
    return f"{name or entry.type} {published.year or _UNDATED}".strip()
