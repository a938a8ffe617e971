r"""A file must be UTF-8.

Old editors save Latin-1 or UTF-16. Open the file in the encoding it has, and save it as UTF-8. (The
example stands for a file that holds the byte E9 alone.)

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/yu2022orca.toml`:

    title = "Caf\xe9"

    [published]
    venue = "osdi"
    year = 2022
"""
