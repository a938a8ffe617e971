"""Duplicates among more raw records than memory holds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.output import counted, progress, say
from mlsysbib.cli.selecting import tell
from mlsysbib.matching.entries import decisions_of_entries
from mlsysbib.model.library import Library
from mlsysbib.model.venue_matching import VenueMatcher
from mlsysbib.scale.disk import find_groups

STAGES = ("normalize", "block", "match", "cluster")


def find_on_disk(
    paths: Sequence[str], output: str, library: Library, *, workers: int, quiet: bool
) -> int:
    """Write the groups among raw records, of which but a part is in memory at a time."""
    folder = os.path.dirname(os.path.abspath(output))
    encode = msgspec.json.Encoder().encode
    with TemporaryDirectory(prefix=".duplicates-", dir=folder) as scratch:
        with progress("duplicates", STAGES, quiet=quiet) as report:
            found = find_groups(
                paths,
                Path(scratch),
                VenueMatcher(library.venues),
                decisions_of_entries(library.values()),
                workers=workers,
                progress=report,
            )
        tell(found.problems)
        with open(os.path.join(scratch, "groups"), "wb") as out:
            out.writelines(encode(line) + b"\n" for line in found.lines())
        os.replace(os.path.join(scratch, "groups"), output)
    clusters, works = len(found.clusters.sizes), len(found.works.sizes)
    say(
        f"{counted(found.references, 'reference')}: {counted(clusters, 'cluster')}, "
        f"{counted(works, 'work')} of several references",
        quiet=quiet,
    )
    return FINDINGS if works else DONE
