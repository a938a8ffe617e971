r"""A list of authors that ends in `and others` is not complete.

The entry is read with those that are named. What the library knows of the paper is not cut.

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
      author = {Yu, Gyeong-In and others},
      booktitle = {OSDI},
      year = 2022,
    }
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "info"
