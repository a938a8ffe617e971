r"""The front matter of a foreign list is not taken over.

It holds the settings of another program; only its title has a place in a reading list.

Good `list.md`:

    # Papers

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (OSDI 2018)

Bad `list.md`:

    ---
    title: Papers
    layout: page
    ---

    ## Serving

    - [Orca: A Distributed Serving System](https://example.org/orca) (OSDI 2022)
    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (OSDI 2018)
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "info"
