r"""The levels of a list's headings should nest.

A heading of the first level among lower ones, or one that is only a line of text, is given the
level that its place suggests. Look at the sections that come out.

Good `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (OSDI 2018)

Bad `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    # Video

    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (OSDI 2018)

    ## More

    - [Gist: Efficient Encoding for Training](https://arxiv.org/abs/1801.01234) (OSDI 2018)
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "info"
