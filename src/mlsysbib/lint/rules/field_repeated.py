r"""A field must stand once in a block.

BibTeX takes the first and warns of the second; other programs take the last.

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
      year = 2023,
    }
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
