r"""A file must be there and be readable.

A link may point to nothing, permissions may forbid, a disk may fail. What the system says of it
is told. (The example stands for a link to a file that is not there.)

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    -> nowhere.toml
"""
