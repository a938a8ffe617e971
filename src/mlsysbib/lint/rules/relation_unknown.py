r"""A relation must point to an entry that is there.

Relations are followed when duplicates are sought and pages are made.

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

    [[relations]]
    kind = "extends"
    key = "nobody2020nothing"
"""
