"""An export loads nothing that only reading needs."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from mlsysbib.formats import FORMATS
for format_ in FORMATS.values():
    format_.dump
print(*(name for name in sys.modules if name.startswith(("mlsysbib.formats", "bibtexparser"))))
"""
READING = {"bibtexparser", "reader", "references", "identifiers", "people", "cleaning"}


def test_writers_load_no_reader() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    loaded = {part for name in done.stdout.split() for part in name.split(".")}
    assert "writer" in loaded
    assert loaded & READING == set()
