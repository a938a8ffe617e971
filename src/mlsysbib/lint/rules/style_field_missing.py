r"""A style would warn that a fact is missing.

Only asked for with `--for`: `mlsysbib check --for elsevier` says what bibtex would print of an
export for that target, in the words of its styles, before LaTeX runs. Some facts belong to the
venue: the hint names its file.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "521-538"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""

from __future__ import annotations

from mlsysbib.problems import Level

LEVEL: Level = "warning"
