r"""An excuse that excuses nothing must go.

It would silence the rule later, when the entry really breaks it. It is only judged where the rule
was asked.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Smith, JK"]

    [published]
    venue = "osdi"
    year = 2022

    [ignore]
    name-initials = "JK is the given name"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

    [ignore]
    name-initials = "JK is the given name"
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
