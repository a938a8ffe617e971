"""A folder with a file for each topic, venue or section."""

from __future__ import annotations

import os
from typing import Literal, NamedTuple

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.output import counted, deliver, say
from mlsysbib.formats import Format
from mlsysbib.formats.base import Options
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Selection
from mlsysbib.selecting.grouping import group
from mlsysbib.selecting.splitting import Part, split

Split = Literal["topic", "venue", "section"]


class File(NamedTuple):
    """A file in the making: its name, its text and how many entries that has."""

    name: str
    text: str
    entries: int


def files_of(
    selection: Selection, library: Library, by: Split, options: Options, format_: Format
) -> tuple[File, ...]:
    """Return a file for each part; raise UsageError where there are no sections to follow."""
    return tuple(
        File(
            f"{part.name}{format_.suffix}",
            format_.dump(part.selection, library, options),
            len(part.selection.entries()),
        )
        for part in _parts(selection, library, by)
    )


def _parts(selection: Selection, library: Library, by: Split) -> tuple[Part, ...]:
    if by != "section":
        return split(group(selection.entries(), library, by))
    if not selection.is_list:
        raise click.UsageError("--split section needs a list with sections: --list NAME|FILE")
    return split(selection)


def deliver_files(
    files: tuple[File, ...], folder: str, suffix: str, *, check: bool, quiet: bool
) -> int:
    """Write files into a folder, or compare them with those that are there; return the exit code.

    Other files of their kind are named, and left alone.
    """
    if not check:
        os.makedirs(folder, exist_ok=True)
    codes = [
        deliver(
            file.text,
            os.path.join(folder, file.name),
            check=check,
            quiet=quiet,
            noun=counted(file.entries, "entry"),
        )
        for file in files
    ]
    others = _others(files, folder, suffix)
    for name in others:
        level = "error" if check else "warning"
        say(f"{os.path.join(folder, name)}: {level}: is no part of this export; it was left alone")
    return max([*codes, FINDINGS if check and others else DONE])


def _others(files: tuple[File, ...], folder: str, suffix: str) -> list[str]:
    try:
        names = {name for name in os.listdir(folder) if name.endswith(suffix)}
    except FileNotFoundError:
        return []
    return sorted(names.difference(file.name for file in files))
