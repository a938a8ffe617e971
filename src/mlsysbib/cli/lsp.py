"""`mlsysbib lsp`: a server for editors."""

from __future__ import annotations

import click

from mlsysbib.cli.indexes import index_option, open_asked
from mlsysbib.cli.libraries import library_option, open_library
from mlsysbib.problems import UnreadableError


@click.command("lsp", short_help="Serve editors by the Language Server Protocol.")
@index_option
@library_option
def command(*, indexes: tuple[str, ...], library_path: str | None) -> None:
    """Serve an editor over standard input and output, by the Language Server Protocol.

    \b
    .tex .md   keys complete and are added to the .bib; hovering shows what a key is
    .bib       what verify finds, and the canonical data as a quick fix

    docs/editors.md has the set-up of VS Code, Neovim and Emacs. Needs
    `pip install mlsysbib[lsp]`.
    """
    try:
        from mlsysbib.protocols.editors import make_server  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        missing = f"{error.name} is not installed: `pip install 'mlsysbib[lsp]'`"
        raise UnreadableError(missing) from None
    from mlsysbib.protocols.desk import Desk  # noqa: PLC0415  # numpy

    make_server(Desk(open_library(library_path), open_asked(indexes, quiet=True))).start_io()
