r"""A published paper must say where.

Either `venue` names one of venues/, or `container-title` gives a title in full.

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
    year = 2022
"""
