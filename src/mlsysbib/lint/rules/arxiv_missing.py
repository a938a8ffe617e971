r"""A preprint of a list should have its arXiv identifier.

A draft is made without it. A link to arxiv.org in the list would give it.

Good `list.md`:

    # Papers

    - [Nexus: A Cluster Engine for Videos](https://arxiv.org/abs/1901.01234) (arXiv 2019)

Good `venues/arxiv.toml`:

    acronym = "arXiv"
    kind = "preprint-server"

Bad `list.md`:

    # Papers

    - [Nexus: A Cluster Engine for Videos](https://example.org/nexus) (arXiv 2019)

Bad `venues/arxiv.toml`:

    acronym = "arXiv"
    kind = "preprint-server"
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
