r"""A field must have the type and range that the schema gives it.

Years and months are integers, dates are TOML dates without quotes; pages, volumes and numbers are
texts, as some are not numbers.

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
    year = "2022"
"""
