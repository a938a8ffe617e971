r"""A preprint of a list should have its arXiv identifier.

A draft is made without it. A link to arxiv.org in the list would give it.

Good `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (arXiv 2019)

Bad `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](https://example.org/nexus) (arXiv 2019)
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
