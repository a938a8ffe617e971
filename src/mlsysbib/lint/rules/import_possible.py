r"""A reference that may be a paper of the library is not imported.

Merge the two by hand, or add to the reference what tells them apart, and import it again.

Good `refs.bib`:

    @inproceedings{yu2022orca,
      title = {Orca: A Distributed Serving System},
      author = {Yu, Gyeong-In and Jeong, Joo Seong},
      booktitle = {OSDI},
      year = 2022,
    }

Bad `refs.bib`:

    @misc{orca,
      title = {Orca: A Distributed Serving System},
      year = 2022,
    }
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "info"
