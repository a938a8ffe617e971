"""`mlsysbib data`: the library as plain data, for those who do not want the tool."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from typing import Any

import click
import msgspec

from mlsysbib import __version__
from mlsysbib.cli.libraries import library_option, open_library, quiet_option
from mlsysbib.cli.output import counted, say
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.model.selection import flat
from mlsysbib.model.venues import Venue
from mlsysbib.store.files import write_files

_LICENCE = "CC0-1.0"


@click.group("data", short_help="Write the library as plain data.")
def command() -> None:
    """Write the library as plain data, for programs that do without this one."""


@command.command("export")
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder to write into.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date that the release names; by itself that of today (UTC).",
)
@library_option
@quiet_option
def export(*, output: str, date: dt.datetime | None, library_path: str | None, quiet: bool) -> None:
    """Write entries and venues as JSON lines, with their schemas, and as BibTeX and BibLaTeX.

    `about.json` names date, version, licence and counts, and `SHA256SUMS` is what `sha256sum
    --check` reads. The same library and date give the same bytes.
    """
    library = open_library(library_path)
    day = (date or dt.datetime.now(dt.UTC)).date()
    texts = files_of(library, day)
    os.makedirs(output, exist_ok=True)
    write_files(output, texts)
    say(f"{output}: {counted(len(library), 'entry')}, {counted(len(texts), 'file')}", quiet=quiet)


def files_of(library: Library, day: dt.date) -> dict[str, str]:
    """Return the names and texts of the files of a release."""
    about = {
        "date": day.isoformat(),
        "version": __version__,
        "licence": _LICENCE,
        "entries": len(library),
        "venues": len(library.venues),
    }
    texts = {
        "about.json": _json(about),
        "entries.jsonl": _json_lines(library.values()),
        "entries.schema.json": _json(msgspec.json.schema(Entry)),
        "venues.jsonl": _json_lines(library.venues.values()),
        "venues.schema.json": _json(msgspec.json.schema(Venue)),
        "library.bib": _in_format("bibtex", library),
        "library.biblatex.bib": _in_format("biblatex", library),
    }
    sums = (
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in texts.items()
    )
    return {**texts, "SHA256SUMS": "".join(sums)}


def _json(value: Any) -> str:  # noqa: ANN401  # what msgspec writes
    return msgspec.json.format(msgspec.json.encode(value, order="sorted")).decode() + "\n"


def _json_lines(rows: Any) -> str:  # noqa: ANN401  # what msgspec writes
    return msgspec.json.Encoder().encode_lines(list(rows)).decode()


def _in_format(name: str, library: Library) -> str:
    format_ = FORMATS[name]
    return format_.dump(flat(library.values()), library, Options(target=format_.target()))
