"""`mlsysbib site`: a static site of the whole library."""

from __future__ import annotations

import gc
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import click

from mlsysbib.cli import DONE, FINDINGS
from mlsysbib.cli.libraries import library_option, locate, open_library, quiet_option
from mlsysbib.cli.output import say
from mlsysbib.cli.selecting import tell
from mlsysbib.problems import UnreadableError
from mlsysbib.site.making import Settings
from mlsysbib.site.serving import PortTakenError, Preview, listening, watch
from mlsysbib.site.site_files import plan_site
from mlsysbib.site.writing import Outcome, write_site
from mlsysbib.store.cache import take_state


@click.group("site", short_help="Make a web site of the library.")
def command() -> None:
    """Make a web site of the library: a page for every paper, topic, venue, author and list."""


@command.command("build")
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder of the site.")
@click.option(
    "--base-url",
    metavar="URL",
    default="",
    help="Where the site will be; adds a site map and full addresses where they are wanted.",
)
@click.option("--force", is_flag=True, help="Write into a folder that holds other files, too.")
@library_option
@quiet_option
def build(*, output: str, base_url: str, force: bool, library_path: str | None, quiet: bool) -> int:
    """Write the site into a folder; only what has changed since the last time.

    \b
    mlsysbib site build -o public
    mlsysbib site build -o public --base-url https://example.org/papers/
    """
    if base_url and not base_url.startswith(("https://", "http://")):
        raise click.UsageError("--base-url is an address that begins with https:// or http://")
    plan = plan_site(open_library(library_path), Settings(base_url))
    with _progress(quiet=quiet) as report:
        outcome = write_site(plan.files, output, report, force=force)
    tell(list(plan.problems))
    say(f"{output}: {outcome}", quiet=quiet)
    return FINDINGS if plan.problems else DONE


@command.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--open", "is_opened", is_flag=True, help="Open the site in the browser.")
@click.option("-o", "--output", metavar="DIR", help="Keep the site in a folder.")
@library_option
@quiet_option
def serve(
    *, port: int, is_opened: bool, output: str | None, library_path: str | None, quiet: bool
) -> None:
    """Show the site on this machine, and build it anew whenever the library changes.

    An entry with a problem is named, with file and line, and the last good site stays. Ctrl-C
    ends it.
    """
    # Unlike all other commands, this one lives long.
    gc.enable()
    root = locate(library_path)
    with nullcontext(output) if output else tempfile.TemporaryDirectory() as folder:
        preview = Preview(folder)

        def rebuild() -> None:
            state = preview.rebuild(lambda: _rebuild(library_path, folder, quiet=quiet))
            if state.problems:
                say(state.problems)

        def state_now() -> str:
            return take_state(root).stamp if root else ""

        with _port(preview, port) as address:
            built_from = state_now()
            rebuild()
            say(f"{address} (Ctrl-C ends it)", quiet=quiet)
            if is_opened:
                webbrowser.open(address)
            watch(state_now, rebuild, built_from)


def _rebuild(library_path: str | None, folder: str, *, quiet: bool) -> str:
    """Build the site; return what its lists name that is not there."""
    try:
        plan = plan_site(open_library(library_path), Settings())
        outcome: Outcome = write_site(plan.files, folder)
    except OSError as error:
        # The disk may be full, or a file be read-only: nothing that a change could not mend.
        where = f"{error.filename}: " if error.filename else ""
        raise UnreadableError(f"{where}{error.strerror or error}") from error
    say(str(outcome), quiet=quiet)
    return "\n".join(map(str, plan.problems))


@contextmanager
def _port(preview: Preview, port: int) -> Iterator[str]:
    try:
        with listening(preview, port) as address:
            yield address
    except PortTakenError as error:
        raise click.UsageError(str(error)) from None


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that shows how far a build is, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=100, file=sys.stderr, label="site") as bar:
        yield lambda done, of: bar.update(100 * done // of - bar.pos)
