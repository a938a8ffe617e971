"""`mlsysbib init`: a new library, ready for its first entry."""

from __future__ import annotations

import os

import click

from mlsysbib.cli import DONE
from mlsysbib.cli.libraries import quiet_option
from mlsysbib.cli.output import say
from mlsysbib.problems import MlsysbibError
from mlsysbib.store.files import write_files
from mlsysbib.store.places import MARKER

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


@click.command("init", short_help="Make a new library, or one of a course.")
@click.argument("words", metavar="[course] [FOLDER]", nargs=-1)
@click.option("--course", is_flag=True, help="The same as the word: with a syllabus to begin with.")
@click.option("--title", default="", help="The library's title.")
@click.option("--dry-run", is_flag=True, help="Only say which files would be written.")
@quiet_option
def command(*, words: tuple[str, ...], course: bool, title: str, dry_run: bool, quiet: bool) -> int:
    """Make a library in FOLDER (default: here). No file that exists is touched.

    With the word course it holds a syllabus, reading-lists/course.md, and the entries of its
    papers, copied from the library that is shipped. (A folder of that name is ./course.)

    \b
    mlsysbib init course cs598 --title "CS 598: Systems for Machine Learning"
    cd cs598
    mlsysbib export --list course -o course.html
    """
    folder, course = _folder(words, course=course)
    marker = os.path.join(folder, MARKER)
    if os.path.exists(marker):
        raise ExistsError(f"{marker} exists: this is a library already")
    title = " ".join(title.split()) or os.path.basename(os.path.abspath(folder))
    files = {
        MARKER: _CONFIG.format(title=title.replace("\\", "\\\\").replace('"', '\\"')),
        ".github/workflows/library.yml": _WORKFLOW,
        **_READMES,
        **_contents(title, course=course),
    }
    paths = [os.path.join(folder, name) for name in files]
    if not dry_run:
        taken = [path for path in paths if os.path.exists(path)]
        if taken:
            raise ExistsError(f"in the way, nothing was written: {', '.join(taken)}")
        write_files(folder, files)
    for path in paths:
        say(f"{path}: {'would be ' if dry_run else ''}written", quiet=quiet)
    return DONE


def _folder(words: tuple[str, ...], *, course: bool) -> tuple[str, bool]:
    """Return the folder, and whether the library is a course's."""
    if words and words[0] == "course" and not course:
        words, course = words[1:], True
    if len(words) > 1:
        raise click.UsageError(f"one folder at a time, not {' and '.join(words)}")
    folder = words[0] if words else "."
    if os.path.isfile(folder):
        raise click.UsageError(f"{folder!r} is a file")
    return folder, course


def _contents(title: str, *, course: bool) -> dict[str, str]:
    if not course:
        return {"topics.toml": _TOPICS, "reading-lists/first.md": _LIST}
    from mlsysbib.cli.course import course_files  # noqa: PLC0415  # start-up

    return course_files(title)
