r"""A name without braces or quotes must be that of a @string.

BibTeX prints nothing in its place. The names of the months are defined by all styles.

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
      booktitle = osdi,
      year = 2022,
    }
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
