"""Files that people and programs wrote: each reference ends as an entry or as an error."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Read, entries_of, problems_of
from mlsysbib.text.encodings import decode_bytes
from mlsysbib.text.markup import parse_markup

SUFFIXES = {".bib": "bibtex", ".ris": "ris", ".json": "csl-json"}
NO_REFERENCES = {"comment", "string", "preamble", "xdata"}
_OPENING = re.compile(r"^[ \t\ufeff]*@[ \t]*(\w+)\s*[{(]", re.MULTILINE)


def count_references(text: str, suffix: str) -> int:
    match suffix:
        case ".json":
            return len(json.loads(text))
        case ".ris":
            return len(re.findall(r"^\W*TY  -", text, re.MULTILINE))
    return sum(found[1].lower() not in NO_REFERENCES for found in _OPENING.finditer(text))


@pytest.fixture
def files(shared: Path) -> list[Path]:
    return [path for path in sorted((shared / "real-inputs").iterdir()) if path.suffix in SUFFIXES]


@cache
def read(path: Path) -> tuple[str, tuple[Read, ...]]:
    text, _ = decode_bytes(path.read_bytes())
    load = FORMATS[SUFFIXES[path.suffix]].load
    assert load is not None
    return text, load(text)


def test_every_reference_is_an_entry_or_an_error(files: list[Path]) -> None:
    assert files
    for path in files:
        text, imported = read(path)
        errors = [problem for problem in problems_of(imported) if problem.level == "error"]
        count = len(entries_of(imported)) + len(errors)
        assert (path.name, count) == (path.name, count_references(text, path.suffix))
        assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems_of(imported))


def test_what_is_read_is_fit_for_a_library(files: list[Path]) -> None:
    for path in files:
        for entry in entries_of(read(path)[1]):
            assert parse_markup(entry.title)
            assert entry.names is not None
            assert entry.published or entry.arxiv or entry.preprint
            assert 1 <= entry.year <= 9999


def test_most_of_what_people_have_is_read(files: list[Path]) -> None:
    """All but two files lose less than a tenth; those two are tests of citation styles."""
    shares = {}
    for path in files:
        text, imported = read(path)
        shares[path.name] = len(entries_of(imported)) / count_references(text, path.suffix)
    poor = {name for name, share in shares.items() if share < 0.9}
    assert poor <= {"bbt-2660.bib", "jabref-1.ris", "asreview-1.ris", "rispy-bom-utf.ris"}
