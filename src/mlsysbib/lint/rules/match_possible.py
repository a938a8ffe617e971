r"""A reference that may be a paper of the library is left to you.

`mlsysbib tidy` replaces nothing on a mere likeness. The hint names the evidence; give the
reference its DOI, arXiv identifier or authors, and it will be certain.

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

LEVEL: Level = "warning"
