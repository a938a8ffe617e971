r"""A block of a .bib file must close.

The brace or bracket that is missing is in this block, or in the one that stands in its place;
what follows is read from the next line that begins with `@`.

Good `refs.bib`:

    @inproceedings{yu2022orca,
      title = {Orca: A Distributed Serving System},
      author = {Yu, Gyeong-In and Jeong, Joo Seong},
      booktitle = {OSDI},
      year = 2022,
    }

Bad `refs.bib`:

    @inproceedings{yu2022orca,
      title = {Orca: A Distributed Serving System},
      author = {Yu, Gyeong-In and Jeong, Joo Seong},
      booktitle = {OSDI},
      year = 2022,
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "error"
