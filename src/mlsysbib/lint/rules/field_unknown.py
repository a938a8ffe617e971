r"""A field must be one that the schema has.

A field with a slip in its name would silently be no field at all. Facts about a venue (publisher,
place, book title) belong into venues/, the citation key is the name of the file.

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
    booktitle = "OSDI"
"""
