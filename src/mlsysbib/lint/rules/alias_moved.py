r"""A published alias must not come to lead to another paper.

An alias is a promise as a key is one. Give the other paper an alias of its own.

Before `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]
    aliases = ["orca"]

    [published]
    venue = "osdi"
    year = 2022

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]
    aliases = ["orca"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2019/yu2019timing.toml`:

    title = "Timing Channels in Shared Caches"
    authors = ["Yu, Min"]
    aliases = ["orca"]

    [published]
    venue = "osdi"
    year = 2019
"""
