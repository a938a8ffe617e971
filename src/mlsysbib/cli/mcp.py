"""`mlsysbib mcp`: a server for assistants."""

from __future__ import annotations

import os

import click

from mlsysbib.cli.indexes import index_option, open_asked
from mlsysbib.cli.libraries import library_option, open_library
from mlsysbib.problems import UnreadableError


@click.command("mcp", short_help="Serve assistants by the Model Context Protocol.")
@click.option(
    "--write",
    "writable",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="Let it add papers to .bib files below DIR; without it nothing is written.",
)
@index_option
@library_option
def command(*, writable: str | None, indexes: tuple[str, ...], library_path: str | None) -> None:
    """Serve an assistant over standard input and output, by the Model Context Protocol.

    \b
    search, show     papers of the library and the indexes
    bibtex           their exact entries
    verify           which references of a text are true
    add_to_file      with --write: entries written into a .bib file

    docs/assistants.md has the configuration of the usual hosts. Needs `pip install mlsysbib[mcp]`.
    """
    try:
        from mlsysbib.protocols.assistants import make_server  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        missing = f"{error.name} is not installed: `pip install 'mlsysbib[mcp]'`"
        raise UnreadableError(missing) from None
    from mlsysbib.protocols.desk import Desk  # noqa: PLC0415  # numpy

    desk = Desk(open_library(library_path), open_asked(indexes, quiet=True))
    make_server(desk, os.path.abspath(writable) if writable else "").run("stdio")
