"""A selection into the Zotero that runs on this machine."""

from __future__ import annotations

import os

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.output import say, write_data
from mlsysbib.formats import FORMATS, Format
from mlsysbib.network.zotero import ADDRESS, Connector

# Those of its importers, by what they are given.
MEDIA_TYPES = {
    "csl-json": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}


def format_into_zotero(name: str | None, target: str | None) -> tuple[Format, str]:
    """Return the format to send and its target; raise UsageError for another one."""
    format_ = FORMATS[name or "csl-json"]
    if format_.name not in MEDIA_TYPES:
        raise click.UsageError(f"--to zotero sends {', '.join(MEDIA_TYPES)}, not {format_.name}")
    own = "zotero" if "zotero" in format_.targets else format_.targets[0]
    if target and target != own:
        raise click.UsageError(f"--to zotero sends {format_.name} for {own}, not for {target}")
    return format_, own


def send_to_zotero(
    text: str, keys: list[str], format_: Format, *, dry_run: bool, quiet: bool
) -> int:
    """Import a text into what is selected in Zotero, or say what would go where.

    `keys` are those of the items in the text, of which Zotero has to make as many.
    """
    noun = f"{len(keys)} {'item' if len(keys) == 1 else 'items'}"
    address = os.environ.get("MLSYSBIB_ZOTERO_API", ADDRESS)
    with Connector(address) as zotero:
        zotero.greet()
        destination = zotero.find_destination()
        if dry_run:
            write_data("".join(f"{key}\n" for key in keys))
            say(f"{destination}: {noun} would be imported as {format_.name}", quiet=quiet)
            return DONE
        if not keys:
            say(f"{destination}: nothing to import", quiet=quiet)
            return DONE
        say(f"{destination}: importing {noun} as {format_.name} ...", quiet=quiet)
        count = zotero.send(text, MEDIA_TYPES[format_.name])
    if count < len(keys):
        say(f"{destination}: error: Zotero has imported {count} of {noun}")
        return FINDINGS
    say(f"{destination}: {noun} imported", quiet=quiet)
    return DONE
