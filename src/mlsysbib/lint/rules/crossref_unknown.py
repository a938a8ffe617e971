r"""A `crossref` or `xdata` must name a block of the file.

The fields that it would give are missing; classic BibTeX needs the parent behind its children.

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
      crossref = {osdi2022},
      year = 2022,
    }
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
