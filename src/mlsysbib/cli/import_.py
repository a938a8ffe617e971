"""`mlsysbib import`: take over what files of other programs or people hold."""

from __future__ import annotations

import os.path
from collections import Counter
from collections.abc import Iterator

import click
import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.adopted import SUFFIXES, import_list
from mlsysbib.cli.foreign import read_foreign, say_left_out
from mlsysbib.cli.libraries import library_option, open_library, quiet_option, writable_root
from mlsysbib.cli.output import counted, progress, say
from mlsysbib.cli.selecting import tell
from mlsysbib.importing import Action, OnDuplicate, Planned, plan_import
from mlsysbib.keys.key_map import format_tsv
from mlsysbib.model.entry import Entry
from mlsysbib.model.library import Library
from mlsysbib.store.files import write_atomically
from mlsysbib.store.writer import dump_entry


@click.command("import", short_help="Take over references from files.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--on-duplicate",
    type=click.Choice(["report", "update", "skip"]),
    default="report",
    help="What to do with a paper that is there: say what is new, add it, or leave it.",
)
@click.option("--map", "map_path", metavar="FILE", help="Write old and new keys, as a table.")
@click.option("--id", "id_", default="", help="What a list is called; default: as its file.")
@click.option("--source", default="import", help="What [provenance] names as the source.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@library_option
@quiet_option
def command(
    *,
    files: tuple[str, ...],
    on_duplicate: OnDuplicate,
    map_path: str | None,
    id_: str,
    source: str,
    dry_run: bool,
    library_path: str | None,
    quiet: bool,
) -> int:
    """Add the references of FILEs (.bib, .json, .ris), or reading lists (.md), to the library.

    Each reference ends as a new entry, as the same paper, as another version that is added to its
    paper, or as a problem with file and line: what could only possibly be a paper of the library
    is left to you. The counts add up to the number of references read.

    A list is adopted: its source, with @keys, goes into reading-lists/, and what the library does
    not know becomes drafts, without guessed authors. No line is lost.
    """
    root = writable_root(library_path)
    counts: Counter[str] = Counter()
    keys: dict[str, str] = {}
    left_out: list[tuple[str, ...]] = []
    for path in files:
        library = open_library(root)
        if os.path.splitext(path)[1].lower() in SUFFIXES:
            counts.update(import_list(path, library, root, id_=id_, dry_run=dry_run, quiet=quiet))
            continue
        imported = read_foreign(path)
        tell(list(imported.problems))
        left_out += imported.left_out
        counts["problem"] += sum(problem.level == "error" for problem in imported.problems)
        entries = [_sourced(entry, source) for entry in imported.entries]
        with progress(f"import {path}", _STAGES, quiet=quiet) as report:
            planned = plan_import(entries, imported.lines, library, on_duplicate, progress=report)
        for line in _report(planned, path):
            say(line, quiet=quiet)
        counts.update(plan.action.value for plan in planned)
        taken = [plan for plan in planned if plan.action is not Action.POSSIBLE]
        keys |= {plan.foreign.key: plan.entry.key for plan in taken}
        if not dry_run:
            _write(planned, library, root)
    if map_path and not dry_run:
        write_atomically(map_path, format_tsv(keys).encode())
    total = sum(counts.values())
    parts = ", ".join(_count(count, name) for name, count in counts.items() if count)
    say(f"{counted(total, 'reference')}: {parts or 'none'}", quiet=quiet)
    say_left_out(left_out, quiet=quiet)
    has_findings = counts["problem"] or counts[Action.POSSIBLE.value]
    return FINDINGS if has_findings else DONE


# Of the matching with the library, which takes longest.
_STAGES = ("normalize", "block", "match")


def _count(count: int, name: str) -> str:
    return counted(count, name) if name == "problem" else f"{count} {name}"


def _sourced(entry: Entry, source: str) -> Entry:
    provenance = msgspec.structs.replace(entry.provenance, sources=(source,))
    return msgspec.structs.replace(entry, provenance=provenance)


def _report(planned: tuple[Planned, ...], path: str) -> Iterator[str]:
    for plan in planned:
        what = f"{path}:{plan.line}: {plan.foreign.key}: {plan.action.value}"
        if plan.action is Action.POSSIBLE:
            yield f"{what}: is it {plan.entry.key}? not imported (import-possible)"
        else:
            yield f"{what}: {plan.entry.key}"
        yield from (f"    {note}" for note in plan.notes)


def _write(planned: tuple[Planned, ...], library: Library, root: str) -> None:
    """Write each changed entry once, as the last plan that touches it leaves it."""
    final = {plan.entry.key: plan.entry for plan in planned if plan.is_changed}
    for entry in final.values():
        path = library.path_of(entry.key) if entry.key in library else ""
        target = os.path.join(root, path or f"entries/{entry.year}/{entry.key}.toml")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        write_atomically(target, dump_entry(entry).encode())
