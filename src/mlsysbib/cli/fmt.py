"""`mlsysbib fmt`: the one layout of entry and venue files."""

from __future__ import annotations

import os.path
from collections.abc import Iterator

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.libraries import (
    library_option,
    quiet_option,
    shipped_venue_names,
    writable_root,
)
from mlsysbib.cli.output import counted, difference, say, write_difference
from mlsysbib.problems import LoadError
from mlsysbib.store.files import read_bytes, write_files
from mlsysbib.store.reader import read_leniently
from mlsysbib.store.writer import dump_entry, dump_venue, find_comment


@click.command("fmt", short_help="Bring entry and venue files into their one layout.")
@click.argument("paths", metavar="[FILE|DIR]...", nargs=-1, type=click.Path(exists=True))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 with a diff if a file differs.")
@click.option("--drop-comments", is_flag=True, help="Format files although comments get lost.")
@library_option
@quiet_option
def command(
    *,
    paths: tuple[str, ...],
    check: bool,
    drop_comments: bool,
    library_path: str | None,
    quiet: bool,
) -> int:
    """Lay out the files of entries/ and venues/, all or those named, in the one way.

    A file with comments is left alone, as the layout has no place for them: what they say
    belongs into [provenance] note or [notes] comment.
    """
    root = writable_root(library_path)
    wanted = [os.path.realpath(path) for path in paths]
    texts: dict[str, str] = {}
    differences: list[str] = []
    lost = 0
    for path, text in _texts(root):
        file = os.path.join(root, path)
        if wanted and not any(_is_below(file, chosen) for chosen in wanted):
            continue
        old = read_bytes(file).decode("utf-8-sig")
        if old == text:
            continue
        if not drop_comments and (line := find_comment(old)):
            say(f"{path}:{line}: error: a comment would be lost (comment-lost)")
            lost += 1
        else:
            texts[path] = text
            differences += [difference(old, text, path)] if check else []
    if check:
        write_difference("".join(differences))
    else:
        write_files(root, texts)
        for path in texts:
            say(f"{path}: formatted", quiet=quiet)
    verb = "would be formatted" if check else "formatted"
    say(f"{counted(len(texts), 'file')} {verb}", quiet=quiet)
    return FINDINGS if lost or (check and texts) else DONE


def _is_below(file: str, chosen: str) -> bool:
    return os.path.commonpath([os.path.realpath(file), chosen]) == chosen


def _texts(root: str) -> Iterator[tuple[str, str]]:
    """Yield each file's path and what it should hold; raise LoadError if one cannot be parsed."""
    contents, problems = read_leniently(root, shipped_venue_names)
    # A layout can be given to any file with a reading; what files say of each other is for check.
    fatal = [problem for problem in problems if problem.rule in _WITHOUT_READING]
    if fatal:
        raise LoadError(fatal)
    for path, entry in zip(contents.paths, contents.entries, strict=True):
        yield path, dump_entry(entry)
    for id_, venue in contents.venues.items():
        yield contents.venue_paths[id_], dump_venue(venue)


_WITHOUT_READING = frozenset({
    "toml-syntax", "file-encoding", "file-unreadable", "field-unknown", "field-type",
    "field-missing", "title-markup", "name-form", "version-missing", "file-duplicate",
})  # fmt: skip
