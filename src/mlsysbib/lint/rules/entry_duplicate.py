r"""A paper must have one entry.

The engine of `mlsysbib duplicates` compares all versions of all entries. `mlsysbib merge KEEP
DROP` makes one entry of two; a relation `not-same-as` remembers that two are not one. On a large
library this takes longest: `--no-duplicates` leaves it out.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Good `entries/2022/yu2022distributed.toml`:

    title = "{Nexus}: Serving Video with Many Models"
    authors = ["Yu, G.-I."]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022distributed.toml`:

    title = "Orca: A distributed serving system"
    authors = ["Yu, G.-I."]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
