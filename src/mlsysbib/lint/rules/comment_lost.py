r"""A file with comments is not laid out.

The one layout has no place for comments. What they say belongs into `[provenance] note` or
`[notes] comment`; `mlsysbib fmt --drop-comments` goes on without them.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    # checked in May
    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""
