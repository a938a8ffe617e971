r"""The venue of an entry must be in the venue table.

Book title, publisher and place come from there. For a venue outside of the table write
`container-title` in place of `venue`, or add a file to venues/.

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
    venue = "ossdi"
    year = 2022
"""
