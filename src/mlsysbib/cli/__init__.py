"""The command line: one module a command, loaded when it is called."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from mlsysbib import __version__

DONE, FINDINGS, USAGE, UNREADABLE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141

# Here `list` is the module of that command, once it is loaded, and not the builtin.
# name -> what it does; the module has the command's name, and in it a function `command`.
COMMANDS = {
    "export": "Write entries for LaTeX, Zotero or pandoc, or as a page.",
    "search": "List the entries that match a query.",
    "show": "Show all that is known of an entry.",
    "list": "List the reading lists, or one list's outline.",
    "tidy": "Repair a .bib file, and keep its keys.",
    "verify": "Say whether references are true, field by field.",
    "index": "Build and ask indexes of what is published.",
    "duplicates": "Find papers that are there twice.",
    "merge": "Make one entry of two that are the same paper.",
    "key": "Propose, explain, rename and check citation keys.",
    "venue": "Show venues, or recognise one in a book title.",
    "add": "Add a paper from arXiv, Crossref or a paste.",
    "import": "Take over references from files.",
    "fmt": "Bring entry and venue files into their one layout.",
    "check": "Report what is wrong in a library.",
    "init": "Make a new library.",
    "stats": "Count entries, versions, venues and missing facts.",
    "site": "Make a web site of the library.",
    "mcp": "Serve assistants: search, verify, exact BibTeX.",
    "lsp": "Serve editors: citations that complete, a .bib that is true.",
    "data": "Write the library as plain data.",
}

# Names that Python does not let a module have.
_MODULES = {"import": "import_"}

EPILOG = """\
Any command: --color auto|always|never; NO_COLOR switches colours off.

Exit codes: 0 done; 1 findings (check, --check differences, unknown cited keys); 2 usage;
3 library or input unreadable, nothing written; 130 interrupted.
"""


class LazyGroup(click.Group):
    """Knows its commands by name and imports one only to run it: start-up is a feature."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names, in the order of the help page."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command's module and return the command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"mlsysbib.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        assert isinstance(command, click.Command)  # noqa: S101  # a module of ours
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; name what is near to one that is not there."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = import_module("mlsysbib.problems").did_you_mean(args[0], COMMANDS)
            ctx.fail(f"unknown command {args[0]!r}; {near or 'see mlsysbib -h'}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """One source of truth for the papers of machine-learning systems.

    The library is the nearest folder above that holds an mlsysbib.toml, the one that --library
    names, or the one that is shipped with the tool.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A short life, and tens of thousands of objects without a cycle: nothing to collect.
    gc.disable()
    code = run(sys.argv[1:])
    # Python would take all modules and objects apart one by one, which takes an eighth of the time
    # of a small export. Everything that was to be written has been, save what print holds back.
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:  # there is none where the shell has closed it
                stream.flush()
        except OSError as error:
            code = code or int(import_module("mlsysbib.cli.failures").report(error))
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line; return its exit code. No failure of an input shows a traceback."""
    color: bool | None = None
    try:
        if "NO_COLOR" in os.environ or any(arg.startswith("--color") for arg in arguments):
            arguments, color = import_module("mlsysbib.cli.colour").take_option(arguments)
        result: Any = cli.main(arguments, prog_name="mlsysbib", standalone_mode=False, color=color)
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.Abort:
        click.echo("interrupted; nothing was left half-written", err=True)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # sorted there; what is not ours is raised again
        with click.Context(cli, color=color):
            return int(import_module("mlsysbib.cli.failures").report(error))
    return result if isinstance(result, int) else DONE
