"""`mlsysbib venue`: the venue table, and which venue a book title means."""

from __future__ import annotations

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.choices import complete_venues
from mlsysbib.cli.libraries import library_option, open_library
from mlsysbib.cli.output import say, write_data
from mlsysbib.model.venue_matching import VenueMatcher
from mlsysbib.store.writer import dump_venue


@click.group("venue", short_help="Show venues, or recognise one in a book title.")
def command() -> None:
    """Show venues, or recognise one in a book title."""


@command.command("list")
@library_option
def list_(*, library_path: str | None) -> None:
    """List all venues: identifier, acronym, kind and name."""
    venues = open_library(library_path).venues
    rows = [(id_, venue.acronym, venue.kind, venue.name) for id_, venue in venues.items()]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = ("  ".join(f"{c:<{w}}" for c, w in zip(row, widths, strict=False)) for row in rows)
    texts = (f"{line}  {row[3]}".rstrip() for line, row in zip(lines, rows, strict=True))
    write_data("".join(f"{text}\n" for text in texts))


@command.command("show")
@click.argument("name", shell_complete=complete_venues)
@library_option
def show(*, name: str, library_path: str | None) -> None:
    """Print a venue as its file holds it, with its editions."""
    write_data(dump_venue(open_library(library_path).venues.get_venue(name)))


@command.command("resolve")
@click.argument("text", nargs=-1, required=True)
@library_option
def resolve(*, text: tuple[str, ...], library_path: str | None) -> int:
    """Say which venue, year and track a book title or journal name means: `osdi 2022`.

    The track follows where it is not the main one: `www 2025 companion`. What contradicts the table
    is said on stderr.
    """
    venues = open_library(library_path).venues
    found = VenueMatcher(venues).recognise(" ".join(text))
    if found is None:
        say(f"no venue is recognised in {' '.join(text)!r}")
        return FINDINGS
    for contradiction in found.contradictions:
        say(contradiction)
    track = "" if found.track == "main" else found.track
    write_data(" ".join(filter(None, (found.venue, str(found.year or ""), track))) + "\n")
    return DONE
