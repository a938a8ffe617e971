"""`mlsysbib merge`: make one entry of two."""

from __future__ import annotations

import os

import click

from mlsysbib.cli import DONE
from mlsysbib.cli.choices import complete_keys
from mlsysbib.cli.libraries import library_option, open_library, quiet_option, writable_root
from mlsysbib.cli.output import difference, say, write_difference
from mlsysbib.matching.merging import Preference, merge
from mlsysbib.store.files import read_bytes, write_files
from mlsysbib.store.writer import dump_entry


@click.command("merge", short_help="Make one entry of two that are the same paper.")
@click.argument("keep", shell_complete=complete_keys)
@click.argument("drop", shell_complete=complete_keys)
@click.option(
    "--prefer",
    type=click.Choice(["keep", "drop"]),
    help="Whose value is taken where the two contradict each other; the other goes into the note.",
)
@click.option("--dry-run", is_flag=True, help="Show the changes and write nothing.")
@library_option
@quiet_option
def command(
    *,
    keep: str,
    drop: str,
    prefer: Preference | None,
    dry_run: bool,
    library_path: str | None,
    quiet: bool,
) -> int:
    """Add all that DROP knows to KEEP; DROP's key becomes an alias, its file goes.

    The changes are shown as a diff. Entries that contradict each other are not merged unless
    --prefer says how.
    """
    root = writable_root(library_path)
    library = open_library(root)
    merged = merge(library, keep, drop, prefer)
    texts = {
        library.path_of(entry.key): dump_entry(entry) for entry in (merged.entry, *merged.others)
    }
    texts |= {library.path_of_list(id_): text for id_, text in merged.reading_lists.items()}
    olds = {path: read_bytes(os.path.join(root, path)).decode() for path in texts}
    write_difference("".join(difference(olds[path], text, path) for path, text in texts.items()))
    obsolete = library.path_of(library.get_entry(drop).key)
    if not dry_run:
        write_files(root, texts, [obsolete])
    say(f"{obsolete}: {'would be ' if dry_run else ''}removed", quiet=quiet)
    return DONE
