r"""A bullet that is neither paper nor heading is kept as it is.

No line of a list is lost. If it is a paper after all, write its title as a link.

Good `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (OSDI 2018)

Bad `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (OSDI 2018)
    - [Nexus](
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "info"
