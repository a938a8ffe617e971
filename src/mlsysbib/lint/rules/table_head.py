r"""A table of papers becomes a list.

Each row becomes a bullet; the head of the table says which column holds what.

Good `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (OSDI 2018)

Bad `list.md`:

    # Papers

    ## Serving

    | Title | Venue | Year |
    | --- | --- | --- |
    | [Orca: A Distributed Serving System](https://example.org/orca) | OSDI | 2022 |
    | [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) | OSDI | 2018 |
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "info"
