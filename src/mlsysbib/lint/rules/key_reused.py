r"""A published key must not come to mean another paper.

Documents that cite it would change without a word. Give the other paper a key of its own.

Before `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed System for Serving"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Timing Channels in Shared Caches"
    authors = ["Yu, Min"]

    [published]
    venue = "osdi"
    year = 2022
"""
