"""A library of made-up papers, with what a merge or an import can meet in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from small_library import small_library, write_files

GIZMO = """\
title = "Gizmo: Imaginary Accelerators for Everyone"
aliases = ["Doe:Gizmo"]
authors = [
  "Doe, Jane",
  "Muster, Max",
]

[published]
venue = "osdi"
year = 2022
pages = "1-9"

[[relations]]
kind = "not-same-as"
key = "doe2021gizmo"
"""
PREPRINT = """\
title = "{Gizmo}: An Imaginary Accelerator"
authors = [
  "Doe, Jane",
]
topics = ["serving"]

[arxiv]
id = "2101.00001"

[links]
code = "https://example.org/gizmo"
"""
WIDGETS = """\
title = "Widgets, Revisited"
authors = [
  "Roe, Rita",
]

[published]
venue = "osdi"
year = 2023

[[relations]]
kind = "related"
key = "doe2022gizmo"

[[relations]]
kind = "related"
key = "doe2021gizmo"
"""
COURSE = """\
---
title: "A Made-Up Course"
id: course
---

## Week 1

- @doe2021gizmo before class
- @yu2022orca
"""
GIZMO_PATH = "entries/2022/doe2022gizmo.toml"
PREPRINT_PATH = "entries/2021/doe2021gizmo.toml"
WIDGETS_PATH = "entries/2023/roe2023widgets.toml"
COURSE_PATH = "reading-lists/course.md"
VENUE = """\
acronym = "OSDI"
kind = "conference"
name = "Symposium on Operating Systems Design and Implementation"
match = ['\\bOSDI\\b', 'operating systems design and implementation']
"""
MADE: Mapping[str, str] = {
    "venues/osdi.toml": VENUE,
    GIZMO_PATH: GIZMO,
    PREPRINT_PATH: PREPRINT,
    WIDGETS_PATH: WIDGETS,
    COURSE_PATH: COURSE,
}


def made_library(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the library of made-up papers and, over it, the files given."""
    return write_files(small_library(root, MADE), files or {})


def files_of(root: Path) -> dict[str, bytes]:
    """Return path -> content of every file below a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
