r"""An entry needs at least one version.

A paper that stands neither in a venue nor on a preprint server cannot be cited. Give [published],
[arxiv] or [preprint].

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]
"""
