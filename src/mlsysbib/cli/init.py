"""`mlsysbib init`: a new library, ready for its first entry."""

from __future__ import annotations

import os

import click

from mlsysbib.cli import DONE
from mlsysbib.cli.libraries import quiet_option
from mlsysbib.cli.output import say
from mlsysbib.problems import MlsysbibError
from mlsysbib.store.files import write_atomically
from mlsysbib.store.roots import MARKER

_CONFIG = """\
# The root of a library of mlsysbib.
title = "{title}"
# Venues that venues/ does not describe are taken from the table that is shipped with the tool.
inherit-venues = true
"""
_TOPICS = """\
# The topic tree, in display order: "path" = "Name". Parents stand before their children.
reading = "Reading"
"reading/required" = "Required"
"reading/further" = "Further"
"""
_LIST = """\
---
title: My first reading list
id: first
style: awesome
---

## Week 1

Cite an entry of the library by its key: a bullet that begins with an at sign and the key.
Everything else stays as it is written.
"""
_WORKFLOW = """\
name: library
on:
  push:
    branches: [main]
  pull_request:
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
      - run: pip install mlsysbib
      - run: mlsysbib check --format github
      - run: mlsysbib fmt --check
      - run: mlsysbib duplicates --certain
      - name: A key in somebody's paper is a promise
        if: github.event_name == 'pull_request'
        run: mlsysbib key check --against "origin/$GITHUB_BASE_REF"
"""
_READMES = {
    "entries/README.md": """\
# Entries

One paper a file: `entries/<year>/<citation-key>.toml`. The file's name is the citation key; keys
and places never change.

```toml
title = "A Title in Headline Case with {NameThatKeepsItsCase}"
authors = [
  "Family, Given",
]
topics = ["reading/required"]

[published]
venue = "osdi"
year = 2022
pages = "521-538"
```

`mlsysbib check` says what is wrong, `mlsysbib fmt` brings files into their one layout.
""",
    "venues/README.md": """\
# Venues

A venue of your own, one a file: `venues/<id>.toml`. `mlsysbib venue show osdi` prints one that is
shipped; a file here with the same name replaces it.
""",
}


class ExistsError(MlsysbibError):
    """There is something in the way; nothing is overwritten."""


@click.command("init", short_help="Make a new library.")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--title", default="", help="The library's title.")
@click.option("--dry-run", is_flag=True, help="Only say which files would be written.")
@quiet_option
def command(*, folder: str, title: str, dry_run: bool, quiet: bool) -> int:
    """Make a library in FOLDER (default: here). No file that exists is touched."""
    marker = os.path.join(folder, MARKER)
    if os.path.exists(marker):
        raise ExistsError(f"{marker} exists: this is a library already")
    title = title or os.path.basename(os.path.abspath(folder))
    files = {
        MARKER: _CONFIG.format(title=title.replace("\\", "\\\\").replace('"', '\\"')),
        "topics.toml": _TOPICS,
        "reading-lists/first.md": _LIST,
        ".github/workflows/library.yml": _WORKFLOW,
        **_READMES,
    }
    paths = {os.path.join(folder, name): text for name, text in files.items()}
    if not dry_run:
        taken = [path for path in paths if os.path.exists(path)]
        if taken:
            raise ExistsError(f"in the way, nothing was written: {', '.join(taken)}")
    for path, text in paths.items():
        if not dry_run:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_atomically(path, text.encode())
        say(f"{path}: {'would be ' if dry_run else ''}written", quiet=quiet)
    return DONE
