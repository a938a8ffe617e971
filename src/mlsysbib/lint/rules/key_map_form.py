r"""A line of a key map must be a pair of keys.

The old key, a tabulator or `->`, and the new one. Empty lines and lines that begin with `#` are
free.

Good `keys.tsv`:

    yu2022orca -> orca

Bad `keys.tsv`:

    yu2022orca orca
"""
