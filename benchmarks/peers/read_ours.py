"""Read a .bib with mlsysbib: entries with LaTeX decoded and names split."""

import sys

from mlsysbib.formats.base import entries_of, problems_of
from mlsysbib.formats.bibtex.reader import load

with open(sys.argv[1], encoding="utf-8") as file:
    imported = load(file.read())
print(len(entries_of(imported)), len(problems_of(imported)))
