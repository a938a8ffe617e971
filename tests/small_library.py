"""A library of few files in a temporary folder, to which a test adds what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ORCA = """\
title = "{Orca}: A Distributed Serving System"
authors = ["Yu, Gyeong-In"]
topics = ["serving/llm"]

[published]
venue = "osdi"
year = 2022
"""
KWON = """\
title = "Efficient Memory Management"
authors = ["Kwon, Woosuk"]

[arxiv]
id = "2309.06180"
"""
SMALL: Mapping[str, str] = {
    "mlsysbib.toml": 'title = "Small"\ninherit-venues = false\n',
    "venues/osdi.toml": 'acronym = "OSDI"\nkind = "conference"\n',
    "topics.toml": 'serving = "Serving"\n"serving/llm" = "Language models"\n',
    "entries/2022/yu2022orca.toml": ORCA,
    "entries/2023/kwon2023efficient.toml": KWON,
}


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, texts as UTF-8 with the line ends they have."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def small_library(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the small library and, over it, the files given."""
    return write_files(root, {**SMALL, **(files or {})})
