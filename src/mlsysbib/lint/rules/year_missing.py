r"""A reference must have a year.

It is needed for the key, and to tell versions apart; a preprint with its arXiv identifier needs
none.

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
    }
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "error"
