"""Read a .bib with bibtexparser, LaTeX decoded and names split by its own middlewares."""

import sys

import bibtexparser
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)

library = bibtexparser.parse_file(
    sys.argv[1],
    append_middleware=[LatexDecodingMiddleware(), SeparateCoAuthors(), SplitNameParts()],
)
print(len(library.entries), len(library.failed_blocks))
