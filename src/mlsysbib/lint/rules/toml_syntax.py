r"""A file must be TOML.

Nothing of the file can be read before it is. The line named is where the parser gave up; the slip
is there or a little above.

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""
