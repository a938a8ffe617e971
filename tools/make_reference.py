"""Write what follows from the command line itself: its reference, manual pages and completions.

    python tools/make_reference.py

It is committed, so that a build needs no program for it, and a test compares.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import get_completion_class
from click_man.core import write_man_pages

from mlsysbib import __version__
from mlsysbib.cli import cli

ROOT = Path(__file__).parent.parent
NAME = "mlsysbib"
# Where shells look for the completions of a program, below the prefix that it is installed in.
SHELLS = {
    "bash": f"share/bash-completion/completions/{NAME}",
    "zsh": f"share/zsh/site-functions/_{NAME}",
    "fish": f"share/fish/vendor_completions.d/{NAME}.fish",
}
_WIDTH = 88
_HEAD = """\
# Command line

This page is what `mlsysbib COMMAND --help` says, and is made from it (`tools/make_reference.py`).

"""


def made_files() -> dict[str, str]:
    """Return the path of each file, relative to the root, and its text."""
    pages = "".join(_page(name, command, depth) for name, command, depth in commands())
    return {"docs/commands.md": _HEAD + pages.rstrip() + "\n", **_manual_pages(), **_completions()}


def commands() -> Iterator[tuple[str, click.Command, int]]:
    """Yield all commands with their full names and how deep they are, parents first."""
    yield from _below(NAME, cli, 0)


def _below(
    name: str, command: click.Command, depth: int
) -> Iterator[tuple[str, click.Command, int]]:
    yield name, command, depth
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None  # it is listed
            yield from _below(f"{name} {child}", found, depth + 1)


def _page(name: str, command: click.Command, depth: int) -> str:
    with click.Context(
        command,
        info_name=name,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        help_option_names=["-h", "--help"],
    ) as context:
        lines = (line.rstrip() for line in command.get_help(context).splitlines())
    text = "\n".join(lines)
    return f"{'#' * (min(depth, 2) + 2)} {name}\n\n```text\n{text}\n```\n\n"


def _manual_pages() -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        # The day on which it is made is no fact about the program.
        write_man_pages(NAME, _loaded(cli), version=__version__, target_dir=folder, date=" ")
        made = {path.name: path.read_text("utf-8") for path in sorted(Path(folder).iterdir())}
    return {f"share/man/man1/{name}": _verbatim(text) for name, text in made.items()}


def _loaded(group: click.Group) -> click.Group:
    """Load the commands of a group, which has them by name alone."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None  # it is listed
        group.commands[name] = _loaded(found) if isinstance(found, click.Group) else found
    return group


def _verbatim(text: str) -> str:
    """Keep the lines that click is told to keep, and end no line with a space."""
    kept = re.sub(r"^\x08\n((?:(?!\.PP).+\n)+)", r".nf\n\1.fi\n", text, flags=re.MULTILINE)
    return "".join(f"{line.rstrip()}\n" for line in kept.splitlines())


def _completions() -> dict[str, str]:
    variable = f"_{NAME.upper()}_COMPLETE"
    texts = {}
    for shell, path in SHELLS.items():
        completion = get_completion_class(shell)
        assert completion is not None  # click has these three
        source = completion(cli, {}, NAME, variable).source_vars()
        texts[path] = (completion.source_template % source).strip() + "\n"
    return texts


def main() -> None:
    """Write the files that differ."""
    for path, text in made_files().items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_text("utf-8") != text:
            target.write_text(text, "utf-8")
            sys.stderr.write(f"{path}{os.linesep}")


if __name__ == "__main__":
    main()
