"""Read a .bib with bibtexparser and write it again, without its LaTeX and name middlewares."""

import sys

import bibtexparser

library = bibtexparser.parse_file(sys.argv[1])
sys.stdout.write(bibtexparser.write_string(library))
