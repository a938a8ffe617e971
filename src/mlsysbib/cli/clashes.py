"""Options of an export that cannot be followed together, or not alone."""

from __future__ import annotations

import os.path
from collections.abc import Mapping

import click

_EXCLUDES = {
    "--to": ("-o", "--into", "--bib", "--split", "--check"),
    "--split": ("--into", "--bib"),
    "-o": ("--into",),
    "--key-pattern": ("--key-map",),
}
# Option -> one of these has to be there, and what for.
_NEEDS = {
    "--dry-run": (("--to",), "--dry-run needs --to; for files there is --check"),
    "--split": (("-o",), "--split needs -o DIR: the folder for its files"),
    "--check": (("-o", "--into"), "--check needs -o FILE or --into FILE to compare with"),
}


def refuse_clashes(given: Mapping[str, object]) -> None:
    """Raise UsageError for options that do not go together; `given` has each with its value."""
    there = {option for option, value in given.items() if value}
    for option, others in _EXCLUDES.items():
        for other in others:
            if {option, other} <= there:
                raise click.UsageError(f"{option} and {other} exclude each other")
    for option, (needed, text) in _NEEDS.items():
        if option in there and there.isdisjoint(needed):
            raise click.UsageError(text)
    paths = [os.path.realpath(str(given[name])) for name in ("-o", "--bib") if name in there]
    if len(paths) > len(set(paths)):
        raise click.UsageError("-o and --bib name one file")
    if "--split" in there and given["-o"] == "-":
        raise click.UsageError("--split writes into a folder, not to stdout")
