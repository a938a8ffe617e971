"""`mlsysbib list`: the reading lists, or one of them in outline."""

from __future__ import annotations

from collections.abc import Iterator

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.choices import complete_lists
from mlsysbib.cli.libraries import library_option, open_library
from mlsysbib.cli.output import write_data
from mlsysbib.cli.selecting import choose, tell
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Block, Section, Selection, entries_of
from mlsysbib.selecting.choice import Choosing
from mlsysbib.text.markup import NO_TITLE


@click.command("list", short_help="List the reading lists, or one list's outline.")
@click.argument("name", required=False, metavar="[NAME|FILE]", shell_complete=complete_lists)
@library_option
def command(*, name: str | None, library_path: str | None) -> int:
    """List the reading lists of the library; with NAME, that list's sections and keys."""
    library = open_library(library_path)
    if name is None:
        write_data("".join(f"{line}\n" for line in _overview(library)))
        return DONE
    selection, problems, _ = choose(library, Choosing(list_name=name))
    tell(problems)
    write_data("".join(f"{line}\n" for line in _outline(selection)))
    return FINDINGS if problems else DONE


def _overview(library: Library) -> Iterator[str]:
    width = max(map(len, library.reading_lists), default=0)
    for id_ in library.reading_lists:
        selection, _, _ = choose(library, Choosing(list_name=id_))
        count = len(selection.entries())
        sections = sum(1 for section in selection.sections for _ in _below(section))
        yield f"{id_:<{width}}  {count} papers in {sections} sections  {selection.title}"


def _below(section: Section) -> Iterator[Section]:
    yield section
    for inner in section.sections:
        yield from _below(inner)


def _outline(selection: Selection) -> Iterator[str]:
    yield selection.title
    yield from _papers(selection.blocks, "")
    for section in selection.sections:
        yield from _section(section, 0)


def _section(section: Section, depth: int) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{section.heading}"
    yield from _papers(section.blocks, indent)
    for below in section.sections:
        yield from _section(below, depth + 1)


def _papers(blocks: tuple[Block, ...], indent: str) -> Iterator[str]:
    for block in blocks:
        for entry in entries_of(block):
            yield f"{indent}  @{entry.key}  {entry.plain_title or NO_TITLE}"
