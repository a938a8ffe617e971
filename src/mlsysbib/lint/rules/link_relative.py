r"""A link of a list to a file beside it is left out.

Such a file does not come along. An address of the web would be kept.

Good `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (OSDI 2018)

Bad `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](papers/nexus.pdf) (OSDI 2018)
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "info"
