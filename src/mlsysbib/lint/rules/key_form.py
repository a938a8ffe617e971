r"""A citation key must have the canonical form.

Lower-case ASCII letters and digits, parts joined by hyphens, beginning with a letter, at most 40
characters: such a key works in every program, in file names and in addresses. A key that is used
elsewhere in another form can be an alias.

Good `entries/2022/yu2022orca.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022

Bad `entries/2022/Yu_2022.toml`:

    title = "Orca: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
"""
