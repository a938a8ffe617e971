"""`mlsysbib key`: propose, explain, rename, compare and map citation keys."""

from __future__ import annotations

import os

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.choices import complete_keys
from mlsysbib.cli.libraries import (
    library_option,
    locate,
    open_library,
    quiet_option,
    writable_root,
)
from mlsysbib.cli.other_keys import other_keys
from mlsysbib.cli.output import say, write_data
from mlsysbib.keys.continuity import check_continuity, names_at
from mlsysbib.keys.key_map import format_sed, format_tsv
from mlsysbib.keys.pattern import Pattern, compile_pattern, explain
from mlsysbib.keys.propose import DEFAULT, propose_key, taken_names
from mlsysbib.keys.rename import Renamed, rename_key
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.store.files import write_files
from mlsysbib.store.reader import read_draft
from mlsysbib.store.writer import dump_entry

_pattern_option = click.option(
    "--pattern", metavar="PATTERN", help="A pattern with brackets, or a Better BibTeX formula."
)


@click.group("key", short_help="Propose, explain, rename and check citation keys.")
def command() -> None:
    """Propose, explain, rename, compare and map citation keys.

    A key is data: it is made once, when an entry is made, and never changes by itself.
    """


@command.command("suggest")
@click.argument("subjects", metavar="KEY|FILE...", nargs=-1, required=True)
@_pattern_option
@library_option
def suggest(*, subjects: tuple[str, ...], pattern: str | None, library_path: str | None) -> None:
    """Propose a key for each draft FILE, or for an entry as if it were new."""
    library = open_library(library_path)
    compiled = _compiled(pattern)
    lines = []
    for subject in subjects:
        is_file = subject.endswith(".toml")
        entry = read_draft(subject) if is_file else library.get_entry(subject)
        taken = taken_names(library)
        if not is_file or _is_file_of(subject, entry, library, library_path):
            # What the entry is called now is free to be its own.
            taken -= {entry.key, *entry.aliases}
        proposed = propose_key(entry, taken, compiled, library.venues)
        lines.append(f"{proposed}\n" if len(subjects) == 1 else f"{subject}\t{proposed}\n")
    write_data("".join(lines))


def _is_file_of(path: str, entry: Entry, library: Library, library_path: str | None) -> bool:
    """Say whether a file is the library's own of this key, and no draft of the same name."""
    root = locate(library_path)
    if root is None or entry.key not in library:
        return False
    own = os.path.join(root, library.path_of(entry.key))
    return os.path.realpath(own) == os.path.realpath(path)


@command.command("explain")
@click.argument("pattern")
@click.argument("key", shell_complete=complete_keys)
@library_option
def explain_(*, pattern: str, key: str, library_path: str | None) -> int:
    """Show step by step how PATTERN comes to a key for the entry KEY."""
    library = open_library(library_path)
    explained = explain(compile_pattern(pattern), library.get_entry(key), library.venues)
    lines = [*map(str, explained.steps), f"key: {explained.key}" if explained.key else ""]
    write_data("".join(f"{line}\n" for line in lines if line))
    if explained.failure:
        say(f"no key: {explained.failure}")
    return DONE if explained.key else FINDINGS


@command.command("rename")
@click.argument("old", shell_complete=complete_keys)
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@library_option
@quiet_option
def rename(*, old: str, new: str, dry_run: bool, library_path: str | None, quiet: bool) -> int:
    """Give the entry OLD the key NEW; OLD becomes an alias, lists and relations follow."""
    root = writable_root(library_path)
    library = open_library(root)
    renamed = rename_key(library, old, new)
    texts = _texts(renamed, library)
    obsolete = library.path_of(renamed.old)
    if not dry_run:
        write_files(root, texts, [obsolete])
    would_be = "would be " if dry_run else ""
    for path in texts:
        say(f"{os.path.join(root, path)}: {would_be}written", quiet=quiet)
    say(f"{os.path.join(root, obsolete)}: {would_be}removed", quiet=quiet)
    return DONE


def _texts(renamed: Renamed, library: Library) -> dict[str, str]:
    """Return path -> text of each file that a renaming writes."""
    folder = library.path_of(renamed.old).rpartition("/")[0]
    texts = {f"{folder}/{renamed.entry.key}.toml": dump_entry(renamed.entry)}
    texts |= {library.path_of(other.key): dump_entry(other) for other in renamed.others}
    return texts | {library.path_of_list(id_): text for id_, text in renamed.reading_lists.items()}


@command.command("check")
@click.option("--against", "revision", metavar="REV", required=True, help="A git revision.")
@library_option
@quiet_option
def check(*, revision: str, library_path: str | None, quiet: bool) -> int:
    """Check that every key and alias of a git revision still leads to the same paper."""
    root = writable_root(library_path)
    names = names_at(root, revision)
    problems = check_continuity(names, open_library(root), revision)
    write_data("".join(f"{problem}\n" for problem in problems))
    say(f"{len(names)} keys and aliases of {revision}, {len(problems)} broken", quiet=quiet)
    return FINDINGS if problems else DONE


@command.command("map")
@_pattern_option
@click.option("--map", "map_path", metavar="FILE", help="Pairs of keys: old<TAB>new or old -> new.")
@click.option("-f", "--format", "form", type=click.Choice(["tsv", "sed"]), default="tsv")
@library_option
def map_(*, pattern: str | None, map_path: str | None, form: str, library_path: str | None) -> None:
    """Print old and new keys: those of aliases, or those that a pattern or a map would give.

    \b
    mlsysbib key map -f sed > rename.sed && sed -E -i -f rename.sed paper.tex
    """
    if pattern and map_path:
        raise click.UsageError("--pattern and --map exclude each other")
    library = open_library(library_path)
    if pattern or map_path:
        pairs = other_keys(tuple(library.values()), library, pattern, map_path)
    else:
        pairs = {alias: entry.key for entry in library.values() for alias in entry.aliases}
    write_data(format_sed(pairs) if form == "sed" else format_tsv(pairs))


def _compiled(pattern: str | None) -> Pattern:
    return compile_pattern(pattern) if pattern else DEFAULT
