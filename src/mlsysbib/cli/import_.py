"""`mlsysbib import`: take over what files of other programs or people hold."""

from __future__ import annotations

import os.path
from collections import Counter
from collections.abc import Iterator

import click
import msgspec

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.adopted import SUFFIXES, adopt_list, with_own_lines
from mlsysbib.cli.foreign import read_foreign, say_left_out
from mlsysbib.cli.indexes import index_option, open_asked
from mlsysbib.cli.libraries import library_option, open_library, quiet_option, writable_root
from mlsysbib.cli.output import counted, progress, say, write_data
from mlsysbib.cli.selecting import tell
from mlsysbib.cli.taken import Taken, texts_of
from mlsysbib.formats.base import Read, problems_of
from mlsysbib.intake.importing import Action, OnDuplicate, Planned, plan_import
from mlsysbib.keys.key_map import format_tsv
from mlsysbib.model.library import Library
from mlsysbib.store.files import write_atomically, write_files
from mlsysbib.store.places import with_files


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
@click.option("--force", is_flag=True, help="Replace the list of that name, your own lines too.")
@click.option("--source", default="import", help="What [provenance] names as the source.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@index_option
@library_option
@quiet_option
def command(
    *,
    files: tuple[str, ...],
    on_duplicate: OnDuplicate,
    map_path: str | None,
    id_: str,
    force: bool,
    source: str,
    dry_run: bool,
    indexes: tuple[str, ...],
    library_path: str | None,
    quiet: bool,
) -> int:
    """Add the references of FILEs (.bib, .json, .ris), or reading lists (.md), to the library.

    Each reference ends as a new entry, as the same paper, as another version that is added to its
    paper, or as a problem with file and line: what could only possibly be a paper of the library
    is left to you. The counts add up to the number of references read.

    A list is adopted: its source, with @keys, goes into reading-lists/, and what the library does
    not know becomes drafts, without guessed authors. No line is lost. Adopted again, it takes in
    what is new and keeps your own lines. Another list of that name is only replaced with --force.
    """
    root = writable_root(library_path)
    library = open_library(root)
    counts: Counter[str] = Counter()
    keys: dict[str, str] = {}
    reads: list[Read] = []
    texts: dict[str, str] = {}
    sources: dict[str, str] = {}
    written: dict[str, str] = {}
    named: set[str] = set()
    for path in files:
        if os.path.splitext(path)[1].lower() in SUFFIXES:
            # To ask an index is a wish: the default one takes its time to be built.
            index = open_asked(indexes) if indexes else None
            taken = adopt_list(path, library, id_=id_, index=index)
            _add_sources(sources, taken, path)
            if not force:
                taken = with_own_lines(path, taken, library, root, quiet=quiet)
            written |= taken.reading_lists
            # References have been named one by one, the papers of a list have not.
            named |= texts_of(taken, library).keys()
        else:
            taken = _references(path, files, library, on_duplicate, source, quiet=quiet)
        texts |= texts_of(taken, library)
        counts.update(taken.counts)
        keys |= taken.keys
        reads += taken.reads
        # Nothing is written yet: the next file may turn out to be unreadable.
        library = with_files(library, taken.entries, taken.reading_lists)
    changed = tuple(texts) if dry_run else write_files(root, texts)
    for path in changed:
        if path in named:
            say(f"{path}: {'would be ' if dry_run else ''}written", quiet=quiet)
    if dry_run:
        write_data("".join(written.values()))
    elif map_path:
        write_atomically(map_path, format_tsv(keys).encode())
    total = sum(counts.values())
    parts = ", ".join(_count(count, name) for name, count in counts.items() if count)
    say(f"{counted(total, 'reference')}: {parts or 'none'}", quiet=quiet)
    say_left_out(reads, quiet=quiet)
    has_findings = counts["problem"] or counts[Action.POSSIBLE.value]
    return FINDINGS if has_findings else DONE


def _add_sources(sources: dict[str, str], taken: Taken, path: str) -> None:
    """Add the lists of a file to those of this run; raise a usage error if one would be lost."""
    for name, text in taken.reading_lists.items():
        if sources.setdefault(name, text) != text:
            alone = "import them one by one, each with an --id of its own"
            raise click.UsageError(f"{path}: {name!r} is the name of two of these lists: {alone}")


def _references(  # what there is, and how it is taken over
    path: str,
    beside: tuple[str, ...],
    library: Library,
    on_duplicate: OnDuplicate,
    source: str,
    *,
    quiet: bool,
) -> Taken:
    """Return what becomes of the references of a file, and say it of each."""
    reads = read_foreign(path, beside)
    problems = problems_of(reads)
    tell(problems)
    sourced = [_sourced(read, source) for read in reads]
    with progress(f"import {path}", _STAGES, quiet=quiet) as report:
        planned = plan_import(sourced, library, on_duplicate, progress=report)
    for line in _report(planned, path):
        say(line, quiet=quiet)
    errors = sum(problem.level == "error" for problem in problems)
    # Each entry once, as the last plan that touches it leaves it.
    changed = {plan.entry.key: plan.entry for plan in planned if plan.is_changed}
    return Taken(
        entries=tuple(changed.values()),
        counts={"problem": errors, **Counter(plan.action.value for plan in planned)},
        reads=reads,
        keys={p.foreign.key: p.entry.key for p in planned if p.action is not Action.POSSIBLE},
    )


# Of the matching with the library, which takes longest.
_STAGES = ("normalize", "block", "match")


def _count(count: int, name: str) -> str:
    return counted(count, name) if name == "problem" else f"{count} {name}"


def _sourced(read: Read, source: str) -> Read:
    if read.entry is None:
        return read
    provenance = msgspec.structs.replace(read.entry.provenance, sources=(source,))
    entry = msgspec.structs.replace(read.entry, provenance=provenance)
    return msgspec.structs.replace(read, entry=entry)


def _report(planned: tuple[Planned, ...], path: str) -> Iterator[str]:
    for plan in planned:
        what = f"{path}:{plan.line}: {plan.foreign.key}: {plan.action.value}"
        if plan.action is Action.POSSIBLE:
            yield f"{what}: is it {plan.entry.key}? not imported (import-possible)"
        else:
            yield f"{what}: {plan.entry.key}"
        yield from (f"    {note}" for note in plan.notes)
